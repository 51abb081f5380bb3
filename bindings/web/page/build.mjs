// Makes the page; `build.sh` calls it.
//
//   node bindings/web/page/build.mjs PACKAGE TOOLS FOLDER
//
// PACKAGE is the built @copydesk/core, and TOOLS the folder whose node_modules hold what package.json names. FOLDER gets index.html, in
// which everything is, and the licences of what is in it.
//
// One file, because a page that is opened from the disk may not load modules, workers or the like, and because one file can be kept
// and passed on. Its policy names the scripts by their hashes and forbids every connection.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { joinLicences } from "../../../npm/licences.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

/** The article is never markup of the page itself; styles without `connect`, pictures and fonts from elsewhere can tell nobody. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "worker-src blob:",
  "frame-src 'none'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "trusted-types copydesk dompurify",
  "require-trusted-types-for 'script'",
];

/** Bundles a script: its text, and the files that are in it. */
async function bundled(script, core, tools) {
  const result = await createRequire(path.join(tools, "package.json"))("esbuild").build({
    absWorkingDir: here,
    stdin: { contents: script, resolveDir: here },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    loader: Object.fromEntries([".css", ".md", ".html", ".txt"].map((extension) => [extension, "text"])),
    nodePaths: [path.join(tools, "node_modules")],
    alias: { "@copydesk/core/inline": path.join(core, "inline.js") },
    metafile: true,
    logLevel: "warning",
  });
  // In a script of a page, these would begin a comment or end the script.
  const text = result.outputFiles[0].text.trim().replaceAll("<!--", "\\x3C!--").replaceAll(/<\/(?=script)/gi, "<\\/");
  return { text, inputs: Object.keys(result.metafile.inputs) };
}

/** The licences of the packages of npm that the files belong to, and of what is in the core. */
async function licences(inputs, core) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []).filter((folder) => !folder.endsWith("@copydesk/core")));
  const texts = [...folders].sort().map(async (folder) => {
    const root = path.resolve(here, folder);
    const { name, version, license } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
    const file = (await readdir(root)).find((file) => /^licen[cs]e/i.test(file));
    if (file === undefined) {
      throw new Error(`${name} has no licence file: it cannot be bundled`);
    }
    return `${name} ${version} (${license})\n\n${(await readFile(path.join(root, file), "utf8")).trim()}\n`;
  });
  return joinLicences([...(await Promise.all(texts)), await readFile(path.join(core, "THIRD-PARTY.txt"), "utf8")]);
}

const [core, tools, folder] = process.argv.slice(2).map((given) => path.resolve(given));
if (!folder) {
  console.error("usage: node bindings/web/page/build.mjs PACKAGE TOOLS FOLDER");
  process.exit(2);
}
const page = await bundled('import { start } from "./src/main.js"; globalThis.copydeskPage = start;', core, tools);
const served = await bundled('import { serve } from "./src/engine.js"; serve(port);', core, tools);
const engine = `function copydeskEngine(port){"use strict";${served.text}}`;
const template = await readFile(path.join(here, "index.html"), "utf8");
const parts = {
  style: await readFile(path.join(here, "style.css"), "utf8"),
  icon: (await readFile(path.join(here, "../../../editors/vscode/media/icon.svg"))).toString("base64"),
  page: page.text,
  engine,
};
const scripts = [...template.matchAll(/<script>(.*)<\/script>/g)].map(([, script]) => script.replaceAll(/\{\{(\w+)\}\}/g, (_all, name) => parts[name]));
const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
parts.policy = [...POLICY, `script-src ${hashes.join(" ")} 'wasm-unsafe-eval'`].join("; ");
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, "index.html"), template.replaceAll(/\{\{(\w+)\}\}/g, (_all, name) => parts[name]));
await writeFile(path.join(folder, "THIRD-PARTY.txt"), await licences([...page.inputs, ...served.inputs], core));
