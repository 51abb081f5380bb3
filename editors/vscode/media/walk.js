// The page of Next Damage: shows one damage and its repair, and turns keys into answers.
"use strict";

const editor = acquireVsCodeApi();
const main = document.querySelector("main");

/** What is shown, and the keys that mean something now. */
let shown;
let keys = new Map();

/** An element with these properties and children. */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function answer(what) {
  // One answer for what is shown: the next one is for what comes then.
  keys = new Map();
  main.classList.add("waits");
  editor.postMessage({ answer: what });
}

/** A button, and the key that presses it. */
function button(label, key, what, isMain = false) {
  keys.set(key.toLowerCase(), what);
  const name = { enter: "Enter", escape: "Esc" }[key] ?? key.toUpperCase();
  const element = make("button", { type: "button", className: isMain ? "main" : "" }, label, make("kbd", {}, name));
  element.addEventListener("click", () => answer(what));
  return element;
}

/** Signs that nobody sees, made visible. */
function visible(text) {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, (sign) => {
    return `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** The two texts, with what differs marked: what is equal at both ends is not. */
function marked(before, after) {
  const [old, fresh] = [[...before], [...after]];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) {
    tail += 1;
  }
  const parts = (signs, name) => {
    const text = (from, to) => visible(signs.slice(from, to).join(""));
    const middle = text(head, signs.length - tail);
    return [text(0, head), middle === "" ? null : make(name, {}, middle), text(signs.length - tail, signs.length)];
  };
  return [parts(old, "del"), parts(fresh, "ins")];
}

function change({ before, after }) {
  const [old, fresh] = marked(before, after);
  return make("div", { className: "change" },
    make("div", { className: "side" }, make("span", { className: "name" }, "Now"), make("pre", {}, ...old)),
    make("div", { className: "side" }, make("span", { className: "name" }, "Repaired"), make("pre", {}, ...fresh)),
  );
}

function table(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const cells = (row, name) => Array.from({ length: width }, (_, column) => make(name, {}, visible(row[column] ?? "")));
  return make("div", { className: "table" }, make("table", {},
    make("thead", {}, make("tr", {}, ...cells(rows[0], "th"))),
    make("tbody", {}, ...rows.slice(1).map((row) => make("tr", {}, ...cells(row, "td")))),
  ));
}

/** A message, in which what stands between backticks is code, and so is a tag. */
function message(text) {
  return text.split(/(`[^`]+`|<[^<>]*>)/).map((part, index) => (index % 2 === 1 ? make("code", {}, part.replace(/^`|`$/g, "")) : part));
}

function repair(fix) {
  const parts = [];
  if (fix.table) {
    // What is there now is marked in the text above: rows need all of the width.
    parts.push(make("span", { className: "name" }, "The text that is marked above becomes this table"), table(fix.table));
  } else {
    parts.push(...fix.changes.map(change));
  }
  if (fix.more > 0) {
    parts.push(make("p", { className: "note" }, `And ${fix.more} more places.`));
  }
  if (fix.safety !== "safe") {
    parts.push(make("p", { className: "note check" }, make("b", {}, "Check it"), ...(fix.reason ? [": ", ...message(fix.reason)] : []), "."));
  }
  return parts;
}

function damage({ next, tally, canUndo }) {
  const { message: text, why, help, rule, fixes, alike, outlook } = next.damage;
  const number = tally.repaired + tally.ignored + tally.skipped + 1;
  const [first, ...others] = fixes.filter((fix) => fix.edits.length > 0);
  const head = make("header", {},
    make("h1", {}, ...message(text), "."),
    make("span", { className: "count" }, `${number} of ${number - 1 + next.left}`, make("span", { className: "left" }, ` · ${next.left} left${next.stand.wrapped ? " · from the top" : ""}`)),
  );
  const body = first ? repair(first) : [make("p", { className: "note person" }, make("b", {}, "This needs you"), ": copydesk cannot know what belongs here.")];
  const more = [help && make("p", { className: "note" }, ...message(help), "."), why && make("p", { className: "note" }, ...message(why), " ", ruleLink(rule))];
  const buttons = make("nav", {});
  if (first) {
    buttons.append(button(outlook === "person" ? first.title.replace(" (check it)", "") : "Accept", "enter", { kind: "accept", fix: fixes.indexOf(first) }, true));
    others.forEach((fix, index) => buttons.append(button(fix.title.replace(" (check it)", ""), String(index + 2), { kind: "accept", fix: fixes.indexOf(fix) })));
  } else {
    buttons.append(button("Edit It", "enter", { kind: "edit" }, true));
  }
  buttons.append(button("Skip", "s", { kind: "skip" }));
  buttons.append(button("Ignore", "i", { kind: "ignore" }));
  if (alike > 1) {
    buttons.append(button(`All ${alike} of This Kind`, "a", { kind: "all" }));
  }
  if (first) {
    buttons.append(button("Edit", "e", { kind: "edit" }));
  }
  end(buttons, canUndo);
  return [head, make("section", {}, ...body, ...more), buttons];
}

function ruleLink(rule) {
  const link = make("a", { href: "#" }, rule);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    editor.postMessage({ answer: { kind: "explain" } });
  });
  return link;
}

function through({ next, tally, canUndo }) {
  const done = [[tally.repaired, "repaired"], [tally.ignored, "ignored"], [tally.skipped, "skipped"]];
  const told = done.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(", ");
  const { person, safe, likely } = next.counts;
  const left = [[safe + likely, "to repair"], [person, "for you"]].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const buttons = make("nav", {});
  if (next.total > 0) {
    buttons.append(button("From the Top", "enter", { kind: "again" }, true));
    end(buttons, canUndo);
  } else {
    buttons.append(button("Close", "enter", { kind: "end" }, true));
    end(buttons, canUndo);
  }
  return [
    make("header", {}, make("h1", {}, next.total === 0 ? "No damage is left." : next.stand.wrapped ? "You are back where you began." : "This is the end of the article.")),
    make("section", {},
      told === "" ? null : make("p", {}, `${told[0].toUpperCase()}${told.slice(1)}.`),
      left.length === 0 ? null : make("p", {}, `Left: ${left.join(", ")}.`)),
    buttons,
  ];
}

function end(buttons, canUndo) {
  if (canUndo) {
    buttons.append(button("Undo", "u", { kind: "undo" }));
  }
  buttons.append(button("End", "escape", { kind: "end" }));
}

window.addEventListener("message", ({ data }) => {
  shown = data;
  keys = new Map();
  main.classList.remove("waits");
  main.replaceChildren(...(data.next.damage ? damage(data) : through(data)));
  if (data.takesFocus) {
    document.body.focus();
  }
});

window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
    return;
  }
  // A button that has the focus is pressed by its own keys.
  if (event.key === "Enter" && document.activeElement instanceof HTMLButtonElement) {
    return;
  }
  const what = keys.get(event.key.toLowerCase());
  if (what) {
    event.preventDefault();
    event.stopPropagation();
    answer(what);
  }
});
window.addEventListener("focus", () => editor.postMessage({ focus: true }));
window.addEventListener("blur", () => editor.postMessage({ focus: false }));
editor.postMessage({ ready: true });
