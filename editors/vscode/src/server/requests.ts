// What the commands ask the server for.

import * as vscode from "vscode";
import { ExecuteCommandRequest, WorkDoneProgress, WorkDoneProgressCancelNotification } from "vscode-languageclient/node";

import { deferred } from "../deferred.ts";
import type { Pair } from "../original/lines.ts";
import type { Next, Outcome, Place, Stand } from "../walk/damage.ts";
import type { Server } from "./server.ts";

/** Which fixes are applied: those that keep every word, or the likely ones too. */
export type Extent = "safe" | "all";

/** What is known of an open article beside others. */
export interface Known {
  /** The address of its original, where it is a translation. */
  uri?: string;
  /** Lines of both that belong together. */
  lines?: Pair[];
  /** The addresses of its translations that are open, where it is an original. */
  translations?: string[];
}

/** The commands of copydesk's language server. */
export class Requests {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** The text of an open article after its repair; `undefined` for a document that is no article. */
  async repaired(uri: vscode.Uri, extent: Extent): Promise<string | undefined> {
    const text = await this.#execute("copydesk.repaired", [uri.toString(), extent]);
    return typeof text === "string" ? text : undefined;
  }

  /** The page of a rule, as Markdown. */
  async explain(rule: string): Promise<string> {
    return String(await this.#execute("copydesk.explain", [rule]));
  }

  /**
   * Fixes every article of the workspace that can be fixed safely. Gives what the server says at the end.
   */
  async fixWorkspace(progress: vscode.Progress<{ increment: number }>, cancel: vscode.CancellationToken): Promise<string> {
    const client = this.#client();
    const token = crypto.randomUUID();
    const { promise: end, resolve } = deferred<string>();
    let done = 0;
    const listening = client.onProgress(WorkDoneProgress.type, token, (value) => {
      if (value.kind === "end") {
        resolve(value.message ?? "");
      } else if (value.percentage !== undefined) {
        progress.report({ increment: value.percentage - done });
        done = value.percentage;
      }
    });
    const cancelling = cancel.onCancellationRequested(() => {
      void client.sendNotification(WorkDoneProgressCancelNotification.type, { token });
    });
    const stopping = this.#server.onDidChange((state) => state.kind !== "running" && resolve("copydesk stopped in the meantime"));
    try {
      await this.#execute("copydesk.fixWorkspace", [], token);
      return await end;
    } finally {
      vscode.Disposable.from(listening, cancelling, stopping).dispose();
    }
  }

  /** The next damage of a walk through an open article; `undefined` for a document that is no article. */
  async next(uri: vscode.Uri, stand: Stand, begins: boolean): Promise<Next | undefined> {
    return ((await this.#execute("copydesk.nextDamage", [uri.toString(), { ...stand, begins }])) as Next | null) ?? undefined;
  }

  /** What does what was chosen in this version of an article; nothing where there is another one by now. */
  async take(uri: vscode.Uri, version: number, choice: unknown, mended: Place[]): Promise<Outcome> {
    const taken = { uri: uri.toString(), version, choice, mended };
    return ((await this.#execute("copydesk.take", [taken])) as Outcome | null) ?? { edits: [], mended: [] };
  }

  /** The original of an open article; `undefined` for what is neither a translation nor an original of an open one. */
  async original(uri: vscode.Uri): Promise<Known | undefined> {
    return ((await this.#execute("copydesk.original", [uri.toString()])) as Known | null) ?? undefined;
  }

  #execute(command: string, args: unknown[], workDoneToken?: string): Promise<unknown> {
    const params = { command, arguments: args, ...(workDoneToken === undefined ? {} : { workDoneToken }) };
    return this.#client().sendRequest(ExecuteCommandRequest.type, params);
  }

  #client() {
    const client = this.#server.client;
    if (client === undefined) {
      throw new NotRunning();
    }
    return client;
  }
}

/** The server does not run; the status item says why. */
export class NotRunning extends Error {
  constructor() {
    super("copydesk is not running at the moment");
  }
}
