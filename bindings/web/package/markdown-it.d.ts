import type { Options, Repaired, Report } from "./index.js";

/** What happened to a text: what was found in it, and what a repair did where one was asked for. */
export type Answer = { report: Report } & Partial<Repaired>;

export interface MarkdownItOptions extends Options {
  /** Which repairs are made before the text is parsed. By default none are. */
  repair?: "safe" | "all" | false | undefined;
  /** Is called for each text, with the `env` that was given for it. */
  onReport?: ((answer: Answer, env: unknown) => void) | undefined;
}

/** A plugin: `md.use(copydesk, options)`. Behind each text, `env.copydesk` has what happened to it. */
export function copydesk(md: { core: { ruler: { before(name: string, own: string, rule: (state: any) => void): void } } }, options?: MarkdownItOptions): void;
