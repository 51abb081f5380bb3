// A repair together with those of damage that it squeezes: `section >` between an end of a table that goes and a heading that
// comes would be no tag any more once its neighbours are mended, and nobody would find it again.

import type { Edit, Finding, Fix, Safety } from "@copydesk/core";

const SAFETIES: readonly Safety[] = ["shown", "unsafe", "safe"];

/** The edits of a fix, and those of damage that has nothing but white space between it and two of them, as far as they are as sure. */
export function withSqueezed(text: string, findings: readonly Finding[], fix: Fix): Edit[] {
  const edits = [...fix.edits];
  const [start, end] = span(fix.edits);
  for (const finding of findings.filter((finding) => start <= finding.start && finding.start < end)) {
    const inner = finding.fixes[0];
    const isSure = inner !== undefined && inner !== fix && inner.edits.length > 0 && inner.safety !== "shown" && SAFETIES.indexOf(inner.safety) >= SAFETIES.indexOf(fix.safety);
    if (isSure && isSqueezed(text, finding, inner, fix.edits) && areApart(inner.edits, edits)) {
      edits.push(...inner.edits);
    }
  }
  return edits.sort((one, other) => one.start - other.start || one.end - other.end);
}

function span(edits: readonly Edit[]): [number, number] {
  return [Math.min(...edits.map(({ start }) => start)), Math.max(...edits.map(({ end }) => end))];
}

/** Whether none of `some` touches one of `others`. */
function areApart(some: readonly Edit[], others: readonly Edit[]): boolean {
  const touches = (one: Edit, other: Edit) => (one.start < other.end && other.start < one.end) || (one.start === other.start && one.end === other.end);
  return !some.some((one) => others.some((other) => touches(one, other)));
}

function isSqueezed(text: string, finding: Finding, inner: Fix, outer: readonly Edit[]): boolean {
  const [from, to] = span(inner.edits);
  const [start, end] = [Math.min(finding.start, from), Math.max(finding.end, to)];
  const before = outer.findLast((edit) => edit.end <= start);
  const behind = outer.find((edit) => edit.start >= end);
  const isBlank = (from: number, to: number) => text.slice(from, to).trim() === "";
  return before !== undefined && behind !== undefined && isBlank(before.end, start) && isBlank(end, behind.start);
}
