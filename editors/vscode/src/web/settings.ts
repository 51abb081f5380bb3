// The settings that count for an article: those of the nearest `copydesk.toml`, and those of the editor.

import * as core from "@copydesk/core";
import { parse } from "smol-toml";
import * as vscode from "vscode";

import { type Articles, SETTINGS_NAMES } from "../articles/articles.ts";
import { anchored, EXTENSIONS } from "../articles/flavors.ts";
import { chosen, names, NO_WISHES, type Table, type Wishes, withRules } from "./choice.ts";
import { originals } from "./pairs.ts";

/** Keys of a settings file that say what the extension cannot do on the Web. */
const UNSUPPORTED = ["baseline", "embedded", "max-article-megabytes"];

/** What counts for one article. */
export interface Counting {
  /** For the core. */
  options: core.Options;
  /** The same with one rule alone. */
  only(rule: string): core.Options;
  /** The settings leave the article out. */
  isExcluded: boolean;
  /** Where its original may be, the likeliest place first. */
  originals: vscode.Uri[];
  /** Keys of the settings file that do not count here. */
  unsupported: string[];
}

/** A settings file that was read. */
interface File {
  uri: vscode.Uri;
  text: string;
  table: Table;
}

/** Reads settings files, and remembers them until they change. */
export class SettingsFiles implements vscode.Disposable {
  readonly #articles: Articles;
  readonly #logs: vscode.LogOutputChannel;
  readonly #read = new Map<string, Promise<File | undefined>>();
  /** The last content that made sense, by the addresses of files. */
  readonly #good = new Map<string, File>();
  /** What was said of each file, so that it is said once. */
  readonly #told = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];

  /** Fires when other settings than before may count. */
  readonly onDidChange = this.#changed.event;

  constructor(articles: Articles, logs: vscode.LogOutputChannel) {
    this.#articles = articles;
    this.#logs = logs;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${SETTINGS_NAMES.join(",")}}`);
    const again = () => {
      this.#read.clear();
      this.#changed.fire();
    };
    this.#disposables = [
      this.#changed,
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      // Not every place on the Web tells of changes.
      vscode.workspace.onDidSaveTextDocument((saved) => isSettingsFile(saved.uri) && again()),
      vscode.workspace.onDidChangeWorkspaceFolders(again),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("copydesk") && again()),
      articles.onDidChange(again),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** What counts for an article. */
  async of(article: vscode.TextDocument): Promise<Counting> {
    const file = await this.#fileFor(article);
    const table = file?.table ?? {};
    const wishes = wishesFor(article);
    const matches = (globs: string[]) => file !== undefined && globs.some((glob) => isBelow(article, file.uri, glob));
    const without = ignored(table, matches);
    const hasWishes = wishes.select !== null || wishes.extendSelect.length > 0 || wishes.ignore.length > 0 || wishes.severityThreshold !== null;
    // As it is written, so that the core checks it, where nothing is added to it.
    const settings = hasWishes || without.length > 0 ? chosen(table, wishes, without, core.rules()) : file?.text;
    const path = article.uri.path.slice(1);
    const flavor = this.#articles.added(article) ?? (extensionOf(path) in EXTENSIONS ? undefined : this.#articles.flavor(article));
    const options = { flavor, path, settings };
    return {
      options,
      only: (rule) => ({ ...options, settings: withRules(table, [rule]) }),
      isExcluded: matches(names(table["exclude"]).flatMap(anchored)),
      originals: originalsOf(article, file),
      unsupported: UNSUPPORTED.filter((key) => key in table),
    };
  }

  async #fileFor(article: vscode.TextDocument): Promise<File | undefined> {
    const folder = vscode.workspace.getWorkspaceFolder(article.uri);
    if (folder === undefined) {
      return undefined;
    }
    const named = vscode.workspace.getConfiguration("copydesk", article).get<string | null>("config", null);
    if (named !== null && named !== "") {
      return this.#once(vscode.Uri.joinPath(folder.uri, named), true);
    }
    for (let place = vscode.Uri.joinPath(article.uri, ".."); place.path.startsWith(folder.uri.path); place = vscode.Uri.joinPath(place, "..")) {
      for (const name of SETTINGS_NAMES) {
        const file = await this.#once(vscode.Uri.joinPath(place, name), false);
        if (file !== undefined) {
          return file;
        }
      }
      if (place.path === "/") {
        break;
      }
    }
    return undefined;
  }

  #once(uri: vscode.Uri, mustExist: boolean): Promise<File | undefined> {
    const key = uri.toString();
    const known = this.#read.get(key);
    if (known !== undefined) {
      return known;
    }
    const reading = this.#readFile(uri, mustExist);
    this.#read.set(key, reading);
    return reading;
  }

  async #readFile(uri: vscode.Uri, mustExist: boolean): Promise<File | undefined> {
    const key = uri.toString();
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      this.#good.delete(key);
      if (mustExist) {
        this.#tell(uri, `the setting “copydesk.config” names a file that cannot be read: ${String(error)}`);
      }
      return undefined;
    }
    try {
      // The core says what is wrong with settings.
      core.lint("", { settings: text });
      const file = { uri, text, table: parse(text) as Table };
      this.#good.set(key, file);
      this.#told.delete(key);
      return file;
    } catch (error) {
      const good = this.#good.get(key);
      const used = good === undefined ? "The default settings are used." : "The last good settings stay in force.";
      this.#tell(uri, `${error instanceof Error ? error.message : String(error)}. ${used}`);
      return good;
    }
  }

  #tell(uri: vscode.Uri, message: string): void {
    if (this.#told.get(uri.toString()) !== message) {
      this.#told.set(uri.toString(), message);
      this.#logs.warn(`${uri.toString()}: ${message}`);
      void vscode.window.showWarningMessage(`${vscode.workspace.asRelativePath(uri)}: ${message}`);
    }
  }
}

/** Whether a file holds settings, by its name. */
export function isSettingsFile(uri: vscode.Uri): boolean {
  return SETTINGS_NAMES.includes(uri.path.split("/").at(-1) ?? "");
}

/** Whether an article matches a glob that counts from the folder of a settings file. */
function isBelow(article: vscode.TextDocument, file: vscode.Uri, glob: string): boolean {
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, ".."), glob);
  return vscode.languages.match({ pattern }, article) > 0;
}

/** The names of rules that do not run on an article by its name. */
function ignored(table: Table, matches: (globs: string[]) => boolean): string[] {
  const globs = table["per-file-ignores"];
  const entries = typeof globs === "object" && !Array.isArray(globs) ? Object.entries(globs as Table) : [];
  return entries.filter(([glob]) => matches(anchored(glob))).flatMap(([, rules]) => names(rules));
}

function wishesFor(article: vscode.TextDocument): Wishes {
  const settings = vscode.workspace.getConfiguration("copydesk", article);
  return {
    select: settings.get("select") ?? NO_WISHES.select,
    extendSelect: settings.get("extendSelect") ?? NO_WISHES.extendSelect,
    ignore: settings.get("ignore") ?? NO_WISHES.ignore,
    severityThreshold: settings.get("severityThreshold") ?? NO_WISHES.severityThreshold,
  };
}

function originalsOf(article: vscode.TextDocument, file: File | undefined): vscode.Uri[] {
  const table = file?.table["translations"];
  if (file === undefined || typeof table !== "object" || Array.isArray(table)) {
    return [];
  }
  const folder = vscode.Uri.joinPath(file.uri, "..");
  const path = article.uri.path.slice(folder.path.replace(/\/$/, "").length + 1);
  return originals(path, table as Table).map((original) => vscode.Uri.joinPath(folder, original));
}

function extensionOf(path: string): string {
  return (/\.([^./]+)$/.exec(path)?.[1] ?? "").toLowerCase();
}
