// On a phone, one part of the page at a time.

const PANES = ["article-pane", "damage-pane", "repaired-pane"];

export function prepareTabs() {
  for (const button of document.querySelectorAll(".tabs button")) {
    button.addEventListener("click", () => showPane(button.dataset.pane));
  }
}

/** Shows one of the parts; where there is room for all, all are there anyway. */
export function showPane(id) {
  for (const pane of PANES) {
    document.getElementById(pane).classList.toggle("shown", pane === id);
    document.querySelector(`.tabs [data-pane="${pane}"]`).setAttribute("aria-pressed", String(pane === id));
  }
}
