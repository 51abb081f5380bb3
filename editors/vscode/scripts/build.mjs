// Bundles the extension into one file for each place where it runs, and collects the licences of what is in them.

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { crateLicences, joinLicences } from "../../../npm/licences.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** What both bundles have in common. */
const COMMON = { absWorkingDir: root, bundle: true, format: "cjs", minify: true, metafile: true, logLevel: "warning" };

/**
 * Bundles into `dist`: for the desktop, where the program is, for the Web, or both. `core` is the folder of the npm package `@copydesk/core`, which the Web
 * needs, as `bindings/web/build.sh` builds it.
 */
export async function bundle({ desktop = true, core } = {}) {
  await rm(path.join(root, "dist"), { recursive: true, force: true });
  await mkdir(path.join(root, "dist"));
  const results = await Promise.all([...(desktop ? [forDesktop()] : []), ...(core === undefined ? [] : [forWeb(path.resolve(core))])]);
  const inputs = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  const compiled = [
    ...(core === undefined ? [] : [await readFile(path.join(core, "THIRD-PARTY.txt"), "utf8")]),
    ...(desktop ? [crateLicences(["copydesk"])] : []),
  ];
  await writeFile(path.join(root, "dist/THIRD-PARTY.txt"), joinLicences([...(await licences([...inputs])), ...compiled]));
}

/** The bundle for the Web is a file of its own, which the desktop loads where no folder is on a disk. */
const WEB_BUNDLE = {
  name: "web-bundle",
  setup({ onResolve }) {
    onResolve({ filter: /\/web\/web\.ts$/ }, () => ({ path: "./web.cjs", external: true }));
  },
};

function forDesktop() {
  return build({
    ...COMMON,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.cjs",
    platform: "node",
    target: "node20",
    external: ["vscode"],
    plugins: [WEB_BUNDLE],
    // Only what is required, and not what is imported, gets the editor's interface.
    supported: { "dynamic-import": false },
  });
}

async function forWeb(core) {
  await copyFile(path.join(core, "copydesk.wasm"), path.join(root, "dist/copydesk.wasm"));
  return build({
    ...COMMON,
    entryPoints: ["src/web/web.ts"],
    outfile: "dist/web.cjs",
    platform: "browser",
    target: "es2022",
    external: ["vscode"],
    alias: { "@copydesk/core": path.join(core, "browser.js") },
    // The module comes from elsewhere than from beside the script.
    define: { "import.meta.url": '"about:blank"' },
  });
}

/** The licences of the packages that the bundled files belong to. */
async function licences(inputs) {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const texts = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
    if (file === undefined) {
      throw new Error(`${name} has no licence file: it cannot be bundled`);
    }
    return `${name} ${version} (${license})\n\n${(await readFile(path.join(folder, file), "utf8")).trim()}\n`;
  });
  return Promise.all(texts);
}

function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll("\\", "/"));
  return match === null ? undefined : path.resolve(root, match[1]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle({ core: process.argv[2] });
}
