// Which documents are articles, and which of them a command is about.

import * as vscode from "vscode";

import { EXTENSIONS, type Flavor, patterns, TEMPLATES } from "./flavors.ts";
import { searched, soon } from "./search.ts";

/** The files that copydesk's settings are in. */
const SETTINGS_FILES = "**/{copydesk,.copydesk}.toml";

/** Their names, the one that counts where both are there first. */
export const SETTINGS_NAMES = ["copydesk.toml", ".copydesk.toml"];

/** Settings files that are read at most: more are no workspace but a disk. */
const MOST_SETTINGS_FILES = 500;

/** Milliseconds after which a settings file is read: a program that writes it may empty it first. */
const PAUSE = 250;

/** The languages of articles, and how an article in each is read. */
const LANGUAGES: Readonly<Record<string, Flavor>> = { html: "html", markdown: "markdown", mdx: "mdx", plaintext: "text" };

/** Files that copydesk knows though the editor may have no language for them. */
export const KNOWN_FILES = `**/*.{${Object.keys(EXTENSIONS).join(",")}}`;

interface Added {
  /** What tells it from others: addresses look different in JSON once they were used. */
  key: string;
  filter: vscode.DocumentFilter;
  flavor: Flavor;
}

/** Knows which documents are articles. */
export class Articles implements vscode.Disposable {
  readonly #schemes: () => readonly string[];
  readonly #disposables: vscode.Disposable[] = [];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #turned = new vscode.EventEmitter<void>();
  #added: Added[] = [];
  #files: vscode.Uri[] = [];
  #last: vscode.TextDocument | undefined;
  #waiting: NodeJS.Timeout | undefined;

  /** Fires when other files than before are articles. */
  readonly onDidChange = this.#changed.event;

  /** Fires when the current article may be another one. */
  readonly onDidTurn = this.#turned.event;

  /** `schemes` gives those of the addresses of files that copydesk can read. */
  constructor(schemes: () => readonly string[]) {
    this.#schemes = schemes;
  }

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
    return [...this.#schemes().map((scheme) => ({ scheme, pattern: SETTINGS_FILES })), ...this.#articles()];
  }

  /** Whether a document is an article. */
  isArticle(document: vscode.TextDocument): boolean {
    return !isSettings(document) && vscode.languages.match(this.#articles(), document) > 0;
  }

  /** Whether a document is a file that could be an article, by where it is. */
  isFile(document: vscode.TextDocument): boolean {
    return this.#schemes().includes(document.uri.scheme);
  }

  /** Whether an article is HTML throughout, not Markdown or text that may hold some. */
  isHtml(document: vscode.TextDocument): boolean {
    return this.flavor(document) === "html";
  }

  /** Whether an article is plain text. */
  isText(document: vscode.TextDocument): boolean {
    return this.flavor(document) === "text";
  }

  /** How an article is read: as settings files say of its name, or else as its language suggests. */
  flavor(document: vscode.TextDocument): Flavor | undefined {
    return this.added(document) ?? LANGUAGES[document.languageId];
  }

  /** How an article is read as settings files say of its name; `undefined` where they say nothing of it. */
  added(document: vscode.TextDocument): Flavor | undefined {
    return this.#added.find(({ filter }) => vscode.languages.match(filter, document) > 0)?.flavor;
  }

  /**
   * The article that a command is about: the one being edited, else the one that was edited last, since in a comparison,
   * a preview, the walkthrough or the settings no article is. None while some other file is edited.
   */
  current(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    if (active === undefined || isSettings(active)) {
      return this.#last;
    }
    const isOther = this.isFile(active) || active.isUntitled;
    return this.isArticle(active) ? active : isOther ? undefined : this.#last;
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    vscode.Disposable.from(...this.#disposables, this.#changed, this.#turned).dispose();
  }

  #articles(): vscode.DocumentFilter[] {
    const schemes = this.#schemes();
    const languages = [...schemes, "untitled"].flatMap((scheme) => Object.keys(LANGUAGES).map((language) => ({ scheme, language })));
    const known = schemes.map((scheme) => ({ scheme, pattern: KNOWN_FILES }));
    return [...languages, ...known, ...this.#added.map((added) => added.filter)];
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
    const search = searched(SETTINGS_FILES, MOST_SETTINGS_FILES);
    const [own, found] = [settingsOfFolders(), await soon(search)];
    if (found === undefined) {
      await this.#take([...this.#files, ...own]);
    }
    await this.#take([...(await search), ...own]);
  }

  /** Takes in what these settings files add; those that are not there add nothing. */
  async #take(all: vscode.Uri[]): Promise<void> {
    const files = [...new Map(all.map((file) => [file.toString(), file])).values()];
    this.#files = files;
    const texts = await Promise.all(files.map(readText));
    const keys = () => this.#added.map(({ key }) => key).join("\n");
    const before = keys();
    // The nearest settings file counts for an article, so those of deeper folders come first.
    const read = files.map((file, index) => ({ file, text: texts[index] }));
    read.sort((one, other) => other.file.path.length - one.file.path.length);
    this.#added = read.flatMap(({ file, text }) => (text === undefined ? [] : addedBy(file, text)));
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
    filter: { scheme: file.scheme, pattern: new vscode.RelativePattern(folder, glob) },
    flavor,
  }));
}

/** Where the settings files of the open folders themselves are, if they have any. */
function settingsOfFolders(): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => SETTINGS_NAMES.map((name) => vscode.Uri.joinPath(uri, name)));
}

function isSettings(document: vscode.TextDocument): boolean {
  return vscode.languages.match({ pattern: SETTINGS_FILES }, document) > 0;
}

/** The text of a file; `undefined` where it is not there. */
async function readText(file: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
