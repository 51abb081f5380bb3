// The articles that the tests work on.

import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder of the extension. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The article of the walkthrough: ten damages. */
export const MARKET = readFileSync(path.join(ROOT, "media/walkthrough/sample.md"), "utf8");

/** A page whose scripts would show that they ran. */
export const PAGE = `<link rel="stylesheet" href="style.css">
<h1>The mill</h1>
<p>The wheel turns < b >again< / b > since Monday.</p>
<p id="mark">untouched</p>
<script>document.getElementById("mark").textContent = "a script ran"</script>
<img id="wheel" src="wheel.svg" alt="The wheel">
<img id="lost" src="nowhere.png" onerror="document.getElementById('mark').textContent = 'a handler ran'">
<meta http-equiv="refresh" content="0; url=https://example.invalid/">
`;

/** One damage that is safe to fix, and the text without it. */
export const NOTE = "The library is closed < em >today</em>.\n";
export const NOTE_FIXED = "The library is closed <em>today</em>.\n";
