// Packs the extension with a program for one kind of system. No network is needed.
//
//   node scripts/package.mjs PROGRAM TARGET [FILE]
//
// PROGRAM is a copydesk that was built for TARGET (linux-x64, linux-arm64, darwin-x64, darwin-arm64, win32-x64, …). What
// is packed is laid out in a folder of its own, so that nothing else can get in.

import { execFileSync } from "node:child_process";
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { bundle } from "./build.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const repository = path.resolve(root, "../..");

/** What is packed as it is. */
const PARTS = ["CHANGELOG.md", "media", "pictures", "dist"];

/** Packs, and gives the path of the VSIX. */
export async function pack(program, target, file) {
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const vsix = path.resolve(file ?? path.join(root, `copydesk-${target}-${version}.vsix`));
  const folder = await mkdtemp(path.join(tmpdir(), "copydesk-vsix-"));
  try {
    await bundle();
    await layOut(folder, program, target);
    execFileSync(process.execPath, [vsce(), "package", "--target", target, "--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository", "--out", vsix], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return vsix;
}

async function layOut(folder, program, target) {
  for (const part of PARTS) {
    await cp(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  await writeFile(path.join(folder, "README.md"), page(await readFile(path.join(root, "README.md"), "utf8"), await homePage()));
  // What is used to build the extension is no business of those who install it.
  const { devDependencies, dependencies, scripts, private: _, ...manifest } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  // Everything here is meant to be packed.
  await writeFile(path.join(folder, ".vscodeignore"), "");
  await writeFile(path.join(folder, "LICENSE.txt"), await licence());
  const server = path.join(folder, "server", target.startsWith("win32") ? "copydesk.exe" : "copydesk");
  await mkdir(path.dirname(server));
  await copyFile(program, server);
  await chmod(server, 0o755);
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
  const [program, target, file] = process.argv.slice(2);
  if (program === undefined || target === undefined) {
    console.error("usage: node scripts/package.mjs PROGRAM TARGET [FILE]");
    process.exit(2);
  }
  console.log(await pack(program, target, file));
}
