import type { DocumentOptions, Finding, Fix, Report } from "./index.js";

/** A `<textarea>`, or an element with `contenteditable`. */
export type Field = HTMLTextAreaElement | HTMLElement;

export interface MarkOptions extends DocumentOptions {
  /** Is called with what is found, at first and after each change. */
  onReport?: ((report: Report) => void) | undefined;
  /** Milliseconds without a key press after which a text is checked; 150 by default. */
  delay?: number | undefined;
}

/** A field that is marked. */
export interface Marker {
  /** What was found last; undefined before the first time. */
  readonly report: Report | undefined;
  /** Checks the field now, such as after a script has changed it. */
  check(): void;
  /** Makes a fix of `finding`, by default its first one, as one step that can be undone. */
  fix(finding: Finding, fix?: Fix): void;
  /** Makes all safe repairs, or also likely ones, as one step that can be undone; returns how many were made. */
  repair(safety?: "safe" | "all"): number;
  /** Moves the selection to a finding and scrolls there. */
  show(finding: Finding): void;
  /** Takes the marks away. */
  stop(): void;
}

/**
 * Marks what is damaged in a field while somebody types. The field fires `copydesk-report`, whose `detail` is the report. It
 * begins when `init` of the package is done. Browsers without the CSS Custom Highlight API show no marks in the text.
 *
 * The text of a contenteditable is what is seen: each block and each `<br>` begins a line.
 */
export function mark(field: Field, options?: MarkOptions): Marker;

/**
 * Defines the element `<copydesk-editor>`, or another name: it wraps a textarea or a contenteditable, which stays the field of its
 * form. Attributes: `flavor`, `path`, and `settings` as JSON or as the text of a `copydesk.toml`. Its property `marker` is what `mark`
 * gives.
 */
export function defineEditor(name?: string): void;
