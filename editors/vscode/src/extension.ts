// The extension on the desktop and on servers, where it runs the copydesk program. On the Web it begins in `web.ts`.

import * as vscode from "vscode";

import { Articles } from "./articles/articles.ts";
import { offer, tell } from "./offer.ts";
import { wasSilent } from "./running/problems.ts";
import { Requests } from "./server/requests.ts";
import { Server } from "./server/server.ts";
import { fixWorkspace } from "./server/workspace.ts";
import { Status } from "./status.ts";
import { Walk } from "./walk/walk.ts";

let server: Server | undefined;

/** Called by the editor. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  if (isVirtual()) {
    // The program reads files on disks alone.
    const { activate } = await import("./web/web.ts");
    return activate(context);
  }
  const logs = vscode.window.createOutputChannel("copydesk", { log: true });
  const articles = new Articles(() => ["file"]);
  const running = new Server(context.extensionPath, () => articles.selector(), logs);
  server = running;
  const requests = new Requests(running);
  const walk = new Walk(vscode.Uri.joinPath(context.extensionUri, "media"), requests);
  context.subscriptions.push(logs, articles, running, walk, new Status(running, articles));
  offer(context, { running, answers: requests, articles, logs }, {
    plain: {
      accept: () => walk.answer({ kind: "accept" }),
      skip: () => walk.answer({ kind: "skip" }),
      ignoreHere: () => walk.answer({ kind: "ignore" }),
      acceptAll: () => walk.answer({ kind: "all" }),
      endWalk: () => walk.answer({ kind: "end" }),
      fixArticles: () => fixWorkspace(requests, articles),
    },
    onArticle: { next: (article) => walk.next(article) },
  });
  running.onDidChange((state) => state.kind === "running" && walk.refresh());
  running.onDidHang(() => void tell(running, wasSilent()));
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.renew()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("copydesk.path")) {
        void running.restart();
      }
    }),
  );
  await articles.begin();
  context.subscriptions.push(articles.onDidChange(() => void running.renew()));
  // Not awaited: the commands are there while the server starts, or fails to.
  void running.restart();
}

/** Whether no folder is on a disk, as where a repository is opened without a copy of it. */
function isVirtual(): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 0 && folders.every(({ uri }) => uri.scheme !== "file");
}

/** Called by the editor when it closes. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
