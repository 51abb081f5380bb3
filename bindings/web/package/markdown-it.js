// For markdown-it: reports what is damaged, and repairs it before it is parsed where that is asked for.

import { lint, repair } from "@copydesk/core";

/** `md.use(copydesk, options)`. What was found is in `env.copydesk`, where an `env` is given, and goes to `onReport`. */
export function copydesk(md, options = {}) {
  const { repair: safety = false, onReport, ...given } = options;
  const read = { flavor: "markdown", ...given };
  md.core.ruler.before("normalize", "copydesk", (state) => {
    const answer = safety ? repaired(state, { ...read, safety: safety === "all" ? "all" : "safe" }) : { report: lint(state.src, read) };
    if (state.env) {
      state.env.copydesk = answer;
    }
    onReport?.(answer, state.env);
  });
}

function repaired(state, options) {
  const { text, ...answer } = repair(state.src, options);
  state.src = text;
  return { text, ...answer };
}
