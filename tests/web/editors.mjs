// The element, marked fields, and CodeMirror, in a browser.

import assert from "node:assert/strict";

const DAMAGED = "😀 The < b >mill</b> opens.\n[Map] (map.html)\n";
const REPAIRED = "😀 The <b>mill</b> opens.\n[Map](map.html)\n";
const LOAD = `import { init } from "/core/browser.js"; import { defineEditor, mark } from "/core/editor.js"; await init();`;

/** What is marked: for each severity, the text under the marks. */
const marked = () =>
  Object.fromEntries([...CSS.highlights].map(([name, marks]) => [name, [...marks].map((mark) => mark.startContainer.data.slice(mark.startOffset, mark.endOffset))]).filter(([, texts]) => texts.length > 0));

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export default function editors({ open, close, bundled }) {
  return {
    async "the element marks a textarea while somebody types, and repairs it in one step"() {
      const body = `<form><copydesk-editor flavor="markdown"><textarea name="body" rows="4" cols="30">${escaped(DAMAGED)}</textarea></copydesk-editor></form>`;
      const page = await open("element", body, `${LOAD} defineEditor(); defineEditor();`);
      const status = page.getByRole("status");
      await status.filter({ hasText: "2 places are damaged" }).waitFor();
      assert.deepEqual(await page.evaluate(marked), { "copydesk-error": ["< b >", "[Map] (map.html)"] });
      await page.getByRole("button", { name: "Repair 2" }).click();
      assert.equal(await page.locator("textarea").inputValue(), REPAIRED);
      await status.filter({ hasText: "No damage found" }).waitFor();
      assert.deepEqual(await page.evaluate(marked), {});
      await page.keyboard.press("Control+z");
      assert.equal(await page.locator("textarea").inputValue(), DAMAGED);
      await status.filter({ hasText: "2 places are damaged" }).waitFor();
      await page.locator("textarea").fill("< i >now</i>");
      await status.filter({ hasText: "One place is damaged" }).waitFor();
      assert.deepEqual(await page.evaluate(marked), { "copydesk-error": ["< i >"] });
      assert.equal(await page.evaluate(() => new FormData(document.forms[0]).get("body")), "< i >now</i>");
      await close(page);
    },

    async "nothing in a hostile article runs, nor in what is said about it"() {
      const hostile = `< img src="/missing.png" onerror="window.ran = 1">< script >window.ran = 1</ script >\n</div><img src=x onerror="window.ran = 1"< b >x</b>\n[a] (javascript:window.ran=1)`;
      const page = await open("hostile", `<copydesk-editor><textarea rows="4"></textarea></copydesk-editor>`, `${LOAD} defineEditor();`);
      await page.locator("textarea").fill(hostile);
      await page.locator("copydesk-editor li").nth(2).waitFor();
      assert.equal(await page.locator("img, copydesk-editor script").count(), 0);
      await page.evaluate(() => document.querySelector("copydesk-editor").marker.repair("all"));
      assert.notEqual(await page.locator("textarea").inputValue(), hostile);
      assert.equal(await page.evaluate(() => window.ran), undefined);
      assert.equal(await page.locator("img, copydesk-editor script").count(), 0);
      await close(page);
    },

    async "by keyboard alone: one damage after the other"() {
      const body = `<copydesk-editor flavor="markdown"><textarea rows="4" cols="30">${escaped(DAMAGED)}</textarea></copydesk-editor>`;
      const page = await open("keys", body, `${LOAD} defineEditor();`);
      await page.getByRole("status").filter({ hasText: "2 places" }).waitFor();
      await page.locator("textarea").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      const selected = () => page.locator("textarea").evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
      assert.equal(await selected(), "< b >");
      for (let presses = 0; presses < 3; presses += 1) {
        await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Enter");
      await page.getByRole("status").filter({ hasText: "One place is damaged" }).waitFor();
      assert.equal(await page.locator("textarea").inputValue(), DAMAGED.replace("< b >", "<b>"));
      await close(page);
    },

    async "marks lie on the text of a textarea, also when it is scrolled and resized"() {
      const text = `${"A line of text that is long enough to be wrapped somewhere. ".repeat(40)}\n\nThe < b >mill</b>.\n`;
      const style = "font: 17px/1.4 serif; padding: 7px 13px; border: 3px solid; margin: 21px; width: 290px; height: 120px; letter-spacing: 0.3px";
      const page = await open("scrolled", `<textarea style="${style}">${escaped(text)}</textarea>`, `${LOAD} window.marker = mark(document.querySelector("textarea"), { flavor: "markdown" });`);
      await page.waitForFunction(() => window.marker?.report);
      await page.evaluate(() => window.marker.show(window.marker.report.findings[0]));
      const wrong = await page.evaluate(async () => {
        const field = document.querySelector("textarea");
        field.style.width = "333px";
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const over = document.querySelector("[data-copydesk]");
        window.marker.show(window.marker.report.findings[0]);
        const [box, copy] = [field.getBoundingClientRect(), over.getBoundingClientRect()];
        const [{ startContainer, startOffset, endOffset }] = CSS.highlights.get("copydesk-error");
        const range = new Range();
        range.setStart(startContainer, startOffset);
        range.setEnd(startContainer, endOffset);
        const seen = range.getBoundingClientRect();
        const faults = [];
        if (field.scrollHeight !== over.scrollHeight) faults.push(`heights ${field.scrollHeight} and ${over.scrollHeight}`);
        if (field.scrollTop !== over.scrollTop || field.scrollTop === 0) faults.push(`scrolled to ${field.scrollTop} and ${over.scrollTop}`);
        if (Math.abs(box.left - copy.left) > 0.5 || Math.abs(box.top - copy.top) > 0.5) faults.push("elsewhere");
        if (seen.top < box.top || seen.bottom > box.bottom) faults.push("not to be seen");
        return faults;
      });
      assert.deepEqual(wrong, []);
      await close(page);
    },

    async "a contenteditable keeps its nodes, and its markup where a repair is made"() {
      const body = `<div contenteditable="true"><p>The &lt; b &gt;<em>m</em>ill&lt;/b&gt; opens.</p><p>[Map]<br>(map) and <strong>&lt; i &gt;x&lt;/i&gt;</strong></p></div>`;
      const page = await open("editable", body, `${LOAD} const reports = []; window.marker = mark(document.querySelector("div"), { onReport: (report) => reports.push(report.findings.length) }); window.reports = reports;`);
      await page.waitForFunction(() => window.reports?.length === 1);
      assert.deepEqual(await page.evaluate(marked), { "copydesk-error": ["< b >", "< i >"] });
      assert.equal(await page.locator("div[contenteditable]").innerHTML(), body.slice(body.indexOf("<p>"), -"</div>".length));
      assert.equal(await page.evaluate(() => window.marker.repair()), 2);
      assert.equal(await page.locator("div[contenteditable]").innerText(), "The <b>mill</b> opens.\n\n[Map]\n(map) and <i>x</i>");
      assert.equal(await page.locator("em").innerText(), "m");
      assert.equal(await page.locator("strong").innerText(), "<i>x</i>");
      assert.deepEqual(await page.evaluate(marked), {});
      await page.locator("div[contenteditable]").press("End");
      await page.keyboard.insertText(" < u >y</u>");
      await page.waitForFunction(() => window.marker.report.findings.length === 1);
      await page.evaluate(() => window.marker.stop());
      assert.deepEqual(await page.evaluate(marked), {});
      await close(page);
    },

    async "CodeMirror shows diagnostics, and makes fixes where they moved to"() {
      const script = await bundled(`
        import { init } from "@copydesk/core";
        import { copydeskSource } from "@copydesk/core/codemirror";
        import { EditorView } from "@codemirror/view";
        import { forceLinting, forEachDiagnostic, linter } from "@codemirror/lint";
        await init("/core/copydesk.wasm");
        const view = new EditorView({ doc: ${JSON.stringify(DAMAGED)}, parent: document.body, extensions: [linter(copydeskSource({ flavor: "markdown" }), { delay: 50 })] });
        const diagnostics = () => { const found = []; forEachDiagnostic(view.state, (diagnostic, from, to) => found.push({ diagnostic, from, to })); return found; };
        Object.assign(window, { view, diagnostics, forceLinting });`);
      const page = await open("codemirror", "", script);
      await page.waitForFunction(() => window.diagnostics?.().length === 2);
      const seen = await page.evaluate(() => window.diagnostics().map(({ diagnostic, from, to }) => [diagnostic.severity, diagnostic.source, window.view.state.sliceDoc(from, to), diagnostic.actions.map(({ name }) => name)]));
      assert.deepEqual(seen[0].slice(0, 3), ["error", "copydesk spaced-tag", "< b >"]);
      assert.ok(seen[0][3].length > 0);
      assert.equal(await page.locator(".cm-lintRange-error").first().innerText(), "< b >");
      const [moved, stale] = await page.evaluate(() => {
        const { view } = window;
        view.dispatch({ changes: { from: 0, insert: "Before.\n" } });
        const { diagnostic, from, to } = window.diagnostics()[0];
        diagnostic.actions[0].apply(view, from, to);
        const moved = view.state.doc.toString();
        diagnostic.actions[0].apply(view, from, to);
        return [moved, view.state.doc.toString()];
      });
      assert.equal(moved, `Before.\n${DAMAGED.replace("< b >", "<b>")}`);
      assert.equal(stale, moved);
      await page.waitForFunction(() => window.diagnostics().length === 1);
      await close(page);
    },
  };
}
