// What every entry of the package has, over the module and the glue that wasm-bindgen writes.

import * as glue from "./copydesk.js";
import { difference } from "./difference.js";
import { toml } from "./settings.js";

let isLoaded = false;
let tellLoaded;

/** Is kept when the module is loaded, whichever entry of the package does it. */
export const whenLoaded = new Promise((resolve) => {
  tellLoaded = resolve;
});

/** Starts a compiled module, once. */
export function start(module) {
  if (!isLoaded) {
    glue.initSync({ module });
    isLoaded = true;
    tellLoaded();
  }
}

/** Whether the module was started. */
export function loaded() {
  return isLoaded;
}

/** Calls the module. What it throws by itself is the name of an error and a message; anything else is a fault of copydesk. */
function call(work) {
  if (!isLoaded) {
    throw new Error("copydesk is not loaded yet: call `await init()` first");
  }
  try {
    return work();
  } catch (error) {
    if (typeof error === "string") {
      throw named(error);
    }
    if (error instanceof WebAssembly.RuntimeError) {
      throw new Error("copydesk failed: please report this as a bug, with the text", { cause: error });
    }
    throw error;
  }
}

function named(said) {
  const [, name, message] = /^(\w+): (.*)$/s.exec(said);
  const error = name === "RangeError" ? new RangeError(message) : new Error(message);
  error.name = name;
  return error;
}

/** The arguments that all calls have. */
function given({ flavor, path, settings } = {}) {
  return [flavor ?? undefined, path ?? undefined, toml(settings)];
}

export function lint(text, options) {
  return call(() => JSON.parse(glue.lint(text, ...given(options))));
}

export function repair(text, options = {}) {
  const { safety = "safe", original } = options;
  return call(() => JSON.parse(glue.repair(text, safety, original ?? undefined, ...given(options))));
}

export function compare(original, translation, options) {
  return call(() => JSON.parse(glue.compare(original, translation, ...given(options))));
}

let known;

export function rules() {
  known ??= call(() => glue.rules());
  return JSON.parse(known);
}

export function version() {
  return call(() => glue.version());
}

export class Document {
  #inner;
  /** The text as it was told last, where `update` is used. */
  #known;

  constructor(text, options = {}) {
    this.#inner = call(() => new glue.WasmDocument(text, options.original ?? undefined, ...given(options)));
  }

  get text() {
    return call(() => this.#inner.text());
  }

  get length() {
    return call(() => this.#inner.length());
  }

  edit(edits) {
    const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    const places = Uint32Array.from(sorted.flatMap(({ start, end }) => [start, end]));
    call(() => this.#inner.edit(places, sorted.map(({ text }) => text)));
    this.#known = undefined;
  }

  update(text) {
    const edit = difference(this.#known ?? this.text, text);
    if (edit) {
      this.edit([edit]);
    }
    this.#known = text;
  }

  report() {
    return call(() => JSON.parse(this.#inner.report()));
  }

  free() {
    this.#inner.free();
  }
}

/** The text after `edits`, whose offsets are all in `text` as it is before them; they may be in any order, and do not overlap. */
export function apply(text, edits) {
  let [applied, reached] = ["", 0];
  for (const { start, end, text: added } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < reached) {
      throw new RangeError(`the edit at ${start} reaches into the one before`);
    }
    applied += text.slice(reached, start) + added;
    reached = end;
  }
  return applied + text.slice(reached);
}
