// Packs the extension for one kind of system, or for the Web. No network is needed.
//
//   node scripts/package.mjs PROGRAM TARGET [FILE] [--core FOLDER]
//   node scripts/package.mjs web [FILE] --core FOLDER
//
// PROGRAM is a copydesk that was built for TARGET (linux-x64, linux-arm64, darwin-x64, darwin-arm64, win32-x64, …). FOLDER holds the
// npm package `@copydesk/core`, as `bindings/web/build.sh FOLDER` builds it: with it, the extension works on the Web too, and in
// folders that are on no disk. What is packed is laid out in a folder of its own, so that nothing else can get in.

import { execFileSync } from "node:child_process";
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { bundle } from "./build.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const repository = path.resolve(root, "../..");

/** What is packed as it is. */
const PARTS = ["CHANGELOG.md", "media", "pictures", "dist"];

/** The target of the package that has no program. */
const WEB = "web";

/** Packs, and gives the path of the VSIX. */
export async function pack({ program, target, file, core }) {
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const vsix = path.resolve(file ?? path.join(root, `copydesk-${target}-${version}.vsix`));
  const folder = await mkdtemp(path.join(tmpdir(), "copydesk-vsix-"));
  try {
    await bundle({ desktop: target !== WEB, core });
    await layOut(folder, { program, target, core });
    execFileSync(process.execPath, [vsce(), "package", "--target", target, "--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository", "--out", vsix], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return vsix;
}

async function layOut(folder, { program, target, core }) {
  for (const part of PARTS) {
    await cp(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  await writeFile(path.join(folder, "README.md"), page(await readFile(path.join(root, "README.md"), "utf8"), await homePage()));
  // What is used to build the extension is no business of those who install it.
  const { devDependencies, dependencies, scripts, private: _, ...manifest } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  await writeFile(path.join(folder, "package.json"), JSON.stringify(fitting(manifest, target, core), null, 2));
  // Everything here is meant to be packed.
  await writeFile(path.join(folder, ".vscodeignore"), "");
  await writeFile(path.join(folder, "LICENSE.txt"), await licence());
  if (target === WEB) {
    return;
  }
  const server = path.join(folder, "server", target.startsWith("win32") ? "copydesk.exe" : "copydesk");
  await mkdir(path.dirname(server));
  await copyFile(program, server);
  await chmod(server, 0o755);
}

/** The manifest without the entries that the package does not have. */
function fitting({ main, browser, ...manifest }, target, core) {
  const { virtualWorkspaces, ...capabilities } = manifest.capabilities;
  const onDisk = { supported: false, description: "This package of the extension works in folders on a disk alone." };
  return {
    ...manifest,
    ...(target === WEB ? {} : { main }),
    ...(core === undefined ? {} : { browser }),
    capabilities: { ...capabilities, virtualWorkspaces: core === undefined ? onDisk : virtualWorkspaces },
  };
}

const PICTURE = /!\[([^\]]*)\]\((pictures\/[^)]+\.png)\)\n\n?/g;

/**
 * The page of the extension. Editors show pictures from the web there, and neither those that lie beside the page nor
 * those within it (VS Code 1.139 removes the addresses of both). So without a home page there are none: the walkthrough
 * shows them.
 */
export function page(readme, home) {
  if (home !== "") {
    return readme.replaceAll(PICTURE, (_, alt, file) => `![${alt}](${home.replace(/\/$/, "")}/vscode/${file})\n\n`);
  }
  return readme.replaceAll(PICTURE, "");
}

/** The address of the home page, which is said in one place. */
async function homePage() {
  const cargo = await readFile(path.join(repository, "Cargo.toml"), "utf8");
  return /^homepage = "([^"]*)"/m.exec(cargo)?.[1] ?? "";
}

async function licence() {
  const texts = ["LICENSE-MIT", "LICENSE-APACHE"].map((name) => readFile(path.join(repository, name), "utf8"));
  return ["copydesk is licensed under MIT or Apache 2.0, at your option.\n", ...(await Promise.all(texts))].join("\n");
}

function vsce() {
  return path.join(root, "node_modules/@vscode/vsce/vsce");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: { core }, positionals } = parseArgs({ allowPositionals: true, options: { core: { type: "string" } } });
  const [program, target, file] = positionals[0] === WEB ? [undefined, ...positionals] : positionals;
  if (target === undefined || (target === WEB && core === undefined)) {
    console.error("usage: node scripts/package.mjs PROGRAM TARGET [FILE] [--core FOLDER]\n       node scripts/package.mjs web [FILE] --core FOLDER");
    process.exit(2);
  }
  if (core === undefined) {
    console.error("without --core, the extension does not work on the Web: see the top of this script");
  }
  console.log(await pack({ program, target, file, core }));
}
