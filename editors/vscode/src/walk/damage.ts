// What the server tells of the next damage of an article.

/** A position or a range as the protocol writes it. */
export interface Place {
  line: number;
  character: number;
}

export interface Range {
  start: Place;
  end: Place;
}

export interface Edit {
  range: Range;
  newText: string;
}

/**
 * Where a walk stands: what begins before `position` is behind it, and so are the first `passed` that begin there. It goes
 * from where it began to the end of the article, and then from the top to where it began.
 */
export interface Stand {
  position: Place;
  passed: number;
  /** Where it began; null at the top. */
  began: Place | null;
  /** Whether it has gone on from the top. */
  wrapped: boolean;
  /** Where damage was that the walk has mended: what is left near it counts as it did then. */
  mended: Place[];
}

/** What a choice does: its edits, and where the damage was that they mend. */
export interface Outcome {
  edits: Edit[];
  mended: Place[];
}

/** A repair, as it is shown before it is taken. */
export interface Repair {
  title: string;
  safety: "safe" | "unsafe" | "shown";
  /** What it may get wrong. */
  reason: string | null;
  changes: { before: string; after: string }[];
  /** How many more places it changes. */
  more: number;
  /** The rows of the table that it makes. */
  table: string[][] | null;
  edits: Edit[];
  choice: unknown;
}

/** One damage. */
export interface Damage {
  number: number;
  range: Range;
  rule: string;
  severity: "error" | "warning" | "info";
  outlook: Outlook;
  message: string;
  help: string | null;
  why: string | null;
  fixes: Repair[];
  /** How many of its kind can be repaired together. */
  alike: number;
  all: unknown;
  ignore: unknown;
}

/** Who can mend a damage: copydesk, copydesk with a person who checks it, or a person alone. */
export type Outlook = "safe" | "likely" | "person";

/** The state of an article, and the next damage, if there is one. */
export interface Next {
  version: number;
  total: number;
  left: number;
  counts: Record<Outlook, number>;
  /** Where the walk stands at this damage. */
  stand: Omit<Stand, "mended">;
  damage: Damage | null;
}

/** What was done so far. */
export interface Tally {
  repaired: number;
  ignored: number;
  skipped: number;
}

/** Where a walk goes on when this damage is left as it is. */
export function behind(damage: Damage, stand: Stand): Stand {
  const position = damage.range.start;
  const isSame = compare(position, stand.position) === 0;
  return { ...stand, position, passed: isSame ? stand.passed + 1 : 1 };
}

/** Where a walk goes on when these edits repair this damage: what they bring to light at their place comes next. */
export function after(damage: Damage, edits: Edit[], stand: Stand): Stand {
  const starts = [damage.range.start, ...edits.map((edit) => edit.range.start)];
  const first = starts.reduce((one, other) => (compare(other, one) < 0 ? other : one));
  const order = compare(first, stand.position);
  return order <= 0 ? stand : { ...stand, position: first, passed: 0 };
}

/** A stand in the text after these edits, which mended damage at these places. */
export function carried(stand: Stand, { edits, mended }: Outcome): Stand {
  const all = (place: Place) => edits.reduceRight((moving, edit) => moved(moving, edit), place);
  return { ...stand, position: all(stand.position), began: stand.began && all(stand.began), mended: [...stand.mended, ...mended].map(all) };
}

/** Where `place` is after an edit. A place in the text that went is at the beginning of what came instead. */
export function moved(place: Place, edit: Edit): Place {
  const { start, end } = edit.range;
  if (compare(place, start) <= 0) {
    return place;
  }
  if (compare(place, end) < 0) {
    return start;
  }
  const lines = edit.newText.split(/\r\n|\r|\n/);
  const last = lines[lines.length - 1] ?? "";
  const line = place.line - end.line + start.line + lines.length - 1;
  if (place.line > end.line) {
    return { line, character: place.character };
  }
  const from = lines.length > 1 ? last.length : start.character + last.length;
  return { line, character: place.character - end.character + from };
}

/** Negative where `one` comes first. */
export function compare(one: Place, other: Place): number {
  return one.line - other.line || one.character - other.character;
}

/** How much there is to do, in words. */
export function inWords(counts: Record<Outlook, number>): string {
  const mendable = counts.safe + counts.likely;
  const parts = [mendable > 0 ? `${mendable} to repair` : "", counts.person > 0 ? `${counts.person} for you` : ""];
  return parts.filter((part) => part !== "").join(", ") || "No damage";
}
