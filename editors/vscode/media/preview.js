// The script of the preview's page. It shows what the extension sends, keeps the place that is being read, and scrolls
// both sides together.
//
// Names in an article hide what documents and forms have: where it holds <img name="images">, `document.images` is that
// image (HTML, "named properties of Document"). So nothing is asked of an article's document, or of an element that may
// be a form, by its own properties: they are taken from the prototypes.
"use strict";

const editor = acquireVsCodeApi();
const frames = ["now", "repaired"].map((id) => document.getElementById(id));

/** What the property `name` of `prototype` says of any object of that kind, whatever names hide it there. */
function getter(prototype, name) {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name);
  return (object) => get.call(object);
}

const scrolled = getter(Document.prototype, "scrollingElement");
const find = (page, selector) => [...Document.prototype.querySelectorAll.call(page, selector)];
const make = (page, name) => Document.prototype.createElement.call(page, name);
const byId = (page, id) => Document.prototype.getElementById.call(page, id);
const listen = (page, ...rest) => EventTarget.prototype.addEventListener.call(page, ...rest);
const closest = (element, selector) => Element.prototype.closest.call(element, selector);
const bringIntoView = (element) => Element.prototype.scrollIntoView.call(element);
const documentOf = getter(Node.prototype, "ownerDocument");
const kindOf = getter(Node.prototype, "nodeType");

const setAttribute = (element, name, value) => Element.prototype.setAttribute.call(element, name, value);
const getAttribute = (element, name) => Element.prototype.getAttribute.call(element, name);
const textOf = getter(Node.prototype, "textContent");
const placeOf = (element) => Element.prototype.getBoundingClientRect.call(element).top;

/** Whether a scroll is our own answer to one of the other side. */
let following = false;

function scroller(frame) {
  return frame.contentDocument ? scrolled(frame.contentDocument) : null;
}

/** How far down a frame is read, from 0 to 1. */
function place(frame) {
  const element = scroller(frame);
  const length = element ? element.scrollHeight - element.clientHeight : 0;
  return length > 0 ? element.scrollTop / length : 0;
}

function goTo(frame, place) {
  const element = scroller(frame);
  if (element) {
    element.scrollTop = place * (element.scrollHeight - element.clientHeight);
  }
}

function follow(source) {
  if (following) {
    following = false;
    return;
  }
  following = true;
  const from = frames.indexOf(source);
  const [other] = frames.filter((frame) => frame !== source);
  // The last block above the middle that both sides have; without one, as far down.
  const middle = source.clientHeight / 2;
  const both = pairs.filter((pair) => placeOf(pair[from]) <= middle).at(-1);
  if (both && scroller(other) && place(source) < 1) {
    scroller(other).scrollTop += placeOf(both[1 - from]) - placeOf(both[from]);
  } else {
    goTo(other, place(source));
  }
  requestAnimationFrame(() => requestAnimationFrame(() => (following = false)));
}

/** A link leads out of the preview into the browser; one within the article scrolls. */
function click(event) {
  const link = kindOf(event.target) === Node.ELEMENT_NODE ? closest(event.target, "a[href]") : null;
  if (!link) {
    return;
  }
  event.preventDefault();
  const target = link.getAttribute("href");
  if (target.startsWith("#")) {
    const place = byId(documentOf(link), decoded(target.slice(1)));
    if (place) {
      bringIntoView(place);
    }
  } else if (URL.canParse(target, link.baseURI)) {
    editor.postMessage({ open: new URL(target, link.baseURI).href });
  }
}

/** The name in an address; as it is where its escapes make no sense. */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The addresses of local images that were fetched. */
const fetched = new Map();

/** Fetches a local file; the editor serves those to this page alone, and not to the frames in it. */
async function fetchLocal(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer;
}

function imageAddress(address) {
  if (!fetched.has(address)) {
    fetched.set(address, fetchLocal(address).then((answer) => answer.blob()).then((blob) => URL.createObjectURL(blob)));
  }
  return fetched.get(address);
}

/** Gives a frame the local images and style sheets of its article. What is not there stays away, as in a browser. */
function bringLocalFiles(frame) {
  const local = new URL(document.body.dataset.base, document.baseURI).origin;
  const isLocal = (address) => URL.canParse(address) && new URL(address).origin === local;
  const page = frame.contentDocument;
  for (const image of find(page, "img").filter((image) => isLocal(image.src))) {
    imageAddress(image.src).then((address) => (image.src = address), () => {});
  }
  for (const link of find(page, 'link[rel~="stylesheet"]').filter((link) => isLocal(link.href))) {
    const style = make(page, "style");
    fetchLocal(link.href).then((answer) => answer.text()).then((text) => {
      style.textContent = text;
      link.replaceWith(style);
    }, () => {});
  }
}

/** What may name a picture, a sound or a film on another server. */
const LOADED = ["src", "srcset", "poster", "background", "style", "href", "xlink:href"];
const LOADING = "img, source, video, audio, input, body, table, td, th, image, use, [style]";
const ELSEWHERE = /(^|[\s,(\"'])(https?:)?\/\//i;

/** Whether an article shows something from another server. */
function showsMoreFromElsewhere(page) {
  const local = new URL(document.body.dataset.base, document.baseURI).origin;
  const names = (element) => LOADED.map((name) => Element.prototype.getAttribute.call(element, name) ?? "");
  const isElsewhere = (value) => ELSEWHERE.test(value.replaceAll(local, ""));
  const sheets = find(page, "style").map((style) => style.textContent.match(/url\([^)]*\)/g)?.join(" ") ?? "");
  return sheets.some(isElsewhere) || find(page, LOADING).some((element) => names(element).some(isElsewhere));
}

/** What is compared: blocks that hold no others. */
const BLOCKS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "pre", "dt", "dd", "figcaption", "summary", "hr"];
const BLOCK = BLOCKS.join(", ");

/** The most pairs of blocks that are compared with each other. */
const MOST_PAIRS = 4_000_000;

const MARK = `[data-copydesk-changed] { box-shadow: -4px 0 0 #d9822b; background: rgb(217 130 43 / 12%); }`;

function blocks(page) {
  const all = find(page, BLOCK).filter((element) => Element.prototype.querySelector.call(element, BLOCK) === null);
  // Names of lines say where a block came from, and not what it is.
  const text = (element) => `${getter(Element.prototype, "tagName")(element)} ${outline(element)}`;
  return all.map((element) => ({ element, text: text(element) }));
}

/** What a block looks like: its words, and the elements in it. */
function outline(element) {
  const inner = [...Element.prototype.querySelectorAll.call(element, "*")].map((child) => getter(Element.prototype, "tagName")(child));
  return `${textOf(element).replaceAll(/\s+/g, " ").trim()} ${inner.join(" ")}`;
}

/** The blocks of either side that the other one has not, and the pairs of those that both have. */
function compared(old, fresh) {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head].text === fresh[head].text) {
    head += 1;
  }
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail).text === fresh.at(-1 - tail).text) {
    tail += 1;
  }
  const [a, b] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
  const pair = (one, other) => [one.element, other.element];
  const heads = old.slice(0, head).map((block, index) => pair(block, fresh[index]));
  const tails = old.slice(old.length - tail).map((block, index) => pair(block, fresh[fresh.length - tail + index]));
  if (a.length * b.length > MOST_PAIRS) {
    return { gone: a, come: b, pairs: [...heads, ...tails] };
  }
  // The longest common subsequence, from the end.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = a[i].text === b[j].text ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const [gone, come, equal] = [[], [], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i].text === b[j].text) {
      equal.push(pair(a[i], b[j]));
      [i, j] = [i + 1, j + 1];
    } else if (j === b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      gone.push(a[i]);
      i += 1;
    } else {
      come.push(b[j]);
      j += 1;
    }
  }
  return { gone, come, pairs: [...heads, ...equal, ...tails] };
}

/** Blocks that both sides have, in their order: they are kept beside each other. */
let pairs = [];

/** Marks what differs, once both sides are there. */
function markDifferences() {
  const pages = frames.map((frame) => frame.contentDocument);
  if (pages.some((page) => !page) || frames.some((frame) => frame.dataset.shown !== "true")) {
    return;
  }
  const { gone, come, pairs: equal } = compared(...pages.map(blocks));
  pairs = equal;
  const marked = [gone, come];
  marked.forEach((list, side) => {
    const style = make(pages[side], "style");
    style.textContent = MARK;
    Node.prototype.appendChild.call(getter(Document.prototype, "documentElement")(pages[side]), style);
    list.forEach(({ element }) => setAttribute(element, "data-copydesk-changed", ""));
  });
  const count = Math.max(marked[0].length, marked[1].length);
  document.getElementById("changes").textContent = count === 0 ? "No difference to be seen" : `${count} ${count === 1 ? "block differs" : "blocks differ"}`;
}

/** Scrolls to a line of the text: to the block that came from it, where blocks say so, else as far down. */
function scrollTo({ line, place: far }) {
  const [frame] = frames;
  const element = scroller(frame);
  if (!element) {
    return;
  }
  const lines = find(frame.contentDocument, "[data-line]").map((block) => ({ block, at: Number(getAttribute(block, "data-line")) }));
  const block = lines.filter(({ at }) => at <= line).at(-1);
  const before = element.scrollTop;
  if (block && far < 1) {
    element.scrollTop += placeOf(block.block) - 8;
  } else {
    goTo(frame, far);
  }
  if (element.scrollTop === before) {
    follow(frame);
  }
}

function show(frame, text) {
  frame.dataset.shown = "false";
  const before = place(frame);
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    if (!page) {
      return;
    }
    listen(page, "scroll", () => follow(frame), { passive: true });
    listen(page, "click", click);
    if (showsMoreFromElsewhere(page)) {
      question?.removeAttribute("hidden");
    }
    bringLocalFiles(frame);
    goTo(frame, before);
    frame.dataset.shown = "true";
    markDifferences();
  }, { once: true });
  frame.srcdoc = text;
}

/** Is not there any more once the user said yes. */
const question = document.getElementById("question");
question?.querySelector("button").addEventListener("click", () => editor.postMessage({ loadPictures: true }));

const main = document.querySelector("main");
const choices = [...document.querySelectorAll("nav button")];
const choose = (shows) => {
  main.dataset.shows = shows;
  choices.forEach((choice) => choice.setAttribute("aria-pressed", String(choice.dataset.shows === shows)));
};
choices.forEach((choice) => choice.addEventListener("click", () => choose(choice.dataset.shows)));
choose("both");

window.addEventListener("message", ({ data }) => {
  if (data.scroll) {
    scrollTo(data.scroll);
  } else {
    frames.forEach((frame) => show(frame, data[frame.id]));
  }
});
editor.postMessage({ ready: true });
