// The page: puts its parts together.

import { redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

import { Article } from "./article.js";
import { Engine } from "./calls.js";
import { Checker } from "./checker.js";
import { counted, get } from "./dom.js";
import { articleEditor, load, RepairedView } from "./editor.js";
import { FLAVORS } from "./flavor.js";
import { Intake } from "./intake.js";
import { fault, hideNotice, say } from "./notices.js";
import { Outlet } from "./outlet.js";
import { preview } from "./preview.js";
import { samples } from "./samples.js";
import { prepareTabs, showPane } from "./tabs.js";
import { prepareTheme, theme } from "./theme.js";
import { told, Walk } from "./walk.js";

/** Milliseconds after which readers of screens are told how much is damaged. */
const TELL_DELAY = 1000;

/** Milliseconds after which the page says that it works. */
const BUSY_DELAY = 900;

/** Starts the page. `source` is the function that serves a port: `copydeskEngine`. */
export function start(source) {
  const page = new Page(new Engine(source), new Engine(source));
  void page.begin();
}

class Page {
  #article = new Article();
  #marking;
  #repairing;
  #view;
  #repaired;
  #checker;
  #walk;
  #intake;
  #outlet;
  #telling;
  #working;
  /** What waits for the repaired text. */
  #waiting = [];

  constructor(marking, repairing) {
    this.#marking = marking;
    this.#repairing = repairing;
    const on = (act) => () => {
      act();
      return true;
    };
    const keys = [
      { key: "F8", run: on(() => this.#walk.step(1)), shift: on(() => this.#walk.step(-1)) },
      { key: "Alt-Enter", run: on(() => this.#walk.accept()), shift: on(() => this.#walk.skip()) },
    ];
    this.#view = articleEditor(get("article"), "Paste your article here, or drop a file.", {
      onUpdate: (update) => this.#update(update),
      explain: (position) => this.#walk.at(position),
      extensions: [EditorView.domEventHandlers({ paste: (event) => this.#intake.paste(event) })],
      keys,
    });
    this.#repaired = new RepairedView(get("repaired"));
    this.#checker = new Checker(this.#view, marking, repairing, this.#hooks());
    this.#walk = new Walk(this.#view, this.#checker, { place: (at) => this.#repaired.reveal(at), say });
    this.#intake = new Intake(this.#view, this.#article, () => this.#kindChanged());
    this.#outlet = new Outlet(this.#article, this.#repaired, {
      source: () => this.#view.state.doc.toString(),
      settled: () => this.#settled(),
    });
  }

  /** Makes the page's switches work, and waits for the core. */
  async begin() {
    prepareTabs();
    prepareTheme(() => this.#render());
    this.#flavors();
    this.#buttons();
    this.#keysOfPage();
    for (const sample of samples) {
      sample.show(() => this.#take(sample));
    }
    await this.#intake.link().catch(fault);
    await this.#marking.ask("version").then((version) => {
      get("version").textContent = version;
    }, fault);
    document.documentElement.dataset.ready = "";
  }

  #hooks() {
    return {
      kind: () => this.#article.kind,
      safety: () => document.querySelector("#safety input:checked").value,
      onReport: (summary, isCurrent) => this.#report(summary, isCurrent),
      onRepaired: (done) => this.#show(done),
      onBusy: () => this.#busy(true),
      onError: (error) => this.#fail(error),
    };
  }

  #update(update) {
    if (update.docChanged) {
      delete document.documentElement.dataset.marked;
      const { length, lines } = update.state.doc;
      get("length").textContent = length > 0 ? `${counted(lines, "line")}, ${counted(length, "character")}` : "";
    }
    if (update.docChanged && this.#article.look(this.#view.state.doc.sliceString(0, 60_000))) {
      this.#kindChanged();
    }
    this.#checker?.update(update);
    get("undo").disabled = undoDepth(update.state) === 0;
    get("redo").disabled = redoDepth(update.state) === 0;
    this.#walk?.update(update);
  }

  #kindChanged() {
    this.#article.look(this.#view.state.doc.sliceString(0, 60_000));
    get("flavor").options[0].textContent = `Found: ${FLAVORS[this.#article.found].label}`;
    get("flavor").value = this.#article.chosen;
    this.#checker.restart();
  }

  #report(summary, isCurrent) {
    const isEmpty = this.#view.state.doc.length === 0;
    get("welcome").hidden = !isEmpty;
    get("sound").hidden = isEmpty || summary.findings > 0;
    get("count").textContent = isEmpty ? "" : told(summary);
    get("tab-count").textContent = summary.findings > 0 ? summary.findings.toLocaleString("en") : "";
    const { dataset } = document.documentElement;
    dataset.findings = summary.findings;
    if (isCurrent) {
      dataset.marked = "";
    }
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => isEmpty || say(`${told(summary)}.`), TELL_DELAY);
    void this.#walk.refresh();
  }

  /** What cannot be read has no repaired text to take away. */
  #fail(error) {
    fault(error);
    this.#outlet.enable(false);
    this.#busy(false);
  }

  /** Says that the repaired text is behind, where that takes longer. */
  #busy(isBusy) {
    clearTimeout(this.#working);
    if (!isBusy) {
      get("repaired-pane").removeAttribute("aria-busy");
      get("busy").hidden = true;
      this.#waiting.splice(0).forEach((go) => go());
      return;
    }
    get("repaired-pane").setAttribute("aria-busy", "true");
    this.#working = setTimeout(() => {
      get("busy").hidden = false;
    }, BUSY_DELAY);
  }

  #show({ text, edits, of }) {
    this.#repaired.show(text, edits);
    this.#busy(false);
    const button = get("accept-all");
    button.hidden = text === of;
    const isAll = this.#hooks().safety() === "all";
    button.textContent = isAll ? "Accept all repairs" : "Accept all safe repairs";
    this.#outlet.enable(of !== "");
    this.#render();
  }

  /** Renders both articles, where that is wanted. */
  #render() {
    const isRendered = document.querySelector("#view input:checked").value === "rendered";
    for (const [sheet, frame] of [["article", "before"], ["repaired", "after"]]) {
      get(sheet).hidden = isRendered;
      get(frame).hidden = !isRendered;
    }
    if (isRendered) {
      preview("before", this.#view.state.doc.toString(), this.#article.flavor, theme());
      preview("after", this.#repaired.text, this.#article.flavor, theme());
    }
  }

  #flavors() {
    const select = get("flavor");
    select.add(new Option("", ""));
    for (const [flavor, { label }] of Object.entries(FLAVORS)) {
      select.add(new Option(label, flavor));
    }
    select.addEventListener("change", () => {
      this.#article.chosen = select.value;
      this.#kindChanged();
    });
    this.#kindChanged();
  }

  #buttons() {
    const press = (id, act) => get(id).addEventListener("click", act);
    press("undo", () => undo(this.#view));
    press("redo", () => redo(this.#view));
    press("previous", () => this.#walk.step(-1));
    press("next", () => this.#walk.step(1));
    press("accept-all", () => this.#acceptAll());
    press("about-open", () => get("about").showModal());
    get("view").addEventListener("change", () => this.#render());
    get("safety").addEventListener("change", () => this.#checker.repair(0));
  }

  /** Is kept when the repaired text is that of the article. */
  #settled() {
    const isBusy = get("repaired-pane").hasAttribute("aria-busy");
    return isBusy ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** Makes the repaired text the article, as one step. */
  async #acceptAll() {
    await this.#settled();
    const changes = this.#repaired.edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
    this.#view.dispatch({ changes, userEvent: "input.copydesk" });
    say("All repairs are made. Undo takes them back.");
    get("copy").focus();
  }

  #take({ text, flavor }) {
    hideNotice();
    this.#article.begin({});
    load(this.#view, text);
    this.#article.chosen = flavor ?? "";
    this.#kindChanged();
    showPane("article-pane");
  }

  /** Keys that work wherever the focus is, other than in the editor, which has them too. */
  #keysOfPage() {
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || get("about").open) {
        return;
      }
      if (event.key === "F8") {
        event.preventDefault();
        void this.#walk.step(event.shiftKey ? -1 : 1);
      } else if (event.key === "Enter" && event.altKey) {
        event.preventDefault();
        void (event.shiftKey ? this.#walk.skip() : this.#walk.accept());
      }
    });
  }
}
