// Originals that somebody chose for translations, where no settings file says which article is the original of which.

import * as vscode from "vscode";

import { type Articles, KNOWN_FILES } from "../articles/articles.ts";
import { searched, soon } from "../articles/search.ts";

/** The most articles that are listed. */
const MOST = 2_000;

/** Remembers for a workspace which originals were chosen. */
export class ChosenOriginals {
  readonly #memory: vscode.Memento;
  readonly #articles: Articles;

  constructor(memory: vscode.Memento, articles: Articles) {
    this.#memory = memory;
    this.#articles = articles;
  }

  /** The original that was chosen for a translation. */
  of(translation: vscode.Uri): vscode.Uri | undefined {
    const chosen = this.#memory.get<string>(key(translation));
    return chosen === undefined ? undefined : vscode.Uri.parse(chosen);
  }

  /** Asks for the original of an article, and remembers it; `undefined` where none was chosen. */
  async ask(translation: vscode.TextDocument): Promise<vscode.Uri | undefined> {
    const choice = await vscode.window.showQuickPick(this.#choices(translation), { title: "Which article is the original of this one?" });
    const uri = choice?.uri ?? (choice === undefined ? undefined : await browse(translation));
    if (uri !== undefined) {
      await this.#memory.update(key(translation.uri), uri.toString());
    }
    return uri;
  }

  /** Articles that are open, those of the workspace where it can be searched, and a way to all others. */
  async #choices(translation: vscode.TextDocument): Promise<{ label: string; uri?: vscode.Uri }[]> {
    const open = vscode.workspace.textDocuments.filter((document) => this.#articles.isArticle(document)).map(({ uri }) => uri);
    const found = (await soon(searched(KNOWN_FILES, MOST))) ?? [];
    const all = new Map([...open, ...found].map((uri) => [uri.toString(), uri]));
    all.delete(translation.uri.toString());
    return [...[...all.values()].map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })), { label: "Another file…" }];
  }
}

async function browse(translation: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const folder = translation.isUntitled ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(translation.uri, "..");
  const [chosen] = (await vscode.window.showOpenDialog({ title: "The original", ...(folder === undefined ? {} : { defaultUri: folder }) })) ?? [];
  return chosen;
}

function key(translation: vscode.Uri): string {
  return `original ${translation.toString()}`;
}
