// Plain text as Markdown: where each line is a paragraph, Markdown would join them.

/** Signs of a line from which on nobody has broken it by hand: each of the text's lines is a paragraph then. */
const LONG = 120;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ITEM = /^\s*([-*+•]|\d+[.)])\s/;

/** A text as Markdown, and for each of its lines the line of the Markdown. */
export interface Parted {
  markdown: string;
  lines: number[];
}

/** The text, with a blank line between two lines that are paragraphs of their own. Rows and list items stay together. */
export function paragraphs(text: string): Parted {
  const lines = text.split(/\r\n|\r|\n/);
  if (!lines.some((line) => line.length > LONG)) {
    return { markdown: text, lines: lines.map((_, index) => index) };
  }
  const parted: string[] = [];
  const places: number[] = [];
  let isCode = false;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before !== undefined && !isCode && areApart(before, line)) {
      parted.push("");
    }
    isCode = FENCE.test(line) ? !isCode : isCode;
    places.push(parted.length);
    parted.push(line);
  });
  return { markdown: parted.join("\n"), lines: places };
}

function areApart(one: string, next: string): boolean {
  const isText = (line: string) => /^[^\s<>|]/.test(line) && !line.includes("|");
  return (isText(one) || isText(next)) && one.trim() !== "" && next.trim() !== "" && !(ITEM.test(one) && ITEM.test(next)) && !/^\s{2,}/.test(next) && !FENCE.test(one) && !/^ {0,3}(=+|-+)\s*$/.test(next);
}
