// One open article: the core's document beside the editor's, kept equal, and what was found in it.

import * as core from "@copydesk/core";
import * as vscode from "vscode";

import type { Extent } from "../answers.ts";
import type { Counting } from "./settings.ts";

/** The original of an article, where it is a translation. */
export interface Beside {
  uri: vscode.Uri;
  text: string;
}

/** An article that is checked while it is edited. */
export class Checked {
  readonly document: vscode.TextDocument;
  readonly counting: Counting;
  readonly original: Beside | undefined;
  #inner: core.Document;
  #lineEnd: vscode.EndOfLine;
  #report: core.Report | undefined;

  /** It throws what the core does where the text is no article. */
  constructor(document: vscode.TextDocument, counting: Counting, original: Beside | undefined) {
    this.document = document;
    this.counting = counting;
    this.original = original;
    this.#inner = this.#fresh();
    this.#lineEnd = document.eol;
  }

  /** Takes in what was changed. */
  edit(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    this.#report = undefined;
    if (this.#lineEnd === this.document.eol && this.#takes(changes)) {
      return;
    }
    // All lines end otherwise, or the editor told less than all.
    this.#inner.free();
    this.#inner = this.#fresh();
    this.#lineEnd = this.document.eol;
  }

  /** What is found in the article as it is now. */
  get report(): core.Report {
    this.#report ??= this.#inner.report();
    return this.#report;
  }

  /** Its text after its repair. */
  repaired(extent: Extent): string {
    return core.repair(this.document.getText(), { ...this.#options, safety: extent }).text;
  }

  /** Its text after the repair of what one rule found. */
  repairedOf(rule: string, extent: Extent): string {
    return core.repair(this.document.getText(), { ...this.#options, ...this.counting.only(rule), safety: extent }).text;
  }

  /** What would be found in another text in its place. */
  lint(text: string): core.Report {
    const { options } = this.counting;
    return this.original === undefined ? core.lint(text, options) : core.compare(this.original.text, text, options);
  }

  /** Gives its memory back. */
  dispose(): void {
    try {
      this.#inner.free();
    } catch {
      // A core that failed takes nothing back.
    }
  }

  get #options(): core.DocumentOptions {
    return { ...this.counting.options, original: this.original?.text };
  }

  #fresh(): core.Document {
    return new core.Document(this.document.getText(), this.#options);
  }

  /** Whether the changes made the core's text the editor's. */
  #takes(changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
    try {
      this.#inner.edit(changes.map(({ rangeOffset, rangeLength, text }) => ({ start: rangeOffset, end: rangeOffset + rangeLength, text })));
    } catch (error) {
      if (error instanceof RangeError) {
        return false;
      }
      throw error;
    }
    return this.#inner.length === lengthOf(this.document);
  }
}

/** UTF-16 code units of a document. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
