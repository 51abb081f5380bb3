// Measures the time from a key press to the underline, in articles of 1 KB and 1 MB. Not a test: it prints figures.
//
//   sh tests/run.sh typing

import { Editor } from "./support/editor.ts";

const TIMES = Number(process.env["TIMES"] ?? 15);

const PARAGRAPH =
  "The ferry leaves at nine, and the last one comes back when the lamps are lit. Bring **bread** and a [map](map.html).\n\n";

/** An article of about `size` bytes without damage, whose first line takes what is typed. */
function article(size: number): string {
  return `Tickets cost &amp;euro\n\n${PARAGRAPH.repeat(Math.ceil(size / PARAGRAPH.length))}`;
}

/** Notes in the page when a key is pressed, and when the first underline is there. */
const WATCH = `
  window.copydesk = {};
  window.addEventListener("keydown", () => (window.copydesk = { pressed: performance.now() }), true);
  new MutationObserver(() => {
    if (window.copydesk.shown === undefined && document.querySelector(".squiggly-error")) {
      window.copydesk.shown = performance.now();
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
`;

for (const [name, size] of [["1 KB", 1_000], ["100 KB", 100_000], ["1 MB", 1_000_000]] as const) {
  const editor = await Editor.start({ files: { "article.md": article(size) } });
  try {
    await editor.open("article.md");
    await editor.status.filter({ hasText: "No damage" }).waitFor();
    await editor.goTo(1, 23);
    await editor.page.evaluate(WATCH);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      await editor.page.keyboard.press(";");
      await editor.page.waitForFunction("window.copydesk.shown");
      times.push(await editor.page.evaluate<number>("window.copydesk.shown - window.copydesk.pressed"));
      await editor.page.keyboard.press("Backspace");
      await editor.page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    }
    times.sort((one, other) => one - other);
    const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
    console.log(`${name}: median ${at(0.5)} ms, fastest ${at(0)} ms, slowest ${at(1)} ms, of ${times.length}`);
  } finally {
    await editor.stop();
  }
}
