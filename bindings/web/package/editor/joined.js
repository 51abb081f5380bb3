// Edits as one, so that one step undoes them.

/** One edit from the first of `edits`, which rise, to the last. */
export function joined(text, edits) {
  let added = "";
  let reached = edits[0].start;
  for (const edit of edits) {
    added += text.slice(reached, edit.start) + edit.text;
    reached = edit.end;
  }
  return { start: edits[0].start, end: reached, text: added };
}

/** Puts a text in place of what is selected as if somebody typed it; false where the browser does not. */
export function typed(text) {
  return text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
}
