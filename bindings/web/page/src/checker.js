// Keeps the marks of the article and its repaired text true while somebody types.

import { damages, setReport, skipped, unchanged } from "./marks.js";

/** Milliseconds after a key press. */
const MARK_DELAY = 80;
const REPAIR_DELAY = 250;
/** A long article is repaired when its writer pauses. */
const LONG = 500_000;
const LONG_DELAY = 1200;

export class Checker {
  #view;
  #marking;
  #repairing;
  #hooks;
  /** What the article is: `{flavor, path}`; `undefined` until it was opened in the engine. */
  #opened;
  /** The changes that the engine was not told. */
  #pending;
  #isMarking = false;
  #isRepairing = false;
  #wantsRepair = false;
  #timers = {};

  /**
   * `marking` and `repairing` are engines: while one repairs a long article, the other marks on. `hooks` has `kind(text)`,
   * `safety()`, `onReport(summary, isCurrent)`, `onRepaired({text, edits})`, `onBusy()` and `onError(error)`.
   */
  constructor(view, marking, repairing, hooks) {
    this.#view = view;
    this.#marking = marking;
    this.#repairing = repairing;
    this.#hooks = hooks;
    this.#pending = unchanged(view.state.doc.length);
  }

  /** To be told each update of the editor. */
  update(update) {
    if (update.docChanged) {
      this.#pending = this.#pending.compose(update.changes);
      this.#later("mark", MARK_DELAY, () => this.#mark());
    }
    if (update.docChanged || update.startState.field(skipped) !== update.state.field(skipped)) {
      this.repair();
    }
  }

  /** Reads the article anew: it is of another kind. */
  restart() {
    this.#opened = undefined;
    this.#hooks.onBusy();
    this.#later("mark", 0, () => this.#mark());
    this.repair(0);
  }

  /** Repairs the article soon. */
  repair(delay = this.#view.state.doc.length > LONG ? LONG_DELAY : REPAIR_DELAY) {
    this.#hooks.onBusy();
    this.#later("repair", delay, () => this.#repair());
  }

  get #text() {
    return this.#view.state.doc.toString();
  }

  #later(name, delay, work) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(work, delay);
  }

  async #mark() {
    if (this.#isMarking) {
      return;
    }
    this.#isMarking = true;
    try {
      do {
        await this.#read();
      } while (!this.#pending.empty || this.#opened === undefined);
    } catch (error) {
      this.#opened = undefined;
      this.#hooks.onError(error);
    } finally {
      this.#isMarking = false;
    }
  }

  async #read() {
    const { flavor, path } = this.#hooks.kind();
    const isOpen = this.#opened && this.#opened.flavor === flavor && this.#opened.path === path;
    const edits = isOpen ? edited(this.#pending) : [];
    this.#pending = unchanged(this.#view.state.doc.length);
    const asked = isOpen ? this.#marking.ask("edit", edits) : this.#marking.ask("open", this.#text, { flavor, path });
    this.#opened = { flavor, path };
    const report = await asked;
    this.#view.dispatch({ effects: setReport.of({ report, since: this.#pending }) });
    this.#hooks.onReport(report.summary, this.#pending.empty && this.#opened !== undefined);
  }

  async #repair() {
    this.#wantsRepair = true;
    if (this.#isRepairing) {
      return;
    }
    this.#isRepairing = true;
    try {
      while (this.#wantsRepair) {
        this.#wantsRepair = false;
        const kept = keptRanges(this.#view.state);
        const text = this.#text;
        const done = await this.#repairing.ask("repair", text, this.#hooks.kind(), this.#hooks.safety(), kept);
        if (!this.#wantsRepair) {
          this.#hooks.onRepaired({ ...done, of: text });
        }
      }
    } catch (error) {
      this.#hooks.onError(error);
    } finally {
      this.#isRepairing = false;
    }
  }

  /** Whether the marks are those of the text as it is. */
  get isCurrent() {
    const { since } = this.#view.state.field(damages);
    return since?.empty === true && this.#pending.empty && this.#opened !== undefined;
  }

  /** What is said of findings. */
  details(first, count) {
    return this.#marking.ask("details", first, count);
  }
}

/** A set of changes as the engine takes it. */
function edited(changes) {
  const edits = [];
  changes.iterChanges((start, end, _from, _to, inserted) => edits.push({ start, end, text: inserted.toString() }));
  return edits;
}

/** What repairs must leave as it is. */
function keptRanges(state) {
  const ranges = state.field(skipped).flatMap((range) => [range, ...range.touched]);
  return ranges.map(({ from, to }) => ({ start: from, end: to }));
}
