// What the functions of the package take, say and refuse.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as copydesk from "@copydesk/core";

const { apply, compare, Document, init, lint, repair, rules, version } = copydesk;

test("each entry has the same", async () => {
  const names = ["Document", "apply", "compare", "init", "lint", "repair", "rules", "version"];
  assert.deepEqual(Object.keys(copydesk).sort(), names);
  assert.deepEqual(Object.keys(await import("@copydesk/core/inline")).sort(), names);
});

test("the licences of all that is compiled into the module come along", () => {
  const licences = readFileSync(new URL("THIRD-PARTY.txt", import.meta.resolve("@copydesk/core")), "utf8");
  for (const name of ["html5gum", "pulldown-cmark", "serde_json", "toml", "wasm-bindgen"]) {
    assert.match(licences, new RegExp(`^${name} [\\d.]+\\S* \\(.*MIT.*\\)$`, "m"));
  }
  assert.match(licences, /^the standard library of Rust/m);
  assert.match(licences, /Kevin Atkinson/);
  assert.match(licences, /Permission is hereby granted/);
  // These are parts of the program alone, and of what builds the module.
  assert.doesNotMatch(licences, /^(clap|tokio|syn) /m);
});

test("nothing has to be loaded in Node", async () => {
  assert.equal(lint("fine").findings.length, 0);
  await init();
  assert.match(version(), /^\d+\.\d+\.\d+$/);
});

test("a report has all about each finding, in units of JavaScript's strings", () => {
  const text = "Zürich 😀\r\n\r\nSome < b >text</b> [map]()";
  const { findings, summary } = lint(text, { flavor: "markdown" });
  const [first, second] = findings;
  assert.equal(text.slice(first.start, first.end), "< b >");
  assert.deepEqual(first.range, { start: { line: 2, character: 5 }, end: { line: 2, character: 10 } });
  assert.deepEqual([first.rule, first.severity, first.fixes[0].safety, first.fixes[0].reason], ["spaced-tag", "error", "safe", undefined]);
  assert.deepEqual(first.fixes[0].edits, [{ start: first.start, end: first.end, text: "<b>" }]);
  assert.deepEqual([second.rule, second.fixes], ["lost-address", []]);
  assert.equal(text.slice(second.start, second.end), "()");
  const { damageScore, damagedShare, ...counts } = summary;
  assert.ok(damageScore > 0 && damageScore < 1 && damagedShare > 0 && damagedShare < 1);
  assert.deepEqual(counts, {
    findings: 2,
    errors: 1,
    warnings: 1,
    repairable: 1,
    likely: 0,
    lostContent: 1,
    damagedBytes: 7,
    bytes: Buffer.byteLength(text),
    rules: { "lost-address": 1, "spaced-tag": 1 },
  });
});

test("places are right in long texts with line ends of all kinds", () => {
  const ends = ["\n", "\r\n", "\r", "\n\r", "\r\n\r\n"];
  const text = Array.from({ length: 400 }, (_, at) => `${"é😀 ".repeat(at % 7)}Some < b >text</b> here ${at}${ends[at % ends.length]}`).join("");
  const { findings } = lint(text, { flavor: "html" });
  assert.ok(findings.length >= 400);
  const place = (offset) => {
    const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: lines.length - 1, character: lines.at(-1).length };
  };
  for (const { start, end, range, fixes } of findings) {
    assert.deepEqual(range, { start: place(start), end: place(end) });
    assert.match(text.slice(start, end), /^< b >$/);
    assert.deepEqual([fixes[0].edits[0].start, fixes[0].edits[0].end], [start, end]);
  }
});

test("a repair says what it did", () => {
  const text = "😀 < b >one</b> **two* three";
  const safe = repair(text, { flavor: "markdown" });
  assert.equal(safe.text, "😀 <b>one</b> **two* three");
  assert.deepEqual([safe.applied, safe.edits, safe.leftOut], [1, [{ start: 3, end: 8, text: "<b>" }], []]);
  assert.equal(safe.report.findings.length, 1);
  const all = repair(text, { flavor: "markdown", safety: "all" });
  assert.equal(all.applied, 2);
  assert.equal(apply(text, all.edits), all.text);
});

test("a translation is compared and restored", () => {
  const [original, translation] = ["😀 See [the map](https://a.org/map).", "😀😀 Siehe [die Karte](https://a.org/karte)."];
  const [finding] = compare(original, translation).findings;
  assert.equal(finding.rule, "changed-target");
  const [there] = finding.related;
  assert.ok(there.original);
  assert.ok(original.slice(there.start, there.end).includes("https://a.org/map"), original.slice(there.start, there.end));
  const restored = repair(translation, { original, safety: "all" }).text;
  assert.equal(restored, "😀😀 Siehe [die Karte](https://a.org/map).");
});

test("settings are an object or a text", () => {
  const text = "< b >one</b>";
  for (const settings of [{ ignore: ["tags"] }, 'ignore = ["tags"]\n', { ignore: ["tags"], dialect: undefined }]) {
    assert.equal(lint(text, { settings }).findings.length, 0);
  }
  const nested = { severity: { "spaced-tag": "info" }, "allowed-words": ['a"b\\', "ü\u007f", "\ud800"], dialect: "mkdocs" };
  assert.equal(lint(text, { settings: nested }).findings[0].severity, "info");
});

test("mistakes are clear", () => {
  const fails = (name, message, work) => assert.throws(work, { name, message });
  fails("RangeError", 'unknown flavor "htlm"; write one of html, markdown, mdx, text', () => lint("", { flavor: "htlm" }));
  fails("RangeError", 'unknown safety "unsafe"; write "safe" or "all"', () => repair("", { safety: "unsafe" }));
  fails("SettingsError", /unknown rule or group `tag`; did you mean `tags`\?/, () => lint("", { settings: { ignore: ["tag"] } }));
  fails("TypeError", /not null/, () => lint("", { settings: { ignore: null } }));
  fails("UnreadableError", "the text contains a NUL character at byte 3", () => lint("two\0"));
  fails("UnreadableError", "the text is longer than 32000000 bytes", () => lint("x".repeat(32_000_001)));
});

test("a document refuses edits that make no sense, and stays as it is", () => {
  const document = new Document("😀 < b >one</b>");
  const before = document.report();
  const fails = (message, ...edits) => assert.throws(() => document.edit(edits), { message });
  fails(/offset 99 is behind the text, which ends at 15/, { start: 0, end: 99, text: "" });
  fails(/offset 1 is between the two halves/, { start: 1, end: 2, text: "" });
  fails(/ends before it begins/, { start: 5, end: 4, text: "" });
  fails(/reaches into another one/, { start: 3, end: 6, text: "" }, { start: 5, end: 7, text: "" });
  fails(/NUL/, { start: 0, end: 0, text: "fine" }, { start: 3, end: 3, text: "\0" });
  assert.equal(document.text, "😀 < b >one</b>");
  assert.deepEqual(document.report(), before);
});

test("a document takes many edits at once, in any order", () => {
  const line = "A line with < b >damage</b> é😀 in it.\n\n";
  const text = line.repeat(2_000);
  const document = new Document(text, { flavor: "markdown" });
  const edits = document.report().findings.flatMap(({ fixes }) => fixes[0].edits);
  assert.equal(edits.length, 2_000);
  document.edit(edits.slice(0, 5).reverse());
  assert.equal(document.report().findings.length, 1_995);
  document.edit(document.report().findings.flatMap(({ fixes }) => fixes[0].edits).reverse());
  assert.equal(document.text, text.replaceAll("< b >", "<b>"));
  assert.equal(document.length, document.text.length);
  assert.equal(document.report().findings.length, 0);
});

test("rules have their documentation", () => {
  const rule = rules().find(({ name }) => name === "spaced-tag");
  assert.deepEqual([rule.group, rule.severity, rule.fix, rule.on], ["tags", "error", "safe", true]);
  assert.ok(rule.summary.length > 10 && rule.why.length > 40 && rule.flavors.includes("html"));
  const kinds = new Set(rules().flatMap(({ examples }) => examples.map(({ kind }) => kind)));
  assert.deepEqual([...kinds].sort(), ["bad", "good"]);
  assert.ok(rules().some(({ options }) => options.length > 0));
});

test("lone surrogates, which are no text, move nothing", () => {
  const text = "\ud800 < b >one</b> \udc00";
  const [finding] = lint(text).findings;
  assert.equal(text.slice(finding.start, finding.end), "< b >");
});

test("a page does not change what another call is told", () => {
  rules()[0].name = "changed";
  assert.notEqual(rules()[0].name, "changed");
});
