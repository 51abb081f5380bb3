// The plug-ins for unified and markdown-it, with the real packages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { remarkCopydesk, rehypeCopydesk } from "@copydesk/core/unified";
import { copydesk } from "@copydesk/core/markdown-it";
import markdownIt from "markdown-it";
import rehypeParse from "rehype-parse";
import rehypeStringify from "rehype-stringify";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { VFile } from "vfile";
import { reporter } from "vfile-reporter";

const TEXT = "# Title\n\n😀 The < b >mill</b> opens. [Map] (map.html)\n";
const REPAIRED = "# Title\n\n😀 The <b>mill</b> opens. [Map](map.html)\n";

test("remark: what is damaged are messages of the file", async () => {
  const file = await unified().use(remarkParse).use(remarkCopydesk).use(remarkStringify).process({ path: "a.md", value: TEXT });
  const [first, second] = file.messages;
  assert.deepEqual([first.ruleId, first.source, first.fatal, first.expected, first.actual], ["spaced-tag", "copydesk", true, ["<b>"], "< b >"]);
  assert.deepEqual(first.place, {
    start: { line: 3, column: 8, offset: TEXT.indexOf("< b >") },
    end: { line: 3, column: 13, offset: TEXT.indexOf("< b >") + 5 },
  });
  assert.ok(second.reason.length > 0 && file.messages.length === 2);
  assert.match(reporter(file), /3:8-3:13\s+error\s+Misplaced whitespace in the tag <b>\s+spaced-tag\s+copydesk/);
});

test("remark: a text is repaired before it is parsed", async () => {
  const processor = unified().use(remarkParse).use(remarkCopydesk, { repair: "safe" }).use(remarkStringify);
  const file = new VFile({ path: "a.md", value: TEXT });
  const tree = processor.parse(file);
  assert.equal(String(file), REPAIRED);
  const kinds = tree.children[1].children.map(({ type }) => type);
  assert.deepEqual(kinds, ["text", "html", "text", "html", "text", "link"].filter((kind) => kinds.includes(kind)));
  assert.ok(kinds.includes("link"));
  await processor.run(tree, file);
  assert.deepEqual(file.messages, []);
  assert.equal(String(await processor.process(TEXT)), REPAIRED);
});

test("remark: settings and the dialect of MDX", async () => {
  const messages = async (value, options, path) =>
    (await unified().use(remarkParse).use(path?.endsWith("x") ? [remarkMdx] : []).use(remarkCopydesk, options).use(remarkStringify).process({ path, value })).messages;
  assert.deepEqual(await messages(TEXT, { settings: { ignore: ["tags", "markdown"] } }, "a.md"), []);
  assert.deepEqual(await messages("<Card title={a < b} />\n", {}, "a.mdx"), []);
});

test("rehype: HTML", async () => {
  const html = "<p>Opens < strong >today:</strong></p>";
  const report = await unified().use(rehypeParse, { fragment: true }).use(rehypeCopydesk).use(rehypeStringify).process(html);
  assert.deepEqual(report.messages.map(({ ruleId }) => ruleId), ["spaced-tag"]);
  const repaired = await unified().use(rehypeParse, { fragment: true }).use(rehypeCopydesk, { repair: "all" }).use(rehypeStringify).process(html);
  assert.equal(String(repaired), "<p>Opens <strong>today:</strong></p>");
});

test("unified: a repair needs a parser before it", () => {
  const processor = unified().use(remarkCopydesk, { repair: "safe" }).use(remarkParse);
  assert.throws(() => processor.parse("x"), /use it behind the parser/);
});

test("markdown-it: what is found is in env, and a text is repaired before it is parsed", () => {
  const env = {};
  const seen = [];
  const plain = markdownIt({ html: true }).use(copydesk, { onReport: ({ report }, given) => seen.push([report.findings.length, given]) });
  assert.equal(plain.render(TEXT, env), markdownIt({ html: true }).render(TEXT));
  assert.deepEqual(env.copydesk.report.findings.map(({ rule }) => rule)[0], "spaced-tag");
  assert.deepEqual(seen, [[2, env]]);
  const repairing = markdownIt({ html: true }).use(copydesk, { repair: "safe" });
  assert.equal(repairing.render(TEXT, env), markdownIt({ html: true }).render(REPAIRED));
  assert.deepEqual([env.copydesk.applied, env.copydesk.text, env.copydesk.report.findings.length], [2, REPAIRED, 0]);
  assert.equal(repairing.renderInline("a < b >c</b>"), "a <b>c</b>");
});
