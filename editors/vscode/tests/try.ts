import { readFileSync } from "node:fs";
import { Editor } from "./support/editor.ts";
const e = await Editor.start({ files: { "market.md": readFileSync("media/walkthrough/sample.md", "utf8") } });
try {
await e.open("market.md");
await e.page.locator(".squiggly-error").first().waitFor();
await e.page.screenshot({ path: "/tmp/vsc/1.png" });
await e.goTo(3,64);
await e.command("copydesk: Explain This Rule");
await new Promise(r=>setTimeout(r,4000));
await e.page.screenshot({ path: "/tmp/vsc/2.png" });
await e.command("copydesk: Get Started");
await new Promise(r=>setTimeout(r,4000));
await e.page.screenshot({ path: "/tmp/vsc/3.png" });
console.log(await e.page.locator(".statusbar-item").evaluateAll(l=>l.map(x=>x.id)));
} catch (x) { console.log(x); await e.page.screenshot({ path: "/tmp/vsc/0.png" });}
await e.stop();
