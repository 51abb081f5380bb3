// What the tests of the page share: a browser, a server, and what a writer does on the page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const OPTIONS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];

/** Opens a browser, and serves the page. */
export async function open(folder, modules, browserPath) {
  const require = createRequire(path.join(path.resolve(modules), "package.json"));
  const browser = await require("playwright-core").chromium.launch({ executablePath: browserPath, args: OPTIONS });
  const index = path.join(path.resolve(folder), "index.html");
  const { server, origin } = await served(await readFile(index));
  const pages = new Set();
  return {
    axe: require.resolve("axe-core"),
    browser,
    disk: pathToFileURL(index).href,
    index,
    origin,
    /** The page in a context of its own, when the core is loaded; `script` runs before it. */
    async page({ address = `${origin}/`, permissions = [], script = "", ...options } = {}) {
      const context = await browser.newContext({ permissions, ...options });
      await context.addInitScript(script);
      const page = watched(await context.newPage());
      pages.add(page);
      await page.goto(address);
      await ready(page);
      return page;
    },
    async closePages() {
      for (const page of pages) {
        await page.context().close();
      }
      pages.clear();
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function served(body) {
  const server = createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(isPage ? 200 : 404, { "Content-Type": "text/html; charset=utf-8" }).end(isPage ? body : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

/** Keeps what goes wrong in a page, and what it asks for. */
function watched(page) {
  page.faults = [];
  page.requests = [];
  page.on("pageerror", (error) => page.faults.push(error.stack));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("dialog", (dialog) => {
    page.faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.context().on("request", (request) => page.requests.push(request.url()));
  return page;
}

export async function ready(page) {
  await page.waitForSelector("html[data-ready]");
}

/** Waits until the marks and the repaired text are those of the article, and gives the number of findings. */
export async function settled(page) {
  await page.waitForSelector("html[data-marked]", { timeout: 120_000, state: "attached" });
  await page.waitForSelector("#repaired-pane:not([aria-busy])", { timeout: 120_000, state: "attached" });
  return page.evaluate(() => Number(document.documentElement.dataset.findings));
}

/** Pastes into the article: `{"text/plain": …}`, in place of all that is there. */
export async function paste(page, types) {
  await page.evaluate((types) => {
    const content = document.querySelector("#article .cm-content");
    content.focus();
    const data = new DataTransfer();
    Object.entries(types).forEach(([type, text]) => data.setData(type, text));
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, types);
  return settled(page);
}

/** Empties the article, and pastes a text. */
export async function pasteText(page, text) {
  await page.locator("#article .cm-content").focus();
  await page.keyboard.press("Control+a");
  return paste(page, { "text/plain": text });
}

/** What the editor of this id holds. */
export async function textOf(page, id) {
  return page.evaluate((id) => document.querySelector(`#${id} .cm-content`).cmTile.view.state.doc.toString(), id);
}

/** What the button puts on the clipboard. */
export async function copied(page, button = "copy") {
  return page.evaluate(async (button) => {
    const written = new Promise((resolve) => {
      navigator.clipboard.write = async ([item]) => {
        const entries = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
        resolve(Object.fromEntries(await Promise.all(entries)));
      };
    });
    document.getElementById(button).click();
    return written;
  }, button);
}

/** Opens a file, as `{name, buffer}`. */
export async function openFile(page, name, buffer) {
  await page.setInputFiles("#file", { name, mimeType: "text/plain", buffer: Buffer.from(buffer) });
}

export function quiet(page) {
  assert.deepEqual(page.faults, []);
}

/**
 * Nothing went wrong. Chromium tells two things as errors: handlers in the document that the article is parsed in, where nothing runs,
 * before it is cleaned; and each click of the tests in a frame that runs no scripts.
 */
export function quietBut(page) {
  const isTold = (fault) => /Policy directive[^]*The action has been blocked|^Blocked script execution in 'about:srcdoc'/.test(fault);
  page.faults = page.faults.filter((fault) => !isTold(fault));
  quiet(page);
}
