import { readFileSync } from "node:fs";
import { Editor, until } from "./support/editor.ts";
const editor = await Editor.start({ files: { "article.txt": readFileSync("/work/shared/seed/article.txt", "utf8") }, settings: {"editor.wordWrap": "on"} , size: { width: 1280, height: 800 } });
const shot = async (n: string) => { await editor.page.screenshot({ path: `/tmp/wt/walk-pics/${n}.png` }); console.log(n); };
try {
  await editor.open("article.txt");
  await until(() => editor.status.innerText(), (t) => /to repair/.test(t));
  console.log(await editor.status.innerText());
  await editor.page.keyboard.press("Control+F7");
  const panel = editor.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  try { await panel.locator("nav button.main").waitFor({ timeout: 15000 }); } catch (e) { console.log(String(e)); }
  await shot("walk-1");
  for (let k = 1; k <= 40; k++) {
    const before = await panel.locator("main").innerText();
    if (/end of the article|No damage is left/.test(before)) { console.log("end after", k - 1); break; }
    const needsYou = /needs you/.test(before);
    await editor.page.keyboard.press(needsYou ? "s" : "Enter");
    await until(() => panel.locator("main").innerText(), (t) => t !== before, 10000).catch((e) => console.log("stuck", k, String(e)));
    if ([4, 10, 31].includes(k)) await shot(`walk-${k}`);
  }
  await shot("walk-end");
  console.log(await panel.locator("main").innerText());
} finally { await editor.stop(); }
