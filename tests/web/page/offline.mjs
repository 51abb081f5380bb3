// The page needs no network, and asks for nothing.

import assert from "node:assert/strict";

import { copied, pasteText, quiet } from "./support.mjs";

export default ({ page: open, disk, origin }) => ({
  async "from a server, one request is all"() {
    const page = await open();
    await page.context().setOffline(true);
    await pasteText(page, "The < b >mill</b> and ![a picture](http://away.invalid/x.png).");
    await page.check("#view input[value=rendered]");
    await page.frameLocator("#after").locator("b").waitFor();
    assert.match((await copied(page, "copy-html"))["text/html"], /<b>mill<\/b>/);
    const asked = page.requests.filter((request) => !/^(about:|blob:|data:)/.test(request));
    assert.deepEqual(asked, [`${origin}/`]);
    quiet(page);
  },

  async "from the disk, offline from the beginning"() {
    const page = await open({ address: disk, offline: true });
    assert.ok((await pasteText(page, "The < b >mill</b>.")) > 0);
    assert.deepEqual(page.requests.filter((request) => !/^(about:|blob:|data:)/.test(request)), [disk]);
    quiet(page);
  },

  async "without a worker, the page does the work itself"() {
    const page = await open({ address: disk, script: "window.Worker = class { constructor() { throw new Error('none'); } };" });
    assert.ok((await pasteText(page, "The < b >mill</b>.")) > 0);
    assert.equal((await copied(page))["text/plain"], "The <b>mill</b>.");
    quiet(page);
  },
});
