// Whether copydesk runs.

import type * as vscode from "vscode";

import type { Problem } from "./problems.ts";

/** What copydesk does. */
export type State = { kind: "starting" } | { kind: "running" } | { kind: "failed"; problem: Problem } | { kind: "stopped" };

/** What runs, and starts anew where it is asked to. */
export interface Running {
  readonly state: State;
  readonly onDidChange: vscode.Event<State>;
  /** Starts it, or starts it anew. Resolves when that is done. */
  restart(): Promise<void>;
}
