// Measures the npm package: how large it is, how soon it answers, and how fast it is beside the native program's core, in one run.
//
//   node bindings/web/benchmark.mjs PACKAGE [FOLDER]
//
// PACKAGE is what `build.sh` made. The texts are the articles of `tests/articles` (with FOLDER, those below it), and texts of 1 MB and
// 10 MB made of them. The native times are those of `cargo run --release --example native`, which this calls.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const [folder, articles = path.join(repository, "tests/articles")] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node bindings/web/benchmark.mjs PACKAGE [FOLDER]");
  process.exit(2);
}
const FLAVORS = { ".html": "html", ".md": "markdown", ".mdx": "mdx", ".txt": "text" };

/** Megabytes, thousands of bytes, or milliseconds, as they are read. */
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} KB`;
const milliseconds = (time) => `${time < 10 ? time.toFixed(2) : Math.round(time)} ms`;

function sizes() {
  for (const name of ["copydesk.wasm", "global.js"]) {
    const bytes = readFileSync(path.join(folder, name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
    console.log(`${name.padEnd(14)} ${kilobytes(bytes.length)} raw, ${kilobytes(gzipSync(bytes, { level: 9 }).length)} with gzip, ${kilobytes(brotli.length)} with brotli`);
  }
}

/** The shortest of some runs: what else the machine does only adds to it. */
function shortest(runs, work) {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const before = performance.now();
    work();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

/** From nothing to the first answer, in a process of its own. */
function start() {
  const entry = pathToFileURL(path.join(folder, "node.js")).href;
  const script = `const before = performance.now(); const { lint } = await import(${JSON.stringify(entry)});
    const loaded = performance.now(); lint("a < b >c</b>"); console.log(JSON.stringify([loaded - before, performance.now() - loaded]));`;
  const runs = Array.from({ length: 7 }, () => JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })));
  const [loaded, first] = [0, 1].map((at) => Math.min(...runs.map((run) => run[at])));
  console.log(`start          ${milliseconds(loaded)} to load, ${milliseconds(first)} to the first answer`);
}

function read(below) {
  return readdirSync(below, { recursive: true })
    .filter((name) => FLAVORS[path.extname(name)] && statSync(path.join(below, name)).isFile())
    .map((name) => ({ flavor: FLAVORS[path.extname(name)], text: readFileSync(path.join(below, name), "utf8") }))
    .filter(({ text }) => !text.includes("\0"));
}

/** Texts of about this many bytes, of articles after each other. */
function long(texts, flavor, bytes) {
  const unit = `${texts.filter((article) => article.flavor === flavor).map(({ text }) => text).join("\n\n")}\n\n`;
  return unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit)));
}

/** Times of the native core: for each text, in milliseconds, of linting and of repairing it. */
function native(texts) {
  const work = mkdtempSync(path.join(os.tmpdir(), "copydesk-"));
  try {
    const names = texts.map(({ flavor, text }, at) => {
      const name = path.join(work, `${at}.${flavor}`);
      writeFileSync(name, text);
      return name;
    });
    const answer = execFileSync("cargo", ["run", "--quiet", "--locked", "--release", "--package", "copydesk-web", "--example", "native", "--", ...names], {
      cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26,
    });
    return answer.trim().split("\n").map((line) => line.split(" ").map(Number));
  } finally {
    rmSync(work, { recursive: true });
  }
}

sizes();
start();
const { Document, lint, repair } = await import(pathToFileURL(path.join(folder, "node.js")).href);
const small = read(articles);
const longs = [["1 MB of Markdown", "markdown", 1e6], ["1 MB of HTML", "html", 1e6], ["10 MB of Markdown", "markdown", 1e7], ["10 MB of HTML", "html", 1e7]].map(
  ([name, flavor, bytes]) => ({ name, flavor, text: long(read(path.join(repository, "tests/articles")), flavor, bytes) }),
);
const good = ["1 MB of good Markdown", "10 MB of good Markdown"].map((name, at) => ({
  name, flavor: "markdown", text: long(read(path.join(repository, "tests/articles/good")), "markdown", 1e6 * 10 ** at),
}));
const texts = [...small, ...longs, ...good];
const natives = native(texts);
const times = texts.map(({ flavor, text }) => {
  const runs = text.length > 5e6 ? 3 : text.length > 1e5 ? 5 : 20;
  return [shortest(runs, () => lint(text, { flavor })), shortest(runs > 3 ? runs : 1, () => repair(text, { flavor, safety: "all" }))];
});

const sum = (list, at) => list.slice(0, small.length).reduce((total, pair) => total + pair[at], 0);
const row = (name, own, other) => console.log(`${name.padEnd(24)} ${milliseconds(own).padStart(9)}  native ${milliseconds(other).padStart(9)}  ${(own / other).toFixed(2)} times`);
["lint", "repair"].forEach((work, at) => {
  row(`${small.length} articles, ${work}`, sum(times, at), sum(natives, at));
  texts.slice(small.length).forEach(({ name }, index) => row(`${name}, ${work}`, times[small.length + index][at], natives[small.length + index][at]));
});

for (const { name, flavor, text } of [...longs, ...good]) {
  const document = new Document(text, { flavor });
  const middle = text.indexOf(" ", text.length / 2);
  const key = shortest(20, () => document.edit([{ start: middle, end: middle, text: "x" }]));
  const report = shortest(3, () => document.report());
  console.log(`${`${name}, a key`.padEnd(24)} ${milliseconds(key).padStart(9)}  and its report ${milliseconds(report)}`);
  document.free();
}
