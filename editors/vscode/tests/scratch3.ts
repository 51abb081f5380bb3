import { readFileSync } from "node:fs";
import { Editor, until } from "./support/editor.ts";
const editor = await Editor.start({ files: { "article.txt": readFileSync("/work/shared/seed/article.txt", "utf8") }, settings: {"editor.wordWrap": "on"} , size: { width: 1280, height: 800 } });
try {
  await editor.open("article.txt");
  await until(() => editor.status.innerText(), (t) => /to repair/.test(t));
  await editor.command("copydesk: Preview Repaired");
  await editor.preview("repaired").locator("table").first().waitFor();
  console.log((await editor.preview("now").locator("body").innerHTML()).slice(0, 600));
  await editor.command("View: Close All Editors");
  await editor.command("Extensions: Show Installed Extensions").catch((e) => console.log(String(e)));
  await editor.page.locator(".extension-list-item", { hasText: "copydesk" }).first().click();
  await new Promise((r) => setTimeout(r, 5000));
  for (const f of editor.page.frames()) { const n = await f.evaluate("[...document.images].map(i=>i.outerHTML.slice(0,150)+' '+i.naturalWidth)").catch(() => []); const csp = await f.evaluate("document.querySelector('meta[http-equiv]')?.content").catch(()=>null); console.log(f.url().slice(0, 80), n, csp); }
} finally { await editor.stop(); }
