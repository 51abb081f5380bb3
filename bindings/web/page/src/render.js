// Articles as a browser shows them, without anything that acts: for the preview, and for what is copied as HTML.

import DOMPurify from "dompurify";
import markdownIt from "markdown-it";

/** Whole elements that go; of other unknown ones, what is in them stays. */
const GONE = ["base", "button", "dialog", "form", "frame", "iframe", "input", "link", "meta", "noscript", "object", "script", "select", "style", "template", "textarea", "title"];

const CLEAN = {
  USE_PROFILES: { html: true, mathMl: true, svg: true },
  FORBID_TAGS: GONE,
  FORBID_CONTENTS: GONE,
  FORBID_ATTR: ["action", "autofocus", "background", "formaction", "ping", "poster", "target"],
  ALLOW_DATA_ATTR: false,
};
const FRONT_MATTER = /^(---|\+\+\+)\n[\s\S]*?\n\1(?:\n|$)/;
const MODULE_LINES = /^(?:import|export)\s.*$/gm;

const markdown = markdownIt({ html: true, linkify: false });
/** Of unknown origin: a line is likely to be a paragraph. */
const lines = markdownIt({ html: true, linkify: false, breaks: true });
// What is damaged shows its damage: no address is left out by the renderer; cleaning does that.
markdown.validateLink = () => true;
lines.validateLink = () => true;

/** The HTML of an article of a flavor, as it is. */
export function toHtml(text, flavor) {
  if (flavor === "html") {
    return text;
  }
  const body = text.replace(FRONT_MATTER, "");
  return flavor === "text" ? lines.render(body) : markdown.render(flavor === "mdx" ? body.replaceAll(MODULE_LINES, "") : body);
}

/** The same without scripts, forms and frames: safe wherever it is pasted. */
export function toCleanHtml(text, flavor) {
  return String(DOMPurify.sanitize(toHtml(text, flavor), CLEAN));
}

/** The same where a link leads nowhere and no picture is fetched; both say where they would. */
export function toStillHtml(text, flavor) {
  const clean = DOMPurify.sanitize(toHtml(text, flavor), { ...CLEAN, RETURN_DOM_FRAGMENT: true });
  for (const element of clean.querySelectorAll("*")) {
    still(element);
  }
  const holder = document.implementation.createHTMLDocument("").createElement("div");
  holder.append(clean);
  return holder.innerHTML;
}

const ADDRESSES = ["href", "xlink:href", "src", "srcset", "cite", "longdesc", "usemap"];

function still(element) {
  const address = element.getAttribute("href") ?? element.getAttribute("src");
  const isInside = /^data:image\//i.test(address ?? "") && element.localName === "img";
  for (const name of ADDRESSES) {
    if (!isInside || name !== "src") {
      element.removeAttribute(name);
    }
  }
  if (/url\s*\(|image-set|@import|expression/i.test(element.getAttribute("style") ?? "")) {
    element.removeAttribute("style");
  }
  if (element.localName === "a" && address !== null) {
    element.className = "link";
    element.title = address;
  } else if (element.localName === "img" && !isInside) {
    element.replaceWith(picture(element, address));
  }
}

/** What stands for a picture that is not fetched. */
function picture(element, address) {
  const holder = element.ownerDocument.createElement("span");
  holder.className = "picture";
  holder.title = address ?? "";
  holder.textContent = `Picture: ${element.getAttribute("alt") || address || "without an address"}`;
  return holder;
}
