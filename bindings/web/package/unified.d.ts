import type { Plugin } from "unified";
import type { Options } from "./index.js";

export interface UnifiedOptions extends Options {
  /** Which repairs are made before the text is parsed; the file then has the repaired text. By default none are. */
  repair?: "safe" | "all" | false | undefined;
}

/** Reports what is damaged in Markdown and MDX as messages of the file, and repairs it where that is asked for. */
export const remarkCopydesk: Plugin<[UnifiedOptions?]>;

/** The same for HTML. */
export const rehypeCopydesk: Plugin<[UnifiedOptions?]>;
