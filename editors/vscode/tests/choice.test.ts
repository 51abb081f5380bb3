// What the extension itself decides on the Web, where the desktop asks the server.

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Finding, Fix, Rule } from "@copydesk/core";

import { chosen, NO_WISHES, outlook, withRules } from "../src/web/choice.ts";
import { isLanguage, originals } from "../src/web/pairs.ts";
import { withSqueezed } from "../src/web/squeezed.ts";

function rule(name: string, group: string, severity: Rule["severity"], on = true): Rule {
  return { name, group, severity, on, fix: null, summary: "", why: "", flavors: [], options: [], examples: [] };
}

const RULES = [rule("spaced-tag", "tags", "error"), rule("uppercase-tag", "tags", "info", false), rule("mojibake", "text", "error"), rule("split-word", "text", "warning")];

/** The names of the rules that run. */
function run(table: Record<string, never> | object, wishes = {}, without: string[] = []): unknown {
  const made = chosen(table as never, { ...NO_WISHES, ...wishes }, without, RULES);
  return typeof made === "object" ? made["select"] : made;
}

test("without settings the rules run that are on", () => {
  assert.deepEqual(run({}), ["spaced-tag", "mojibake", "split-word"]);
});

test("the closest name decides which rules run, and of equally close ones the later", () => {
  assert.deepEqual(run({ select: ["ALL"], ignore: ["text"] }), ["spaced-tag", "uppercase-tag"]);
  assert.deepEqual(run({ select: ["mojibake"], ignore: ["text"] }), ["mojibake"]);
  assert.deepEqual(run({ "extend-select": ["tags"], ignore: ["tags"] }), ["mojibake", "split-word"]);
});

test("the editor's settings come on top of the file's, and its selection replaces them", () => {
  assert.deepEqual(run({ ignore: ["text"] }, { extendSelect: ["mojibake"] }), ["spaced-tag", "mojibake"]);
  assert.deepEqual(run({ ignore: ["tags"] }, { select: ["tags"] }), ["spaced-tag", "uppercase-tag"]);
  assert.deepEqual(run({}, { ignore: ["ALL"], extendSelect: ["mojibake"] }), ["mojibake"]);
});

test("rules below the threshold do not run, by the severity that the file gives them", () => {
  assert.deepEqual(run({}, { severityThreshold: "error" }), ["spaced-tag", "mojibake"]);
  assert.deepEqual(run({ severity: { text: "info", "split-word": "error" } }, { severityThreshold: "warning" }), ["spaced-tag", "split-word"]);
});

test("rules that the file turns off for an article do not run, whoever turned them on", () => {
  assert.deepEqual(run({}, { extendSelect: ["mojibake"] }, ["text"]), ["spaced-tag"]);
});

test("all else is kept as the file has it, but for what it says of files by their names", () => {
  assert.deepEqual(withRules({ dialect: "mkdocs", exclude: ["x"], baseline: "y" }, ["mojibake"]), {
    dialect: "mkdocs",
    select: ["mojibake"],
    "extend-select": [],
    ignore: [],
  });
});

test("patterns name the original of a translation", () => {
  const table = { original: "content/en/**", translation: "content/{lang}/**" };
  assert.deepEqual(originals("content/zh-cn/a/b.md", table), ["content/en/a/b.md"]);
  assert.deepEqual(originals("content/en/a/b.md", table), []);
  assert.deepEqual(originals("static/de/c.md", table), []);
  const moved = (translation: string, original: string, path: string) => originals(path, { original, translation });
  assert.deepEqual(moved("**/*.{lang}.md", "**/*.md", "a/b/c.pt-BR.md"), ["a/b/c.md"]);
  assert.deepEqual(moved("**/*.{lang}.md", "**/*.md", "c.de.md"), ["c.md"]);
  assert.deepEqual(moved("i18n/{lang}/docs/**", "docs/**", "i18n/zh_Hans/docs/x.mdx"), ["docs/x.mdx"]);
  assert.deepEqual(moved("{lang}/**", "en/**", "images/b.md"), []);
});

test("without patterns, the layouts of site generators tell where an original may be", () => {
  const expected: [string, string][] = [
    ["content/de/a.md", "content/en/a.md"],
    ["docs/zh/guide/x.md", "docs/guide/x.md"],
    ["i18n/fr/docusaurus-plugin-content-docs/current/guide/x.md", "docs/guide/x.md"],
    ["i18n/fr/docusaurus-plugin-content-docs/version-2/v.md", "versioned_docs/version-2/v.md"],
    ["README.pt-BR.md", "README.md"],
    ["README_ja.md", "README.md"],
    ["translations/ko/README.md", "README.md"],
    ["b.es.md", "b.en.md"],
  ];
  for (const [translation, original] of expected) {
    assert.ok(originals(translation, {}).includes(original), `${translation}: ${originals(translation, {})}`);
  }
  assert.deepEqual(originals("notes_js.md", {}), []);
});

test("languages have known names", () => {
  assert.deepEqual(["de", "pt-BR", "zh_Hans", "zh-Hans-CN", "es-419", "fil-PH"].filter((tag) => !isLanguage(tag)), []);
  assert.deepEqual(["js", "md", "images", "v2", "", "de-", "abc", "de-x-y-z"].filter(isLanguage), []);
});

function fix(safety: Fix["safety"], ...edits: [number, number, string][]): Fix {
  return { title: "", safety, edits: edits.map(([start, end, text]) => ({ start, end, text })) };
}

function finding(start: number, end: number, ...fixes: Fix[]): Finding {
  const place = { line: 0, character: 0 };
  return { rule: "", severity: "error", message: "", start, end, range: { start: place, end: place }, related: [], fixes };
}

test("who can mend a finding depends on its surest fix", () => {
  const edit: [number, number, string] = [0, 1, ""];
  assert.equal(outlook(finding(0, 1, fix("unsafe", edit), fix("safe", edit))), "safe");
  assert.equal(outlook(finding(0, 1, fix("unsafe", edit))), "likely");
  assert.equal(outlook(finding(0, 1, fix("shown", edit), fix("safe"))), "person");
});

test("a repair takes along those of damage that it squeezes, as far as they are as sure", () => {
  const text = "</td> section > ## Next";
  const outer = fix("unsafe", [0, 5, ""], [16, 18, "\n## "]);
  const inner = (safety: Fix["safety"]) => finding(6, 15, fix(safety, [6, 15, "<section>"]));
  const starts = (safety: Fix["safety"]) => withSqueezed(text, [finding(0, 5, outer), inner(safety)], outer).map(({ start }) => start);
  assert.deepEqual(starts("safe"), [0, 6, 16]);
  assert.deepEqual(starts("shown"), [0, 16]);
  assert.deepEqual(withSqueezed(`x${text.slice(1, 5)}y section > ## Next`, [inner("safe")], outer).length, 2);
});
