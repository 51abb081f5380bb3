// Findings as the editor shows them.

import type { Finding, RelatedPlace, Report, Severity } from "@copydesk/core";
import * as vscode from "vscode";

import { outlook } from "./choice.ts";

/** The most diagnostics of one document: the editor drops the others, whatever their severity. */
const MOST = 1_000;

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Groups of rules that find what is of no use: the editor fades it out. */
const FADED = ["filler", "suppressions"];

/** The diagnostics of a report; the most severe where there are too many. `groups` has the group of each rule. */
export function diagnosticsOf(report: Report, uri: vscode.Uri, original: vscode.Uri | undefined, groups: ReadonlyMap<string, string>): vscode.Diagnostic[] {
  const { findings } = report;
  if (findings.length <= MOST) {
    return findings.map((finding) => diagnostic(finding, uri, original, groups));
  }
  const gravest = (["error", "warning", "info"] as const).flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const shown = gravest.slice(0, MOST - 1).map((finding) => diagnostic(finding, uri, original, groups));
  const rest = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), `${findings.length - shown.length} more findings are not shown`, vscode.DiagnosticSeverity.Information);
  rest.source = "copydesk";
  return [...shown, rest];
}

function diagnostic(finding: Finding, uri: vscode.Uri, original: vscode.Uri | undefined, groups: ReadonlyMap<string, string>): vscode.Diagnostic {
  const shown = new vscode.Diagnostic(asRange(finding.range), finding.message, SEVERITIES[finding.severity]);
  shown.source = "copydesk";
  shown.code = finding.rule;
  if (FADED.includes(groups.get(finding.rule) ?? "")) {
    shown.tags = [vscode.DiagnosticTag.Unnecessary];
  }
  const place = (related: RelatedPlace) => {
    const where = related.original ? original : uri;
    return where === undefined ? [] : [new vscode.DiagnosticRelatedInformation(new vscode.Location(where, asRange(related.range)), related.message)];
  };
  shown.relatedInformation = finding.related.flatMap(place);
  return Object.assign(shown, { data: { outlook: outlook(finding) } });
}

function asRange({ start, end }: Finding["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
