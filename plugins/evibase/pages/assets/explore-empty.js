/*
  Why the explorer found nothing: what to leave out of a question so that it finds something, and how much that is.

    evibase.loosened(index, state, facets) -> Promise of [{facet, text, state, total}], the widest first

  `state` is what was asked, {q, chosen}, and that of a way is the same without one thing: all words, one of them, or
  what was chosen of one facet, whose terms widen each other. `facet` is its label, and empty for words.
*/
(() => {
  "use strict";

  const MOST = 5;
  const MOST_WORDS = 8; // beyond that each would be a search of its own for little

  function ways({ q, chosen }, facets) {
    const found = facets.filter(({ id }) => chosen.get(id).size).map(({ id, label, terms }) => ({
      facet: label,
      text: terms.filter((term) => chosen.get(id).has(term.id)).map((term) => term.label).join(", "),
      state: { q, chosen: new Map([...chosen, [id, new Set()]]) },
    }));
    const words = q.split(/\s+/).filter(Boolean);
    const singly = found.length && words.length > 1 && words.length <= MOST_WORDS ? words : [];
    singly.forEach((text, at) => {
      found.push({ facet: "", text, state: { q: words.filter((_, other) => other !== at).join(" "), chosen } });
    });
    if (q) found.push({ facet: "", text: q, state: { q: "", chosen } });
    return found;
  }

  async function loosened(index, state, facets) {
    const found = await Promise.all(ways(state, facets).map(async (way) => {
      const { total } = await index.search({ ...way.state, most: 0 });
      return { ...way, total };
    }));
    return found.filter(({ total }) => total).sort((a, b) => b.total - a.total).slice(0, MOST);
  }

  evibase.loosened = loosened;
})();
