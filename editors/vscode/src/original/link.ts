// A translation and its original, both on the screen: where the one is scrolled, the other follows.

import * as vscode from "vscode";

import type { Answers, Known } from "../answers.ts";
import { across, block, flipped, type Pair, whole } from "./lines.ts";

/** Milliseconds without a change after which is asked anew which lines belong together. */
const PAUSE = 300;

/** Milliseconds within which an editor comes to the line that it is to show; where it rests elsewhere, a person scrolled it. */
const WAY = 500;

/** How many lines beside the one that it is to show an editor may rest, for lines that wrap and headings that stick. */
const NEAR = 2;

/** How often an editor is told anew to show a line first, where it showed another one. */
const MOST_TRIES = 2;

/** One of the two. */
interface Side {
  document: vscode.TextDocument;
  /** Where what was shown began when it was last looked: within a line, where lines wrap. */
  start: vscode.Position | undefined;
  /** The line that it was told to show first, until when it may be on its way there, and whether it moved since. */
  way: { line: number; told: number; until: number; tries: number; moved: boolean } | undefined;
  /** Looks, once the time for the way is over, where it rests. */
  resting: NodeJS.Timeout | undefined;
  /** How many lines the editor leaves above one that it is told to show at the top: headings stick there. */
  above: number;
}

/** Keeps the two at the same place until one of them is closed. */
export class Link implements vscode.Disposable {
  readonly #answers: Answers;
  readonly #translation: Side;
  readonly #original: Side;
  readonly #mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    isWholeLine: true,
  });
  readonly #listening: vscode.Disposable;
  #pairs: Pair[] = [];
  /** Whether what is between two pairs is one block. */
  #knowsBlocks = true;
  #waiting: NodeJS.Timeout | undefined;

  /** `known` is what is known of the translation. */
  constructor(answers: Answers, translation: vscode.TextDocument, original: vscode.TextDocument, known: Known | undefined, ended: () => void) {
    this.#answers = answers;
    this.#translation = sideFor(translation);
    this.#original = sideFor(original);
    this.#learn(known);
    const end = () => {
      this.dispose();
      ended();
    };
    this.#listening = vscode.Disposable.from(
      this.#mark,
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#scrolled(textEditor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#show(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#sideOf(document) !== undefined && this.#edited()),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.length > 0 && !this.#isOpen() && end()),
    );
  }

  /** Whether it links this translation and this original. */
  links(translation: vscode.TextDocument, original: vscode.TextDocument): boolean {
    return this.#translation.document === translation && this.#original.document === original;
  }

  /** Brings the other side to where this document is: the cursor, what is marked, and what is shown. */
  bring(document: vscode.TextDocument): void {
    const side = this.#sideOf(document);
    const [editor, other] = [side && editorOf(side.document), side && editorOf(this.#otherOf(side).document)];
    if (side === undefined || editor === undefined || other === undefined) {
      return;
    }
    const line = Math.min(across(this.#from(side), editor.selection.active.line), other.document.lineCount - 1);
    other.selection = new vscode.Selection(line, 0, line, 0);
    this.#follow(side, editor);
    this.#show(editor);
  }

  /** Asks anew which lines belong together. */
  async refresh(): Promise<void> {
    const known = await this.#answers.original(this.#translation.document.uri).catch(() => undefined);
    // While the server is away, the lines are those that were told last.
    this.#learn(known);
  }

  dispose(): void {
    [this.#waiting, this.#translation.resting, this.#original.resting].forEach((timer) => clearTimeout(timer));
    this.#listening.dispose();
  }

  #learn(known: Known | undefined): void {
    if (known?.lines !== undefined) {
      this.#pairs = known.lines;
      this.#knowsBlocks = known.isSparse !== true;
    }
  }

  #sideOf(document: vscode.TextDocument): Side | undefined {
    return [this.#translation, this.#original].find((side) => side.document === document);
  }

  #otherOf(side: Side): Side {
    return side === this.#translation ? this.#original : this.#translation;
  }

  /** The pairs as this side sees them. */
  #from(side: Side): Pair[] {
    const pairs = whole(this.#pairs, [this.#translation.document.lineCount, this.#original.document.lineCount]);
    return side === this.#translation ? pairs : flipped(pairs);
  }

  /** Whether both have a tab. */
  #isOpen(): boolean {
    const inputs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.input));
    const open = new Set(inputs.flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])));
    return [this.#translation, this.#original].every(({ document }) => open.has(document.uri.toString()));
  }

  #edited(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.refresh(), PAUSE);
  }

  #scrolled(editor: vscode.TextEditor): void {
    const side = this.#sideOf(editor.document);
    if (side === undefined || editor !== editorOf(side.document)) {
      return;
    }
    const start = editor.visibleRanges[0]?.start;
    const isSame = start !== undefined && side.start?.isEqual(start) === true;
    const way = side.way;
    side.start = start;
    const top = start?.line ?? 0;
    // What arrives late has arrived too.
    if (way !== undefined && (top === way.line || Date.now() < way.until)) {
      // It follows the other side, which must not follow it in turn.
      this.#arrived(side, way, top);
    } else if (!isSame) {
      side.way = undefined;
      this.#follow(side, editor);
    }
  }

  /** An editor that was told to show a line shows this one first. How many lines it left above depends on how they wrap. */
  #arrived(side: Side, way: NonNullable<Side["way"]>, top: number): void {
    way.moved = true;
    if (top > 0) {
      side.above = Math.max(0, way.told - top);
    }
    if (top !== way.line && way.tries < MOST_TRIES) {
      this.#scroll(side, way.line, way.tries + 1);
    }
  }

  /** The time is over that a side had for its way. Where it rests elsewhere, it was scrolled meanwhile, and the other follows. */
  #rests(side: Side): void {
    const editor = editorOf(side.document);
    if (editor === undefined || side.way === undefined) {
      return;
    }
    const top = topOf(editor);
    // At its end an article cannot be scrolled any further.
    const isAtEnd = top < side.way.line && editor.visibleRanges.at(-1)?.end.line === side.document.lineCount - 1;
    const isThere = Math.abs(top - side.way.line) <= NEAR || isAtEnd;
    const { moved } = side.way;
    if (isThere || moved) {
      side.way = undefined;
    }
    // One that did not move yet is busy, and comes late.
    if (!isThere && moved) {
      this.#follow(side, editor);
    }
  }

  /** Shows on the other side what belongs to what this editor shows. */
  #follow(side: Side, editor: vscode.TextEditor): void {
    side.start = editor.visibleRanges[0]?.start;
    this.#scroll(this.#otherOf(side), across(this.#from(side), topOf(editor)));
  }

  /** Has a side show this line first. */
  #scroll(side: Side, line: number, tries = 0): void {
    const editor = editorOf(side.document);
    const last = side.document.lineCount - 1;
    const first = Math.max(0, Math.min(line, last));
    // The first line may be shown from its middle on, where it wraps.
    const isAmid = first === 0 && (editor?.visibleRanges[0]?.start.character ?? 0) > 0;
    if (editor !== undefined && (topOf(editor) !== first || isAmid)) {
      // Above the first line nothing can be left.
      const told = first === 0 ? 0 : Math.min(first + side.above, last);
      side.way = { line: first, told, until: Date.now() + WAY, tries, moved: false };
      clearTimeout(side.resting);
      side.resting = setTimeout(() => this.#rests(side), WAY);
      editor.revealRange(new vscode.Range(told, 0, told, 0), vscode.TextEditorRevealType.AtTop);
    }
  }

  /** Marks on the other side the block that belongs to the one with the cursor; where it is not seen, it is shown. */
  #show(editor: vscode.TextEditor): void {
    const side = this.#sideOf(editor.document);
    const following = side && editorOf(this.#otherOf(side).document);
    if (side === undefined || following === undefined || editor !== vscode.window.activeTextEditor) {
      return;
    }
    const [other, cursor] = [this.#otherOf(side), editor.selection.active.line];
    const lines = this.#knowsBlocks ? block(this.#from(side), cursor) : undefined;
    editor.setDecorations(this.#mark, []);
    following.setDecorations(this.#mark, lines === undefined ? [] : [written(other.document, lines)]);
    const first = other.way?.line ?? topOf(following);
    const below = cursor - topOf(editor);
    const isSeen = 0 <= below && below < heightOf(editor);
    const line = across(this.#from(side), cursor);
    if (isSeen && (line < first || line >= first + heightOf(following))) {
      this.#scroll(other, line - below);
    }
  }
}

function sideFor(document: vscode.TextDocument): Side {
  const settings = vscode.workspace.getConfiguration("editor", document);
  const sticking = settings.get<boolean>("stickyScroll.enabled") ? settings.get<number>("stickyScroll.maxLineCount", 0) : 0;
  return { document, start: undefined, way: undefined, resting: undefined, above: Math.max(sticking, settings.get<number>("cursorSurroundingLines", 0)) };
}

/** The editor that shows a document; one that is not half of a comparison. */
export function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document && editor.viewColumn !== undefined);
}

/** The first line that an editor shows. */
function topOf(editor: vscode.TextEditor): number {
  return editor.visibleRanges[0]?.start.line ?? 0;
}

/** How many lines an editor shows, but for one that may be cut off. */
function heightOf(editor: vscode.TextEditor): number {
  const [first, last] = [editor.visibleRanges[0], editor.visibleRanges.at(-1)];
  return first === undefined || last === undefined ? 0 : last.end.line - first.start.line;
}

/** The lines from the first to before the last, without blank ones at their end. */
function written(document: vscode.TextDocument, [first, behind]: Pair): vscode.Range {
  let last = Math.max(first, Math.min(behind, document.lineCount) - 1);
  while (last > first && document.lineAt(last).isEmptyOrWhitespace) {
    last -= 1;
  }
  return new vscode.Range(first, 0, last, 0);
}
