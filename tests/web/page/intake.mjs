// How articles come in: markup from the clipboard, files in other encodings, what is no article, and links.

import assert from "node:assert/strict";

import { openFile, paste, pasteText, quiet, quietBut, ready, settled, textOf } from "./support.mjs";

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style>p.MsoNormal{margin:0}</style></head>
<body><!--StartFragment--><p class="MsoNormal" style="color:red">The <b>mill</b> &lt; strong &gt;opens&lt; / strong &gt;.<o:p></o:p></p>
<ul><li style="margin:0"><a href="map.html" onclick="x()">Map</a></li></ul><!--EndFragment--></body></html>`;

const DOCS = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700;">Now</span><span style="font-style:italic">soon</span></p><p>then</p></b>`;

const notice = (page) => page.locator("#notice").textContent();

export default ({ page: open, disk, origin }) => ({
  async "markup from the clipboard is kept, or not, as the writer wants"() {
    const page = await open();
    await paste(page, { "text/plain": "The mill opens.\n\tMap", "text/html": WORD });
    const markup = `<p>The <b>mill</b> &lt; strong &gt;opens&lt; / strong &gt;.</p>\n<ul>\n<li><a href="map.html">Map</a></li>\n</ul>`;
    assert.equal(await textOf(page, "article"), markup);
    assert.match(await notice(page), /^Pasted with its headings/);
    await page.click("#paste-other");
    assert.equal(await textOf(page, "article"), "The mill opens.\n\tMap");
    await page.click("#paste-other");
    assert.equal(await textOf(page, "article"), markup);
    await page.click("#undo");
    quietBut(page);
  },

  async "a text with markup of its own is pasted as it is, and the other one offered"() {
    const page = await open();
    await paste(page, { "text/plain": "The < b >mill</b>.", "text/html": "<pre style='color:blue'>The &lt; b &gt;mill&lt;/b&gt;.</pre>" });
    assert.equal(await textOf(page, "article"), "The < b >mill</b>.");
    assert.match(await notice(page), /^Pasted as plain text/);
    quiet(page);
  },

  async "what Google Docs puts on the clipboard"() {
    const page = await open();
    await paste(page, { "text/plain": "Now soon then", "text/html": DOCS });
    assert.equal(await textOf(page, "article"), '<p dir="ltr"><strong>Now</strong><em>soon</em></p>\n<p>then</p>');
    quiet(page);
  },

  async "files in other encodings are read, and that is said"() {
    const page = await open();
    const text = "Číslo: < b >ř</b>";
    const bytes = Uint8Array.from([0xc8, 0xed, ...Buffer.from("slo: < b >"), 0xf8, ...Buffer.from("</b>")]);
    await openFile(page, "cz.txt", bytes);
    await page.waitForSelector("#notice select");
    assert.match(await notice(page), /“cz.txt” is not UTF-8. It was read as windows-1252; what you take away is UTF-8. If letters look wrong/);
    await page.selectOption("#notice select", "windows-1250");
    assert.equal(await textOf(page, "article"), text);
    assert.equal(await page.locator("#notice select").inputValue(), "windows-1250");
    await openFile(page, "wide.txt", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]));
    await page.waitForFunction(() => document.getElementById("notice").textContent.includes("utf-16le"));
    assert.equal(await textOf(page, "article"), text);
    await openFile(page, "declared.html", Buffer.concat([Buffer.from('<meta charset="koi8-r"><p>'), Buffer.from([0xcd]), Buffer.from("</p>")]));
    await page.waitForFunction(() => document.getElementById("notice").textContent.includes("koi8-r"));
    assert.match(await textOf(page, "article"), /<p>м<\/p>/);
    quiet(page);
  },

  async "what is no article is told, and the article stays"() {
    const page = await open();
    await pasteText(page, "The mill.");
    for (const [name, buffer, said] of [
      ["a.docx", "PK\u0003\u0004", /a Word, OpenDocument or ZIP file. Open it in its program, copy the text/],
      ["a.pdf", "%PDF-1.7", /is a PDF/],
      ["a.bin", "a\0b", /no text: it has NUL characters/],
    ]) {
      await openFile(page, name, buffer);
      await page.waitForFunction((source) => new RegExp(source).test(document.getElementById("notice").textContent), said.source);
    }
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(33_000_000)], "long.txt"));
      document.getElementById("file").files = transfer.files;
      document.getElementById("file").dispatchEvent(new Event("change"));
    });
    await page.waitForFunction(() => document.getElementById("notice").textContent.includes("“long.txt” has 33 MB; articles of up to 32 MB"));
    assert.equal(await textOf(page, "article"), "The mill.");
    quiet(page);
  },

  async "a file is dropped"() {
    const page = await open();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["# A\n\nThe < b >mill</b>"], "news.md"));
      const target = document.querySelector("#article .cm-content");
      for (const name of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
      }
    });
    await page.waitForSelector("#article .damage");
    assert.equal(await textOf(page, "article"), "# A\n\nThe < b >mill</b>");
    assert.ok(await page.locator("#drop").isHidden());
    quiet(page);
  },

  async "a link holds the article"() {
    for (const address of [undefined, disk]) {
      const page = await open({ address });
      const text = "Žluť 😀 < b >mill</b>\n";
      await pasteText(page, text);
      await page.selectOption("#flavor", "html");
      await settled(page);
      const link = await page.evaluate(async () => {
        const written = new Promise((resolve) => {
          navigator.clipboard.write = async ([item]) => resolve((await item.getType("text/plain")).text());
        });
        document.getElementById("link").click();
        return written;
      });
      assert.match(link, /#article=[\w-]+&flavor=html$/);
      const other = await open({ address: link });
      await settled(other);
      assert.equal(await textOf(other, "article"), text);
      assert.equal(await other.locator("#flavor").inputValue(), "html");
      quiet(page);
      quiet(other);
    }
  },

  async "an article that is too long for a link, and links that are damaged"() {
    const page = await open();
    await pasteText(page, Array.from({ length: 8000 }, (_, at) => `Line ${(at * 7919) % 100_003}`).join("\n"));
    await page.click("#link");
    await page.waitForFunction(() => /too long for a link: it would have [\d,]+ characters/.test(document.getElementById("notice").textContent));
    const long = await page.evaluate(async () => {
      const packed = new Blob(["x".repeat(5_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
      return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    });
    for (const [fragment, said] of [["AAAA", "damaged"], ["%3Cb%3E", "damaged"], [long, "too long"]]) {
      await page.goto("about:blank");
      await page.goto(`${origin}/#article=${fragment}`);
      await ready(page);
      await page.waitForFunction((said) => document.getElementById("notice").textContent.includes(said), said);
    }
    quiet(page);
  },
});
