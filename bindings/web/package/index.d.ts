/** `"text"` is an article of unknown origin, checked for damaged HTML and Markdown. */
export type Flavor = "html" | "markdown" | "mdx" | "text";

export type Severity = "error" | "warning" | "info";

/**
 * How far a fix can be trusted. `"safe"`: the article's words and its well-formed parts cannot change. `"unsafe"`: likely, but
 * perhaps not what the author meant. `"shown"`: one of several, for a person to choose; never applied in bulk.
 */
export type Safety = "safe" | "unsafe" | "shown";

/** A value of settings. */
export type SettingsValue = string | number | boolean | readonly SettingsValue[] | { readonly [key: string]: SettingsValue | undefined };

/** An object with the keys of a `copydesk.toml`, or the text of one. What it says of files by their names does not count here. */
export type Settings = string | { readonly [key: string]: SettingsValue | undefined };

export interface Options {
  /** Without it, the extension of `path` says what the article is; without both it is `"text"`. */
  flavor?: Flavor | undefined;
  /** The path of the article. No file is read; its extension tells XHTML and components from other HTML. */
  path?: string | undefined;
  /** Which rules run, how severe they are, the dialect, and more: `{ ignore: ["text"], dialect: "docusaurus" }`. */
  settings?: Settings | undefined;
}

export interface RepairOptions extends Options {
  /** Which fixes are applied: safe ones, or also likely ones. By default `"safe"`. */
  safety?: "safe" | "all" | undefined;
  /** The original of a translation, from which what was lost is put back. */
  original?: string | undefined;
}

export interface DocumentOptions extends Options {
  /** The original of a translation: the reports are then those of `compare`. */
  original?: string | undefined;
}

/** A replacement. Offsets count UTF-16 code units, so they are indices of the string. */
export interface Edit {
  start: number;
  end: number;
  /** What comes instead. */
  text: string;
}

/** A place in lines, as editors count: both from 0, `character` in UTF-16 code units. */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Fix {
  /** What it does. */
  title: string;
  safety: Safety;
  /** Why it is not safe. */
  reason?: string;
  /** They belong together, rise and do not overlap; all offsets are in the text as it is. */
  edits: Edit[];
}

/** Another place that explains a finding. */
export interface RelatedPlace {
  message: string;
  start: number;
  end: number;
  range: Range;
  /** Whether the place is in the original, and not in the article itself. */
  original: boolean;
}

/** One damage: what, where, and how it can be mended. */
export interface Finding {
  /** Name of the rule. */
  rule: string;
  severity: Severity;
  /** What is wrong, in one line of plain text. */
  message: string;
  /** What to do about it, where there is more to say. */
  help?: string;
  /** The first damaged UTF-16 code unit, from 0. */
  start: number;
  /** Behind the last one. */
  end: number;
  range: Range;
  related: RelatedPlace[];
  /** The first one is preferred. */
  fixes: Fix[];
}

export interface Summary {
  findings: number;
  errors: number;
  warnings: number;
  /** Findings with a safe fix. */
  repairable: number;
  /** Findings that only an unsafe fix repairs. */
  likely: number;
  /** Findings that say that words, an address or a table are gone, which no repair brings back. */
  lostContent: number;
  /** Bytes in UTF-8 that findings cover. */
  damagedBytes: number;
  /** Bytes of the article in UTF-8. */
  bytes: number;
  /** The part of the article that findings cover, from 0 to 1. */
  damagedShare: number;
  /** How damaged the article is, from 0 (nothing was found) to below 1. */
  damageScore: number;
  /** Findings of each rule that found something. */
  rules: Record<string, number>;
}

export interface Report {
  /** By place, then by rule. */
  findings: Finding[];
  summary: Summary;
}

export interface Repaired {
  /** The new text; the old one where nothing was repaired. */
  text: string;
  /** Number of fixes that were applied. */
  applied: number;
  /** What turns the old text into the new one, in offsets of the old text. */
  edits: Edit[];
  /** What is left, in offsets of the new text. */
  report: Report;
  /** Rules whose fixes were left out because they would never come to an end. */
  leftOut: string[];
}

export interface RuleOption {
  name: string;
  summary: string;
  default: boolean | number;
  /** The smallest number that makes sense. */
  least?: number;
}

export interface RuleExample {
  /** Whether the rule finds something in it. */
  kind: "bad" | "good";
  flavor: Flavor;
  text: string;
  /** The original, where `text` is a translation. */
  original?: string;
  /** What its fix makes of the text. */
  fixed?: { safety: "safe" | "unsafe"; text: string };
}

export interface Rule {
  name: string;
  group: string;
  severity: Severity;
  /** The best fix that it may offer. */
  fix: Safety | null;
  /** Whether it is on by default. */
  on: boolean;
  /** What it finds, in one line without a full stop. */
  summary: string;
  /** Why that is bad and how it comes about: a paragraph or two of Markdown. */
  why: string;
  flavors: Flavor[];
  options: RuleOption[];
  examples: RuleExample[];
}

/**
 * Loads the module. Await it once before all else; in Node and Deno there is nothing to load, and it may be left out.
 *
 * `source` says where the module is, where it is not beside the script: its address, a response with it, its bytes, or a
 * compiled module. The entry `@copydesk/core/inline` has the module inside and takes none.
 */
export function init(source?: string | URL | Response | BufferSource | WebAssembly.Module | Promise<Response>): Promise<void>;

/**
 * Lints an article.
 *
 * It throws an error named `UnreadableError` for a text that is no article (it has a NUL character or is longer than 32 MB),
 * `SettingsError` for settings that make no sense, and `RangeError` for an unknown flavor. So do the other functions.
 */
export function lint(text: string, options?: Options): Report;

/** Repairs an article. */
export function repair(text: string, options?: RepairOptions): Repaired;

/** Lints a translation beside its original: what it lost, and what is damaged in itself. */
export function compare(original: string, translation: string, options?: Options): Report;

/** All rules. */
export function rules(): Rule[];

/** The version of copydesk. */
export function version(): string;

/** The text after `edits`, such as those of a fix, whose offsets are all in `text` as it is before them. */
export function apply(text: string, edits: readonly Edit[]): string;

/** An article that is edited: an edit costs what the text around it costs. */
export class Document {
  constructor(text: string, options?: DocumentOptions);
  /** The text as it is now. */
  readonly text: string;
  /** Its length in UTF-16 code units. */
  readonly length: number;
  /**
   * Replaces parts of the text. All offsets are in the text as it is before the call, in any order; no edit reaches into
   * another one. Where one makes no sense, none is made and a `RangeError` thrown.
   */
  edit(edits: readonly Edit[]): void;
  /** Makes this the text: what differs from the text as it is becomes one edit. For editors that do not tell what was changed. */
  update(text: string): void;
  /** What is found in the article as it is now. */
  report(): Report;
  /** Gives its memory back at once; otherwise that happens when nothing refers to it any more. It cannot be used afterwards. */
  free(): void;
}
