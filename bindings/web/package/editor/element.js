// The element <copydesk-editor>: a field, and beneath it what is damaged in its text.

import { mark } from "./marker.js";

const STYLES = `
:host { display: block; position: relative; }
section { font: 0.875rem/1.5 system-ui, sans-serif; margin-block-start: 0.5em; }
header { display: flex; gap: 1em; align-items: baseline; flex-wrap: wrap; }
ol { list-style: none; margin: 0.5em 0 0; padding: 0; max-block-size: 12em; overflow: auto; }
li { display: flex; gap: 0.75em; align-items: baseline; flex-wrap: wrap; padding-block: 0.15em; }
li::before { content: "●"; color: #2563eb; }
li.warning::before { content: "▲"; color: #b45309; }
li.error::before { content: "■"; color: #dc2626; }
button { font: inherit; cursor: pointer; }
.place { background: none; border: 0; padding: 0; color: inherit; text-align: start; text-decoration: underline; }
`;

/** The most findings that are listed at once. */
const MOST = 100;

/** Defines the element, where no other has its name. */
export function defineEditor(name = "copydesk-editor") {
  if (!customElements.get(name)) {
    customElements.define(name, editor());
  }
}

/** The class: made when it is wanted, so that the module can be read where there are no elements. */
function editor() {
  return class extends HTMLElement {
    static observedAttributes = ["flavor", "path", "settings"];
    marker;
    #status;
    #list;
    #repair;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
      root.adoptedStyleSheets = [sheet];
      this.#status = made("span", { role: "status" });
      this.#repair = made("button", { type: "button", hidden: "" }, "");
      this.#repair.addEventListener("click", () => this.marker?.repair());
      this.#list = made("ol", { "aria-label": "Damage" });
      const panel = made("section", { part: "panel" });
      const header = made("header");
      header.append(this.#status, this.#repair);
      panel.append(header, this.#list);
      const slot = made("slot");
      slot.addEventListener("slotchange", () => this.#begin());
      root.append(slot, panel);
    }

    connectedCallback() {
      this.#begin();
    }

    disconnectedCallback() {
      this.#end();
    }

    attributeChangedCallback() {
      if (this.marker) {
        this.#end();
        this.#begin();
      }
    }

    get field() {
      return this.querySelector("textarea, [contenteditable]:not([contenteditable='false'])");
    }

    #begin() {
      const { field } = this;
      if (!field || this.marker?.of === field) {
        return;
      }
      this.#end();
      const given = (name) => this.getAttribute(name) ?? undefined;
      const options = { flavor: given("flavor"), path: given("path"), settings: settings(given("settings")) };
      this.marker = mark(field, { ...options, onReport: (report) => this.#show(report) }, this.shadowRoot);
      this.marker.of = field;
    }

    #end() {
      this.marker?.stop();
      this.marker = undefined;
    }

    #show({ findings, summary }) {
      const { length } = findings;
      this.#status.textContent = length === 0 ? "No damage found" : length === 1 ? "One place is damaged" : `${length} places are damaged`;
      this.#repair.hidden = summary.repairable === 0;
      this.#repair.textContent = `Repair ${summary.repairable}`;
      this.#list.replaceChildren(...findings.slice(0, MOST).map((finding) => this.#item(finding)));
    }

    #item(finding) {
      const { severity, message, range, fixes } = finding;
      const item = made("li", { class: severity });
      const place = made("button", { type: "button", class: "place" }, `Line ${range.start.line + 1}: ${message}`);
      place.addEventListener("click", () => this.marker.show(finding));
      item.append(place);
      for (const fix of fixes) {
        const button = made("button", { type: "button", title: fix.reason ?? "" }, fix.title);
        button.addEventListener("click", () => this.marker.fix(finding, fix));
        item.append(button);
      }
      return item;
    }
  };
}

/** Settings from an attribute: JSON, or the text of a `copydesk.toml`. */
function settings(text) {
  return text?.trimStart().startsWith("{") ? JSON.parse(text) : text;
}

function made(name, attributes = {}, text = undefined) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}
