// The open articles, each checked while it is edited.

import * as core from "@copydesk/core";
import * as vscode from "vscode";

import type { Articles } from "../articles/articles.ts";
import { type Beside, Checked } from "./checked.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import type { Module } from "./module.ts";
import { type Counting, isSettingsFile, type SettingsFiles } from "./settings.ts";

/** Milliseconds without a change after which findings are shown anew: at least, and where showing them takes long, at most. */
const PAUSE = { least: 60, most: 2_000 };

/** Milliseconds without a change of an original after which its translations are compared anew. */
const PAUSE_OF_ORIGINAL = 500;

/** An article that is open. */
interface Entry {
  readonly document: vscode.TextDocument;
  /** Settles when it was read, or could not be. */
  ready: Promise<void>;
  /** What counts for it, and its original, once that is known. */
  beside: { counting: Counting; original: Beside | undefined } | undefined;
  /** `undefined` before it was read, where the settings leave it out, and where it cannot be read. */
  checked: Checked | undefined;
  waiting: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds that showing its findings took. */
  took: number;
  /** Why it cannot be read, as was said. */
  told: string | undefined;
}

/** Checks the open articles. */
export class Checks implements vscode.Disposable {
  readonly #module: Module;
  readonly #articles: Articles;
  readonly #settings: SettingsFiles;
  readonly #chosen: (translation: vscode.Uri) => vscode.Uri | undefined;
  readonly #shown = vscode.languages.createDiagnosticCollection("copydesk");
  readonly #entries = new Map<string, Entry>();
  readonly #disposables: vscode.Disposable[];
  #groups: ReadonlyMap<string, string> = new Map();

  /** `chosen` gives the original that somebody chose for a translation. */
  constructor(module: Module, articles: Articles, settings: SettingsFiles, chosen: (translation: vscode.Uri) => vscode.Uri | undefined) {
    this.#module = module;
    this.#articles = articles;
    this.#settings = settings;
    this.#chosen = chosen;
    this.#disposables = [
      this.#shown,
      module.onDidChange(() => this.#anew()),
      settings.onDidChange(() => this.#anew()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
    ];
  }

  dispose(): void {
    this.#drop();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** The article at this address, once it is read; `undefined` for what is none, is left out, or cannot be read. */
  async at(uri: vscode.Uri): Promise<Checked | undefined> {
    const entry = this.#entries.get(uri.toString());
    await entry?.ready;
    return entry?.checked;
  }

  /** All articles that are read. */
  all(): Checked[] {
    return [...this.#entries.values()].flatMap(({ checked }) => checked ?? []);
  }

  /** Reads an article anew, since its original is another one. */
  async renew(uri: vscode.Uri): Promise<void> {
    const entry = this.#entries.get(uri.toString());
    if (entry !== undefined) {
      this.#close(entry.document);
      this.#open(entry.document);
      await this.at(uri);
    }
  }

  /** Runs work of the core. What it throws is noted, and thrown on. */
  guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#module.notes(error);
      throw error;
    }
  }

  /** Reads all articles anew, since what counts for them changed. */
  #anew(): void {
    this.#drop();
    if (this.#module.state.kind === "running") {
      this.#groups = new Map(core.rules().map(({ name, group }) => [name, group]));
      vscode.workspace.textDocuments.forEach((document) => this.#open(document));
    }
  }

  #drop(): void {
    this.#shown.clear();
    this.#entries.forEach(forget);
    this.#entries.clear();
  }

  #open(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const isOther = !this.#articles.isArticle(document) || isSettingsFile(document.uri);
    if (this.#module.state.kind !== "running" || this.#entries.has(key) || isOther) {
      return;
    }
    const entry: Entry = { document, ready: Promise.resolve(), beside: undefined, checked: undefined, waiting: undefined, took: 0, told: undefined };
    this.#entries.set(key, entry);
    entry.ready = this.#begin(entry);
  }

  #close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    forget(this.#entries.get(key));
    this.#entries.delete(key);
    this.#shown.delete(document.uri);
  }

  async #begin(entry: Entry): Promise<void> {
    const { document } = entry;
    const counting = await this.#settings.of(document);
    const original = counting.isExcluded ? undefined : await firstOf([this.#chosen(document.uri), ...counting.originals]);
    if (this.#isOpen(entry)) {
      entry.beside = { counting, original };
      this.#show(entry);
    }
  }

  #isOpen(entry: Entry): boolean {
    return this.#entries.get(entry.document.uri.toString()) === entry;
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) {
      return;
    }
    const key = document.uri.toString();
    const entry = this.#entries.get(key);
    if (entry?.beside !== undefined) {
      this.#attempt(entry, () => entry.checked?.edit(contentChanges));
      this.#later(entry, Math.min(Math.max(2 * entry.took, PAUSE.least), PAUSE.most), () => this.#show(entry));
    }
    for (const other of this.#entries.values()) {
      if (other.beside?.original?.uri.toString() === key) {
        this.#later(other, PAUSE_OF_ORIGINAL, () => void this.renew(other.document.uri));
      }
    }
  }

  #later(entry: Entry, pause: number, work: () => void): void {
    clearTimeout(entry.waiting);
    entry.waiting = setTimeout(() => this.#isOpen(entry) && work(), pause);
  }

  /** Shows what is found in an article as it is now; reads it first where that was not possible before. */
  #show(entry: Entry): void {
    const { document, beside } = entry;
    const began = performance.now();
    this.#attempt(entry, () => {
      if (beside === undefined || beside.counting.isExcluded) {
        return;
      }
      entry.checked ??= new Checked(document, beside.counting, beside.original);
      this.#shown.set(document.uri, diagnosticsOf(entry.checked.report, document.uri, beside.original?.uri, this.#groups));
      entry.told = undefined;
    });
    entry.took = performance.now() - began;
  }

  /** Runs work of the core on an article. Where it cannot be read, this is said once. */
  #attempt(entry: Entry, work: () => void): void {
    try {
      this.guard(work);
    } catch (error) {
      entry.checked = undefined;
      this.#shown.delete(entry.document.uri);
      const reason = error instanceof Error ? error.message : String(error);
      if (this.#module.state.kind === "running" && entry.told !== reason) {
        entry.told = reason;
        const name = vscode.workspace.asRelativePath(entry.document.uri);
        void vscode.window.showWarningMessage(`copydesk cannot check ${name}: ${reason}.`);
      }
    }
  }
}

function forget(entry: Entry | undefined): void {
  clearTimeout(entry?.waiting);
  entry?.checked?.dispose();
}

/** The first of these articles that is there: as it is in the editor where it is open. */
async function firstOf(addresses: readonly (vscode.Uri | undefined)[]): Promise<Beside | undefined> {
  for (const uri of addresses) {
    const text = uri && (await textOf(uri));
    if (uri !== undefined && text !== undefined) {
      return { uri, text };
    }
  }
  return undefined;
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) {
    return open.getText();
  }
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
