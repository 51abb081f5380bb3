// Bundles the extension into one file, and collects the licences of what is in it.

import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Bundles into `dist`. */
export async function bundle() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.cjs",
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["vscode"],
    minify: true,
    metafile: true,
    logLevel: "warning",
  });
  await writeFile(path.join(root, "dist/THIRD-PARTY.txt"), await licences(Object.keys(result.metafile.inputs)));
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
  return (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`);
}

function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll("\\", "/"));
  return match === null ? undefined : path.resolve(root, match[1]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle();
}
