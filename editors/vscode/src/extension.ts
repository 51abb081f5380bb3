// The extension: what is made when the editor starts it, and the commands.

import { readFile } from "node:fs/promises";
import * as vscode from "vscode";

import { Articles } from "./articles/articles.ts";
import { Originals } from "./original/originals.ts";
import { Previews } from "./preview/preview.ts";
import { Comparisons } from "./repairs/comparison.ts";
import { fixDocument, fixWorkspace, toggleFixOnSave } from "./repairs/repairs.ts";
import { Rules } from "./rules.ts";
import { LABELS, type Problem, type Remedy, wasSilent } from "./server/problems.ts";
import { type Extent, NotRunning, Requests } from "./server/requests.ts";
import { Server } from "./server/server.ts";
import { Status } from "./status.ts";
import { Walk } from "./walk/walk.ts";

let server: Server | undefined;

/** Called by the editor. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const logs = vscode.window.createOutputChannel("copydesk", { log: true });
  const articles = new Articles();
  const running = new Server(context.extensionPath, () => articles.selector(), logs);
  server = running;
  const requests = new Requests(running);
  const comparisons = new Comparisons(requests, articles);
  const media = vscode.Uri.joinPath(context.extensionUri, "media");
  const previews = new Previews(media, requests, articles);
  const originals = new Originals(requests, articles);
  const walk = new Walk(media, requests);
  const rules = new Rules(requests);
  context.subscriptions.push(logs, articles, running, comparisons, previews, originals, walk, rules, new Status(running, articles));

  const onArticle = <T extends unknown[]>(work: (article: vscode.TextDocument, ...rest: T) => unknown) => {
    return async (...rest: T) => {
      const article = articles.current();
      if (article === undefined) {
        void vscode.window.showInformationMessage("Open an article first: HTML, Markdown or text.");
        return;
      }
      await guarded(running, () => work(article, ...rest));
    };
  };
  const commands: Record<string, (...args: never[]) => unknown> = {
    next: onArticle((article) => walk.next(article)),
    accept: () => guarded(running, () => walk.answer({ kind: "accept" })),
    skip: () => guarded(running, () => walk.answer({ kind: "skip" })),
    ignoreHere: () => guarded(running, () => walk.answer({ kind: "ignore" })),
    acceptAll: () => guarded(running, () => walk.answer({ kind: "all" })),
    endWalk: () => guarded(running, () => walk.answer({ kind: "end" })),
    fixDocument: onArticle((article) => fixDocument(requests, article)),
    fixArticles: () => guarded(running, () => fixWorkspace(requests, articles)),
    compare: onArticle((article, extent?: Extent) => comparisons.compare(article, asExtent(extent))),
    applyRepairs: () => guarded(running, () => comparisons.apply()),
    preview: onArticle((article) => previews.show(article)),
    openOriginal: onArticle((article) => originals.open(article)),
    explainRule: onArticle((article, rule?: unknown) => rules.explain(article, typeof rule === "string" ? rule : undefined)),
    showDamages: () => vscode.commands.executeCommand("workbench.actions.view.problems"),
    fixOnSave: toggleFixOnSave,
    openSample: () => openSample(context),
    getStarted: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, false),
    restart: () => running.restart(),
    showLogs: () => logs.show(),
    showProblem: () => running.state.kind === "failed" && tell(running, running.state.problem),
  };
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`copydesk.${name}`, run));
  }

  running.onDidChange((state) => {
    if (state.kind === "failed") {
      void tell(running, state.problem);
    } else if (state.kind === "running") {
      comparisons.refresh();
      previews.refresh();
      originals.refresh();
      walk.refresh();
    }
  });
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

/** Called by the editor when it closes. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** Runs a command; says why where the server does not run or refuses. */
async function guarded(server: Server, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (server.state.kind === "failed") {
      await tell(server, server.state.problem);
    } else if (error instanceof NotRunning) {
      void vscode.window.showInformationMessage("copydesk is still starting. Try again in a moment.");
    } else {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`copydesk could not do that: ${reason}`);
    }
  }
}

/** Shows a problem with buttons for what can be done about it. */
async function tell(server: Server, problem: Problem): Promise<void> {
  const buttons = problem.remedies.map((remedy) => LABELS[remedy]);
  const chosen = await vscode.window.showErrorMessage(problem.message, ...buttons);
  const remedy = problem.remedies.find((remedy) => LABELS[remedy] === chosen);
  const remedies: Record<Remedy, () => unknown> = {
    settings: () => vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.path"),
    restart: () => server.restart(),
    logs: () => vscode.commands.executeCommand("copydesk.showLogs"),
    trust: () => vscode.commands.executeCommand("workbench.trust.manage"),
  };
  if (remedy !== undefined) {
    await remedies[remedy]();
  }
}

/** An argument of a command: menus pass addresses of documents, which are no extents. */
function asExtent(given: unknown): Extent | undefined {
  return given === "safe" || given === "all" ? given : undefined;
}

/** Opens the walkthrough's article as a document that is on no disk. */
async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const content = await readFile(context.asAbsolutePath("media/walkthrough/sample.md"), "utf8");
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
