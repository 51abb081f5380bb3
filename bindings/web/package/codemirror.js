// For CodeMirror 6: the source of a linter. It imports nothing of CodeMirror, of which an editor must have no second copy.

import { Document } from "./core.js";

/** The documents of editors; a change costs what the text around it costs. */
const documents = new WeakMap();

/**
 * What `linter` of @codemirror/lint takes: `linter(copydeskSource({ flavor: "markdown" }))`. Each fix is an action of its
 * diagnostic.
 */
export function copydeskSource(options = {}) {
  return (view) => {
    const text = view.state.doc.toString();
    const known = documents.get(view);
    const document = known?.options === options ? known.document : new Document(text, options);
    documents.set(view, { document, options });
    document.update(text);
    return document.report().findings.map((finding) => diagnostic(finding, text));
  };
}

function diagnostic({ rule, severity, message, help, start, end, fixes }, text) {
  return {
    from: start,
    to: end,
    severity,
    source: `copydesk ${rule}`,
    message: help ? `${message}. ${help}` : message,
    actions: fixes.map((fix) => ({ name: fix.title, apply: (view, from) => act(view, fix, from - start, text) })),
  };
}

/** Makes a fix, `moved` from where it was found in `text`; nothing where what it replaces is no longer there. */
function act(view, { edits }, moved, text) {
  const [first, last] = [edits[0].start, edits[edits.length - 1].end];
  if (view.state.sliceDoc(first + moved, last + moved) !== text.slice(first, last)) {
    return;
  }
  view.dispatch({
    changes: edits.map((edit) => ({ from: edit.start + moved, to: edit.end + moved, insert: edit.text })),
    userEvent: "input.copydesk",
  });
}
