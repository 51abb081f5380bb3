import type { Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { DocumentOptions } from "./index.js";

/** What `linter` of @codemirror/lint takes: `linter(copydeskSource({ flavor: "markdown" }))`. Call `init` before. */
export function copydeskSource(options?: DocumentOptions): (view: EditorView) => Diagnostic[];
