// One damage after the other: the list, the one that is looked at, accept and skip.

import { isolateHistory } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

import { shownChange } from "./change.js";
import { counted, get, make, rich } from "./dom.js";
import { count, damages, findingAt, isSkipped, placeOf, setCurrent, skip, skipped, unskip } from "./marks.js";

/** So many are listed at once. */
const WINDOW = 60;

const SAFETY_NOTES = {
  safe: "Safe: only damaged markup changes.",
  unsafe: "Likely, but look at it.",
  shown: "One of several possibilities: you choose.",
};

export class Walk {
  #view;
  #checker;
  #tell;
  #list = get("list");
  /** The findings that are listed: the number of the first, and what is said of each. */
  #first = 0;
  #details = [];
  /** The report that this is from. */
  #of;
  #asked = 0;
  /** Where the walk goes on after a repair. */
  #goOn;

  /** `tell` has `place(position)`, called when another damage is looked at, and `say(text)` for readers of screens. */
  constructor(view, checker, tell) {
    this.#view = view;
    this.#checker = checker;
    this.#tell = tell;
    this.#list.addEventListener("keydown", (event) => this.#key(event));
  }

  get #current() {
    return this.#view.state.field(damages).current;
  }

  get #count() {
    return count(this.#view.state);
  }

  /** To be told each update of the editor. */
  update({ startState, state }) {
    if (startState.field(skipped) !== state.field(skipped)) {
      this.render();
    }
  }

  /** There is a new report. */
  async refresh() {
    if (this.#goOn !== undefined && this.#count > 0) {
      const at = this.#from(this.#goOn);
      this.#goOn = undefined;
      await this.look(at, { isQuiet: true });
      return;
    }
    const isListed = this.#current < 0 || (this.#current >= this.#first && this.#current < this.#first + WINDOW);
    await this.#fetch(isListed ? Math.min(this.#first, Math.max(0, this.#count - 1)) : Math.max(0, this.#current - 10));
  }

  /** The next damage that is not skipped, or the one before. */
  async step(direction) {
    const all = this.#count;
    const { state } = this.#view;
    const head = state.selection.main.head;
    let at = this.#current >= 0 ? this.#current + direction : direction > 0 ? this.#from(head) : this.#from(head) - 1;
    for (let tried = 0; tried < all; tried += 1, at += direction) {
      const number = ((at % all) + all) % all;
      if (!isSkipped(state, number)) {
        await this.look(number);
        return;
      }
    }
    this.#tell.say(all === 0 ? "No damage found." : "All damages are skipped.");
  }

  /** Looks at one. */
  async look(at, { isQuiet = false } = {}) {
    const place = placeOf(this.#view.state, at);
    if (!place) {
      return;
    }
    this.#view.dispatch({
      selection: { anchor: place.from },
      effects: [setCurrent.of(at), EditorView.scrollIntoView(place.from, { y: "center" })],
    });
    const hadFocus = this.#list.contains(document.activeElement);
    await this.#fetch(at >= this.#first && at < this.#first + this.#details.length ? this.#first : Math.max(0, at - 10));
    this.#tell.place(place.from);
    const item = this.#list.querySelector("[aria-current]");
    item?.closest("li").scrollIntoView({ block: "nearest" });
    if (hadFocus && !isQuiet) {
      item?.focus();
    } else if (hadFocus) {
      item?.focus({ preventScroll: true });
    }
    const finding = this.#details[at - this.#first];
    if (finding) {
      this.#tell.say(`${at + 1} of ${this.#count}: ${finding.message}`);
    }
  }

  /** Makes a fix of the one that is looked at, by default the first, and goes on. */
  accept(number = 0) {
    const finding = this.#looked();
    const fix = finding?.fixes[number];
    if (!this.#checker.isCurrent || (this.#current >= 0 && !finding)) {
      this.#tell.say("The article is being read: try it again.");
      return;
    }
    if (!fix) {
      this.#tell.say(finding ? "This one has no repair: change it by hand, or skip it." : "Go to a damage first.");
      return;
    }
    const changes = fix.edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
    this.#goOn = finding.start;
    this.#view.dispatch({ changes, annotations: isolateHistory.of("full"), userEvent: "input.copydesk" });
  }

  /** Leaves the one that is looked at as it is, or takes that back. */
  async skip() {
    const finding = this.#looked();
    const place = placeOf(this.#view.state, this.#current);
    if (!finding || !place) {
      this.#tell.say("Go to a damage first.");
      return;
    }
    if (isSkipped(this.#view.state, this.#current)) {
      this.#view.dispatch({ effects: unskip.of(place), annotations: isolateHistory.of("full") });
      return;
    }
    const { since } = this.#view.state.field(damages);
    const touched = (finding.fixes[0]?.edits ?? []).map(({ start, end }) => ({ from: since.mapPos(start), to: since.mapPos(end) }));
    this.#view.dispatch({ effects: skip.of({ ...place, touched }), annotations: isolateHistory.of("full") });
    await this.step(1);
  }

  /** What is said of the damage at a position: for the tip beside it. */
  async at(position) {
    const number = findingAt(this.#view.state, position);
    const { report } = this.#view.state.field(damages);
    const [finding] = number < 0 ? [] : await this.#checker.details(number, 1);
    const place = finding && placeOf(this.#view.state, number);
    if (!place || report !== this.#view.state.field(damages).report || finding.start !== report.starts[number]) {
      return undefined;
    }
    const dom = make("div", { class: "tip" }, make("p", {}, ...rich(sentence(finding.message))));
    dom.append(...finding.fixes.slice(0, 1).map(({ edits }) => this.#change(edits)).filter(Boolean));
    return { from: place.from, to: Math.max(place.to, position), dom };
  }

  /** Draws the list. */
  render() {
    const hadFocus = this.#list.contains(document.activeElement);
    const items = this.#details.map((finding, index) => this.#item(finding, this.#first + index));
    const after = this.#count - this.#first - items.length;
    this.#list.replaceChildren(
      ...(this.#first > 0 ? [this.#more(`Show ${Math.min(WINDOW, this.#first)} before`, Math.max(0, this.#first - WINDOW))] : []),
      ...items,
      ...(after > 0 ? [this.#more(`Show ${Math.min(WINDOW, after)} more`, this.#first + items.length)] : []),
    );
    if (hadFocus) {
      (this.#list.querySelector("[aria-current]") ?? this.#list.querySelector("button"))?.focus({ preventScroll: true });
    }
  }

  async #fetch(first) {
    this.#asked += 1;
    const asked = this.#asked;
    const { report } = this.#view.state.field(damages);
    const details = await this.#checker.details(first, WINDOW);
    if (asked === this.#asked) {
      this.#first = first;
      this.#details = details;
      this.#of = report;
      this.render();
    }
  }

  /** What is said of the one that is looked at; undefined while that is asked for. */
  #looked() {
    return this.#of === this.#view.state.field(damages).report ? this.#details[this.#current - this.#first] : undefined;
  }

  /** The number of the first finding at or behind a position. */
  #from(position) {
    const { report, since } = this.#view.state.field(damages);
    const found = report?.starts.findIndex((start) => since.mapPos(start, 1) >= position) ?? -1;
    return found < 0 ? 0 : found;
  }

  #more(label, first) {
    return make("li", { class: "more" }, make("button", { type: "button", onclick: () => this.#fetch(first) }, label));
  }

  #item(finding, at) {
    const isLooked = at === this.#current;
    const isLeft = isSkipped(this.#view.state, at);
    const isStop = isLooked || (this.#current < 0 && at === this.#first);
    const head = make(
      "button",
      { type: "button", class: "place", tabindex: isStop ? "0" : "-1", "aria-current": isLooked && "true", onclick: () => this.look(at), "data-at": at },
      make("span", { class: "line" }, make("span", { class: "unseen" }, "Line "), `${finding.range.start.line + 1}`),
      make("span", { class: "message" }, ...rich(sentence(finding.message)), ...(isLeft ? [make("em", {}, " Skipped")] : [])),
    );
    const item = make("li", { class: `item ${finding.severity}${isLooked ? " looked" : ""}${isLeft ? " left" : ""}` }, head);
    if (isLooked) {
      item.append(this.#body(finding, isLeft));
    }
    return item;
  }

  #body(finding, isLeft) {
    const [fix, ...others] = finding.fixes;
    const note = fix ? [SAFETY_NOTES[fix.safety], fix.reason && fix.safety === "unsafe" ? sentence(fix.reason) : undefined] : ["No repair can be offered: this one is for you."];
    const choices = others.map((other, index) => button(other.title, () => this.accept(index + 1), { class: "quiet" }));
    return make(
      "div",
      { class: "body" },
      finding.help ? make("p", {}, ...rich(sentence(finding.help))) : undefined,
      fix && this.#change(fix.edits),
      make("p", { class: "note" }, ...rich(note.filter(Boolean).join(" "))),
      make(
        "div",
        { class: "choices" },
        fix && !isLeft ? button("Accept", () => this.accept(), { class: "main", title: fix.title }) : undefined,
        button(isLeft ? "Do not skip" : "Skip", () => this.skip()),
        ...(isLeft ? [] : choices),
      ),
    );
  }

  #change(edits) {
    const { doc } = this.#view.state;
    const inside = edits.length > 0 && edits[edits.length - 1].end <= doc.length;
    return inside ? shownChange(edits, doc.length, (from, to) => doc.sliceString(from, to)) : undefined;
  }

  #key(event) {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const isPlace = event.target.classList.contains("place");
    const act = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      ...(isPlace && this.#current >= 0 && Number(event.target.dataset.at) === this.#current && { Enter: () => this.accept() }),
      s: () => this.skip(),
      S: () => this.skip(),
    }[event.key];
    if (isPlain && act) {
      event.preventDefault();
      act();
    }
  }
}

/** How many damages there are, in words; `summary` is that of a report. */
export function told({ findings, repairable, likely }) {
  if (findings === 0) {
    return "No damage found";
  }
  const parts = [repairable > 0 && `${repairable.toLocaleString("en")} safe to repair`, likely > 0 && `${likely.toLocaleString("en")} likely`];
  const rest = findings - repairable - likely;
  const all = [...parts, rest > 0 && `${rest.toLocaleString("en")} for you`].filter(Boolean);
  return `${counted(findings, "damage")}: ${all.join(", ")}`;
}

function button(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

/** A message of the core as a sentence: it has no full stop. */
function sentence(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
