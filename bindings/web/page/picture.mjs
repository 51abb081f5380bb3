// A picture of the page with a sample and one damage that is looked at; `picture.sh` calls it.
//
//   node bindings/web/page/picture.mjs FOLDER MODULES BROWSER PICTURE

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, modules, executablePath, picture] = process.argv.slice(2);
const { chromium } = createRequire(path.join(path.resolve(modules), "package.json"))("playwright-core");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 820 }, colorScheme: "light", reducedMotion: "reduce" });
await page.goto(pathToFileURL(path.resolve(folder, "index.html")).href);
await page.waitForSelector("html[data-ready]");
await page.selectOption("#samples", { index: 1 });
await page.waitForSelector("html[data-marked] #repaired-pane:not([aria-busy]) .repaired-part");
for (const at of [0, 1, 2]) {
  await page.click("#next");
  await page.waitForSelector(`#list [aria-current][data-at="${at}"]`);
}
await page.mouse.move(2, 2);
await page.evaluate(() => document.activeElement.blur());
await page.screenshot({ path: picture });
await browser.close();
console.log(picture);
