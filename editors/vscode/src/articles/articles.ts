// Which documents are articles, and which of them a command is about.

import * as vscode from "vscode";

import type { Flavor } from "./flavors.ts";
import { patterns, TEMPLATES } from "./flavors.ts";

/** The files that copydesk's settings are in. */
const SETTINGS_FILES = "**/{copydesk,.copydesk}.toml";

/** Settings files that are read at most: more are no workspace but a disk. */
const MOST_SETTINGS_FILES = 500;

/** Milliseconds after which a settings file is read: a program that writes it may empty it first. */
const PAUSE = 250;

const LANGUAGES = ["html", "markdown", "mdx", "plaintext"];

/** Files that copydesk knows though the editor may have no language for them. */
const KNOWN_FILES = "**/*.{html,htm,xhtml,md,markdown,mdx,txt}";

interface Added {
  /** What tells it from others: addresses look different in JSON once they were used. */
  key: string;
  filter: vscode.DocumentFilter;
  flavor: Flavor;
}

/** Knows which documents are articles. */
export class Articles implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[] = [];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #turned = new vscode.EventEmitter<void>();
  #added: Added[] = [];
  #last: vscode.TextDocument | undefined;
  #waiting: NodeJS.Timeout | undefined;

  /** Fires when other files than before are articles. */
  readonly onDidChange = this.#changed.event;

  /** Fires when the current article may be another one. */
  readonly onDidTurn = this.#turned.event;

  /** Reads what the settings files of the workspace add, and keeps watching. */
  async begin(): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher(SETTINGS_FILES);
    const again = () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.#read(), PAUSE);
    };
    this.#disposables.push(
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      vscode.workspace.onDidChangeWorkspaceFolders(again),
      vscode.window.onDidChangeActiveTextEditor(() => this.#turn()),
      // A language may be chosen for a document after it was opened.
      vscode.workspace.onDidOpenTextDocument(() => this.#turn()),
      vscode.workspace.onDidCloseTextDocument((closed) => this.#forget(closed)),
    );
    await this.#read();
  }

  /** What the server is told about: articles and settings files. */
  selector(): vscode.DocumentFilter[] {
    return [{ scheme: "file", pattern: SETTINGS_FILES }, ...this.#articles()];
  }

  /** Whether a document is an article. */
  isArticle(document: vscode.TextDocument): boolean {
    const isSettings = vscode.languages.match({ pattern: SETTINGS_FILES }, document) > 0;
    return !isSettings && vscode.languages.match(this.#articles(), document) > 0;
  }

  /** Whether an article is HTML throughout, not Markdown or text that may hold some. */
  isHtml(document: vscode.TextDocument): boolean {
    return this.#flavor(document, { html: "html" }) === "html";
  }

  /** Whether an article is plain text. */
  isText(document: vscode.TextDocument): boolean {
    return this.#flavor(document, { plaintext: "text" }) === "text";
  }

  /** How an article is read: as settings files say of its name, or else as its language suggests. */
  #flavor(document: vscode.TextDocument, languages: Record<string, Flavor>): Flavor | undefined {
    const added = this.#added.find(({ filter }) => vscode.languages.match(filter, document) > 0);
    return added === undefined ? languages[document.languageId] : added.flavor;
  }

  /**
   * The article that a command is about: the one being edited, else the one that was edited last, since in a comparison,
   * a preview or the walkthrough no article is.
   */
  current(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    return active !== undefined && this.isArticle(active) ? active : this.#last;
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    vscode.Disposable.from(...this.#disposables, this.#changed, this.#turned).dispose();
  }

  #articles(): vscode.DocumentFilter[] {
    const schemes = ["file", "untitled"];
    const languages = schemes.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
    return [...languages, { scheme: "file", pattern: KNOWN_FILES }, ...this.#added.map((added) => added.filter)];
  }

  #turn(): void {
    const active = vscode.window.activeTextEditor?.document;
    const isArticle = active !== undefined && this.isArticle(active);
    if (isArticle) {
      this.#last = active;
    }
    void vscode.commands.executeCommand("setContext", "copydesk.isArticle", isArticle);
    this.#turned.fire();
  }

  #forget(closed: vscode.TextDocument): void {
    if (closed === this.#last) {
      this.#last = undefined;
      this.#turned.fire();
    }
  }

  async #read(): Promise<void> {
    const files = await vscode.workspace.findFiles(SETTINGS_FILES, "**/node_modules/**", MOST_SETTINGS_FILES);
    const texts = await Promise.all(files.map(readText));
    const keys = () => this.#added.map(({ key }) => key).join("\n");
    const before = keys();
    // The nearest settings file counts for an article, so those of deeper folders come first.
    const read = files.map((file, index) => ({ file, text: texts[index] ?? "" }));
    read.sort((one, other) => other.file.path.length - one.file.path.length);
    this.#added = read.flatMap(({ file, text }) => addedBy(file, text));
    this.#turn();
    if (keys() !== before) {
      this.#changed.fire();
    }
  }
}

function addedBy(file: vscode.Uri, text: string): Added[] {
  const folder = vscode.Uri.joinPath(file, "..");
  return [...patterns(text), TEMPLATES].map(({ glob, flavor }) => ({
    key: `${folder.toString()} ${glob} ${flavor}`,
    filter: { scheme: "file", pattern: new vscode.RelativePattern(folder, glob) },
    flavor,
  }));
}

/** The text of a file; nothing where it went away meanwhile. */
async function readText(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return "";
  }
}
