// The article as a page shows it, before and after repairs: in frames that can do nothing.

import { get } from "./dom.js";
import { toStillHtml } from "./render.js";
import styles from "./preview.css";
import { trusted } from "./trusted.js";

/** So many characters are rendered: enough to look at, and a page stays quick. */
const MOST = 300_000;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'none'; base-uri 'none'; form-action 'none'";

/** Shows a text in the frame with this id. `theme` is `light`, `dark` or empty, for that of the system. */
export function preview(id, text, flavor, theme) {
  const frame = get(id);
  const html = page(text, flavor, theme);
  if (frame.shown !== html) {
    frame.shown = html;
    frame.srcdoc = trusted.createHTML(html);
  }
}

function page(text, flavor, theme) {
  const isCut = text.length > MOST;
  const body = toStillHtml(isCut ? text.slice(0, MOST) : text, flavor);
  const note = isCut ? `<p class="cut">This shows the first ${MOST.toLocaleString("en")} characters.</p>` : "";
  return `<!doctype html><html lang="" class="${theme}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>Rendered article</title><style>${styles}</style></head><body>${note}<main>${body}</main></body></html>`;
}
