// Next Damage: one damage after the other, in a panel below the article. The panel has the keys, so that each answer is
// one key press; the article shows the place.

import * as vscode from "vscode";

import type { Requests } from "../server/requests.ts";
import { after, behind, carried, type Damage, type Edit, type Next, type Stand, type Tally } from "./damage.ts";
import { Mark } from "./mark.ts";
import { type Answer, Panel } from "./panel.ts";

/** Milliseconds without a change by somebody else after which the panel is brought up to date. */
const PAUSE = 300;

/** One article that is walked through. */
interface Course {
  article: vscode.TextDocument;
  stand: Stand;
  /** Whether the server has not said yet at which damage it begins. */
  begins: boolean;
  tally: Tally;
  /** What was there before each change, for going back. */
  before: { stand: Stand; tally: Tally }[];
  next: Next | undefined;
}

const NOTHING: Tally = { repaired: 0, ignored: 0, skipped: 0 };
const TOP = { position: { line: 0, character: 0 }, passed: 0, began: null, wrapped: false };

/** Walks through the damages of an article. */
export class Walk implements vscode.Disposable {
  readonly #requests: Requests;
  readonly #panel: Panel;
  readonly #mark = new Mark();
  readonly #disposables: vscode.Disposable[];
  #course: Course | undefined;
  /** Whether a change is our own. */
  #isChanging = false;
  #waiting: NodeJS.Timeout | undefined;
  /** Answers are given one after the other: keys may be faster than repairs. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(media: vscode.Uri, requests: Requests) {
    this.#requests = requests;
    this.#panel = new Panel(media, (answer) => this.#answer(answer), () => this.#leave());
    this.#disposables = [
      this.#panel,
      this.#mark,
      vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      vscode.workspace.onDidCloseTextDocument((document) => document === this.#course?.article && this.#leave()),
    ];
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Begins at the cursor; where it has begun, goes on to the next damage, or to the panel where that has no keys. */
  async next(article: vscode.TextDocument): Promise<void> {
    if (this.#course?.article === article) {
      if (this.#panel.hasFocus) {
        return this.#answer({ kind: "skip" });
      }
      return this.#inTurn(() => this.#show(true));
    }
    const editor = vscode.window.visibleTextEditors.find((editor) => editor.document === article);
    const cursor = editor?.selection.active ?? new vscode.Position(0, 0);
    const position = { line: cursor.line, character: cursor.character };
    this.#course = { article, stand: { ...TOP, position, mended: [] }, begins: true, tally: NOTHING, before: [], next: undefined };
    await this.#inTurn(() => this.#show(true));
  }

  /** Gives an answer as the panel's keys do. */
  answer(answer: Answer): Promise<void> {
    return this.#answer(answer);
  }

  /** Brings the panel up to date, since the server or its settings changed. */
  refresh(): void {
    if (this.#course !== undefined) {
      void this.#inTurn(() => this.#show(false));
    }
  }

  #answer(answer: Answer): Promise<void> {
    return this.#inTurn(async () => {
      const course = this.#course;
      const damage = course?.next?.damage ?? undefined;
      if (course === undefined) {
        return;
      }
      if (answer.kind === "end") {
        return this.#end();
      }
      if (answer.kind === "again") {
        Object.assign(course, { stand: { ...course.stand, ...TOP }, tally: NOTHING });
      } else if (answer.kind === "undo") {
        await this.#undo(course);
      } else if (damage !== undefined) {
        const goesOn = await this.#do(course, damage, answer);
        if (!goesOn) {
          return;
        }
      }
      await this.#show(true);
    });
  }

  /** Does what the answer says about a damage; whether the walk goes on in the panel. */
  async #do(course: Course, damage: Damage, answer: Answer): Promise<boolean> {
    const { stand } = course;
    switch (answer.kind) {
      case "skip":
        course.stand = behind(damage, stand);
        course.tally = { ...course.tally, skipped: course.tally.skipped + 1 };
        return true;
      case "edit":
        await this.#edit(course, damage);
        return false;
      case "explain":
        await vscode.commands.executeCommand("copydesk.explainRule", damage.rule);
        return false;
      case "accept": {
        const fix = damage.fixes[answer.fix ?? 0];
        if (fix !== undefined && (await this.#take(course, fix.choice, damage))) {
          course.tally = { ...course.tally, repaired: course.tally.repaired + 1 };
        }
        return true;
      }
      case "all":
        if (damage.alike > 0 && (await this.#take(course, damage.all))) {
          course.tally = { ...course.tally, repaired: course.tally.repaired + damage.alike };
        }
        return true;
      case "ignore":
        if (await this.#take(course, damage.ignore)) {
          course.tally = { ...course.tally, ignored: course.tally.ignored + 1 };
        } else {
          // It counts only near what was mended: no comment can silence it, and none has to.
          course.stand = behind(damage, stand);
        }
        return true;
      default:
        return true;
    }
  }

  /** Applies what was chosen. Where that is a repair of one damage, goes on behind it, and else where it stood. */
  async #take(course: Course, choice: unknown, repaired?: Damage): Promise<boolean> {
    const { article, next, stand } = course;
    if (next === undefined) {
      return false;
    }
    const outcome = await this.#requests.take(article.uri, next.version, choice, stand.mended);
    const { edits } = outcome;
    if (edits.length === 0 || article.version !== next.version) {
      return false;
    }
    const before = { stand: course.stand, tally: course.tally };
    const change = new vscode.WorkspaceEdit();
    change.set(article.uri, edits.map((edit) => new vscode.TextEdit(asRange(edit), edit.newText)));
    this.#isChanging = true;
    try {
      if (!(await vscode.workspace.applyEdit(change))) {
        return false;
      }
    } finally {
      this.#isChanging = false;
    }
    course.stand = carried(repaired === undefined ? stand : after(repaired, edits, stand), outcome);
    course.before.push(before);
    return true;
  }

  /** Takes back the last change. */
  async #undo(course: Course): Promise<void> {
    const before = course.before.pop();
    if (before === undefined) {
      return;
    }
    const column = editorOf(course.article)?.viewColumn;
    await vscode.window.showTextDocument(course.article, { preserveFocus: false, ...(column === undefined ? {} : { viewColumn: column }) });
    this.#isChanging = true;
    try {
      await vscode.commands.executeCommand("undo");
    } finally {
      this.#isChanging = false;
    }
    Object.assign(course, before);
  }

  /** Gives the keys to the text, at the damage. */
  async #edit(course: Course, damage: Damage): Promise<void> {
    const column = editorOf(course.article)?.viewColumn;
    const selection = asRange(damage);
    await vscode.window.showTextDocument(course.article, { selection, ...(column === undefined ? {} : { viewColumn: column }) });
  }

  async #show(takesFocus: boolean): Promise<void> {
    const course = this.#course;
    if (course === undefined) {
      return;
    }
    course.next = await this.#requests.next(course.article.uri, course.stand, course.begins);
    course.begins = false;
    Object.assign(course.stand, course.next?.stand);
    if (course.next === undefined) {
      void vscode.window.showInformationMessage("The copydesk settings exclude this document, so there is nothing to repair.");
      return this.#end();
    }
    const { damage } = course.next;
    const editor = editorOf(course.article) ?? (await vscode.window.showTextDocument(course.article, { preserveFocus: true }));
    await this.#panel.show({ next: course.next, tally: course.tally, canUndo: course.before.length > 0 }, takesFocus);
    // Now the panel has its room, and the place is brought to where it is seen.
    this.#mark.show(editor, damage ?? undefined);
  }

  /** Ends the walk, and gives the keys back to the text. */
  async #end(): Promise<void> {
    const article = this.#course?.article;
    this.#leave();
    await this.#panel.hide();
    const editor = article && editorOf(article);
    if (article !== undefined && editor?.viewColumn !== undefined) {
      await vscode.window.showTextDocument(article, { viewColumn: editor.viewColumn });
    }
  }

  #leave(): void {
    clearTimeout(this.#waiting);
    this.#course = undefined;
    this.#mark.clear();
    this.#panel.forget();
  }

  #changed(event: vscode.TextDocumentChangeEvent): void {
    const course = this.#course;
    if (course === undefined || event.document !== course.article || this.#isChanging || event.contentChanges.length === 0) {
      return;
    }
    // Changes are listed from the last to the first.
    for (const { range, text } of event.contentChanges) {
      course.stand = carried(course.stand, { edits: [{ range, newText: text }], mended: [] });
    }
    this.#mark.clear();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.refresh(), PAUSE);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#work.then(work);
    this.#work = turn.catch(() => undefined);
    return turn;
  }
}

function editorOf(article: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === article);
}

function asRange({ range: { start, end } }: { range: Edit["range"] }): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
