// What is shown where the pointer rests on a finding: the repaired text, why it matters, and where more is said. What is wrong, the
// editor shows itself.

import { type Finding, rules } from "@copydesk/core";
import * as vscode from "vscode";

import type { Checks } from "./checks.ts";
import { asMarkdown, shownEdits } from "./shown.ts";
import { withSqueezed } from "./squeezed.ts";

/** Explains findings. */
export class Hovers implements vscode.HoverProvider {
  readonly #checks: Checks;

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const checked = await this.#checks.at(document.uri);
    if (checked === undefined) {
      return undefined;
    }
    const at = document.offsetAt(position);
    const { findings } = this.#checks.guard(() => checked.report);
    const here = findings.filter(({ start, end }) => start <= at && at <= end);
    const finding = here.sort((one, other) => one.end - one.start - (other.end - other.start))[0];
    if (finding === undefined) {
      return undefined;
    }
    const shown = new vscode.MarkdownString(explained(document.getText(), finding, findings));
    shown.isTrusted = { enabledCommands: ["copydesk.explainRule"] };
    return new vscode.Hover(shown, new vscode.Range(document.positionAt(finding.start), document.positionAt(finding.end)));
  }
}

function explained(text: string, finding: Finding, findings: readonly Finding[]): string {
  const [fix] = finding.fixes;
  const parts = fix === undefined ? ["copydesk cannot repair this: it needs you."] : [shownEdits(text, withSqueezed(text, findings, fix))];
  if (fix !== undefined && fix.safety !== "safe") {
    parts.push(`Check this repair${fix.reason === undefined ? "" : `: ${asMarkdown(fix.reason)}`}.`);
  }
  if (finding.help !== undefined) {
    parts.push(`${asMarkdown(finding.help)}.`);
  }
  const rule = rules().find(({ name }) => name === finding.rule);
  if (rule !== undefined) {
    const [first] = rule.why.split(/(?<=\.) /, 1);
    parts.push(`${first} [\`${rule.name}\`](command:copydesk.explainRule?${encodeURIComponent(JSON.stringify([rule.name]))})`);
  }
  return parts.join("\n\n");
}
