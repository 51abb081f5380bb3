// The core behind messages. It runs in a worker, or beside the page where a browser allows no worker. It is built into a function,
// `copydeskEngine(port)`, whose text becomes the worker.

import { apply, Document, init, repair, version } from "@copydesk/core/inline";

const SEVERITIES = ["info", "warning", "error"];
const SAFETIES = ["none", "shown", "unsafe", "safe"];

let document;
let report;

/** What can be asked. Each takes the arguments of the message, and gives what goes back. */
const calls = {
  version,

  /** Begins with an article of a kind: `{flavor, path}`. */
  open(text, kind) {
    document?.free();
    document = undefined;
    document = new Document(text, kind);
    return read();
  },

  /** Edits it; all offsets are in the text before the edits. */
  edit(edits) {
    document.edit(edits);
    return read();
  },

  /** Findings from `first` on, as many as `count`, as they were read last. */
  details(first, count) {
    return report.findings.slice(first, first + count);
  },

  /** An article after all repairs of a safety. `kept` are ranges that the writer wants to keep as they are. */
  repair(text, kind, safety, kept) {
    const done = repair(text, { ...kind, safety });
    if (kept.length === 0) {
      return { text: done.text, edits: done.edits };
    }
    const edits = done.edits.filter((edit) => !kept.some(({ start, end }) => edit.start <= end && start <= edit.end));
    return { text: apply(text, edits), edits };
  },
};

/** Reads the article. All places go to the page, and of what is said of them only what it shows: `details`. */
function read() {
  report = document.report();
  const { findings, summary } = report;
  const places = {
    starts: Uint32Array.from(findings, ({ start }) => start),
    ends: Uint32Array.from(findings, ({ end }) => end),
    severities: Uint8Array.from(findings, ({ severity }) => SEVERITIES.indexOf(severity)),
    safeties: Uint8Array.from(findings, ({ fixes }) => SAFETIES.indexOf(fixes[0]?.safety ?? "none")),
  };
  return { ...places, summary };
}

/** Answers the messages of a port. */
export function serve(port) {
  port.onmessage = async ({ data: { id, name, given } }) => {
    try {
      await init();
      port.postMessage({ id, value: calls[name](...given) });
    } catch ({ name: kind, message }) {
      port.postMessage({ id, error: { kind, message } });
    }
  };
}
