// The script of the preview's page. It shows what the extension sends, keeps the place that is being read, and scrolls
// both sides together.
"use strict";

const editor = acquireVsCodeApi();
const frames = ["now", "repaired"].map((id) => document.getElementById(id));

/** Whether a scroll is our own answer to one of the other side. */
let following = false;

function scroller(frame) {
  return frame.contentDocument?.scrollingElement;
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
  const link = event.target.closest?.("a[href]");
  if (!link) {
    return;
  }
  event.preventDefault();
  const target = link.getAttribute("href");
  if (target.startsWith("#")) {
    link.ownerDocument.getElementById(decodeURIComponent(target.slice(1)))?.scrollIntoView();
  } else {
    editor.postMessage({ open: link.href });
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
  for (const image of [...page.images].filter((image) => isLocal(image.src))) {
    imageAddress(image.src).then((address) => (image.src = address), () => {});
  }
  for (const link of [...page.querySelectorAll('link[rel~="stylesheet"]')].filter((link) => isLocal(link.href))) {
    const style = page.createElement("style");
    fetchLocal(link.href).then((answer) => answer.text()).then((text) => {
      style.textContent = text;
      link.replaceWith(style);
    }, () => {});
  }
}

function show(frame, text) {
  const before = place(frame);
  frame.addEventListener("load", () => {
    bringLocalFiles(frame);
    goTo(frame, before);
    frame.contentDocument.addEventListener("scroll", () => follow(frame), { passive: true });
    frame.contentDocument.addEventListener("click", click);
    frame.dataset.shown = "true";
  }, { once: true });
  frame.srcdoc = text;
}

window.addEventListener("message", ({ data }) => frames.forEach((frame) => show(frame, data[frame.id])));
editor.postMessage({ ready: true });
