// The articles that the tests work on.

import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder of the extension. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The article of the walkthrough: ten damages. */
export const MARKET = readFileSync(path.join(ROOT, "media/walkthrough/sample.md"), "utf8");

/** A plain text with the damages of a bad export: thirty, of nine kinds, one of which needs a person. */
export const FAIR = readFileSync(path.join(ROOT, "tests/support/fair.txt"), "utf8");

/** An article, and a translation of it that changed an address, a name and lost a link and a block of code. */
export const HARBOUR = readFileSync(path.join(ROOT, "tests/support/harbour.en.md"), "utf8");
export const HARBOUR_IN_GERMAN = readFileSync(path.join(ROOT, "tests/support/harbour.de.md"), "utf8");

/** A plain text, each of whose lines is a paragraph, with its damage in the last one. */
export const LONG = ["The title", "A first line that nobody broke by hand, so that it is far longer than a line of a letter would be, and then some more of it to be sure.", ...Array.from({ length: 58 }, (_, index) => `Line ${index}`), "The last line is < strong >bold< / strong >."].join("\n") + "\n";

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

/** A page whose names hide what documents and forms have, and that shows a picture from another server. */
export const NAMES = `${["images", "querySelectorAll", "createElement", "getElementById", "addEventListener", "scrollingElement", "defaultView", "body"]
  .map((name) => `<img name="${name}" alt="">`)
  .join("\n")}
<form id="form"><input name="closest"><input name="ownerDocument"><input name="nodeType"><input name="getAttribute"></form>
<p>The wheel turns < b >again< / b > since Monday. <a href="#end%">Down</a></p>
<img id="wheel" src="wheel.svg" alt="The wheel">
<img id="remote" src="https://example.invalid/wheel.png" alt="The wheel from elsewhere">
<p style="margin-top: 3000px" id="end%">The end</p>
`;

/** One damage that is safe to fix, and the text without it. */
export const NOTE = "The library is closed < em >today</em>.\n";
export const NOTE_FIXED = "The library is closed <em>today</em>.\n";
