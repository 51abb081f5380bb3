// The package in Deno, whose answer is the same as Node's; it may read the package and nothing else.

import { lint, repair } from "@copydesk/core";
import * as inline from "@copydesk/core/inline";

const text = "😀 The < b >mill</b> opens. [Map] (map.html)";
const expected = "😀 The <b>mill</b> opens. [Map](map.html)";
await inline.init();
const answers = [repair(text, { flavor: "markdown" }).text, inline.repair(text, { flavor: "markdown" }).text];
if (answers.some((answer) => answer !== expected) || lint(text, { flavor: "markdown" }).findings.length !== 2) {
  throw new Error(`answered ${answers.join(" and ")}`);
}
console.log(`Deno ${Deno.version.deno}: ${answers[0]}`);
