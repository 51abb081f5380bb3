// For browsers and bundlers: the module is fetched from beside this file, or from where `init` is told.

import { loaded, start } from "./core.js";

let loading;

/** Loads the module once; `source` is its address, a response with it, its bytes, or a compiled module. */
export function init(source) {
  loading ??= load(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(source = new URL("./copydesk.wasm", import.meta.url)) {
  const module = await compiled(await source);
  if (!loaded()) {
    start(module);
  }
}

async function compiled(source) {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(source);
  }
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) {
    throw new Error(`copydesk cannot be loaded: ${response.url} answers ${response.status}`);
  }
  // Compiling while it arrives takes the right type, which not all servers send.
  const type = response.headers.get("Content-Type") ?? "";
  return type.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

export { apply, compare, Document, lint, repair, rules, version } from "./core.js";
