// The page of a rule, in Markdown.

import type { Rule, RuleExample, RuleOption } from "@copydesk/core";

import { fenced } from "./shown.ts";

const FIXES = { safe: "safe fix", unsafe: "unsafe fix", shown: "fix by hand" };

/** How many flavors there are: a rule for all of them names none. */
const FLAVORS = 4;

/** The page of a rule. */
export function rulePage(rule: Rule): string {
  return [
    `# ${rule.name}`,
    `${rule.summary}.`,
    facts(rule),
    "## Why",
    rule.why,
    "## Examples",
    ...rule.examples.flatMap(example),
    ...(rule.options.length === 0 ? [] : ["## Options", `In \`copydesk.toml\`, under \`[rules.${rule.name}]\`:`, rule.options.map(option).join("\n")]),
    "## Silence",
    `\`<!-- copydesk-ignore ${rule.name} -->\` above the damage, or \`ignore = ["${rule.name}"]\` in \`copydesk.toml\`.\n`,
  ].join("\n\n");
}

function facts({ group, severity, on, fix, flavors }: Rule): string {
  const only = flavors.length < FLAVORS ? [`only in ${flavors.join(", ")}`] : [];
  return `${[`Group \`${group}\``, severity, on ? "on by default" : "off by default", fix === null ? "no fix" : FIXES[fix], ...only].join(", ")}.`;
}

function example({ kind, flavor, text, original, fixed }: RuleExample): string[] {
  const shown = (title: string, content: string) => [`${title}:`, fenced(content.replace(/\n+$/, ""), flavor)];
  const title = kind === "bad" ? "Damaged" : "Fine";
  return [
    ...(original === undefined ? shown(title, text) : [...shown("Original", original), ...shown(`Translation, ${title.toLowerCase()}`, text)]),
    ...(fixed === undefined ? [] : shown(fixed.safety === "safe" ? "Repaired by a safe fix" : "Repaired by a likely fix", fixed.text)),
  ];
}

function option({ name, summary, default: value, least }: RuleOption): string {
  const kind = typeof value === "boolean" ? "true or false" : `number from ${least ?? 0}`;
  return `- \`${name}\` (${kind}, default ${value}): ${summary}`;
}
