// What a fix does to the text, shown in one line: what goes is struck out, what comes is underlined.

import { make } from "./dom.js";

/** Characters shown around a change, and at most of it. */
const AROUND = 24;
const MOST = 160;

/** `text(from, to)` reads the article. */
export function shownChange(edits, length, text) {
  const [first, last] = [edits[0], edits[edits.length - 1]];
  const parts = [];
  const before = text(Math.max(0, first.start - AROUND), first.start);
  const after = text(last.end, Math.min(length, last.end + AROUND));
  // Not beyond the lines of the change, and whole words.
  const begin = first.start - (before.length < AROUND ? before : before.replace(/^\S+\s/, "")).replace(/^[^]*\n/, "").length;
  let reached = begin;
  for (const { start, end, text: added } of edits) {
    parts.push(plain(text(reached, start)), struck(text(start, end)), inserted(added));
    reached = end;
  }
  parts.push(plain((after.length < AROUND ? after : after.replace(/\s\S+$/, "")).split("\n", 1)[0]));
  return make("code", { class: "change" }, ...parts.filter(Boolean));
}

function plain(text) {
  const flat = text.replaceAll("\n", "⏎");
  const short = flat.length > 2 * AROUND + 8 ? `${flat.slice(0, AROUND)} … ${flat.slice(-AROUND)}` : flat;
  return short && make("span", {}, short);
}

function struck(text) {
  return text && make("del", {}, make("span", { class: "unseen" }, " remove: "), cut(text));
}

function inserted(text) {
  return text && make("ins", {}, make("span", { class: "unseen" }, " insert: "), cut(text));
}

function cut(text) {
  const flat = text.replaceAll("\n", "⏎");
  return flat.length > MOST ? `${flat.slice(0, MOST)}…` : flat;
}
