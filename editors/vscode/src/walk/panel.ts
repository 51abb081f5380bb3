// The panel of a walk: a view below the article, with one damage, its repair, and a key for each answer.

import * as vscode from "vscode";

import type { Next, Tally } from "./damage.ts";

const VIEW = "copydesk.walk";

/** Milliseconds that the editor has to open the panel. */
const LIMIT = 5_000;

/** What the user wants done about a damage, or about the walk. */
export interface Answer {
  kind: "accept" | "skip" | "ignore" | "all" | "edit" | "undo" | "explain" | "again" | "end";
  /** Which of several repairs. */
  fix?: number;
}

/** What the panel shows. */
export interface Shown {
  next: Next;
  tally: Tally;
  canUndo: boolean;
}

/** What the page says. */
type Message = { ready: true } | { focus: boolean } | { answer: Answer };

export class Panel implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #media: vscode.Uri;
  readonly #answered: (answer: Answer) => unknown;
  readonly #closed: () => void;
  readonly #registered: vscode.Disposable;
  readonly #ready = new vscode.EventEmitter<void>();
  #view: vscode.WebviewView | undefined;
  #isReady = false;
  #shown: Shown | undefined;

  /** Whether the panel has the keys. */
  hasFocus = false;

  constructor(media: vscode.Uri, answered: (answer: Answer) => unknown, closed: () => void) {
    this.#media = media;
    this.#answered = answered;
    this.#closed = closed;
    this.#registered = vscode.window.registerWebviewViewProvider(VIEW, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#isReady = false;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [this.#media] };
    webview.onDidReceiveMessage((message: Message) => this.#hear(message));
    view.onDidDispose(() => {
      this.#view = undefined;
      this.#isReady = false;
    });
    view.onDidChangeVisibility(() => {
      if (!view.visible && this.#shown !== undefined) {
        this.#closed();
      }
    });
    const nonce = crypto.randomUUID();
    const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.#media, name)).toString();
    webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}">
<link rel="stylesheet" href="${address("walk.css")}">
<title>Next Damage</title>
</head>
<body tabindex="0">
<main aria-live="polite"></main>
<script nonce="${nonce}" src="${address("walk.js")}"></script>
</body>
</html>`;
  }

  /** Opens the panel, and shows this in it. */
  async show(shown: Shown, takesFocus: boolean): Promise<void> {
    this.#shown = shown;
    await vscode.commands.executeCommand("setContext", "copydesk.walking", true);
    if (this.#view === undefined || !this.#view.visible || (takesFocus && !this.hasFocus)) {
      await vscode.commands.executeCommand(`${VIEW}.focus`);
    }
    await this.#untilReady();
    await this.#view?.webview.postMessage({ ...shown, takesFocus });
  }

  /** Closes the panel. */
  async hide(): Promise<void> {
    this.forget();
    await vscode.commands.executeCommand("workbench.action.closePanel");
  }

  /** Shows nothing any more. */
  forget(): void {
    this.#shown = undefined;
    this.hasFocus = false;
    void vscode.commands.executeCommand("setContext", "copydesk.walking", false);
  }

  dispose(): void {
    vscode.Disposable.from(this.#registered, this.#ready).dispose();
  }

  #hear(message: Message): void {
    if ("ready" in message) {
      this.#isReady = true;
      this.#ready.fire();
      // A panel that was moved elsewhere begins anew.
      if (this.#shown !== undefined) {
        void this.#view?.webview.postMessage({ ...this.#shown, takesFocus: true });
      }
    } else if ("focus" in message) {
      this.hasFocus = message.focus;
    } else {
      void this.#answered(message.answer);
    }
  }

  #untilReady(): Promise<void> {
    if (this.#isReady) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        listening.dispose();
        resolve();
      };
      const timer = setTimeout(end, LIMIT);
      const listening = this.#ready.event(end);
    });
  }
}
