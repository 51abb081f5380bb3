// The examples of the documentation run, and print what they say they do.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { blocks } from "./blocks.mjs";

/** What the examples of plug-ins take for granted. */
const IMPORTS = `
import markdownIt from "markdown-it";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
`;

/** What must come after an example: it uses what the example made. */
const USES = [
  ["unified()", "console.log(String(await (PROCESSOR).process('< b >x</b>')).trim()); // <b>x</b>"],
  ["const md =", "console.log(md.render('< b >x</b>').trim()); // <p><b>x</b></p>"],
  ["const extensions", "console.log(extensions.length); // 1"],
];

/** An example with what uses it: an expression of a processor is given to it. */
function whole(code) {
  const [, use = ""] = USES.find(([sign]) => code.includes(sign)) ?? [];
  const expression = /^unified\(\)[^;]*/m.exec(code)?.[0];
  return `${IMPORTS}${expression ? code.replace(`${expression};`, "") : code}\n${use.replace("PROCESSOR", expression)}\n`;
}

const FILES = process.env.DOCUMENTED.split(path.delimiter);
const examples = FILES.flatMap((file) => blocks(file, "js").map((code) => ({ file, code })));

test("there are examples in each file", () => {
  for (const file of FILES) {
    assert.ok(examples.some((example) => example.file === file), file);
  }
});

examples.forEach(({ file, code }, at) => {
  test(`example ${at + 1}: ${code.trim().split("\n").at(-1)}`, () => {
    const script = `example-${at}.mjs`;
    writeFileSync(script, whole(code));
    const printed = execFileSync(process.execPath, [script], { encoding: "utf8" });
    const expected = [...whole(code).matchAll(/^.*console\.log\(.*\); \/\/ (.+)$/gm)].map(([, said]) => said);
    assert.ok(expected.length > 0, `${file} says what an example prints`);
    for (const said of expected) {
      assert.ok(printed.includes(said), `${said} in what was printed: ${printed}`);
    }
  });
});
