// Makes the npm package `@copydesk/core` in a folder; `build.sh` calls it.
//
//   node bindings/web/pack.mjs GLUE TOOLS FOLDER
//
// GLUE holds what `glue` wrote, and TOOLS the node_modules with binaryen and esbuild. Version, description, author and licence are
// those of Cargo.toml.

import { execFileSync } from "node:child_process";
import { copyFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { description } from "../../npm/description.mjs";
import { crateLicences } from "../../npm/licences.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, "../..");

/** What each is for is told in the package's README. */
const PLUGINS = ["unified", "markdown-it", "codemirror", "editor"];

/** Entries of the package: for each, its types and the file for Node and Deno where that is another one. */
const EXPORTS = {
  ".": { types: "./index.d.ts", node: "./node.js", default: "./browser.js" },
  "./inline": { types: "./index.d.ts", default: "./inline.js" },
  "./global": "./global.js",
  ...Object.fromEntries(PLUGINS.map((name) => [`./${name}`, { types: `./${name}.d.ts`, default: `./${name}.js` }])),
  "./copydesk.wasm": "./copydesk.wasm",
  "./package.json": "./package.json",
};

/** Makes the module smaller and faster. Above 1, what is sent is larger by one in two hundred, and no faster. */
function optimize(tools, from, to) {
  const program = path.join(tools, "node_modules/binaryen/bin/wasm-opt");
  execFileSync(process.execPath, [program, "-O1", from, "-o", to], { stdio: "inherit" });
}

/** The module as a text that unpacks to it. */
async function pack(module) {
  const packed = gzipSync(await readFile(module), { level: 9 }).toString("base64");
  return `// The module, compressed.\nexport const packed = "${packed}";\n`;
}

/** One classic script with everything, for pages that are opened from the disk and for workers. */
async function bundle(tools, folder) {
  const esbuild = createRequire(path.join(tools, "package.json"))("esbuild");
  await esbuild.build({
    stdin: { contents: 'export * from "./inline.js"; export * from "./editor.js";', resolveDir: folder },
    outfile: path.join(folder, "global.js"),
    bundle: true,
    format: "iife",
    globalName: "copydesk",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}

async function manifest(folder) {
  const { keywords, ...common } = description();
  const fields = {
    name: "@copydesk/core",
    ...common,
    keywords: [...keywords, "wasm", "browser", "cms"],
    type: "module",
    main: "./node.js",
    browser: "./browser.js",
    types: "./index.d.ts",
    exports: EXPORTS,
    sideEffects: ["./node.js", "./global.js"],
    engines: { node: ">=18" },
  };
  await writeFile(path.join(folder, "package.json"), `${JSON.stringify(fields, null, 2)}\n`);
}

const [glue, tools, folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node bindings/web/pack.mjs GLUE TOOLS FOLDER");
  process.exit(2);
}
await mkdir(folder, { recursive: true });
await cp(path.join(here, "package"), folder, { recursive: true });
await copyFile(path.join(glue, "copydesk.js"), path.join(folder, "copydesk.js"));
optimize(tools, path.join(glue, "copydesk_bg.wasm"), path.join(folder, "copydesk.wasm"));
await writeFile(path.join(folder, "packed.js"), await pack(path.join(folder, "copydesk.wasm")));
await bundle(tools, folder);
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  await copyFile(path.join(repository, licence), path.join(folder, licence));
}
await writeFile(path.join(folder, "THIRD-PARTY.txt"), crateLicences(["copydesk-web"], "wasm32-unknown-unknown"));
await manifest(folder);
