// What the page says: a bar above the article with what it did, and the same and more for readers of screens.

import { get, make } from "./dom.js";

/** Says something to readers of screens alone. */
export function say(text) {
  get("said").textContent = text;
}

/** Shows a bar; `parts` stand behind its text, such as buttons. `kind` is `note` or `error`. */
export function notice(text, parts = [], kind = "note") {
  const close = make("button", { type: "button", class: "close", "aria-label": "Close this message", onclick: hideNotice }, "×");
  get("notice").replaceChildren(make("p", {}, text), ...parts, close);
  get("notice").className = kind;
  get("notice").hidden = false;
}

export function fault(error) {
  notice(error.message, [], "error");
}

export function hideNotice() {
  get("notice").hidden = true;
}

/** Says shortly beside a button that it did what it says. */
export function confirmed(button, text) {
  const known = button.dataset.label ?? button.textContent;
  button.dataset.label = known;
  button.textContent = text;
  say(text);
  setTimeout(() => {
    button.textContent = known;
  }, 1600);
}
