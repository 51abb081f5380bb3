// What the extension offers wherever it runs: the commands, and what they show.

import * as vscode from "vscode";

import { type Answers, type Extent, NotRunning } from "./answers.ts";
import type { Articles } from "./articles/articles.ts";
import { Originals } from "./original/originals.ts";
import { Previews } from "./preview/preview.ts";
import { Comparisons } from "./repairs/comparison.ts";
import { fixDocument, toggleFixOnSave } from "./repairs/repairs.ts";
import { Rules } from "./rules.ts";
import { LABELS, type Problem, type Remedy } from "./running/problems.ts";
import type { Running } from "./running/state.ts";

/** Where the extension runs. */
export interface Host {
  running: Running;
  answers: Answers;
  articles: Articles;
  logs: vscode.LogOutputChannel;
  /** Asks for the original of an article of which none is known. */
  askOriginal?: (article: vscode.TextDocument) => Promise<vscode.Uri | undefined>;
}

/** What a command does with the article in front and its own arguments. */
type OnArticle = (article: vscode.TextDocument, ...rest: never[]) => unknown;

/** Commands that are offered in one of the two alone. */
export interface Own {
  /** They need no article. */
  plain: Record<string, () => unknown>;
  /** They are about the article in front. */
  onArticle: Record<string, OnArticle>;
}

/** Registers the commands, and keeps what they show up to date. */
export function offer(context: vscode.ExtensionContext, host: Host, own: Own): void {
  const { running, answers, articles } = host;
  const comparisons = new Comparisons(answers, articles);
  const previews = new Previews(vscode.Uri.joinPath(context.extensionUri, "media"), answers, articles);
  const originals = new Originals(answers, articles, host.askOriginal);
  const rules = new Rules(answers);
  context.subscriptions.push(comparisons, previews, originals, rules);

  const onArticle: Record<string, OnArticle> = {
    fixDocument: (article) => fixDocument(answers, article),
    compare: (article, extent?: unknown) => comparisons.compare(article, asExtent(extent)),
    preview: (article) => previews.show(article),
    openOriginal: (article) => originals.open(article),
    explainRule: (article, rule?: unknown) => rules.explain(article, typeof rule === "string" ? rule : undefined),
    ...own.onArticle,
  };
  const plain: Record<string, () => unknown> = {
    applyRepairs: () => comparisons.apply(),
    ...own.plain,
  };
  const unguarded: Record<string, () => unknown> = {
    showDamages: () => vscode.commands.executeCommand("workbench.actions.view.problems"),
    fixOnSave: toggleFixOnSave,
    openSample: () => openSample(context),
    getStarted: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, false),
    restart: () => running.restart(),
    showLogs: () => host.logs.show(),
    showProblem: () => running.state.kind === "failed" && tell(running, running.state.problem),
  };
  register(context, Object.entries(unguarded));
  register(context, Object.entries(plain).map(([name, run]) => [name, () => guarded(running, run)]));
  register(context, Object.entries(onArticle).map(([name, run]) => [name, withArticle(host, run)]));

  running.onDidChange((state) => {
    if (state.kind === "failed") {
      void tell(running, state.problem);
    } else if (state.kind === "running") {
      comparisons.refresh();
      previews.refresh();
      originals.refresh();
    }
  });
}

type Run = (...rest: never[]) => unknown;

function register(context: vscode.ExtensionContext, commands: [string, Run][]): void {
  const registered = commands.map(([name, run]) => vscode.commands.registerCommand(`copydesk.${name}`, run));
  context.subscriptions.push(...registered);
}

/** A command about the article in front; where there is none, it says so. */
function withArticle({ articles, running }: Host, work: OnArticle): Run {
  return async (...rest: never[]) => {
    const article = articles.current();
    if (article === undefined) {
      void vscode.window.showInformationMessage("Open an article first: HTML, Markdown or text.");
      return;
    }
    await guarded(running, () => work(article, ...rest));
  };
}

/** Runs a command; says why where copydesk does not run or refuses. */
async function guarded(running: Running, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (running.state.kind === "failed") {
      await tell(running, running.state.problem);
    } else if (error instanceof NotRunning) {
      void vscode.window.showInformationMessage("copydesk is still starting. Try again in a moment.");
    } else {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`copydesk could not do that: ${reason}`);
    }
  }
}

/** Shows a problem with buttons for what can be done about it. */
export async function tell(running: Running, problem: Problem): Promise<void> {
  const buttons = problem.remedies.map((remedy) => LABELS[remedy]);
  const chosen = await vscode.window.showErrorMessage(problem.message, ...buttons);
  const remedy = problem.remedies.find((remedy) => LABELS[remedy] === chosen);
  const remedies: Record<Remedy, () => unknown> = {
    settings: () => vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.path"),
    restart: () => running.restart(),
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
  const file = vscode.Uri.joinPath(context.extensionUri, "media/walkthrough/sample.md");
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
