'use strict';
// mdBook's search knows words of letters only. Damage is made of other signs: who sees `â€™` or `&nbsp;` on a page types
// just that. So a query with such signs, and one that finds nothing, is also looked for as it stands. Headings with tags in
// them are escaped: mdBook writes them into its list of results as they are.
(() => {
  const { elasticlunr } = window;
  if (!elasticlunr) return;
  const load = elasticlunr.Index.load;

  // What is pasted counts as typed.
  const field = document.getElementById('mdbook-searchbar');
  if (field) field.addEventListener('input', () => field.dispatchEvent(new Event('keyup')));

  elasticlunr.Index.load = function loadIndex(data) {
    const index = load.call(this, data);
    const search = index.search;
    index.search = function searchIndex(query, options) {
      return matches(this, query, search.call(this, query, options)).map((result) => ({ ...result, doc: escaped(result.doc) }));
    };
    return index;
  };

  function matches(index, query, found) {
    const wanted = query.trim().toLowerCase();
    const isWords = /^[\p{L}\p{N}\s-]*$/u.test(wanted) && !/[âã]/.test(wanted);
    if (!wanted || (isWords && found.length)) return found;
    const exact = holders(index.documentStore.docs, wanted);
    const refs = new Set(exact.map(({ ref }) => ref));
    return [...exact, ...found.filter(({ ref }) => !refs.has(ref))];
  }

  const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  const escaped = (doc) => ({ ...doc, breadcrumbs: doc.breadcrumbs.replace(/[&<>]/g, (sign) => SIGNS[sign]) });

  /** The places whose text holds `wanted` as it stands: first those with it in the heading, then the short ones. */
  function holders(docs, wanted) {
    const rank = ({ title, body }) => (title.toLowerCase().includes(wanted) ? 0 : 1e9) + body.length;
    return Object.entries(docs)
      .filter(([, { title, body }]) => title.toLowerCase().includes(wanted) || body.toLowerCase().includes(wanted))
      .map(([ref, doc]) => ({ ref, doc, score: 1 / (1 + rank(doc)) }))
      .sort((a, b) => b.score - a.score);
  }
})();
