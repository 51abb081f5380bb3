// A textarea: what it shows lies over it once more, transparent, and has the marks.

import { joined, typed } from "./joined.js";

/** What decides where each character stands. */
const COPIED = [
  "border-block-end-width", "border-block-start-width", "border-inline-end-width", "border-inline-start-width", "direction",
  "font-family", "font-feature-settings", "font-kerning", "font-size", "font-stretch", "font-style", "font-variant", "font-weight",
  "hyphens", "letter-spacing", "line-break", "line-height", "overflow-wrap", "padding-bottom", "padding-left", "padding-right",
  "padding-top", "tab-size", "text-align", "text-indent", "text-transform", "white-space", "word-break", "word-spacing",
  "writing-mode",
];

export class Textarea {
  element;
  #over;
  #text;
  #resized;
  #events = new AbortController();

  constructor(element, place) {
    this.element = element;
    const owner = element.ownerDocument;
    this.#over = owner.createElement("div");
    this.#over.setAttribute("aria-hidden", "true");
    this.#over.dataset.copydesk = "";
    this.#text = owner.createTextNode("");
    // A line end at the end of a block takes no room; in a textarea it does.
    this.#over.append(this.#text, owner.createElement("br"));
    place ? place.append(this.#over) : element.after(this.#over);
    const { signal } = this.#events;
    element.addEventListener("scroll", () => this.#scroll(), { signal, passive: true });
    element.addEventListener("input", () => this.#fill(), { signal });
    this.#resized = new ResizeObserver(() => this.#lay());
    this.#resized.observe(element);
    this.#lay();
  }

  /** The tree that the marks are in. */
  get root() {
    return this.#over.getRootNode();
  }

  read() {
    this.#fill();
    return this.element.value;
  }

  range(start, end) {
    const range = new StaticRange({ startContainer: this.#text, startOffset: start, endContainer: this.#text, endOffset: end });
    return range;
  }

  select(start, end) {
    this.element.focus();
    this.element.setSelectionRange(start, end);
    const rectangle = this.#live(start, end).getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    if (rectangle.top < box.top || rectangle.bottom > box.bottom) {
      this.element.scrollTop += rectangle.top - box.top - box.height / 2;
    }
  }

  replace(edits) {
    const { start, end, text } = joined(this.element.value, edits);
    this.element.focus();
    this.element.setSelectionRange(start, end);
    if (!typed(text)) {
      this.element.setRangeText(text, start, end, "end");
      this.element.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
    }
  }

  stop() {
    this.#events.abort();
    this.#resized.disconnect();
    this.#over.remove();
  }

  #live(start, end) {
    const range = this.element.ownerDocument.createRange();
    range.setStart(this.#text, start);
    range.setEnd(this.#text, end);
    return range;
  }

  #fill() {
    if (this.#text.data !== this.element.value) {
      this.#text.data = this.element.value;
    }
    this.#scroll();
  }

  /** Puts the copy where the textarea is. */
  #lay() {
    const { element } = this;
    const over = this.#over;
    const computed = getComputedStyle(element);
    for (const name of COPIED) {
      over.style.setProperty(name, computed.getPropertyValue(name));
    }
    const borders = Number.parseFloat(computed.borderLeftWidth) + Number.parseFloat(computed.borderRightWidth);
    Object.assign(over.style, {
      position: "absolute", left: "0", top: "0", margin: "0", boxSizing: "border-box", overflow: "hidden", pointerEvents: "none",
      background: "none", borderStyle: "solid", borderColor: "transparent", color: "transparent",
      // A scrollbar takes room in the textarea alone.
      width: `${element.clientWidth + borders}px`,
      height: `${element.offsetHeight}px`,
    });
    const [wanted, is] = [element.getBoundingClientRect(), over.getBoundingClientRect()];
    Object.assign(over.style, { left: `${wanted.left - is.left}px`, top: `${wanted.top - is.top}px` });
    this.#fill();
  }

  #scroll() {
    this.#over.scrollTop = this.element.scrollTop;
    this.#over.scrollLeft = this.element.scrollLeft;
  }
}
