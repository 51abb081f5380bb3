// Makes the npm packages, in folders that `npm pack` and `npm publish` take. No network is needed.
//
//   node npm/pack.mjs launcher FOLDER                   the package `copydesk`
//   node npm/pack.mjs platform TARGET PROGRAM FOLDER    the package of a machine: a copydesk that was built for TARGET
//
// Version, description, author and licence are those of Cargo.toml.

import { chmod, copyFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { description } from "./description.mjs";
import { crateLicences } from "./licences.mjs";

const npm = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(npm, "..");
const platforms = JSON.parse(await readFile(path.join(npm, "platforms.json"), "utf8"));

async function write(folder, manifest) {
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
    await copyFile(path.join(repository, licence), path.join(folder, licence));
  }
  await writeFile(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function launcher(folder) {
  await cp(path.join(npm, "launcher"), folder, { recursive: true });
  await copyFile(path.join(npm, "platforms.json"), path.join(folder, "platforms.json"));
  const common = description();
  await write(folder, {
    name: "copydesk",
    ...common,
    main: "index.js",
    bin: { copydesk: "bin/copydesk.js" },
    files: ["bin", "index.js", "platforms.json", "LICENSE-MIT", "LICENSE-APACHE"],
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(platforms.map(({ name }) => [`@copydesk/${name}`, common.version])),
  });
}

async function platform(target, program, folder) {
  const found = platforms.find((platform) => platform.target === target);
  if (!found) {
    throw new Error(`unknown target ${target}; known are ${platforms.map((platform) => platform.target).join(", ")}`);
  }
  const { name, os, cpu, libc } = found;
  const file = os === "win32" ? "copydesk.exe" : "copydesk";
  await mkdir(path.join(folder, "bin"), { recursive: true });
  await copyFile(program, path.join(folder, "bin", file));
  await chmod(path.join(folder, "bin", file), 0o755);
  await writeFile(
    path.join(folder, "README.md"),
    `# @copydesk/${name}\n\nThe program of the package \`copydesk\` for ${target}. Install that one.\n`,
  );
  await writeFile(path.join(folder, "THIRD-PARTY.txt"), crateLicences(["copydesk"], target));
  await write(folder, {
    name: `@copydesk/${name}`,
    ...description(),
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    files: ["bin", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt"],
    // Yarn would keep it in an archive, from which nothing can be started.
    preferUnplugged: true,
  });
}

const [kind, ...rest] = process.argv.slice(2);
if (kind === "launcher" && rest.length === 1) {
  await launcher(...rest);
} else if (kind === "platform" && rest.length === 3) {
  await platform(...rest);
} else {
  console.error("usage: node npm/pack.mjs launcher FOLDER\n       node npm/pack.mjs platform TARGET PROGRAM FOLDER");
  process.exit(2);
}
