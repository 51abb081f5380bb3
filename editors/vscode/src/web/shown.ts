// A repair as it is shown before it is taken, and texts as Markdown.

import { apply, type Edit } from "@copydesk/core";

/** Characters of a line that are shown on each side of a change, as far as they end at a word. */
const CONTEXT = 32;

/** Characters between two changes from which on they are shown as two places. */
const APART = 64;

/** The most places that are shown, and the most lines of each. */
const MOST_PLACES = 3;
const MOST_LINES = 12;

/** What edits would change in a text, as differences in Markdown. */
export function shownEdits(text: string, edits: readonly Edit[]): string {
  const places = grouped(edits);
  const shown = places.slice(0, MOST_PLACES).map((place) => difference(text, place));
  const more = places.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${more} more places.`] : [])].join("\n\n");
}

/** The edits in groups that stand near each other. */
function grouped(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && edit.start < last.end + APART) {
      groups.at(-1)?.push(edit);
    } else {
      groups.push([edit]);
    }
  }
  return groups;
}

function difference(text: string, edits: readonly Edit[]): string {
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const [from, lead] = before(text, start);
  const [to, tail] = behind(text, end);
  const old = text.slice(from, to);
  const now = apply(old, edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from })));
  const [one, other] = [old, now].map((part) => `${lead}${part}${tail}`.split(/\r\n|\r|\n/)) as [string[], string[]];
  const most = Math.min(one.length, other.length);
  const head = counted(most, (index) => one[index] === other[index]);
  const rest = counted(most - head, (index) => one.at(-1 - index) === other.at(-1 - index));
  const lines = [
    ...one.slice(0, head).map((line) => `  ${line}`),
    ...limited(one.slice(head, one.length - rest)).map((line) => `- ${line}`),
    ...limited(other.slice(head, other.length - rest)).map((line) => `+ ${line}`),
    ...one.slice(one.length - rest).map((line) => `  ${line}`),
  ];
  return fenced(lines.join("\n"), "diff");
}

function counted(most: number, isSame: (index: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) {
    count += 1;
  }
  return count;
}

/** Where the line with `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Where the shown part of the line before `offset` begins, and a sign where it lacks something. */
function before(text: string, offset: number): [number, string] {
  const start = lineStart(text, offset);
  const part = text.slice(Math.max(start, offset - CONTEXT), offset);
  return offset - start <= CONTEXT ? [start, ""] : [offset - part.replace(/^\S*\s+/u, "").length, "…"];
}

/** Where the shown part of the line behind `offset` ends, and a sign where it lacks something. */
function behind(text: string, offset: number): [number, string] {
  const rest = text.slice(offset, offset + CONTEXT + 1);
  const end = rest.search(/[\r\n]/);
  if (end !== -1 || rest.length <= CONTEXT) {
    return [offset + (end === -1 ? rest.length : end), ""];
  }
  return [offset + rest.replace(/\s+\S*$/u, "").length, "…"];
}

/** The first lines, and how many more there are. */
function limited(lines: string[]): string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), `… (${lines.length - MOST_LINES} more lines)`];
}

/** A block of code that is fenced longer than any run of backticks in it. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.split("\n").map(visible).join("\n")}\n${fence}`;
}

/** A line with every control and every mark that reorders it shown as a visible sign. */
function visible(line: string): string {
  return line.replaceAll(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/** A message as Markdown that shows every sign of it: tags become code, and so does what is between backticks. */
export function asMarkdown(message: string): string {
  return message.replaceAll(/`[^`]*`|<[^>`]*>|[\\`<&*_[\]#|~$]/g, (sign) => {
    if (sign.length === 1) {
      return `\\${sign}`;
    }
    return sign.startsWith("<") ? `\`${sign}\`` : sign;
  });
}
