// The two editors: the article, and its repaired text, which is only read.

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightSpecialChars, hoverTooltip, keymap, lineNumbers, placeholder } from "@codemirror/view";

import { difference } from "../../package/difference.js";
import { marks } from "./marks.js";

/** A text that comes from elsewhere: pasted with its markup, opened, or a sample. */
export const loaded = Annotation.define();

const common = [
  lineNumbers(),
  highlightSpecialChars(),
  drawSelection(),
  EditorView.lineWrapping,
  search({ top: true }),
  highlightSelectionMatches(),
];

/**
 * The editor of the article. `hooks` has `onUpdate`, `keys` (before all others), `extensions`, and `explain(position)`, which gives
 * `{from, to, dom}` for what is said of a place, or a promise of it.
 */
export function articleEditor(parent, hint, { onUpdate, keys, explain, extensions }) {
  const state = EditorState.create({
    extensions: [
      Prec.highest(keymap.of(keys)),
      history(),
      keymap.of([...historyKeymap, ...searchKeymap, ...defaultKeymap]),
      ...common,
      placeholder(hint),
      marks,
      hoverTooltip(async (view, position) => {
        const said = await explain(position);
        return said ? { pos: said.from, end: said.to, above: true, create: () => ({ dom: said.dom }) } : null;
      }),
      EditorView.contentAttributes.of({ "aria-label": "Your article", tabindex: "0", spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
      EditorView.updateListener.of(onUpdate),
      extensions,
    ],
  });
  return new EditorView({ parent, state });
}

/** Makes `text` what is in the editor, as one step that can be undone. */
export function load(view, text) {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    annotations: [loaded.of(true), isolateHistory.of("full")],
    scrollIntoView: true,
  });
}

const setChanged = StateEffect.define();
const CHANGED = Decoration.mark({ class: "repaired-part" });
const GONE = Decoration.mark({ class: "repaired-gone" });

/** What repairs changed. */
const changed = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    const effect = transaction.effects.find((effect) => effect.is(setChanged));
    return effect ? effect.value : value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class RepairedView {
  #view;
  #edits = [];
  #known = "";

  constructor(parent) {
    const attributes = { "aria-label": "Repaired article", "aria-readonly": "true", tabindex: "0" };
    const state = EditorState.create({
      extensions: [
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        keymap.of([...searchKeymap, ...defaultKeymap]),
        common,
        changed,
        placeholder("The repaired article will stand here."),
        EditorView.contentAttributes.of(attributes),
      ],
    });
    this.#view = new EditorView({ parent, state });
  }

  get text() {
    return this.#known;
  }

  /** What leads from the article to this. */
  get edits() {
    return this.#edits;
  }

  /** Shows a text, and which parts of it are new. What stays the same stays where it is. */
  show(text, edits) {
    const edit = difference(this.#known, text);
    const changes = edit && { from: edit.start, to: edit.end, insert: edit.text };
    this.#known = text;
    this.#edits = edits;
    this.#view.dispatch({ changes, effects: setChanged.of(newParts(edits, text.length)) });
  }

  /** Brings the place into view that a place of the article has become. */
  reveal(position) {
    let moved = 0;
    for (const { start, end, text } of this.#edits) {
      if (start > position) {
        break;
      }
      moved += text.length - (Math.min(end, position) - start);
    }
    const at = Math.max(0, Math.min(position + moved, this.#view.state.doc.length));
    this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: "center" }) });
  }
}

/** The parts of a repaired text that edits put there. Where one only took something away, the character beside it is marked. */
function newParts(edits, length) {
  let moved = 0;
  const parts = [];
  for (const { start, end, text } of edits) {
    const from = start + moved;
    if (text !== "") {
      parts.push(CHANGED.range(from, from + text.length));
    } else if (from < length) {
      parts.push(GONE.range(from, from + 1));
    }
    moved += text.length - (end - start);
  }
  return Decoration.set(parts, true);
}
