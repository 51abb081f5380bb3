// A contenteditable: its text is what is seen, and the marks are in it without a change of its nodes.

import { joined, typed } from "./joined.js";

/** Elements that stand in a line of text. */
const IN_LINES = /^(contents|inline|none|ruby)/;

export class Editable {
  element;
  /** Where its text nodes begin in the text. */
  #nodes = [];
  #text = "";

  constructor(element) {
    this.element = element;
  }

  get root() {
    return this.element.getRootNode();
  }

  read() {
    this.#nodes = [];
    this.#text = "";
    this.#collect(this.element);
    return this.#text;
  }

  range(start, end) {
    const [first, last] = [this.#at(start, false), this.#at(end, true)];
    return first && last
      ? new StaticRange({ startContainer: first.node, startOffset: first.offset, endContainer: last.node, endOffset: last.offset })
      : undefined;
  }

  select(start, end) {
    this.#select(start, end);
    const [{ node }] = [this.#at(start, false)];
    node.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** Edits one by one, from the last: what is between them keeps its markup. */
  replace(edits) {
    for (const edit of [...edits].reverse()) {
      const { start, end, text } = joined(this.#text, [edit]);
      if (this.#select(start, end) && !typed(text)) {
        const range = getSelection().getRangeAt(0);
        range.deleteContents();
        range.insertNode(this.element.ownerDocument.createTextNode(text));
        this.element.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
      }
      this.read();
    }
  }

  stop() {}

  #collect(element) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        this.#nodes.push({ node, start: this.#text.length });
        this.#text += node.data;
      } else if (node.nodeName === "BR") {
        this.#text += "\n";
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const isBlock = !IN_LINES.test(getComputedStyle(node).display);
        this.#breakLine(isBlock);
        this.#collect(node);
        this.#breakLine(isBlock);
      }
    }
  }

  #breakLine(isBlock) {
    if (isBlock && this.#text !== "" && !this.#text.endsWith("\n")) {
      this.#text += "\n";
    }
  }

  #select(start, end) {
    const [first, last] = [this.#at(start, false), this.#at(end, true)];
    if (!first || !last) {
      return false;
    }
    this.element.focus();
    getSelection().setBaseAndExtent(first.node, first.offset, last.node, last.offset);
    return true;
  }

  /** The place of an offset of the text; between two nodes, the end of the first one where `isEnd`. */
  #at(offset, isEnd) {
    const isAfter = ({ start }) => (isEnd && offset > 0 ? start < offset : start <= offset);
    const found = this.#nodes.findLast(isAfter) ?? this.#nodes[0];
    return found && { node: found.node, offset: Math.min(offset - found.start, found.node.length) };
  }
}
