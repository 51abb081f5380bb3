// The program, whose answers those of the package are compared with.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const program = process.env.PROGRAM;

/** The articles that the project's tests use, as `{name, text}`. */
export function articles() {
  const folder = process.env.ARTICLES;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(html|md|mdx|txt)$/.test(entry.name),
  );
  return files.map((entry) => {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    return { name: path.relative(folder, file).replaceAll(path.sep, "-"), text: readFileSync(file, "utf8") };
  });
}

/** Runs `work` with a folder that holds `articles`, and removes it. */
function inFolder(articles, work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "copydesk-"));
  try {
    // An empty file of settings: those of folders around do not count.
    writeFileSync(path.join(folder, "copydesk.toml"), "");
    for (const { name, text } of articles) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the program prints; findings are no failure. */
export function run(folder, ...given) {
  try {
    return execFileSync(program, given, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (error.status !== 1) {
      throw error;
    }
    return error.stdout;
  }
}

/** What the program finds in articles: for each name, its findings. */
export function found(articles) {
  const answer = inFolder(articles, (folder) => run(folder, "lint", "--output-format", "json", "."));
  const findings = new Map(articles.map(({ name }) => [name, []]));
  JSON.parse(answer).forEach((finding) => findings.get(finding.path.replace(/^\.[\\/]/, "")).push(finding));
  return findings;
}

/** What the program makes of articles: for each name, its text. */
export function repaired(articles, options) {
  return inFolder(articles, (folder) => {
    run(folder, "lint", ...options, ".");
    return new Map(articles.map(({ name }) => [name, readFileSync(path.join(folder, name), "utf8")]));
  });
}

/** What the program finds in a translation beside its original. */
export function compared(original, translation, extension) {
  const [first, second] = [`original.${extension}`, `translation.${extension}`];
  const articles = [{ name: first, text: original }, { name: second, text: translation }];
  return JSON.parse(inFolder(articles, (folder) => run(folder, "compare", "--output-format", "json", first, second)));
}
