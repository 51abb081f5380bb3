// Plain text as Markdown: where each line is a paragraph, Markdown would join them.

/** Signs of a line from which on nobody has broken it by hand: each of the text's lines is a paragraph then. */
const LONG = 120;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ITEM = /^\s*([-*+•]|\d+[.)])\s/;

/** The text, with a blank line between two lines that are paragraphs of their own. Rows and list items stay together. */
export function paragraphs(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (!lines.some((line) => line.length > LONG)) {
    return text;
  }
  const parted: string[] = [];
  let isCode = false;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before !== undefined && !isCode && areApart(before, line)) {
      parted.push("");
    }
    isCode = FENCE.test(line) ? !isCode : isCode;
    parted.push(line);
  });
  return parted.join("\n");
}

function areApart(one: string, next: string): boolean {
  const isText = (line: string) => /^[^\s<>|]/.test(line) && !line.includes("|");
  return (isText(one) || isText(next)) && one.trim() !== "" && next.trim() !== "" && !(ITEM.test(one) && ITEM.test(next)) && !/^\s{2,}/.test(next) && !FENCE.test(one) && !/^ {0,3}(=+|-+)\s*$/.test(next);
}
