// For Node and Deno: the module is read from beside this file, at once.

import { readFileSync } from "node:fs";
import { start } from "./core.js";

start(new WebAssembly.Module(readFileSync(new URL("./copydesk.wasm", import.meta.url))));

/** Nothing is left to do: other entries of the package load the module here. */
export async function init() {}

export { apply, compare, Document, lint, repair, rules, version } from "./core.js";
