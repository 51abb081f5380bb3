// Takes the moving picture of the README from the real editor: an article is repaired with a key press for each damage. Not
// a test; look at what comes out.
//
//   sh tests/run.sh moving

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { MARKET } from "./support/articles.ts";
import { Editor, until } from "./support/editor.ts";
import { needed } from "./support/environment.ts";
import { LOOK } from "./support/look.ts";

/** Milliseconds that a frame is seen: one to read, one with a key that is pressed, and the last one. */
const READ = 1700;
const PRESS = 450;
const END = 3500;

/** The article of the walkthrough, without the damage whose explanation has Japanese letters: not every machine can show them. */
const ARTICLE = MARKET.replace("**Parking:**please", "**Parking:** please");

const folder = needed("COPYDESK_FRAMES");
const durations: number[] = [];
mkdirSync(folder, { recursive: true });

const editor = await Editor.start({
  files: { "harbour-market.md": ARTICLE },
  settings: { ...LOOK, "editor.cursorBlinking": "solid", "editor.scrollbar.horizontal": "hidden", "workbench.reduceMotion": "on" },
  size: { width: 860, height: 660 },
});
const panel = () => editor.previewPage().locator("main");

async function frame(duration: number): Promise<void> {
  // Behind the tabs, where nothing lights up below the pointer.
  await editor.page.mouse.move(500, 14);
  await editor.page.screenshot({ path: path.join(folder, `${String(durations.length).padStart(3, "0")}.png`), animations: "disabled" });
  durations.push(duration);
}

/** Shows a button of the panel as pressed, and presses its key. */
async function press(key: string): Promise<void> {
  const button = panel().locator("nav button").filter({ has: editor.previewPage().locator("kbd", { hasText: new RegExp(`^${key}$`, "i") }) }).first();
  await button.evaluate((element: any) => Object.assign(element.style, { outline: "3px solid #d97706", outlineOffset: "1px" }));
  await frame(PRESS);
  const before = await panel().innerText();
  await editor.page.keyboard.press(key.length === 1 ? key.toLowerCase() : key);
  await until(() => panel().innerText(), (shown) => shown !== before && !/^\s*$/.test(shown));
}

await editor.command("View: Toggle Primary Side Bar Visibility");
await editor.open("harbour-market.md");
await until(() => editor.status.innerText(), (shown) => shown.trim() === "9 to repair");
await until(() => editor.page.locator(".squiggly-error").count(), (count) => count > 5);
await editor.goTo(1, 1);
await frame(READ);
await editor.page.keyboard.press("Control+F7");
await panel().locator("nav button.main").waitFor();

/** The first answers; then everything is accepted. */
const answers = ["A", "Enter", "Enter", "S"];
for (let shown = await panel().innerText(); !/You are back|This is the end|No damage is left/.test(shown); shown = await panel().innerText()) {
  await frame(READ);
  await press(answers.shift() ?? "Enter");
}
await frame(READ);
await editor.page.keyboard.press("Escape");
await panel().waitFor({ state: "hidden" });
await until(() => editor.status.innerText(), (shown) => shown.trim() === "1 to repair");
await editor.goTo(1, 1);
await frame(END);
await editor.stop();
writeFileSync(path.join(folder, "durations.json"), JSON.stringify(durations));
