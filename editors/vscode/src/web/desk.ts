// What the commands ask for, answered by the core.

import * as core from "@copydesk/core";
import * as vscode from "vscode";

import { type Answers, type Extent, type Known, NotRunning } from "../answers.ts";
import type { Pair } from "../original/lines.ts";
import type { Checked } from "./checked.ts";
import type { Checks } from "./checks.ts";
import type { Module } from "./module.ts";
import { rulePage } from "./page.ts";

/** Answers for the articles that are open. */
export class Desk implements Answers {
  readonly #module: Module;
  readonly #checks: Checks;

  constructor(module: Module, checks: Checks) {
    this.#module = module;
    this.#checks = checks;
  }

  async repaired(uri: vscode.Uri, extent: Extent): Promise<string | undefined> {
    const checked = await this.#at(uri);
    return checked && this.#checks.guard(() => checked.repaired(extent));
  }

  async explain(rule: string): Promise<string> {
    if (this.#module.state.kind !== "running") {
      throw new NotRunning();
    }
    const found = core.rules().find(({ name }) => name === rule);
    return found === undefined ? `There is no rule \`${rule}\`.` : rulePage(found);
  }

  async original(uri: vscode.Uri): Promise<Known | undefined> {
    const checked = await this.#at(uri);
    if (checked?.original !== undefined) {
      return { uri: checked.original.uri.toString(), lines: pairs(this.#checks.guard(() => checked.report)), isSparse: true };
    }
    const isOriginal = ({ original }: Checked) => original?.uri.toString() === uri.toString();
    const translations = this.#checks.all().filter(isOriginal).map(({ document }) => document.uri.toString());
    return translations.length > 0 ? { translations } : undefined;
  }

  /** The article at this address; `undefined` for what is none. */
  #at(uri: vscode.Uri): Promise<Checked | undefined> {
    if (this.#module.state.kind !== "running") {
      throw new NotRunning();
    }
    return this.#checks.at(uri);
  }
}

/** The lines that findings say belong together, as far as they rise on both sides. The core tells of no others. */
function pairs({ findings }: core.Report): Pair[] {
  const found: Pair[] = [];
  for (const { range, related } of findings) {
    const there = related.find(({ original }) => original)?.range.start.line;
    const last = found.at(-1);
    if (there !== undefined && (last === undefined || (last[0] < range.start.line && last[1] < there))) {
      found.push([range.start.line, there]);
    }
  }
  return found;
}
