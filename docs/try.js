'use strict';
// On the page of a rule, each example can be tried in place: its text becomes a field, in which damage is marked while it is
// changed, with the repaired text beneath. The core is loaded when it is first wanted, from the site itself.
(() => {
  /** The examples are given as they are printed; in the core they have their invisible signs. */
  const TITLES = /^(Damaged|Fine|Translation, damaged|Translation, fine):$/;
  const rule = document.querySelector('main h1')?.textContent.trim();
  const blocks = [...document.querySelectorAll('main pre')].filter((block) => TITLES.test(block.previousElementSibling?.textContent ?? ''));
  if (!blocks.length) return;

  let loading;
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${path_to_root}copydesk.js`;
      script.onload = () => window.copydesk.init().then(() => resolve(window.copydesk), reject);
      script.onerror = () => reject(new Error('copydesk.js cannot be loaded'));
      document.head.append(script);
    });
    return loading;
  }

  blocks.forEach((block, at) => {
    const button = made('button', 'try', 'Try it');
    button.type = 'button';
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const core = await load();
        const known = core.rules().find(({ name }) => name === rule);
        show(core, known, known.examples[at], block);
        button.remove();
      } catch (error) {
        button.replaceWith(made('p', 'try', `This cannot be tried here: ${error.message}`));
      }
    });
    block.after(button);
  });

  function show(core, { name, on }, { flavor, text, original }, block) {
    const panel = made('div', 'tried');
    const field = made('textarea');
    field.value = text;
    field.rows = Math.min(16, text.split('\n').length + 1);
    field.spellcheck = false;
    field.setAttribute('aria-label', 'Text to try');
    const found = made('ul');
    const status = made('p');
    status.setAttribute('role', 'status');
    const repaired = made('div');
    panel.append(field, status, found, repaired);
    block.after(panel);
    field.focus();
    // A rule that is off by default is on where it is tried.
    const options = { flavor, original, settings: on ? undefined : { 'extend-select': [name] } };
    core.mark(field, { ...options, onReport: (report) => tell(report, field.value) });

    function tell({ findings }, now) {
      status.textContent = findings.length === 0 ? 'Nothing is found.' : '';
      found.replaceChildren(...findings.map((finding) => item(finding)));
      const safe = core.repair(now, options).text;
      const all = core.repair(now, { ...options, safety: 'all' }).text;
      repaired.replaceChildren();
      if (safe !== now) repaired.append(made('p', '', 'Repaired:'), code(safe));
      if (all !== safe) repaired.append(made('p', '', 'Repaired, with likely repairs too:'), code(all));
    }
  }

  function item({ rule: name, severity, message, help, range }) {
    const line = made('li', severity, `Line ${range.start.line + 1}: ${message}${help ? `. ${help}` : ''} `);
    const link = made('a', '', name);
    link.href = `${name}.html`;
    line.append(link);
    return line;
  }

  function code(text) {
    const block = made('pre');
    block.append(made('code', '', text));
    return block;
  }

  function made(name, kind = '', text = '') {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = text;
    return element;
  }
})();
