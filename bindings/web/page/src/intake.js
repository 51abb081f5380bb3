// How an article comes in: pasted, dropped, opened, or in a link.

import { get, make } from "./dom.js";
import { load, loaded } from "./editor.js";
import { decode, ENCODINGS, lineEnds, read } from "./files.js";
import { fromFragment } from "./link.js";
import { fault, hideNotice, notice } from "./notices.js";
import { pasted } from "./pasted.js";
import { showPane } from "./tabs.js";

/** The core takes no more bytes, and a character has at least one. */
const MOST = 32_000_000;

export class Intake {
  #view;
  #article;
  #onKind;

  /** `onKind` is called when what is known of the article changed. */
  constructor(view, article, onKind) {
    this.#view = view;
    this.#article = article;
    this.#onKind = onKind;
    get("open").addEventListener("click", () => get("file").click());
    get("file").addEventListener("change", () => this.#file(get("file").files[0]));
    this.#dropping();
    window.addEventListener("hashchange", () => this.link().catch(fault));
  }

  /** Takes what is pasted into the editor. Gives whether it did; else the editor does. */
  paste(event) {
    const [file] = event.clipboardData.files;
    const { text, markup, isSource } = pasted(event.clipboardData);
    if (file && text === "") {
      event.preventDefault();
      void this.#file(file);
      return true;
    }
    if (text.length > MOST) {
      event.preventDefault();
      fault(new Error("This text is too long: articles of up to 32 MB can be read here. Cut it into parts."));
      return true;
    }
    event.preventDefault();
    this.#insert(text, markup, isSource);
    return true;
  }

  /** Takes the article of the page's address, where there is one. */
  async link() {
    const found = await fromFragment(location.hash);
    if (found) {
      hideNotice();
      this.#begin({ chosen: found.flavor }, found.text);
    }
  }

  #insert(text, markup, isSource) {
    const { from, to } = this.#view.state.selection.main;
    const isWhole = from === 0 && to === this.#view.state.doc.length;
    if (isWhole) {
      hideNotice();
      const { end, isMixed } = lineEnds(text);
      this.#article.begin({ lineEnd: end });
      if (isMixed) {
        notice("The lines of this text ended in different ways; now they are all alike.");
      }
      this.#onKind();
    }
    const isMarkup = markup !== undefined && !isSource;
    this.#put(from, to, isMarkup ? markup : text);
    if (markup !== undefined) {
      this.#offer(from, text, markup, isMarkup);
    }
  }

  /** Says which of the two was pasted, and offers the other one. */
  #offer(from, text, markup, isMarkup) {
    const shown = lf(isMarkup ? markup : text);
    const change = () => {
      if (this.#view.state.sliceDoc(from, from + shown.length) !== shown) {
        notice("The article was changed since: paste it once more.");
        return;
      }
      this.#put(from, from + shown.length, isMarkup ? text : markup);
      this.#offer(from, text, markup, !isMarkup);
    };
    const label = isMarkup ? "Paste as plain text" : "Keep its markup";
    const said = isMarkup ? "Pasted with its headings, links and lists, as HTML." : "Pasted as plain text. The clipboard has its markup, too.";
    notice(said, [make("button", { type: "button", id: "paste-other", onclick: change }, label)]);
  }

  #put(from, to, text) {
    const insert = lf(text);
    this.#view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      annotations: loaded.of(true),
      userEvent: "input.paste",
      scrollIntoView: true,
    });
    this.#view.focus();
  }

  async #file(file) {
    get("file").value = "";
    if (!file) {
      return;
    }
    try {
      const { name, bytes } = await read(file);
      hideNotice();
      this.#decoded(name, bytes);
    } catch (error) {
      fault(error);
    }
  }

  #decoded(name, bytes, given) {
    try {
      const { text, encoding, isGuess } = decode(bytes, given);
      const { end, isMixed } = lineEnds(text);
      this.#begin({ name, lineEnd: end }, text);
      const mixed = isMixed ? " Its lines ended in different ways; now they are all alike." : "";
      if (encoding !== "utf-8") {
        const sure = isGuess ? " If letters look wrong, choose another encoding." : "";
        notice(`“${name}” is not UTF-8. It was read as ${encoding}; what you take away is UTF-8.${sure}${mixed}`, [this.#encodings(name, bytes, encoding)]);
      } else if (mixed) {
        notice(`“${name}” is open.${mixed}`);
      }
    } catch (error) {
      fault(error);
    }
  }

  #encodings(name, bytes, encoding) {
    const options = ENCODINGS.map((label) => new Option(label, label, false, label === encoding));
    const choose = (event) => this.#decoded(name, bytes, event.target.value);
    return make("select", { "aria-label": "Encoding of the file", onchange: choose }, ...options);
  }

  #begin(known, text) {
    load(this.#view, text);
    this.#article.begin(known);
    this.#onKind();
    showPane("article-pane");
  }

  #dropping() {
    const sign = get("drop");
    let depth = 0;
    const isFile = (event) => event.dataTransfer?.types.includes("Files");
    const listen = (name, act) => document.addEventListener(name, (event) => isFile(event) && act(event), { capture: true });
    const end = () => {
      depth = 0;
      sign.hidden = true;
    };
    listen("dragenter", () => {
      depth += 1;
      sign.hidden = false;
    });
    listen("dragleave", () => {
      depth -= 1;
      sign.hidden = depth > 0 ? sign.hidden : true;
    });
    listen("dragover", (event) => event.preventDefault());
    listen("drop", (event) => {
      event.preventDefault();
      event.stopPropagation();
      end();
      void this.#file(event.dataTransfer.files[0]);
    });
  }
}

/** A text with the line ends of the editor. */
function lf(text) {
  return text.replaceAll(/\r\n?/g, "\n");
}
