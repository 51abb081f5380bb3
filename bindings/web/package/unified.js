// For unified: `remarkCopydesk` and `rehypeCopydesk` report what is damaged as messages of the file, and repair it before it is
// parsed where that is asked for.

import { lint, repair } from "@copydesk/core";

/** Like linters of unified: an error makes its command line fail. */
const FATAL = { error: true, warning: false, info: undefined };

/** A plugin that takes articles for `flavor` where neither an option nor the file's name says what they are. */
function plugin(name, flavor) {
  return function copydesk(options = {}) {
    const { repair: safety = false, ...given } = options;
    const read = (file) => ({ ...given, path: given.path ?? file.path, flavor: given.flavor ?? flavorOf(file.path, flavor) });
    if (safety) {
      repairFirst(this, name, (text, file) => repair(text, { ...read(file), safety: safety === "all" ? "all" : "safe" }));
    }
    return (tree, file) => {
      for (const finding of lint(String(file), read(file)).findings) {
        report(file, finding);
      }
    };
  };
}

/** An `.mdx` is read as such; nothing else is known of a name that the core would not know better. */
function flavorOf(path, flavor) {
  return path?.toLowerCase().endsWith(".mdx") ? "mdx" : flavor;
}

/** Has `processor` repair a text before its parser reads it. */
function repairFirst(processor, name, work) {
  const parser = processor.parser;
  if (!parser) {
    throw new Error(`${name} repairs a text before it is parsed: use it behind the parser`);
  }
  processor.parser = (text, file) => {
    const repaired = work(text, file).text;
    file.value = repaired;
    return parser(repaired, file);
  };
}

function report(file, { rule, severity, message, help, start, end, range, fixes }) {
  const point = ({ line, character }, offset) => ({ line: line + 1, column: character + 1, offset });
  const place = { start: point(range.start, start), end: point(range.end, end) };
  const said = file.message(message, { place, source: "copydesk", ruleId: rule });
  said.fatal = FATAL[severity];
  said.note = help;
  said.actual = String(file).slice(start, end);
  const replaced = fixes.map(({ edits }) => edits).filter((edits) => edits.length === 1);
  said.expected = replaced.filter(([edit]) => edit.start === start && edit.end === end).map(([edit]) => edit.text);
}

export const remarkCopydesk = plugin("remarkCopydesk", "markdown");
export const rehypeCopydesk = plugin("rehypeCopydesk", "html");
