// The code that a page of documentation shows.

import { readFileSync } from "node:fs";

/** The code blocks of a Markdown file in a language. */
export function blocks(file, language) {
  const found = readFileSync(file, "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...found].filter(([, name]) => name === language).map(([, , code]) => code);
}
