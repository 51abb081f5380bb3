// The package finds and repairs what the program does, in all articles of the tests and all examples of the rules.

import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, compare, Document, lint, repair, rules } from "@copydesk/core";

import { articles, compared, found, repaired } from "./program.mjs";

const EXTENSIONS = { html: "html", markdown: "md", mdx: "mdx", text: "txt" };

const singles = rules().flatMap(({ name, examples }) =>
  examples
    .filter(({ original }) => original === undefined)
    .map(({ flavor, text }, at) => ({ name: `${name}-${at}.${EXTENSIONS[flavor]}`, text })),
);
const all = [...articles(), ...singles, { name: "astral.md", text: "😀 < b >é</b>\r\nä😀 [map] (a.html)\r< i >😀</ i>" }];

/** A finding of the program as the package has it, in bytes, lines and characters. */
function shown(text, { rule, severity, message, help, start, end, related, fixes }) {
  const bytes = (offset) => Buffer.byteLength(text.slice(0, offset));
  const lineStart = (offset) => Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  // A byte-order mark takes no column, as in every editor.
  const characters = (offset) => [...text.slice(lineStart(offset), offset).replace(lineStart(offset) === 0 ? /^\ufeff/ : "", "")].length;
  return {
    rule,
    severity,
    message,
    help: help ?? null,
    place: [start, end].map(bytes),
    columns: [start, end].map((offset) => characters(offset) + 1),
    related: related.filter(({ original }) => !original).map((place) => [place.message, bytes(place.start), bytes(place.end)]),
    fixes: fixes.map(({ title, safety, reason, edits }) => ({
      title,
      safety,
      reason: reason ?? null,
      edits: edits.map(({ start, end, text }) => ({ start: bytes(start), end: bytes(end), text })),
    })),
  };
}

function expected({ rule, severity, message, help, start, end, related, fixes }) {
  return {
    rule,
    severity,
    message,
    help,
    place: [start.byte, end.byte],
    columns: [start.column, end.column],
    related: related.filter(({ path }) => !path).map((place) => [place.message, place.start.byte, place.end.byte]),
    fixes,
  };
}

test("findings", () => {
  const findings = found(all);
  let count = 0;
  for (const { name, text } of all) {
    const report = lint(text, { path: name });
    assert.deepEqual(report.findings.map((finding) => shown(text, finding)), findings.get(name).map(expected), name);
    assert.equal(report.summary.findings, report.findings.length);
    count += report.findings.length;
  }
  assert.ok(all.length > 500 && count > 400, `${count} findings in ${all.length} articles`);
});

test("lines are those of the program", () => {
  const findings = found(all);
  for (const { name, text } of all) {
    const lines = lint(text, { path: name }).findings.map(({ range }) => [range.start.line + 1, range.end.line + 1]);
    assert.deepEqual(lines, findings.get(name).map(({ start, end }) => [start.line, end.line]), name);
  }
});

for (const [safety, options] of [["safe", ["--fix"]], ["all", ["--fix", "--unsafe-fixes"]]]) {
  test(`repairs: ${safety}`, () => {
    const texts = repaired(all, options);
    let changed = 0;
    for (const { name, text } of all) {
      const done = repair(text, { path: name, safety });
      assert.equal(done.text, texts.get(name), name);
      assert.equal(apply(text, done.edits), done.text, `${name}: its edits`);
      assert.equal(done.applied > 0, done.text !== text, name);
      assert.deepEqual(done.report, lint(done.text, { path: name }), `${name}: what is left`);
      changed += Number(done.text !== text);
    }
    assert.ok(changed > 100, `${changed} were repaired`);
  });
}

test("a document that was edited reports what a new one does", () => {
  for (const { name, text } of all) {
    const half = Math.floor(text.length / 2);
    const at = /[\udc00-\udfff]/.test(text[half] ?? "") ? half - 1 : half;
    const document = new Document(text, { path: name });
    document.edit([{ start: 0, end: 0, text: "é< b >😀</b>\n\n" }, { start: at, end: at, text: "x" }]);
    document.edit([{ start: 0, end: document.length, text }]);
    document.edit([{ start: at, end: text.length, text: "" }]);
    document.edit([{ start: at, end: at, text: text.slice(at) }]);
    assert.equal(document.text, text, name);
    assert.deepEqual(document.report(), lint(text, { path: name }), name);
    document.free();
  }
});

test("comparisons", () => {
  const pairs = rules().flatMap(({ examples }) => examples.filter(({ original }) => original !== undefined));
  assert.ok(pairs.length > 20, `${pairs.length} pairs`);
  for (const { flavor, original, text } of pairs) {
    const findings = compare(original, text, { flavor }).findings;
    assert.deepEqual(
      findings.map((finding) => shown(text, finding)),
      compared(original, text, EXTENSIONS[flavor]).map(expected),
      text,
    );
    assert.deepEqual(new Document(text, { flavor, original }).report().findings, findings, text);
  }
});
