// What the commands ask copydesk for, wherever it runs: as a language server on the desktop, in a worker on the Web.

import type * as vscode from "vscode";

import type { Pair } from "./original/lines.ts";

/** Which fixes are applied: those that keep every word, or the likely ones too. */
export type Extent = "safe" | "all";

/** What is known of an open article beside others. */
export interface Known {
  /** The address of its original, where it is a translation. */
  uri?: string;
  /** Lines of both that belong together. */
  lines?: Pair[];
  /** Whether these lines are a few alone, between which no more is known than that both go on. */
  isSparse?: boolean;
  /** The addresses of its translations that are open, where it is an original. */
  translations?: string[];
}

/** Who answers. All reject with {@link NotRunning} where copydesk does not run. */
export interface Answers {
  /** The text of an open article after its repair; `undefined` for a document that is no article. */
  repaired(uri: vscode.Uri, extent: Extent): Promise<string | undefined>;
  /** The page of a rule, as Markdown. */
  explain(rule: string): Promise<string>;
  /** The original of an open article; `undefined` for what is neither a translation nor an original of an open one. */
  original(uri: vscode.Uri): Promise<Known | undefined>;
}

/** copydesk does not run; the status item says why. */
export class NotRunning extends Error {
  constructor() {
    super("copydesk is not running at the moment");
  }
}
