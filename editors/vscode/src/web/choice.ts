// Which rules run: what a settings file says, and what the editor's settings say on top. The core reads one file alone, so both
// become the text of one.

import type { Finding, Rule, Settings, SettingsValue, Severity } from "@copydesk/core";

/** What the editor's settings say of rules. */
export interface Wishes {
  /** The rules that run, in place of all that the file says about it. */
  select: readonly string[] | null;
  extendSelect: readonly string[];
  ignore: readonly string[];
  /** Rules below it do not run. */
  severityThreshold: Severity | null;
}

export const NO_WISHES: Wishes = { select: null, extendSelect: [], ignore: [], severityThreshold: null };

/** The table of a settings file. */
export type Table = Readonly<Record<string, SettingsValue | undefined>>;

/** Keys that say of files by their names what the extension does itself, or that need a disk. */
const OF_FILES = ["exclude", "flavors", "embedded", "baseline", "max-article-megabytes", "per-file-ignores"];

const SEVERITIES: readonly Severity[] = ["info", "warning", "error"];

interface Selection {
  select?: readonly string[] | undefined;
  extend: readonly string[];
  ignore: readonly string[];
}

/** The settings with just these rules, and all else as the file has it. */
export function withRules(table: Table, names: readonly string[]): Settings {
  const kept = Object.entries(table).filter(([key]) => !OF_FILES.includes(key));
  return { ...Object.fromEntries(kept), select: names, "extend-select": [], ignore: [] };
}

/** The settings that the file and the wishes make together, without these rules, which do not run on the article by its name. */
export function chosen(table: Table, wishes: Wishes, without: readonly string[], rules: readonly Rule[]): Settings {
  return withRules(table, rulesOf(table, wishes, without, rules).map(({ name }) => name));
}

function rulesOf(table: Table, wishes: Wishes, without: readonly string[], rules: readonly Rule[]): Rule[] {
  const file = { select: table["select"] === undefined ? undefined : names(table["select"]), extend: names(table["extend-select"]), ignore: names(table["ignore"]) };
  const editor = { select: wishes.select ?? undefined, extend: wishes.extendSelect, ignore: wishes.ignore };
  const least = wishes.severityThreshold === null ? 0 : SEVERITIES.indexOf(wishes.severityThreshold);
  return rules.filter((rule) => {
    const isShown = SEVERITIES.indexOf(severityOf(rule, table["severity"])) >= least;
    return isShown && chooses([file, editor], rule) && !without.some((name) => closeness(name, rule) >= 0);
  });
}

/** How closely a name stands for a rule: -1 where it does not. */
function closeness(name: string, rule: Rule): number {
  return [name === "ALL", name === rule.group, name === rule.name].lastIndexOf(true);
}

/**
 * Whether selections, in rising order of precedence, choose a rule. The last `select` starts anew; from there on the closest name
 * decides, and of equally close ones the later.
 */
function chooses(selections: readonly Selection[], rule: Rule): boolean {
  const first = selections.findLastIndex(({ select }) => select !== undefined);
  let [closest, isOn] = [0, first === -1 && rule.on];
  for (const { select, extend, ignore } of selections.slice(Math.max(first, 0))) {
    const on = [...(select ?? []), ...extend].map((name) => [name, true] as const);
    for (const [name, turnsOn] of [...on, ...ignore.map((name) => [name, false] as const)]) {
      if (closeness(name, rule) >= closest) {
        [closest, isOn] = [closeness(name, rule), turnsOn];
      }
    }
  }
  return isOn;
}

/** The severity of a rule where a file has this table `[severity]`: the closest name decides. */
function severityOf(rule: Rule, table: SettingsValue | undefined): Severity {
  const set = (name: string) => (typeof table === "object" && !Array.isArray(table) ? (table as Table)[name] : undefined);
  const found = set(rule.name) ?? set(rule.group) ?? set("ALL");
  return SEVERITIES.find((severity) => severity === found) ?? rule.severity;
}

/** The texts of a list. */
export function names(value: SettingsValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Who can mend a finding: copydesk, copydesk with a person who checks it, or a person alone. */
export function outlook(finding: Finding): "safe" | "likely" | "person" {
  const safeties = finding.fixes.filter(({ edits }) => edits.length > 0).map(({ safety }) => safety);
  return safeties.includes("safe") ? "safe" : safeties.includes("unsafe") ? "likely" : "person";
}
