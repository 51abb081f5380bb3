// What the commands ask the server for.

import * as vscode from "vscode";
import { ExecuteCommandRequest, WorkDoneProgress, WorkDoneProgressCancelNotification } from "vscode-languageclient/node";

import { type Answers, type Extent, type Known, NotRunning } from "../answers.ts";
import { deferred } from "../deferred.ts";
import type { Next, Outcome, Place, Stand } from "../walk/damage.ts";
import type { Server } from "./server.ts";

/** The commands of copydesk's language server. */
export class Requests implements Answers {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  async repaired(uri: vscode.Uri, extent: Extent): Promise<string | undefined> {
    const text = await this.#execute("copydesk.repaired", [uri.toString(), extent]);
    return typeof text === "string" ? text : undefined;
  }

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
