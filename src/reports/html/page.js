'use strict';
(() => {
  const SEVERITIES = ['error', 'warning', 'info'];
  const SEVERITY_NAMES = { error: 'error', warning: 'warning', info: 'hint' };
  const REPAIRS = { safe: 'can be repaired automatically', unsafe: 'likely repair, to be checked', none: 'needs a person' };
  const CHOICES = { safe: 'automatic', unsafe: 'likely, check it', shown: 'only if you know that it is right' };
  const CONTEXT = 3;
  const MOST_BARS = 10;
  const MOST_FINDINGS = 50;
  const number = (value) => value.toLocaleString('en');
  const many = (count, word) => `${number(count)} ${word}${count === 1 ? '' : 's'}`;

  /** An element; text becomes text, never markup. */
  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, '');
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  /** The text of a message as nodes; what stands between backticks is code. */
  const prose = (text) => {
    const nodes = [];
    let at = 0;
    for (const found of text.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gs)) {
      nodes.push(text.slice(at, found.index), make('code', {}, found[1].length > 1 ? found[2].replace(/^ (.*) $/s, '$1') : found[2]));
      at = found.index + found[0].length;
    }
    return [...nodes, text.slice(at)];
  };
  const plain = (text) => prose(text).map((node) => node.textContent ?? node).join('');

  // ---- the articles, and what of them is shown ----

  const totals = JSON.parse(document.getElementById('totals').textContent);
  /** What a rule finds, in words. */
  const kind = (rule) => totals.rules[rule] || rule;
  const list = document.getElementById('articles');
  const articles = [...list.children].map((element) => ({
    element,
    path: element.dataset.path,
    lower: element.dataset.path.toLowerCase(),
    badge: element.querySelector('.count'),
    counts: element.dataset.counts.split(' ').filter(Boolean).map((part) => {
      const [rule, severity, repair, count] = part.split(':');
      return { rule, severity, repair, count: Number(count) };
    }),
    shown: 0,
  }));
  const root = sharedFolder(articles.map((article) => article.path));
  const state = { rule: '', folder: root, severities: new Set(SEVERITIES), repair: '', query: '', sort: 'path', repairs: 'safe' };

  /** The folder that all paths lie in, with its slash. */
  function sharedFolder(paths) {
    let shared = paths.length ? paths[0].slice(0, paths[0].lastIndexOf('/') + 1) : '';
    for (const path of paths) {
      while (!path.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
    }
    return shared;
  }

  const wanted = (finding, without = '') =>
    (without === 'rule' || !state.rule || finding.rule === state.rule) &&
    state.severities.has(finding.severity) &&
    (!state.repair || finding.repair === state.repair);
  const isInPlace = (article) => article.path.startsWith(state.folder) && article.lower.includes(state.query);

  // ---- the overview ----

  const bySeverity = { error: 0, warning: 0, info: 0 };
  for (const article of articles) for (const part of article.counts) bySeverity[part.severity] += part.count;
  const clean = totals.findings === 0;
  const alone = totals.findings - totals.safe - totals.likely;
  const repaired = [
    [totals.safe, 'can be repaired automatically'],
    [totals.likely, totals.likely === 1 ? 'has a likely repair, to be checked' : 'have a likely repair, to be checked'],
    [alone, alone === 1 ? 'needs a person' : 'need a person'],
  ].filter(([count]) => count > 0);
  document.getElementById('top').append(
    make('p', { class: 'lead' }, clean
      ? `No damage in ${many(totals.files, 'article')}.`
      : `${many(totals.findings, 'damaged place')} in ${number(totals.damaged)} of ${many(totals.files, 'article')}`),
    make('ul', { class: 'numbers' },
      ...repaired.map(([count, text]) => make('li', {}, make('b', {}, number(count)), ` ${text}`))),
    make('p', { class: 'status', hidden: clean }, 'Open an article to see it beside its repaired text. Choose a marked place to read what is wrong there.'));
  if (clean) return;

  const charts = make('div', { id: 'charts' });
  const ruleChart = chart('By kind of damage', 'rules', kind);
  const folderChart = chart('By folder', 'folders');
  charts.append(ruleChart.element, folderChart.element);

  function chart(title, id, nameOf = (name) => name) {
    const bars = make('ul');
    const above = make('p', { class: 'status', hidden: true });
    const more = make('button', { class: 'more', type: 'button', hidden: true, onclick: () => { self.all = !self.all; draw(); } });
    const self = { bars, above, more, nameOf, all: false, element: make('section', { class: 'chart', id, 'aria-label': title }, make('h2', {}, title), above, bars, more) };
    return self;
  }

  /** Fills a chart; `values` is a map from names to counts by severity. */
  function fill(self, values, selected, choose) {
    const rows = [...values].map(([name, counts]) => ({ name, counts, sum: SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0) }));
    rows.sort((a, b) => b.sum - a.sum || (a.name < b.name ? -1 : 1));
    const most = rows.length ? rows[0].sum : 1;
    const shown = self.all ? rows : rows.filter((row, index) => index < MOST_BARS || row.name === selected);
    self.bars.replaceChildren(...shown.map(({ name, counts, sum }) => {
      const track = make('span', { class: 'track', 'aria-hidden': 'true' });
      for (const severity of SEVERITIES) {
        if (!counts[severity]) continue;
        const part = make('i', { class: severity });
        part.style.width = `${(100 * counts[severity]) / most}%`;
        track.append(part);
      }
      return make('li', {}, make('button', { type: 'button', class: 'bar', 'data-name': name, 'aria-pressed': String(name === selected), title: name, onclick: () => choose(name) },
        make('bdi', { class: 'name' }, ...prose(self.nameOf(name))), track, make('span', { class: 'value' }, number(sum))));
    }));
    self.more.hidden = rows.length <= MOST_BARS;
    self.more.textContent = self.all ? 'Show fewer' : `Show all ${number(rows.length)}`;
  }

  // ---- filters ----

  const search = make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => { state.query = search.value.toLowerCase(); draw(); } });
  const select = (options, set) => {
    const element = make('select', { onchange: () => { set(element.value); draw(); } }, ...options.map(([value, text]) => make('option', { value }, text)));
    return element;
  };
  const rules = [...new Set(articles.flatMap((article) => article.counts.map((part) => part.rule)))].sort((a, b) => (kind(a) < kind(b) ? -1 : 1));
  const ruleSelect = select([['', 'All'], ...rules.map((rule) => [rule, plain(kind(rule))])], (value) => { state.rule = value; });
  const repairSelect = select([['', 'Any'], ['safe', 'Automatic'], ['unsafe', 'Likely, to be checked'], ['none', 'By a person']], (value) => { state.repair = value; });
  const sortSelect = select([['path', 'Name'], ['count', 'Most damage']], (value) => { state.sort = value; sort(); });
  const boxes = SEVERITIES.filter((severity) => bySeverity[severity] > 0).map((severity) => {
    const box = make('input', { type: 'checkbox', checked: true, onchange: () => { state.severities[box.checked ? 'add' : 'delete'](severity); draw(); } });
    return { severity, box };
  });
  const radios = [['safe', 'automatic repairs'], ['all', 'likely repairs too']].map(([value, text]) =>
    make('label', {}, make('input', { type: 'radio', name: 'repairs', value, checked: value === 'safe', onchange: () => { state.repairs = value; redraw(); } }), ` ${text}`));
  const field = (text, input) => make('label', { class: 'field' }, text, input);
  const status = make('p', { class: 'status', role: 'status' });
  const filters = make('form', { id: 'filters', onsubmit: (event) => event.preventDefault() },
    field('Search names of articles', search), field('Kind of damage', ruleSelect), field('Repair', repairSelect), field('Sort by', sortSelect),
    make('fieldset', {}, make('legend', {}, 'Show'), ...boxes.map(({ severity, box }) => make('label', {}, box, ' ', make('span', { class: `dot ${severity}` }), SEVERITY_NAMES[severity] + 's'))),
    make('fieldset', {}, make('legend', {}, 'Compare with'), ...radios),
    make('button', { type: 'button', onclick: reset }, 'Clear filters'));
  document.getElementById('overview').append(charts, filters, status);

  function reset() {
    Object.assign(state, { rule: '', folder: root, severities: new Set(SEVERITIES), repair: '', query: '' });
    search.value = ''; repairSelect.value = '';
    for (const { box } of boxes) box.checked = true;
    draw();
  }

  function sort() {
    const order = articles.slice();
    if (state.sort === 'count') order.sort((a, b) => b.shown - a.shown);
    list.append(...order.map((article) => article.element));
  }

  /** Shows what the filters leave. */
  function draw() {
    ruleSelect.value = state.rule;
    const byRule = new Map();
    const byFolder = new Map();
    const add = (map, name, part) => {
      const counts = map.get(name) || map.set(name, { error: 0, warning: 0, info: 0 }).get(name);
      counts[part.severity] += part.count;
    };
    let files = 0;
    let findings = 0;
    for (const article of articles) {
      article.shown = 0;
      if (isInPlace(article)) {
        const rest = article.path.slice(state.folder.length);
        const folder = rest.includes('/') ? rest.slice(0, rest.indexOf('/') + 1) : rest;
        for (const part of article.counts) {
          if (wanted(part, 'rule')) add(byRule, part.rule, part);
          if (!wanted(part)) continue;
          add(byFolder, folder, part);
          article.shown += part.count;
        }
      }
      article.element.hidden = article.shown === 0;
      article.badge.textContent = number(article.shown);
      files += article.shown > 0;
      findings += article.shown;
    }
    fill(ruleChart, byRule, state.rule, (name) => { state.rule = state.rule === name ? '' : name; draw(); });
    fill(folderChart, byFolder, '', (name) => {
      if (name.endsWith('/')) { state.folder += name; draw(); folderChart.above.querySelector('button').focus(); return; }
      const article = articles.find(({ path }) => path === state.folder + name);
      article.element.open = true;
      article.element.querySelector('summary').focus();
      article.element.scrollIntoView({ block: 'start' });
    });
    trail();
    if (state.sort === 'count') sort();
    status.textContent = findings ? `${many(findings, 'damaged place')} in ${many(files, 'article')}` : 'Nothing matches these filters.';
    for (const article of articles) if (article.element.open) showFindings(article);
  }

  /** The way back up from the chosen folder. */
  function trail() {
    folderChart.above.hidden = state.folder === root;
    const parts = state.folder.slice(root.length).split('/').filter(Boolean);
    const step = (text, folder) => make('button', { class: 'more', type: 'button', onclick: () => { state.folder = folder; draw(); } }, make('bdi', {}, text));
    folderChart.above.replaceChildren(step('All folders', root), ...parts.flatMap((part, index) => [' / ', step(part, `${root}${parts.slice(0, index + 1).join('/')}/`)]));
  }

  // ---- one article ----

  for (const article of articles) {
    article.element.addEventListener('toggle', () => {
      if (article.element.open && !article.inside) open(article);
    });
  }

  function open(article) {
    article.data = JSON.parse(article.element.querySelector('script').textContent);
    article.findings = make('div');
    article.table = make('div');
    article.inside = make('div', { class: 'inside' }, article.findings, article.table);
    article.element.append(article.inside);
    showFindings(article);
    compare(article);
  }

  function redraw() {
    for (const article of articles) if (article.inside) compare(article);
  }

  const repairOf = (finding) => (finding.fixes || []).map((fix) => fix.safety).find((safety) => safety !== 'shown') || 'none';

  function showFindings(article, all = false) {
    if (!article.inside) return;
    const shown = article.data.findings.filter((finding) => wanted({ ...finding, repair: repairOf(finding) }));
    const rows = (all ? shown : shown.slice(0, MOST_FINDINGS)).map((finding) =>
      make('li', {}, make('button', { type: 'button', class: finding.severity, onclick: () => goTo(article, finding) },
        make('span', { class: 'place' }, make('span', { class: `dot ${finding.severity}`, title: SEVERITY_NAMES[finding.severity] }), `Line ${finding.line}`),
        make('bdi', { class: 'message' }, ...prose(visible(finding.message))), make('span', { class: 'repair' }, REPAIRS[repairOf(finding)]))));
    article.findings.replaceChildren(make('ul', { class: 'findings' }, ...rows));
    if (rows.length < shown.length) {
      article.findings.append(make('button', { type: 'button', class: 'more', onclick: () => showFindings(article, true) }, `Show all ${number(shown.length)}`));
    }
  }

  /** Lines of the article and of its repaired text, side by side. */
  function compare(article) {
    const { text, findings } = article.data;
    const edits = article.data[state.repairs];
    const rows = rowsOf(text, edits);
    for (const [index, finding] of findings.entries()) {
      finding.index = index;
      for (let at = rowAt(rows, finding.start); at < rows.length && (rows[at].start < finding.end || rows[at].start <= finding.start); at += 1) {
        rows[at].findings.push(finding);
      }
    }
    const body = make('tbody');
    article.rows = rows;
    const isNear = (index) => {
      for (let at = Math.max(0, index - CONTEXT); at <= Math.min(rows.length - 1, index + CONTEXT); at += 1) {
        if (rows[at].findings.length || rows[at].changed) return true;
      }
      return false;
    };
    for (let index = 0; index < rows.length; index += 1) {
      const first = index;
      while (index < rows.length && !isNear(index)) index += 1;
      if (index - first > 1) body.append(gap(article, first, index));
      else if (index > first) body.append(drawRow(article, rows[first]));
      if (index < rows.length) body.append(drawRow(article, rows[index]));
    }
    const repairs = edits.length ? '' : state.repairs === 'safe' ? 'Nothing here can be repaired automatically.' : 'Nothing here can be repaired without a person.';
    article.table.replaceChildren(make('table', { class: 'compare' },
      make('caption', { hidden: !repairs }, repairs),
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'Line'), make('th', { scope: 'col' }, 'Article'), make('th', { scope: 'col' }, state.repairs === 'safe' ? 'With automatic repairs' : 'With likely repairs too'))),
      body));
  }

  /** Lines that nothing is to be said about. */
  function gap(article, first, end) {
    const row = make('tr', { class: 'gap' }, make('td', { colspan: 3 }, make('button', {
      type: 'button',
      onclick: () => {
        const rows = article.rows.slice(first, end).map((line) => drawRow(article, line));
        row.replaceWith(...rows);
        rows[0].querySelector('td').tabIndex = -1;
        rows[0].querySelector('td').focus();
      },
    }, `${many(end - first, 'line')} without damage`)));
    return row;
  }

  /** Lines, joined where an edit reaches over their end. */
  function rowsOf(text, edits) {
    const starts = [0];
    for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
    const lineOf = (offset) => {
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= offset) low = middle; else high = middle;
      }
      return low;
    };
    const rows = [];
    let line = 0;
    const push = (until, changed, own) => {
      const end = until < starts.length ? starts[until] : text.length;
      rows.push({ line: line + 1, start: starts[line], end, changed, edits: own, findings: [] });
      line = until;
    };
    for (let index = 0; index < edits.length;) {
      const first = lineOf(edits[index][0]);
      while (line < first) push(line + 1, false, []);
      let last = first;
      const own = [];
      while (index < edits.length && lineOf(edits[index][0]) <= last) {
        const [start, end, come] = edits[index];
        const endLine = lineOf(end);
        const isWhole = end > start && starts[endLine] === end && (come.endsWith('\n') || (come === '' && starts[lineOf(start)] === start));
        last = Math.max(last, isWhole ? endLine - 1 : endLine);
        own.push(edits[index]);
        index += 1;
      }
      push(last + 1, true, own);
    }
    while (line < starts.length) push(line + 1, false, []);
    if (rows.length > 1 && rows[rows.length - 1].start === text.length && !rows[rows.length - 1].changed) {
      // The empty line behind the last line end is none; findings at the very end belong to the line before.
      rows.pop();
    }
    return rows;
  }

  function rowAt(rows, offset) {
    let low = 0;
    let high = rows.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (rows[middle].start <= offset) low = middle; else high = middle;
    }
    return low;
  }

  function drawRow(article, row) {
    const element = make('tr', { class: row.changed ? 'changed' : '' },
      make('td', { class: 'number' }, String(row.line)),
      make('td', { class: 'old', dir: 'auto' }, ...oldText(article, row)),
      make('td', { class: 'new', dir: 'auto' }, ...newText(article.data.text, row)));
    row.element = element;
    return element;
  }

  /** The article's own text: findings marked, and what a repair takes away. */
  function oldText(article, row) {
    const { text } = article.data;
    const gone = row.edits.filter(([start, end]) => end > start);
    const points = new Set([row.start, row.end]);
    for (const { start, end } of row.findings) points.add(Math.max(start, row.start)).add(Math.min(end, row.end));
    for (const [start, end] of gone) points.add(start).add(end);
    const sorted = [...points].sort((a, b) => a - b);
    const nodes = [];
    const marks = new Set();
    const mark = (finding, children) => {
      const isFirst = !marks.has(finding) && finding.start >= row.start;
      marks.add(finding);
      const element = make('mark', { class: `${finding.severity}${finding.start === finding.end ? ' point' : ''}`, 'data-finding': finding.index }, ...children);
      if (isFirst) {
        element.tabIndex = 0;
        element.setAttribute('role', 'button');
        element.setAttribute('aria-expanded', 'false');
        element.setAttribute('aria-label', plain(finding.message));
        element.addEventListener('keydown', (event) => key(event, article, finding, element));
      }
      element.addEventListener('click', () => toggle(article, finding));
      return element;
    };
    for (let index = 0; index < sorted.length; index += 1) {
      const from = sorted[index];
      for (const finding of row.findings) if (finding.start === from && finding.end === from) nodes.push(mark(finding, []));
      const to = sorted[index + 1];
      if (to === undefined || to === from) continue;
      let part = [...signs(text.slice(from, to), to < row.end)];
      if (gone.some(([start, end]) => start <= from && to <= end)) part = [make('span', { class: 'gone' }, ...part)];
      const over = row.findings.filter(({ start, end }) => start <= from && to <= end);
      over.sort((a, b) => (b.end - b.start) - (a.end - a.start));
      for (const finding of over.reverse()) part = [mark(finding, part)];
      nodes.push(...part);
    }
    return nodes;
  }

  function newText(text, row) {
    const nodes = [];
    let at = row.start;
    for (const [start, end, come] of row.edits) {
      nodes.push(...signs(text.slice(at, start), true));
      if (come) nodes.push(make('ins', {}, ...signs(come, true)));
      at = end;
    }
    nodes.push(...signs(text.slice(at, row.end), false));
    return nodes;
  }

  // ---- characters that nobody would see, or that would disturb ----

  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\r(?!\n)/g;
  const nameOf = (sign) => `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const visible = (text) => text.replace(HIDDEN, nameOf);

  /** Text as nodes, with a box for each character that has no shape; the line end behind it is left out at the end of a row. */
  function* signs(text, keepEnd) {
    const shown = keepEnd ? text : text.replace(/(\r\n|\n|\r)$/, '');
    let at = 0;
    for (const found of shown.matchAll(HIDDEN)) {
      if (found.index > at) yield shown.slice(at, found.index);
      yield make('span', { class: 'sign' }, nameOf(found[0]));
      at = found.index + found[0].length;
    }
    if (at < shown.length) yield shown.slice(at);
  }

  // ---- what is said about a finding ----

  const marksOf = (article, finding) => [...article.table.querySelectorAll(`mark[data-finding="${finding.index}"]`)];

  function goTo(article, finding) {
    const mark = marksOf(article, finding)[0];
    if (!mark) return;
    if (article.current !== finding) toggle(article, finding);
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: 'center' });
  }

  function toggle(article, finding) {
    const isOpen = article.current === finding;
    for (const element of article.table.querySelectorAll('tr.about')) element.remove();
    for (const element of article.table.querySelectorAll('mark.current')) {
      element.classList.remove('current');
      if (element.hasAttribute('aria-expanded')) element.setAttribute('aria-expanded', 'false');
    }
    article.current = isOpen ? undefined : finding;
    if (isOpen) return;
    const marks = marksOf(article, finding);
    for (const element of marks) element.classList.add('current');
    if (!marks.length) return;
    marks[0].setAttribute('aria-expanded', 'true');
    const fixes = (finding.fixes || []).map((fix) => make('p', {}, make('bdi', {}, ...prose(visible(fix.title))), ' ',
      make('span', { class: 'repair' }, CHOICES[fix.safety], ...(fix.reason ? [': ', ...prose(visible(fix.reason))] : []))));
    marks[0].closest('tr').after(make('tr', { class: 'about' }, make('td', { colspan: 3 },
      make('div', { class: `card ${finding.severity}`, role: 'note' },
        make('p', { class: 'what' }, make('bdi', {}, ...prose(visible(finding.message)))),
        ...(finding.help ? [make('p', {}, make('bdi', {}, ...prose(visible(finding.help))))] : []), ...fixes,
        ...(fixes.length ? [] : [make('p', {}, 'No program can know what was meant: this needs a person.')]),
        make('p', { class: 'repair' }, `${SEVERITY_NAMES[finding.severity]} in line ${finding.line}, column ${finding.column}; rule `, make('span', { class: 'rule' }, finding.rule))))));
  }

  /** Enter and space tell more, the arrows go to the next and the last damage, escape closes. */
  function key(event, article, finding, element) {
    const stops = () => [...article.table.querySelectorAll('mark[tabindex]')];
    const step = (by) => {
      const all = stops();
      const next = all[all.indexOf(element) + by];
      if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
    };
    if (event.key === 'Enter' || event.key === ' ') toggle(article, finding);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') step(-1);
    else if (event.key === 'Escape' && article.current) toggle(article, article.current);
    else return;
    event.preventDefault();
  }

  draw();
  if (articles.length === 1) articles[0].element.open = true;
})();
