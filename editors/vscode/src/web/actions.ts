// What can be done about findings: the light bulb, and fix on save.

import type { Edit, Finding } from "@copydesk/core";
import * as vscode from "vscode";

import { replacement } from "../repairs/edit.ts";
import type { Checked } from "./checked.ts";
import type { Checks } from "./checks.ts";
import { outlook } from "./choice.ts";
import { silence } from "./silence.ts";
import { withSqueezed } from "./squeezed.ts";

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("copydesk");

/** The most findings whose fixes are offered for one range: more do not help in a menu. */
const MOST = 100;

/** An action whose edits are made when it is chosen. */
class Later extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly edits: () => Promise<Edit[]>;

  constructor(title: string, kind: vscode.CodeActionKind, document: vscode.TextDocument, edits: () => Promise<Edit[]>) {
    super(title, kind);
    this.document = document;
    this.edits = edits;
  }
}

/** Offers fixes. */
export class Actions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, FIX_ALL];
  readonly #checks: Checks;

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext): Promise<vscode.CodeAction[]> {
    const checked = await this.#checks.at(document.uri);
    if (checked === undefined) {
      return [];
    }
    const { findings } = this.#checks.guard(() => checked.report);
    const isWanted = (kind: vscode.CodeActionKind) => context.only === undefined || context.only.contains(kind);
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const here = findings.filter(({ start, end }) => start <= to && from <= end).slice(0, MOST);
    return [
      ...(isWanted(vscode.CodeActionKind.QuickFix) ? this.#quickFixes(checked, here, context) : []),
      ...(isWanted(FIX_ALL) && findings.some((finding) => outlook(finding) === "safe") ? [this.#fixAll(checked)] : []),
    ];
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (action instanceof Later) {
      action.edit = edited(action.document, await action.edits());
    }
    return action;
  }

  #fixAll({ document }: Checked): vscode.CodeAction {
    return this.#later("Fix everything that is safe to fix", FIX_ALL, document, (checked) => change(document, checked.repaired("safe")));
  }

  #later(title: string, kind: vscode.CodeActionKind, document: vscode.TextDocument, edits: (checked: Checked) => Edit[]): Later {
    return new Later(title, kind, document, async () => {
      const checked = await this.#checks.at(document.uri);
      return checked === undefined ? [] : this.#checks.guard(() => edits(checked));
    });
  }

  #quickFixes(checked: Checked, here: readonly Finding[], context: vscode.CodeActionContext): vscode.CodeAction[] {
    const single = here.flatMap((finding) => this.#ofFinding(checked, finding));
    const rules = [...new Map(here.toReversed().map((finding) => [finding.rule, finding])).values()].toReversed();
    const all = rules.flatMap((finding) => this.#ofRule(checked, finding));
    const ignored = rules.map((finding) => ({ finding, action: this.#ignore(checked, finding) }));
    return [...single, ...all, ...ignored].map(({ finding, action }) => {
      action.diagnostics = context.diagnostics.filter(({ code, range }) => code === finding.rule && checked.document.offsetAt(range.start) === finding.start);
      return action;
    });
  }

  #ofFinding({ document, report }: Checked, finding: Finding) {
    const text = document.getText();
    return finding.fixes.flatMap((fix, number) => {
      if (fix.edits.length === 0) {
        return [];
      }
      const isSame = finding.fixes.slice(0, number).some(({ title }) => title === fix.title);
      const title = `${fix.title}${isSame ? " another way" : ""}${fix.safety === "safe" ? "" : " (check it)"}`;
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.isPreferred = number === 0;
      action.edit = edited(document, withSqueezed(text, report.findings, fix));
      return [{ finding, action }];
    });
  }

  /** Fixes all that the rule of a finding found. */
  #ofRule({ document, report }: Checked, finding: Finding) {
    const { rule } = finding;
    const own = outlook(finding);
    const alike = report.findings.filter((other) => other.rule === rule && outlook(other) !== "person");
    if (own === "person" || alike.length < 2) {
      return [];
    }
    const title = `Fix all \`${rule}\` findings in this document${own === "safe" ? "" : " (check them)"}`;
    const repaired = (checked: Checked) => change(document, checked.repairedOf(rule, own === "safe" ? "safe" : "all"));
    return [{ finding, action: this.#later(title, vscode.CodeActionKind.QuickFix, document, repaired) }];
  }

  #ignore({ document }: Checked, finding: Finding): vscode.CodeAction {
    const isMdx = document.languageId === "mdx" || document.uri.path.endsWith(".mdx");
    return this.#later(`Ignore \`${finding.rule}\` here`, vscode.CodeActionKind.QuickFix, document, (checked) => {
      const { findings } = checked.report;
      const same = findings.find(({ rule, start }) => rule === finding.rule && start === finding.start);
      const edit = same && silence(document.getText(), same, findings, isMdx, (text) => checked.lint(text));
      return edit === undefined ? [] : [edit];
    });
  }
}

/** The one edit that makes a document this text. */
function change(document: vscode.TextDocument, text: string): Edit[] {
  const edit = replacement(document.getText(), text);
  return edit === undefined ? [] : [edit];
}

function edited(document: vscode.TextDocument, edits: readonly Edit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const replaced = edits.map(({ start, end, text }) => new vscode.TextEdit(new vscode.Range(document.positionAt(start), document.positionAt(end)), text));
  edit.set(document.uri, replaced);
  return edit;
}
