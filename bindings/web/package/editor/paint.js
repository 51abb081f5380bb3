// Marks in a text, by the CSS Custom Highlight API: no node of a page changes.

/** Wavy lines; a page may have others by the same selectors. */
const STYLES = `
::highlight(copydesk-info) { text-decoration: underline dotted 2px #2563eb; }
::highlight(copydesk-warning) { text-decoration: underline wavy 1.5px #b45309; }
::highlight(copydesk-error) { text-decoration: underline wavy 1.5px #dc2626; }
`;

const prepared = new WeakSet();

function canPaint() {
  return typeof Highlight === "function" && Boolean(CSS.highlights);
}

/** Adds the styles of marks to a document or a shadow tree, once. */
export function prepare(root) {
  if (!canPaint() || prepared.has(root)) {
    return;
  }
  prepared.add(root);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  // Before those of the page, which may say otherwise.
  root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
}

/** Marks findings, where `rangeOf` says that they are; returns what takes the marks away. */
export function paint(findings, rangeOf) {
  if (!canPaint()) {
    return () => {};
  }
  const painted = [];
  for (const { severity, start, end } of findings) {
    const range = rangeOf(start, end);
    if (range) {
      const highlight = highlightOf(severity);
      highlight.add(range);
      painted.push([highlight, range]);
    }
  }
  return () => painted.forEach(([highlight, range]) => highlight.delete(range));
}

/** The marks of a severity, which all fields of a page share. */
function highlightOf(severity) {
  const name = `copydesk-${severity}`;
  if (!CSS.highlights.has(name)) {
    const highlight = new Highlight();
    highlight.priority = { info: 0, warning: 1, error: 2 }[severity];
    CSS.highlights.set(name, highlight);
  }
  return CSS.highlights.get(name);
}
