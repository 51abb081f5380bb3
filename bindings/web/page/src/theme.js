// Light and dark: as the system says, or as somebody chose.

import { get } from "./dom.js";

const KEY = "copydesk-theme";
const NAMES = { "": "System", light: "Light", dark: "Dark" };

/** The chosen theme; empty for that of the system. */
let chosen = kept();

export function theme() {
  return chosen;
}

/** Makes the switch work; `onChange` is called when another one is chosen. */
export function prepareTheme(onChange) {
  const select = get("theme");
  select.value = chosen;
  show();
  select.addEventListener("change", () => {
    chosen = select.value;
    keep();
    show();
    onChange();
  });
}

function show() {
  document.documentElement.className = chosen;
}

/** A browser may keep nothing for a page from the disk. */
function kept() {
  try {
    const value = localStorage.getItem(KEY) ?? "";
    return value in NAMES ? value : "";
  } catch {
    return "";
  }
}

function keep() {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It is chosen for this visit.
  }
}
