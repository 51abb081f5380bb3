// What the types say, as a user of the package meets it: `tsc` compiles this and nothing runs.

import { apply, compare, Document, init, lint, repair, rules, version } from "@copydesk/core";
import type { Edit, Finding, Report, Rule, Summary } from "@copydesk/core";
import * as inline from "@copydesk/core/inline";
import { copydeskSource } from "@copydesk/core/codemirror";
import { defineEditor, mark, type Marker } from "@copydesk/core/editor";
import { copydesk } from "@copydesk/core/markdown-it";
import { rehypeCopydesk, remarkCopydesk } from "@copydesk/core/unified";
import { linter } from "@codemirror/lint";
import rehypeParse from "rehype-parse";
import remarkParse from "remark-parse";
import { unified } from "unified";

await init(new URL("https://example.org/copydesk.wasm"));
await inline.init();

const report: Report = lint("text", { flavor: "markdown", settings: { ignore: ["tags"], rules: { "long-word": { most: 3 } } } });
const finding: Finding | undefined = report.findings[0];
const edits: Edit[] = finding?.fixes[0]?.edits ?? [];
const text: string = apply("text", edits);
const summary: Summary = repair(text, { safety: "all", original: "text" }).report.summary;
const score: number = compare("a", "b", { path: "a.md" }).summary.damageScore + summary.damagedShare;
const document_ = new Document("text", { original: "text" });
document_.edit([{ start: 0, end: 0, text: version() }]);
document_.update("text");
const examples: string[] = rules().flatMap(({ examples }: Rule) => examples.map(({ text }) => text));

const marker: Marker = mark(document.querySelector("textarea")!, { onReport: ({ findings }) => findings.length });
marker.repair("all");
defineEditor();
linter(copydeskSource({ flavor: "markdown" }));
unified().use(remarkParse).use(remarkCopydesk, { repair: "safe" });
unified().use(rehypeParse).use(rehypeCopydesk);
copydesk({ core: { ruler: { before() {} } } }, { repair: "safe", onReport: ({ report, applied }) => [report, applied] });

// @ts-expect-error There is no such flavor.
lint("text", { flavor: "htlm" });
// @ts-expect-error Fixes that are only shown are never applied in bulk.
repair("text", { safety: "shown" });
// @ts-expect-error A document has no such property.
document_.findings;

export { examples, score };
