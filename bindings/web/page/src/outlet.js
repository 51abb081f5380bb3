// How the repaired article goes out: copied, downloaded, or in a link.

import { copy, download } from "./copy.js";
import { get } from "./dom.js";
import { linkTo } from "./link.js";
import { confirmed, fault, notice } from "./notices.js";
import { toCleanHtml } from "./render.js";

const BUTTONS = ["copy", "copy-html", "download"];

export class Outlet {
  #article;
  #repaired;
  #source;
  #settled;

  /** `source` gives the article as it is, for a link; `settled` is kept when the repaired text is that of the article. */
  constructor(article, repaired, { source, settled }) {
    this.#article = article;
    this.#repaired = repaired;
    this.#source = source;
    this.#settled = settled;
    this.#press("copy", async (button) => {
      await copy({ "text/plain": this.#text });
      confirmed(button, "Copied");
    });
    this.#press("copy-html", async (button) => {
      await copy(this.#html());
      confirmed(button, "Copied");
    });
    this.#press("download", (button) => {
      download(article.repairedName, this.#text);
      confirmed(button, "Saved");
    });
    this.#press("link", (button) => this.#link(button));
    this.enable(false);
  }

  /** Whether there is anything to take away. */
  enable(isThere) {
    BUTTONS.forEach((id) => {
      get(id).disabled = !isThere;
    });
  }

  get #text() {
    return this.#article.written(this.#repaired.text);
  }

  /** With formatting for where that is wanted, and as source for the rest. */
  #html() {
    const { flavor } = this.#article;
    const clean = toCleanHtml(this.#repaired.text, flavor);
    return { "text/html": clean, "text/plain": flavor === "html" ? this.#text : clean };
  }

  async #link(button) {
    const text = this.#source();
    if (text === "") {
      throw new Error("There is no article yet to make a link of.");
    }
    await copy({ "text/plain": await linkTo(text, this.#article.chosen || this.#article.flavor) });
    confirmed(button, "Copied");
    if (location.protocol === "file:") {
      notice("The link is copied. This page is a file on your disk, so the link works only where the page lies at the same place.");
    }
  }

  #press(id, act) {
    get(id).addEventListener("click", async () => {
      try {
        await this.#settled();
        await act(get(id));
      } catch (error) {
        fault(error);
      }
    });
  }
}
