// The damage that a walk shows, in the text: what would go, and beside it what would come instead.

import * as vscode from "vscode";

import type { Damage, Edit } from "./damage.ts";

/** The longest text that is shown within a line; the panel shows all of it. */
const LONGEST = 60;

/** Marks one damage in one editor at a time. */
export class Mark implements vscode.Disposable {
  readonly #place = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.findMatchForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  readonly #gone = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("diffEditor.removedTextBackground"),
    textDecoration: "line-through",
  });
  readonly #come = vscode.window.createTextEditorDecorationType({
    after: { backgroundColor: new vscode.ThemeColor("diffEditor.insertedTextBackground"), margin: "0 1px" },
  });
  #editor: vscode.TextEditor | undefined;

  /** Shows a damage; none where there is none. */
  show(editor: vscode.TextEditor, damage: Damage | undefined): void {
    this.clear();
    if (damage === undefined) {
      return;
    }
    this.#editor = editor;
    const range = rangeOf(damage);
    const edits = damage.fixes[0]?.edits ?? [];
    const isShort = edits.every(({ range, newText }) => range.start.line === range.end.line && newText.length <= LONGEST && !/[\r\n]/.test(newText));
    editor.setDecorations(this.#place, [range]);
    if (isShort) {
      editor.setDecorations(this.#gone, edits.map(rangeOf).filter((range) => !range.isEmpty));
      const inserted = edits.filter(({ newText }) => newText !== "");
      editor.setDecorations(this.#come, inserted.map((edit) => ({ range: rangeOf(edit), renderOptions: { after: { contentText: edit.newText } } })));
    }
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  clear(): void {
    for (const decoration of [this.#place, this.#gone, this.#come]) {
      this.#editor?.setDecorations(decoration, []);
    }
    this.#editor = undefined;
  }

  dispose(): void {
    vscode.Disposable.from(this.#place, this.#gone, this.#come).dispose();
  }
}

function rangeOf({ range: { start, end } }: Damage | Edit): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
