// What comes from the clipboard: text, or the markup that programs put beside it.

import DOMPurify from "dompurify";

const KEPT = {
  ALLOWED_TAGS: [
    ...["a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "del", "dd", "dl", "dt", "em", "figcaption", "figure"],
    ...["h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span"],
    ...["strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"],
  ],
  ALLOWED_ATTR: ["alt", "cite", "colspan", "datetime", "dir", "href", "lang", "rowspan", "src", "start", "title", "style", "id"],
  FORBID_CONTENTS: ["script", "style", "title", "template", "noscript"],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/** Characters of markup that are looked at: more would keep the page waiting, and the text is there too. */
const MOST = 3_000_000;

const MEANT = "a, b, blockquote, code, em, figure, h1, h2, h3, h4, h5, h6, hr, i, img, li, pre, strong, table, p + p";
const BLOCKS = /<\/(?:blockquote|caption|d[dlt]|figcaption|figure|h[1-6]|li|ol|p|pre|t(?:able|body|foot|head|r)|ul)>(?!\n)/g;
const OPENERS = /<(?:ol|ul|table|thead|tbody|tr|blockquote|figure)>(?=<)/g;

/**
 * What a clipboard holds: `{text, markup}`; `markup` is undefined where it adds nothing. `isSource`: whether the text has markup of
 * its own, which is then what is meant.
 */
export function pasted(clipboard) {
  const text = clipboard.getData("text/plain");
  const markup = cleaned(clipboard.getData("text/html"));
  return { text, markup, isSource: /<\/?\s?[a-z]|&(?:lt|amp|nbsp|#)|^#{1,6} |\*\*|\]\(|^\|.*\|$/im.test(text) };
}

/** The markup that a program put on the clipboard, without what only styles it; undefined where nothing is left. */
function cleaned(html) {
  if (html === "" || html.length > MOST) {
    return undefined;
  }
  const fragment = DOMPurify.sanitize(html, KEPT);
  for (const element of [...fragment.querySelectorAll("[style], [id], span, b")]) {
    tidy(element);
  }
  if (!fragment.querySelector(MEANT)) {
    return undefined;
  }
  const holder = document.implementation.createHTMLDocument("").createElement("div");
  holder.append(fragment);
  // A parser leaves `>` in text alone where it may stand; the source is easier to read so.
  return holder.innerHTML.replaceAll(BLOCKS, "$&\n").replaceAll(OPENERS, "$&\n").trim();
}

/** Styles go; those that say bold and italic, as in Google Docs, become elements. */
function tidy(element) {
  const { fontWeight, fontStyle } = element.style;
  const isDocs = element.id.startsWith("docs-internal-guid");
  element.removeAttribute("style");
  element.removeAttribute("id");
  if (element.localName !== "span" && !isDocs) {
    return;
  }
  const names = [(fontWeight === "bold" || Number(fontWeight) >= 600) && "strong", fontStyle === "italic" && "em"].filter(Boolean);
  if (isDocs || names.length > 0 || element.attributes.length === 0) {
    const parts = [...element.childNodes];
    element.replaceWith(...(isDocs ? parts : [names.reduceRight((inner, name) => wrapped(element, name, inner), parts)].flat()));
  }
}

function wrapped(element, name, parts) {
  const outer = element.ownerDocument.createElement(name);
  outer.append(...parts);
  return [outer];
}
