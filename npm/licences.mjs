// The licences of what is compiled into a program or a module of ours: crates, the standard library and a list of words.
//
//   node npm/licences.mjs CRATE[,CRATE] [TARGET]
//
// prints them, for the machine's own kind where no TARGET is named. CRATE is `copydesk`, `copydesk-python` or `copydesk-web`.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

function cargo(...parameters) {
  return execFileSync("cargo", parameters, { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 28 });
}

/** Names and versions of the crates that become part of a crate of ours: neither what builds it, nor what expands to other code. */
function compiledInto(crate, target) {
  const options = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}", ...(target ? ["--target", target] : [])];
  const tree = cargo("tree", "--locked", "--package", crate, ...options);
  const crates = [...tree.matchAll(/^(\S+) v(\S+)(?: \((.*)\))?$/gm)].filter(([, , , note]) => !note || note === "*");
  return crates.map(([, name, version]) => `${name} ${version}`);
}

/** The files that hold a crate's licence: of several to choose from MIT, which asks for least. */
function licenceFiles(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|unlicense|notice)/i.test(file));
  return files.some((file) => /mit/i.test(file)) ? files.filter((file) => !/apache|unlicense/i.test(file)) : files;
}

function read(...names) {
  return readFileSync(path.join(...names), "utf8").trim().replaceAll("\r\n", "\n");
}

function textOf({ name, license, manifest_path: manifest }) {
  const folder = path.dirname(manifest);
  const files = licenceFiles(folder);
  if (files.length > 0) {
    return files.sort().map((file) => read(folder, file)).join("\n\n");
  }
  if (!license?.includes("Apache-2.0")) {
    throw new Error(`the crate ${name} has no licence file: it cannot be passed on`);
  }
  return read(repository, "LICENSE-APACHE");
}

/** A text that names each crate in `ours`, and has each licence once. */
export function crateLicences(ours, target) {
  const compiled = new Set(ours.flatMap((crate) => compiledInto(crate, target)));
  const { packages } = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", ...(target ? ["--filter-platform", target] : [])));
  const entries = packages
    .filter(({ name, version }) => compiled.has(`${name} ${version}`))
    .map((found) => ({ title: `${found.name} ${found.version} (${found.license})`, text: textOf(found) }));
  if (entries.length !== compiled.size) {
    throw new Error(`cargo knows ${entries.length} of the ${compiled.size} crates in ${ours}`);
  }
  entries.push({ title: "the standard library of Rust (MIT OR Apache-2.0)", text: read(repository, "LICENSE-APACHE") });
  entries.push({ title: "the list of English words (SCOWL)", text: read(repository, "src/tokens/words/LICENSE") });
  return joined(entries);
}

/** Entries with the same text under one heading. */
function joined(entries) {
  const titles = new Map();
  for (const { title, text } of entries) {
    titles.set(text, [...(titles.get(text) ?? []), title]);
  }
  return joinLicences([...titles].map(([text, named]) => `${named.join("\n")}\n\n${text}\n`));
}

/** Texts of licences after each other. */
export function joinLicences(texts) {
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [ours, target] = process.argv.slice(2);
  if (!ours) {
    console.error("usage: node npm/licences.mjs CRATE[,CRATE] [TARGET]");
    process.exit(2);
  }
  process.stdout.write(crateLicences(ours.split(","), target));
}
