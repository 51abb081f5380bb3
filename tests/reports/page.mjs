// Opens the page in a browser: page.mjs PROGRAM CACHE WORK BROWSER. Pictures go to $COPYDESK_PICTURES where that is set.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [program, cache, work, browserPath] = process.argv.slice(2);
const { chromium } = createRequire(`${cache}/`)('playwright-core');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const HOSTILE = '\ufeff# \u001b]0;x\u0007 \u202ex\r\n\r\n< strong onclick=alert(1) >x</ strong ><script>alert(2)</script>\r\n'
  + '</script></style></noscript></details><svg onload=alert(3)>< b >"\' onmouseover=alert(4)</ b ><img src=x onerror=alert(5)>\r\n';
const HOSTILE_NAME = '<img src=x onerror=alert(6)>"\'&.md';

const folder = join(work, 'page');
mkdirSync(folder);
cpSync(fileURLToPath(new URL('../articles', import.meta.url)), join(folder, 'articles'), { recursive: true });
mkdirSync(join(folder, 'hostile'));
writeFileSync(join(folder, 'hostile', HOSTILE_NAME), HOSTILE);
writeFileSync(join(folder, 'rtl.html'), `<p>مرحبا < b >بالعالم</ b > 漢字😀 < i >x</ i ></p>\n${'<p>Nothing here.</p>\n'.repeat(60)}<p>end< / p>\n`);

const run = (...args) => {
  const done = spawnSync(program, ['lint', '--isolated', '--quiet', ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ok(done.status === 0 || done.status === 1, done.stderr);
  return done.stdout;
};
const file = join(work, 'report.html');
run('--output-format', 'html', '--output-file', file);
const found = JSON.parse(run('--output-format', 'json'));
const paths = [...new Set(found.map((finding) => finding.path))];

const browser = await chromium.launch({ executablePath: browserPath, args: FLAGS });
const close = () => browser.close();

/** A page that fails the test where it asks for anything, says anything, or runs what an article holds. */
async function open(options = {}, target = file) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('request', (request) => { if (request.url() !== pathToFileURL(target).href) page.faults.push(request.url()); });
  page.on('console', (message) => page.faults.push(message.text()));
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('dialog', (dialog) => { page.faults.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(pathToFileURL(target).href);
  return page;
}

async function shut(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

async function picture(page, name) {
  if (process.env.COPYDESK_PICTURES) await page.screenshot({ path: join(process.env.COPYDESK_PICTURES, `${name}.png`) });
}

const article = (page, path) => page.locator('.article').filter({ has: page.locator('summary .path', { hasText: new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) }) });
const expand = (page) => page.evaluate(() => {
  for (let button; (button = document.querySelector('tr.gap button'));) button.click();
});
const tests = {
  async 'the overview counts what was found'() {
    const page = await open();
    assert.match(await page.locator('.lead').textContent(), new RegExp(`^${found.length.toLocaleString('en')} damaged places in ${paths.length} of `));
    assert.equal(await page.locator('.article').count(), paths.length);
    const counts = {};
    for (const { rule } of found) counts[rule] = (counts[rule] || 0) + 1;
    await page.locator('#rules .more').click();
    const bars = await page.locator('#rules .bar').evaluateAll((bars) => bars.map((bar) => [bar.dataset.name, Number(bar.querySelector('.value').textContent)]));
    assert.deepEqual(Object.fromEntries(bars), counts);
    assert.deepEqual(bars.map(([, count]) => count), bars.map(([, count]) => count).sort((a, b) => b - a));
    const needed = { safe: 0, unsafe: 0, none: 0 };
    for (const { fixes } of found) needed[(fixes.find(({ safety }) => safety !== 'shown') || { safety: 'none' }).safety] += 1;
    const numbers = await page.locator('.numbers b').allTextContents();
    assert.equal(numbers.map(Number).reduce((a, b) => a + b), found.length);
    assert.equal(Number(numbers[0]), needed.safe);
    await picture(page, 'overview');
    await shut(page);
  },

  async 'filters leave what they say'() {
    const page = await open();
    const shown = () => page.locator('.article:not([hidden])').evaluateAll((all) => all.map((one) => [one.dataset.path, Number(one.querySelector('.count').textContent)]));
    const expected = (keep) => {
      const counts = new Map();
      for (const finding of found.filter(keep)) counts.set(finding.path, (counts.get(finding.path) || 0) + 1);
      return [...counts];
    };
    await page.locator('.bar[data-name="spaced-tag"]').click();
    assert.deepEqual(await shown(), expected(({ rule }) => rule === 'spaced-tag'));
    await page.locator('.bar[data-name="spaced-tag"]').click();
    await page.getByLabel('errors').uncheck();
    assert.deepEqual(await shown(), expected(({ severity }) => severity !== 'error'));
    await page.getByText('Clear filters').click();
    await page.locator('label.field', { hasText: /^Repair/ }).locator('select').selectOption('unsafe');
    const applied = (finding) => (finding.fixes.find(({ safety }) => safety !== 'shown') || { safety: 'none' }).safety;
    assert.deepEqual(await shown(), expected((finding) => applied(finding) === 'unsafe'));
    await page.getByText('Clear filters').click();
    await page.getByLabel('Search names of articles').fill('NEWS');
    assert.deepEqual(await shown(), expected(({ path }) => path.includes('news')));
    await page.getByLabel('Search names of articles').fill('no such article');
    assert.equal(await page.locator('[role=status]').textContent(), 'Nothing matches these filters.');
    await page.getByText('Clear filters').click();
    await page.locator('#folders .bar[data-name="articles/"]').click();
    assert.deepEqual(await shown(), expected(({ path }) => path.startsWith('articles/')));
    await page.getByText('All folders').click();
    await page.getByLabel('Sort by').selectOption('count');
    const counts = (await shown()).map(([, count]) => count);
    assert.deepEqual(counts, counts.slice().sort((a, b) => b - a));
    await shut(page);
  },

  async 'it speaks to people who have no command line'() {
    const page = await open();
    await page.locator('#rules .more').click();
    for (const summary of await page.locator('.article > summary').all()) await summary.click();
    await page.locator('table.compare').last().waitFor();
    for (const all of [false, true]) {
      if (all) await page.locator('input[value="all"]').check();
      const words = await page.evaluate(() => [...document.querySelectorAll('header, #overview, .findings, .compare caption, .compare th, footer')].map((part) => part.textContent).join('\n'));
      assert.doesNotMatch(words, /--\w|`|\bunsafe\b/);
    }
    for (const path of paths) {
      const marks = article(page, path).locator('mark[tabindex]');
      for (let index = 0; index < await marks.count(); index += 1) {
        await marks.nth(index).focus();
        await page.keyboard.press('Enter');
        const card = article(page, path).locator('.card');
        if (await card.count()) assert.doesNotMatch(await card.textContent(), /--\w|(?<!`)`[^`]+`(?!`)|\bunsafe\b/);
      }
    }
    await shut(page);
  },

  async 'each damage is marked in its place'() {
    const page = await open();
    for (const path of paths) {
      const text = readFileSync(join(folder, path), 'utf8');
      const bytes = Buffer.from(text);
      const one = article(page, path);
      await one.locator('summary').click();
      await one.locator('table.compare').waitFor();
      const marks = await one.locator('table.compare').evaluate((table) => {
        const texts = {};
        for (const mark of table.querySelectorAll('mark')) texts[mark.dataset.finding] = (texts[mark.dataset.finding] || '') + mark.textContent;
        return texts;
      });
      const own = found.filter((finding) => finding.path === path);
      own.forEach(({ start, end, rule }, index) => {
        const damaged = bytes.subarray(start.byte, end.byte).toString();
        if (!HIDDEN.test(damaged)) assert.equal(marks[index], damaged.replace(/\r\n|\n|\r/g, ''), `${path}:${start.line} ${rule}`);
        else assert.ok(marks[index].length > 0, `${path}:${start.line} ${rule} is shown`);
      });
      assert.equal(await one.locator('.findings li').count(), own.length);
      await one.locator('summary').click();
    }
    await shut(page);
  },

  async 'the repaired text is what --fix writes'() {
    const page = await open();
    for (const [choice, args] of [['safe', ['--fix']], ['all', ['--fix', '--unsafe-fixes']]]) {
      const copy = mkdtempSync(join(work, 'fixed-'));
      cpSync(folder, copy, { recursive: true });
      spawnSync(program, ['lint', '--isolated', '--quiet', ...args], { cwd: copy });
      await page.locator(`input[value="${choice}"]`).check();
      for (const path of paths) {
        const fixed = readFileSync(join(copy, path), 'utf8').replace(/^\ufeff/, '');
        const one = article(page, path);
        if (choice === 'safe') await one.locator('summary').click();
        await one.locator('table.compare').waitFor();
        await expand(page);
        const [shown, original] = await one.locator('table.compare').evaluate((table) => ['new', 'old'].map((name) => [...table.querySelectorAll(`td.${name}`)].map((cell) => cell.textContent).join('\n')));
        const plain = (value) => value.replace(/\r\n|\r/g, '\n').replace(/\n+/g, '\n').replace(/\n$/, '').replace(/^\n/, '');
        if (!HIDDEN.test(fixed)) assert.equal(plain(shown), plain(fixed), `${choice} ${path}`);
        const text = readFileSync(join(folder, path), 'utf8').replace(/^\ufeff/, '');
        if (!HIDDEN.test(text)) assert.equal(plain(original), plain(text), path);
      }
    }
    await shut(page);
  },

  async 'it can be used without a mouse'() {
    const page = await open();
    const one = article(page, 'rtl.html');
    await one.locator('summary').focus();
    await page.keyboard.press('Enter');
    await one.locator('table.compare').waitFor();
    const first = one.locator('mark[tabindex]').first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement.dataset.finding);
    assert.equal(await focused(), '1');
    await page.keyboard.press('Enter');
    assert.match(await one.locator('.card').textContent(), /spaced-tag/);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded')), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await one.locator('.card').count(), 0);
    await one.locator('.findings button').nth(2).focus();
    await page.keyboard.press('Enter');
    assert.equal(await focused(), '2');
    const nameless = await page.evaluate(() => [...document.querySelectorAll('button, select, input')].filter((one) => !(one.textContent.trim() || (one.labels && one.labels.length))).length);
    assert.equal(nameless, 0, 'each control has a name');
    await shut(page);
  },

  async 'nothing of a hostile article runs or becomes markup'() {
    const page = await open();
    const one = page.locator('.article').filter({ hasText: 'alert(6)' });
    await one.locator('summary').click();
    await one.locator('table.compare').waitFor();
    await one.locator('mark').first().click();
    await one.locator('.card').waitFor();
    assert.equal(await page.locator('svg, img, iframe, object, [onclick], [onload], [onerror], main strong').count(), 0);
    assert.equal(await page.locator('script:not([type])').count(), 1);
    assert.equal(await page.locator('.article').count(), paths.length, 'no article ends another');
    assert.match(await one.locator('td.old').first().textContent(), /U\+001B\]0;xU\+0007 U\+202Ex/);
    await picture(page, 'hostile');
    await shut(page);
  },

  async 'it fits on a phone, and follows light and dark'() {
    const grounds = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const [device, viewport] of [['desktop', { width: 1280, height: 900 }], ['phone', { width: 360, height: 740 }]]) {
        const page = await open({ colorScheme, viewport });
        const path = 'articles/damaged/newsletter.md';
        await picture(page, `${device}-${colorScheme}`);
        await article(page, path).locator('summary').click();
        await article(page, path).locator('mark').first().click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${device}: ${wide} pixels too wide`);
        await article(page, path).locator('summary').evaluate((summary) => summary.scrollIntoView());
        await picture(page, `${device}-${colorScheme}-article`);
        grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
        await shut(page);
      }
    }
    assert.equal(new Set(grounds).size, 2, grounds.join());
  },

  async 'without scripts it is a list'() {
    const page = await open({ javaScriptEnabled: false });
    await page.locator('.article summary').first().click();
    const first = found.filter(({ path }) => path === paths[0]);
    assert.equal(await page.locator('.article').first().locator('li').count(), first.length);
    assert.match(await page.locator('body > noscript').textContent(), /Charts, filters and repaired texts need JavaScript/);
    await shut(page);
  },

  async 'a thousand articles cost nothing until they are opened'() {
    const many = join(work, 'many');
    mkdirSync(many);
    const text = `# Title\n\n${'Some words of an article, one after the other. '.repeat(100)}\n\n< b >x</ b >\n`;
    for (let index = 0; index < 1000; index += 1) writeFileSync(join(many, `${index}.md`), text);
    const target = join(work, 'many.html');
    spawnSync(program, ['lint', '--isolated', '--quiet', '--output-format', 'html', '--output-file', target], { cwd: many });
    const page = await open({}, target);
    await page.locator('.bar').first().waitFor();
    assert.equal(await page.locator('.article').count(), 1000);
    const nodes = await page.evaluate(() => document.querySelectorAll('main *').length);
    assert.ok(nodes < 8000, `${nodes} elements`);
    assert.equal(await page.locator('table.compare').count(), 0);
    await page.locator('.article summary').nth(500).click();
    await page.locator('table.compare').waitFor();
    assert.equal(await page.locator('table.compare').count(), 1);
    await shut(page);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`page: ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`page: ${name}: FAILED\n${error.stack}`);
  }
}
await close();
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
