// The comment that silences one finding and nothing else.

import { apply, type Edit, type Finding, type Report } from "@copydesk/core";

import { lineStart } from "./shown.ts";

/**
 * The edit that adds a comment by which `finding`, one of `findings` in `text`, is silenced and nothing else appears: on a line of
 * its own above it, else at the end of its line, else for the whole file. `undefined` where no comment does it. `lint` reads a text
 * as the article is read.
 */
export function silence(text: string, finding: Finding, findings: readonly Finding[], isMdx: boolean, lint: (text: string) => Report): Edit | undefined {
  return comments(text, finding, isMdx).find((edit) => {
    const moved = (offset: number) => (offset >= edit.start ? offset + edit.text.length : offset);
    const expected = new Set(findings.filter((old) => old !== finding).map((old) => `${old.rule} ${moved(old.start)}`));
    const after = lint(apply(text, [edit])).findings;
    const others = (list: readonly Finding[]) => list.filter(({ rule }) => rule !== finding.rule).length;
    const isGone = after.every(({ rule, start }) => rule !== finding.rule || start !== moved(finding.start));
    return isGone && others(after) === others(findings) && after.every(({ rule, start }) => expected.has(`${rule} ${start}`));
  });
}

function comments(text: string, { rule, start }: Finding, isMdx: boolean): Edit[] {
  const comment = (directive: string) => (isMdx ? `{/* ${directive} ${rule} */}` : `<!-- ${directive} ${rule} -->`);
  const insert = (at: number, added: string): Edit => ({ start: at, end: at, text: added });
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
  const begin = lineStart(text, start);
  const line = /^[^\r\n]*/.exec(text.slice(begin))?.[0] ?? "";
  // Within a block a comment above the line would split it.
  const isBetween = begin === 0 || text.slice(lineStart(text, begin - (text.startsWith("\r\n", begin - 2) ? 2 : 1)), begin).trim() === "";
  const above = insert(begin, `${/^\s*/.exec(line)?.[0] ?? ""}${comment("copydesk-ignore")}${lineEnd}`);
  const behind = insert(begin + line.length, ` ${comment("copydesk-ignore")}`);
  const gap = text.endsWith(lineEnd) ? lineEnd : lineEnd.repeat(2);
  const ofFile = insert(text.length, `${gap}${comment("copydesk-ignore-file")}${lineEnd}`);
  return [...(isBetween ? [above] : []), behind, ofFile];
}
