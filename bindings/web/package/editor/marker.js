// Checks a field while somebody types, and marks what is found.

import { Document, repair, whenLoaded } from "../core.js";
import { Editable } from "./editable.js";
import { paint, prepare } from "./paint.js";
import { Textarea } from "./textarea.js";

const DELAY = 150;

/** What `mark` gives. */
class Marker {
  report;
  #field;
  #options;
  #document;
  #unpaint = () => {};
  #timer;
  #events = new AbortController();

  constructor(field, { delay = DELAY, onReport, ...options }) {
    this.#field = field;
    this.#options = options;
    this.onReport = onReport;
    const later = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.check(), delay);
    };
    field.element.addEventListener("input", later, { signal: this.#events.signal });
    prepare(field.root);
    void whenLoaded.then(() => this.check());
  }

  check() {
    clearTimeout(this.#timer);
    if (this.#events.signal.aborted) {
      return;
    }
    const text = this.#field.read();
    this.#document ??= new Document(text, this.#options);
    this.#document.update(text);
    this.report = this.#document.report();
    this.#unpaint();
    this.#unpaint = paint(this.report.findings, (start, end) => this.#field.range(start, end));
    this.#field.element.dispatchEvent(new CustomEvent("copydesk-report", { detail: this.report, bubbles: true }));
    this.onReport?.(this.report);
  }

  fix(finding, fix = finding.fixes[0]) {
    this.#current();
    const stays = this.report.findings.some((other) => other.rule === finding.rule && other.start === finding.start && other.message === finding.message);
    if (fix && stays) {
      this.#replace(fix.edits);
    }
  }

  repair(safety = "safe") {
    this.#current();
    const done = repair(this.#field.read(), { ...this.#options, safety });
    this.#replace(done.edits);
    return done.applied;
  }

  show({ start, end }) {
    this.#current();
    this.#field.select(start, end);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#events.abort();
    this.#unpaint();
    this.#field.stop();
    this.#document?.free();
  }

  /** Checks the field where it was changed since. */
  #current() {
    if (this.#document?.text !== this.#field.read()) {
      this.check();
    }
  }

  #replace(edits) {
    if (edits.length > 0) {
      this.#field.replace(edits);
      this.check();
    }
  }
}

/** Marks a field. `place` is where what lies over a textarea is put; behind it by default. */
export function mark(element, options = {}, place = undefined) {
  const field = element instanceof HTMLTextAreaElement ? new Textarea(element, place) : new Editable(element);
  return new Marker(field, options);
}
