// With the module inside: for pages that are opened from the disk, for workers, and for bundles of one file.

import { loaded, start } from "./core.js";
import { packed } from "./packed.js";

let loading;

/** Unpacks and loads the module once. */
export function init() {
  loading ??= load();
  return loading;
}

async function load() {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const unpacked = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  const module = await WebAssembly.compile(await unpacked.arrayBuffer());
  if (!loaded()) {
    start(module);
  }
}

export { apply, compare, Document, lint, repair, rules, version } from "./core.js";
