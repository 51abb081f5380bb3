// What is known of the article beside its text: where it comes from, what kind it is, how its lines end.

import { detect, FLAVORS, ofName } from "./flavor.js";

export class Article {
  /** The name of its file; undefined for a pasted one. */
  name;
  /** The flavor that somebody chose; empty where it is found. */
  chosen = "";
  lineEnd = "\n";
  #found = "text";

  /** Forgets what came before. */
  begin({ name, chosen = "", lineEnd = "\n" }) {
    Object.assign(this, { name, chosen, lineEnd });
  }

  /** Looks at the text anew. Gives whether the flavor is another one now. */
  look(text) {
    const before = this.flavor;
    this.#found = detect(text);
    return this.flavor !== before;
  }

  /** What the page finds by itself. */
  get found() {
    return (this.name && ofName(this.name)) ?? this.#found;
  }

  get flavor() {
    return this.chosen || this.found;
  }

  /** As the core takes it. */
  get kind() {
    return { flavor: this.flavor, path: this.name };
  }

  /** A text of the editor with the line ends of the article. */
  written(text) {
    return this.lineEnd === "\n" ? text : text.replaceAll("\n", this.lineEnd);
  }

  /** A name for the file with the repaired article. */
  get repairedName() {
    const [, base, extension] = /^(.*?)(?:\.(\w+))?$/.exec(this.name ?? "article");
    return `${base}-repaired.${extension ?? FLAVORS[this.flavor].extension}`;
  }
}
