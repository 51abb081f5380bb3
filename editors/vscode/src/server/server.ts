// Keeps a server running.

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { cannotStart, type End, isProblem, type Problem, tooManyEnds } from "../running/problems.ts";
import type { Running, State } from "../running/state.ts";
import { Ends, MOST_ENDS, SPAN } from "./ends.ts";
import { findProgram, type Program } from "./lookup.ts";
import { Run } from "./run.ts";

/** Starts the server, and starts it again when it ends. */
export class Server implements Running, vscode.Disposable {
  readonly #extensionFolder: string;
  readonly #selector: () => vscode.DocumentFilter[];
  readonly #logs: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<State>();
  readonly #hung = new vscode.EventEmitter<void>();
  readonly #ends = new Ends();
  #state: State = { kind: "stopped" };
  #run: Run | undefined;
  /** Starting and stopping, one after the other. */
  #work: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  /** Fires when the server hung and is started again. */
  readonly onDidHang = this.#hung.event;

  /** `selector` tells which documents the server is told about. */
  constructor(extensionFolder: string, selector: () => vscode.DocumentFilter[], logs: vscode.LogOutputChannel) {
    this.#extensionFolder = extensionFolder;
    this.#selector = selector;
    this.#logs = logs;
  }

  get state(): State {
    return this.#state;
  }

  /** The client of a server that runs. */
  get client(): LanguageClient | undefined {
    return this.#run?.client;
  }

  /** Starts the server, or starts it anew; ends that were counted before are forgotten. Resolves when that is done. */
  restart(): Promise<void> {
    this.#ends.forget();
    return this.#anew();
  }

  /** As {@link restart}, since what the server was started with changed. One that was given up stays so. */
  renew(): Promise<void> {
    return this.#state.kind === "failed" && this.#ends.isTooMany(Date.now()) ? Promise.resolve() : this.#anew();
  }

  /** Ends the server for good. */
  stop(): Promise<void> {
    return this.#afterOther(async () => {
      await this.#end();
      this.#become({ kind: "stopped" });
    });
  }

  dispose(): void {
    void this.stop();
    vscode.Disposable.from(this.#changed, this.#hung).dispose();
  }

  #anew(): Promise<void> {
    return this.#afterOther(async () => {
      await this.#end();
      await this.#start();
    });
  }

  #afterOther(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#logs.error(String(error)));
    return this.#work;
  }

  async #end(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    await run?.stop();
  }

  /** Starts the server, again where it ends while it starts. */
  async #start(): Promise<void> {
    this.#become({ kind: "starting" });
    for (;;) {
      const program = this.#find();
      if (isProblem(program)) {
        return this.#fail(program);
      }
      const run = await this.#attempt(program);
      if (typeof run === "object" && isProblem(run)) {
        return this.#fail(run);
      }
      if (run instanceof Run) {
        return this.#watch(run);
      }
      if (this.#ends.add(Date.now())) {
        return this.#fail(tooManyEnds(MOST_ENDS, SPAN / 60_000, run));
      }
      this.#tellOf(run);
    }
  }

  #find(): Program | Problem {
    return findProgram({
      trusted: vscode.workspace.isTrusted,
      setting: vscode.workspace.getConfiguration("copydesk").get<string>("path", ""),
      workspaceFolder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      home: homedir(),
      extensionFolder: this.#extensionFolder,
      searchPath: process.env["PATH"] ?? "",
      platform: process.platform,
      isProgram,
    });
  }

  async #attempt(program: Program): Promise<Run | End | Problem> {
    try {
      return await Run.start(program, this.#selector(), this.#logs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return cannotStart(program.path, reason);
    }
  }

  #watch(run: Run): void {
    this.#run = run;
    this.#become({ kind: "running" });
    void run.ended.then((end) => {
      if (this.#run === run) {
        run.abandon();
        this.#run = undefined;
        void this.#afterEnd(end);
      }
    });
  }

  #afterEnd(end: End): Promise<void> {
    if (this.#ends.add(Date.now())) {
      this.#fail(tooManyEnds(MOST_ENDS, SPAN / 60_000, end));
      return Promise.resolve();
    }
    this.#tellOf(end);
    this.#become({ kind: "starting" });
    return this.#afterOther(() => (this.#run === undefined ? this.#start() : Promise.resolve()));
  }

  /** A crash that is made good at once needs no words; that nothing happened for a while does. */
  #tellOf(end: End): void {
    if (end === "silence") {
      this.#hung.fire();
    }
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

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
