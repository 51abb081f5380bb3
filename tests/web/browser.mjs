// The package in a browser: browser.mjs PACKAGE MODULES BROWSER. Everything is served by this program, and nothing else is asked.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { blocks } from "./blocks.mjs";
import { runEach } from "../each.mjs";

const [folder, modules, browserPath] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "package.json"));
const { chromium } = require("playwright-core");
const esbuild = require("esbuild");

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'unsafe-inline'; worker-src 'self'; img-src data:";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };
const DAMAGED = "😀 The < b >mill</b> opens. [Map] (map.html)";
const REPAIRED = "😀 The <b>mill</b> opens. [Map](map.html)";

/** Pages and scripts that the tests make. */
const made = new Map();

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const headers = pathname.startsWith("/open/") ? {} : { "Content-Security-Policy": POLICY };
  try {
    const body = made.get(pathname) ?? (await readFile(path.join(folder, pathname.replace(/^\/core\//, ""))));
    const type = pathname.startsWith("/plain/") ? "application/octet-stream" : TYPES[path.extname(pathname)];
    response.writeHead(200, { ...headers, ...(type && { "Content-Type": type }) }).end(body);
  } catch {
    response.writeHead(404, headers).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page with a body, and the script of a module; what goes wrong in it fails the test. */
async function open(name, body, script) {
  made.set(`/${name}.html`, `<!doctype html><meta charset="utf-8"><title>${name}</title><body>${body}<script type="module" src="/${name}.js"></script>`);
  made.set(`/${name}.js`, script);
  return visit(`${origin}/${name}.html`);
}

/** A whole page, without a policy. */
async function show(name, html) {
  made.set(`/open/${name}.html`, html);
  return visit(`${origin}/open/${name}.html`);
}

async function visit(address) {
  const page = await (await browser.newContext()).newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && !/favicon/.test(message.text() + message.location().url) && page.faults.push(message.text()));
  page.on("request", (request) => !/^(http:\/\/127\.0\.0\.1|file:|blob:|data:)/.test(request.url()) && page.faults.push(request.url()));
  await page.goto(address);
  return page;
}

async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** A script that an application would be bundled to. */
async function bundled(source) {
  const built = await esbuild.build({
    stdin: { contents: source, resolveDir: path.resolve(modules) },
    bundle: true, format: "esm", write: false, logLevel: "warning", platform: "browser", nodePaths: [path.resolve(folder, "../..")],
  });
  return built.outputFiles[0].text;
}

const tests = {
  async "the module is fetched from beside the script, under a strict policy"() {
    const page = await open("fetched", "", `
      import { init, lint, repair } from "/core/browser.js";
      try { lint(""); } catch (error) { window.before = error.message; }
      await Promise.all([init(), init()]);
      window.done = [lint(${JSON.stringify(DAMAGED)}, { flavor: "markdown" }).findings.length, repair(${JSON.stringify(DAMAGED)}, { flavor: "markdown" }).text];`);
    await page.waitForFunction(() => window.done);
    assert.deepEqual(await page.evaluate(() => window.done), [2, REPAIRED]);
    assert.match(await page.evaluate(() => window.before), /call `await init\(\)` first/);
    await close(page);
  },

  async "bytes, a response of a wrong type and a compiled module will do, and a missing one is told"() {
    made.set("/plain/copydesk.wasm", await readFile(path.join(folder, "copydesk.wasm")));
    const page = await open("sources", "", `
      const answers = [];
      const use = async (name, source) => {
        const { init, lint } = await import("/core/browser.js?" + name);
        try { await init(source); answers.push(lint("").findings.length); } catch (error) { answers.push(error.message); }
      };
      await use("missing", "/missing.wasm");
      await use("type", "/plain/copydesk.wasm");
      const bytes = await (await fetch("/core/copydesk.wasm")).arrayBuffer();
      await use("bytes", bytes);
      await use("module", await WebAssembly.compile(bytes));
      await use("response", fetch("/core/copydesk.wasm"));
      window.done = answers;`);
    await page.waitForFunction(() => window.done);
    const [missing, ...others] = await page.evaluate(() => window.done);
    assert.match(missing, /missing\.wasm answers 404/);
    assert.deepEqual(others, [0, 0, 0, 0]);
    page.faults = page.faults.filter((fault) => !fault.includes("404"));
    await close(page);
  },

  async "a worker has the module inside, as a module and as a classic script"() {
    made.set("/worker.js", `
      import { init, repair } from "/core/inline.js";
      onmessage = async ({ data }) => { await init(); postMessage(repair(data, { flavor: "markdown" }).text); };`);
    made.set("/classic.js", `
      importScripts("/core/global.js");
      onmessage = async ({ data }) => { await copydesk.init(); postMessage(copydesk.repair(data, { flavor: "markdown" }).text); };`);
    const page = await open("workers", "", `
      const ask = (worker) => new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage(${JSON.stringify(DAMAGED)}); });
      window.done = await Promise.all([ask(new Worker("/worker.js", { type: "module" })), ask(new Worker("/classic.js"))]);`);
    await page.waitForFunction(() => window.done);
    assert.deepEqual(await page.evaluate(() => window.done), [REPAIRED, REPAIRED]);
    await close(page);
  },

  async "the example of the documentation: a field of a form"() {
    const [example] = blocks(process.env.DOCS, "html");
    const imports = { "@copydesk/core": "/core/browser.js", "@copydesk/core/editor": "/core/editor.js" };
    const page = await show("example", `<!doctype html><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports })}</script>${example}`);
    await page.locator("textarea").fill(DAMAGED);
    await page.getByRole("button", { name: "Repair 2" }).click();
    assert.equal(await page.locator("textarea").inputValue(), REPAIRED);
    await close(page);
  },

  async "a page that is opened from the disk"() {
    const file = path.join(folder, "disk.html");
    await writeFile(file, `<!doctype html><meta charset="utf-8"><script src="global.js"></script><script>copydesk.init().then(() => { document.title = copydesk.repair(${JSON.stringify(DAMAGED)}, { flavor: "markdown" }).text; });</script>`);
    const page = await visit(pathToFileURL(file).href);
    await page.waitForFunction(() => document.title);
    assert.equal(await page.title(), REPAIRED);
    await close(page);
  },
};

Object.assign(tests, await (await import("./editors.mjs")).default({ open, close, bundled }));

await runEach(tests, async () => {
  await browser.close();
  server.close();
});
