'use strict';
// mdBook's search knows words of letters only. Damage is made of other signs: who sees `â€™` or `&nbsp;` on a page types
// just that. So a query with such signs, and one that finds nothing, is also looked for as it stands.
(() => {
  const { elasticlunr } = window;
  if (!elasticlunr) return;
  const load = elasticlunr.Index.load;

  elasticlunr.Index.load = function loadIndex(data) {
    const index = load.call(this, data);
    const search = index.search;
    index.search = function searchIndex(query, options) {
      const found = search.call(this, query, options);
      const wanted = query.trim().toLowerCase();
      const isWords = /^[\p{L}\p{N}\s-]*$/u.test(wanted) && !/[âÃ]/i.test(wanted);
      if (!wanted || (isWords && found.length)) return found;
      const exact = holders(this.documentStore.docs, wanted);
      const refs = new Set(exact.map(({ ref }) => ref));
      return [...exact, ...found.filter(({ ref }) => !refs.has(ref))];
    };
    return index;
  };

  /** The places whose text holds `wanted` as it stands: first those with it in the heading, then the short ones. */
  function holders(docs, wanted) {
    const rank = ({ title, body }) => (title.toLowerCase().includes(wanted) ? 0 : 1e9) + body.length;
    return Object.entries(docs)
      .filter(([, { title, body }]) => title.toLowerCase().includes(wanted) || body.toLowerCase().includes(wanted))
      .map(([ref, doc]) => ({ ref, doc, score: 1 / (1 + rank(doc)) }))
      .sort((a, b) => b.score - a.score);
  }
})();
