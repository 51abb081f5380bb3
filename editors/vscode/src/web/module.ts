// The core, a WebAssembly module that is packed with the extension.

import * as core from "@copydesk/core";
import * as vscode from "vscode";

import { cannotLoad, type Problem, stoppedForGood } from "../running/problems.ts";
import type { Running, State } from "../running/state.ts";

/** Loads the core, and says whether it works. */
export class Module implements Running, vscode.Disposable {
  readonly #file: vscode.Uri;
  readonly #logs: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<State>();
  #state: State = { kind: "stopped" };
  /** Whether it failed while it worked: what it holds may be wrong from then on. */
  #isBroken = false;

  readonly onDidChange = this.#changed.event;

  constructor(extension: vscode.Uri, logs: vscode.LogOutputChannel) {
    this.#file = vscode.Uri.joinPath(extension, "dist/copydesk.wasm");
    this.#logs = logs;
  }

  get state(): State {
    return this.#state;
  }

  /** Loads the core; where it was loaded, all articles are read anew. */
  async restart(): Promise<void> {
    if (this.#isBroken) {
      return this.#fail(stoppedForGood());
    }
    this.#become({ kind: "starting" });
    try {
      await core.init(await vscode.workspace.fs.readFile(this.#file) as Uint8Array<ArrayBuffer>);
      this.#logs.info(`The core ${core.version()} is loaded`);
      this.#become({ kind: "running" });
    } catch (error) {
      this.#fail(cannotLoad(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Notes an error of the core; whether it is one after which nothing works any more. */
  notes(error: unknown): boolean {
    this.#logs.error(error instanceof Error ? error : String(error));
    this.#isBroken ||= error instanceof Error && error.cause instanceof Error && error.cause.name === "RuntimeError";
    if (this.#isBroken) {
      this.#fail(stoppedForGood());
    }
    return this.#isBroken;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #fail(problem: Problem): void {
    this.#logs.error(problem.message);
    this.#become({ kind: "failed", problem });
  }

  #become(state: State): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
