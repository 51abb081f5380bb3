// Articles that want to do something: nothing of them runs, neither on the page nor in the rendered article.

import assert from "node:assert/strict";

import { copied, openFile, pasteText, quietBut, settled } from "./support.mjs";

const RUN = "top.ran=1;window.ran=1;parent.ran=1";
const AWAY = "http://away.invalid/x";

/** Each would run `RUN`, or ask `AWAY`, where nobody stops it. */
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<script src="${AWAY}"></script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${AWAY}" srcset="${AWAY} 2x">`,
  `<svg onload="${RUN}"><script>${RUN}</script></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe><iframe src="javascript:${RUN}"></iframe><iframe src="${AWAY}"></iframe>`,
  `<object data="${AWAY}"></object><embed src="${AWAY}"><applet code=x></applet>`,
  `<details open ontoggle="${RUN}">x</details>`,
  `<video src=x onerror="${RUN}" autoplay></video><audio src="${AWAY}" autoplay></audio>`,
  `<body onload="${RUN}" background="${AWAY}">`,
  `<input autofocus onfocus="${RUN}"><select autofocus onfocus="${RUN}"></select>`,
  `<form action="${AWAY}"><button autofocus>x</button></form>`,
  `<link rel=stylesheet href="${AWAY}"><link rel=dns-prefetch href="${AWAY}"><link rel=preload as=image href="${AWAY}">`,
  `<meta http-equiv=refresh content="0;url=${AWAY}"><base href="${AWAY}">`,
  `<style>@import "${AWAY}";*{background:url(${AWAY})}</style><p style="background:url(${AWAY})">x</p>`,
  `</title></style></textarea></noscript></template></script><script>${RUN}</script>`,
  `</main></body></html><script>${RUN}</script>`,
  `<a href="javascript:${RUN}" id=go>x</a><a href="${AWAY}" target=_top>y</a>`,
  `[x](javascript:${RUN}) ![y](${AWAY}) [z]: javascript:${RUN}`,
  `<x-y onclick="${RUN}" tabindex=0 autofocus onfocus="${RUN}">x</x-y>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${RUN} src>">`,
  `<a id=defaultView></a><form id=body name=getElementById><input name=attributes></form>`,
  `< script >${RUN}< / script > &lt;script&gt;${RUN}&lt;/script&gt; ＜script＞${RUN}＜/script＞`,
  `< img src=x onerror="${RUN}" > &lt;img src=x onerror=${RUN}&gt; <im g src=x onerror=${RUN}>`,
  `<p class=”x” onclick=”${RUN}” style=“background:url(${AWAY})”>x</ р>`,
];
const ALL = PAYLOADS.join("\n\n");

/** Whether something ran, in the page or in a frame of it. */
async function ran(page) {
  const answers = await Promise.all(page.frames().map((frame) => frame.evaluate(() => window.ran !== undefined).catch(() => false)));
  return answers.some(Boolean);
}

/** Does all that the page offers with an article. */
async function useAll(page) {
  for (const safety of ["safe", "all"]) {
    await page.check(`#safety input[value=${safety}]`);
    await settled(page);
    await page.check("#view input[value=rendered]");
    for (const id of ["before", "after"]) {
      const frame = page.frameLocator(`#${id}`);
      await frame.locator("main").waitFor({ state: "attached" });
      for (const target of await frame.locator("a, x-y, button, p").all()) {
        await target.dispatchEvent("click").catch(() => {});
      }
    }
    await page.check("#view input[value=source]");
    for (let at = 0; at < 6; at += 1) {
      await page.keyboard.press("F8");
      await page.waitForTimeout(30);
    }
    await page.locator("#article .damage").first().hover().catch(() => {});
  }
}

export default ({ page: open, browser, disk, origin }) => ({
  async "the payloads do run where nothing stops them"() {
    const context = await browser.newContext({ offline: true });
    let dangerous = 0;
    for (const payload of PAYLOADS) {
      const page = await context.newPage();
      let isAsked = false;
      page.on("request", (request) => {
        isAsked ||= request.url().startsWith("http://away.invalid");
      });
      await page.setContent(`<!doctype html><body>${payload}`, { waitUntil: "commit" }).catch(() => {});
      await page.waitForTimeout(120);
      dangerous += Number(isAsked || (await ran(page)));
      await page.close();
    }
    await context.close();
    assert.ok(dangerous > 15, `${dangerous} of ${PAYLOADS.length}`);
  },

  ...Object.fromEntries(
    [["from a server", origin], ["from the disk", disk]].map(([where, address]) => [
      `hostile articles ${where} run nothing and ask for nothing`,
      async () => {
        const page = await open({ address });
        const asked = page.requests.length;
        for (const flavor of ["", "html", "markdown", "mdx", "text"]) {
          await page.selectOption("#flavor", flavor);
          for (const text of flavor === "" ? [ALL] : [PAYLOADS.slice(0, 14).join("\n\n"), PAYLOADS.slice(14).join("\n\n")]) {
            await pasteText(page, text);
            await useAll(page);
            assert.equal(await ran(page), false, flavor);
          }
        }
        const outside = page.requests.slice(asked).filter((request) => !/^(about:|blob:|data:)/.test(request));
        assert.deepEqual(outside, []);
        quietBut(page);
      },
    ]),
  ),

  async "each payload alone, rendered"() {
    const page = await open();
    const asked = page.requests.length;
    await page.check("#view input[value=rendered]");
    for (const payload of PAYLOADS) {
      await openFile(page, "x.html", payload);
      await page.waitForTimeout(60);
      await settled(page);
      await page.frameLocator("#after").locator("main").waitFor({ state: "attached" });
      assert.equal(await ran(page), false, payload);
    }
    assert.deepEqual(page.requests.slice(asked).filter((request) => !/^(about:|blob:|data:)/.test(request)), []);
    quietBut(page);
  },

  async "names of files, links and messages are text"() {
    const page = await open();
    await openFile(page, `"><img src=x onerror=${RUN}>.docx`, "PK");
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.locator("#notice p").textContent(), /<img src=x/);
    await pasteText(page, `<p class="a" <img src=x onerror="${RUN}"> class="b">x\n\n<fuerte onclick=${RUN}>x</fuerte>`);
    await page.keyboard.press("F8");
    await page.waitForSelector("#list [aria-current]");
    assert.equal(await page.locator("#list img, #notice img").count(), 0);
    assert.equal(await ran(page), false);
    quietBut(page);
  },

  async "what is copied as HTML acts nowhere else"() {
    const page = await open();
    await pasteText(page, ALL);
    await page.selectOption("#flavor", "html");
    await page.check("#safety input[value=all]");
    await settled(page);
    const html = (await copied(page, "copy-html"))["text/html"];
    assert.doesNotMatch(html, /<(?:script|iframe|object|embed|form|meta|base|link|style)\b|<[^>]*\son\w+\s*=|href\s*=\s*"?javascript:/i);
    const other = await (await browser.newContext({ offline: true })).newPage();
    await other.setContent(`<!doctype html><body>${html}`, { waitUntil: "commit" });
    await other.waitForTimeout(300);
    assert.equal(await ran(other), false);
    await other.context().close();
  },

  async "the frames are sandboxes, and the page's policy allows no connection"() {
    const page = await open();
    for (const id of ["before", "after"]) {
      assert.equal(await page.locator(`#${id}`).getAttribute("sandbox"), "");
    }
    const answers = await page.evaluate(async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => stopped.push(effectiveDirective));
      await fetch("/x").catch(() => {});
      const script = document.createElement("script");
      try {
        script.textContent = "window.ran = 1";
        document.body.append(script);
      } catch {
        stopped.push("trusted types");
      }
      try {
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 1'>");
      } catch {
        stopped.push("trusted types");
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { stopped, ran: window.ran };
    });
    assert.equal(answers.ran, undefined);
    assert.ok(answers.stopped.includes("connect-src") && answers.stopped.includes("trusted types"), answers.stopped.join());
  },
});
