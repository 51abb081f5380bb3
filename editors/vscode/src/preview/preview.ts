// Preview Repaired: an article as readers see it, before and after its repair.

import * as vscode from "vscode";

import type { Answers } from "../answers.ts";
import type { Articles } from "../articles/articles.ts";
import { paragraphs } from "./lines.ts";
import { type Assets, frame, type FrameAssets, page } from "./page.ts";

/** Milliseconds without a change after which a preview is brought up to date. */
const PAUSE = 300;

/** Opens previews: one for an article. */
export class Previews implements vscode.Disposable {
  readonly #media: vscode.Uri;
  readonly #answers: Answers;
  readonly #articles: Articles;
  readonly #open = new Map<string, Preview>();

  /** `media` is the folder with the page's script and style. */
  constructor(media: vscode.Uri, answers: Answers, articles: Articles) {
    this.#media = media;
    this.#answers = answers;
    this.#articles = articles;
  }

  /** Shows the preview of an article beside it. */
  async show(article: vscode.TextDocument): Promise<void> {
    const style = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#media, "article.css"));
    const key = article.uri.toString();
    const open = this.#open.get(key);
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const kind = this.#articles.isHtml(article) ? "html" : this.#articles.isText(article) ? "text" : "markdown";
    const preview = new Preview(article, kind, new TextDecoder().decode(style), this.#media, this.#answers, () => this.#open.delete(key));
    this.#open.set(key, preview);
  }

  /** Brings all previews up to date, since the server or its settings changed. */
  refresh(): void {
    this.#open.forEach((preview) => preview.refresh());
  }

  dispose(): void {
    this.#open.forEach((preview) => preview.dispose());
  }
}

/** What a preview's page says. */
interface Message {
  /** It can show something. */
  ready?: true;
  /** The address of a link that was followed. */
  open?: string;
  /** The user wants to see what other servers have. */
  loadPictures?: true;
}

/** What an article is shown as. */
type Kind = "html" | "markdown" | "text";

class Preview {
  readonly #article: vscode.TextDocument;
  readonly #kind: Kind;
  readonly #answers: Answers;
  readonly #panel: vscode.WebviewPanel;
  readonly #assets: FrameAssets;
  #page: Assets;
  readonly #listening: vscode.Disposable;
  #isReady = false;
  #waiting: NodeJS.Timeout | undefined;
  /** For each line of the article the line that the page knows it by, where that is another one. */
  #lines: number[] = [];
  /** Counts updates: one that was overtaken is not shown. */
  #update = 0;

  constructor(article: vscode.TextDocument, kind: Kind, style: string, media: vscode.Uri, answers: Answers, closed: () => void) {
    this.#article = article;
    this.#kind = kind;
    this.#answers = answers;
    const folder = vscode.Uri.joinPath(article.uri, "..");
    const hasFolder = article.uri.scheme !== "untitled";
    const roots = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [];
    const local = hasFolder ? [media, folder, ...roots] : [media, ...roots];
    const name = article.uri.path.split("/").at(-1) ?? "";
    this.#panel = vscode.window.createWebviewPanel(
      "copydesk.preview",
      `Preview: ${name}`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: local, retainContextWhenHidden: true },
    );
    const webview = this.#panel.webview;
    const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    const base = hasFolder ? `${webview.asWebviewUri(folder)}/` : "about:blank";
    this.#assets = { base, style };
    this.#page = {
      script: address("preview.js"),
      style: address("preview.css"),
      base,
      localSource: webview.cspSource,
      nonce: crypto.randomUUID(),
      loadsPictures: false,
    };
    this.#listening = vscode.Disposable.from(
      webview.onDidReceiveMessage((message: Message) => this.#hear(message)),
      vscode.workspace.onDidChangeTextDocument((event) => event.document === article && this.refresh()),
      vscode.window.onDidChangeTextEditorVisibleRanges((event) => event.textEditor.document === article && this.#follow(event.textEditor)),
      vscode.workspace.onDidCloseTextDocument((document) => document === article && this.dispose()),
    );
    this.#panel.onDidDispose(() => {
      clearTimeout(this.#waiting);
      this.#listening.dispose();
      closed();
    });
    webview.html = page(this.#page);
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Brings it up to date soon. */
  refresh(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#show(), PAUSE);
  }

  /** Scrolls to where the text is read. */
  #follow(editor: vscode.TextEditor): void {
    const [first] = editor.visibleRanges;
    const last = editor.visibleRanges.at(-1);
    if (first !== undefined && last !== undefined && this.#isReady) {
      const line = first.start.line;
      const hidden = this.#article.lineCount - (last.end.line - line + 1);
      void this.#panel.webview.postMessage({ scroll: { line: this.#lines[line] ?? line, place: hidden > 0 ? Math.min(1, line / hidden) : 0 } });
    }
  }

  #hear(message: Message): void {
    if (message.ready) {
      this.#isReady = true;
      void this.#show();
    } else if (message.loadPictures) {
      // The policy is that of a whole page, which says that it is ready once it is there again.
      this.#isReady = false;
      this.#page = { ...this.#page, loadsPictures: true };
      this.#panel.webview.html = page(this.#page);
    } else if (message.open !== undefined && /^(https?|mailto):/i.test(message.open)) {
      void vscode.env.openExternal(vscode.Uri.parse(message.open));
    }
  }

  async #show(): Promise<void> {
    if (!this.#isReady) {
      return;
    }
    this.#update += 1;
    const update = this.#update;
    const text = this.#article.getText();
    // While the server is away, both sides show the article; it is brought up to date when the server is back.
    const repaired = (await this.#answers.repaired(this.#article.uri, "all").catch(() => undefined)) ?? text;
    const [now, after] = await Promise.all([this.#render(text), this.#render(repaired)]);
    if (update === this.#update) {
      this.#lines = this.#kind === "text" ? paragraphs(text).lines : [];
      await this.#panel.webview.postMessage({ now, repaired: after });
    }
  }

  async #render(text: string): Promise<string> {
    if (this.#kind === "html") {
      return frame(text, "html", this.#assets);
    }
    const markdown = this.#kind === "text" ? paragraphs(text).markdown : text;
    const body = await vscode.commands.executeCommand<string>("markdown.api.render", markdown);
    return frame(body, "markdown", this.#assets);
  }
}
