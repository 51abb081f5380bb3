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
  frames.filter((frame) => frame !== source).forEach((frame) => goTo(frame, place(source)));
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

function show(frame, text) {
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
  }, { once: true });
  frame.srcdoc = text;
}

/** Is not there any more once the user said yes. */
const question = document.getElementById("question");
question?.querySelector("button").addEventListener("click", () => editor.postMessage({ loadPictures: true }));

window.addEventListener("message", ({ data }) => frames.forEach((frame) => show(frame, data[frame.id])));
editor.postMessage({ ready: true });
