// Opens the site in a browser: browser.mjs SITE CACHE BROWSER. Signs of damage are found by the search, and pages fit a phone.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runEach } from '../each.mjs';

const [site, cache, browserPath] = process.argv.slice(2);
const { chromium } = createRequire(`${resolve(cache)}/`)('playwright-core');
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
const address = (page) => pathToFileURL(join(resolve(site), page)).href;

async function open(page, viewport) {
  const opened = await (await browser.newContext({ viewport })).newPage();
  await opened.goto(address(page));
  return opened;
}

const tests = {
  async 'the search finds signs as they stand'() {
    const wanted = [['â€™', /apostrophes/], ['ChatGPT', /marks of ChatGPT/], ['&nbsp;', /I see &nbsp;/], ['< strong >', /I see < strong > or <\/ b>/]];
    for (const [query, first] of wanted) {
      const page = await open('index.html', { width: 1280, height: 800 });
      await page.keyboard.press('/');
      await page.keyboard.insertText(query);
      const found = page.locator('#mdbook-searchresults li > a').first();
      await found.waitFor();
      assert.match(await found.textContent(), first);
      await page.context().close();
    }
  },

  async 'pages fit a phone'() {
    for (const name of ['index.html', 'start.html', 'symptoms.html', 'recipes.html', 'glossary.html', 'rules/index.html']) {
      const page = await open(name, { width: 390, height: 800 });
      const widest = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('.rows td')].map((cell) => cell.getBoundingClientRect().right)));
      assert.ok(widest <= 390, `${name} takes ${widest} pixels`);
      await page.context().close();
    }
  },
};

await runEach(tests, () => browser.close());
