/*
  The search index, behind two functions, so that another index can take its place:

    evibase.openIndex(address) -> Promise of an index, fetched once per page
    index.search(text)         -> [{record, score, typo}], best first; every record for an empty text

  A record is {u, k, t, x, s, f, a}: address, kind, title, more text, facts in words, facet terms, synonyms.
  Every word must begin a word of the record. Case and accents do not count. Where a word of five letters
  or more begins nothing, one typo in it is forgiven.
*/
(() => {
  "use strict";

  const WEIGHTS = { t: 8, a: 4, x: 1, s: 1 };
  const WORD = /[\p{L}\p{N}]+/gu;
  const opened = new Map();

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => fold(text || "").match(WORD) || [];

  /* Is one insertion, deletion, exchange or swap of neighbours enough to make b of a? */
  function oneTypo(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    if (at === a.length && at === b.length) return true;
    const rest = (text, from) => text.slice(from);
    return rest(a, at + 1) === rest(b, at + 1)
      || rest(a, at + 1) === rest(b, at)
      || rest(a, at) === rest(b, at + 1)
      || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2));
  }

  const begins = (word, typed) => word.startsWith(typed);
  const nearly = (word, typed) => [-1, 0, 1].some((more) => oneTypo(word.slice(0, typed.length + more), typed));

  /* word -> Map(number of the record -> weight of the best field that holds it) */
  function invert(records) {
    const places = new Map();
    records.forEach((record, number) => {
      for (const [field, weight] of Object.entries(WEIGHTS)) {
        for (const word of words(record[field])) {
          if (!places.has(word)) places.set(word, new Map());
          const found = places.get(word);
          if ((found.get(number) || 0) < weight) found.set(number, weight);
        }
      }
    });
    return places;
  }

  function lookUp(places, typed, same) {
    const found = new Map();
    for (const [word, numbers] of places) {
      if (!same(word, typed)) continue;
      const whole = word === typed ? 1.5 : 1;
      for (const [number, weight] of numbers) {
        found.set(number, Math.max(found.get(number) || 0, weight * whole));
      }
    }
    return found;
  }

  function search(records, places, text) {
    const typed = [...new Set(words(text))];
    if (!typed.length) return records.map((record) => ({ record, score: 0, typo: false }));
    let typo = false;
    const lists = typed.map((word) => {
      const found = lookUp(places, word, begins);
      if (found.size || word.length < 5) return found;
      typo = true;
      return lookUp(places, word, nearly);
    });
    lists.sort((a, b) => a.size - b.size);
    const hits = [];
    for (const number of lists[0].keys()) {
      if (!lists.every((list) => list.has(number))) continue;
      const score = lists.reduce((sum, list) => sum + list.get(number), 0);
      // The record "Employers" before those in whose titles the word is one of many.
      const named = lists.every((list) => list.get(number) >= WEIGHTS.t);
      const share = named ? Math.min(1, typed.length / words(records[number].t).length) : 0;
      hits.push({ record: records[number], score: score + WEIGHTS.t * share, typo, number });
    }
    return hits.sort((a, b) => b.score - a.score || a.number - b.number);
  }

  /* The words around the first match in a text: [before, match, after], or null. */
  function excerpt(text, query, around = 60) {
    const typed = words(query);
    for (const match of (text || "").matchAll(WORD)) {
      const word = fold(match[0]);
      if (!typed.some((one) => begins(word, one) || (one.length > 4 && nearly(word, one)))) continue;
      const end = match.index + match[0].length;
      const from = Math.max(0, match.index - around);
      const to = Math.min(text.length, end + around);
      return [
        (from ? "… " : "") + text.slice(from, match.index),
        match[0],
        text.slice(end, to) + (to < text.length ? " …" : ""),
      ];
    }
    return null;
  }

  async function read(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    const data = await answer.json();
    if (data.version !== 1 || !Array.isArray(data.records)) throw new Error(`not an index: ${address}`);
    const base = new URL("..", answer.url || new URL(address, document.baseURI));
    let places = null; // made at the first question
    return {
      facets: data.facets || {},
      records: data.records,
      address: (record) => new URL(record.u, base).href,
      search: (text) => {
        places = places || invert(data.records);
        return search(data.records, places, text);
      },
    };
  }

  /* A failed fetch is forgotten, so that the next try fetches again. */
  function openIndex(address) {
    if (!opened.has(address)) {
      const index = read(address);
      index.catch(() => opened.delete(address));
      opened.set(address, index);
    }
    return opened.get(address);
  }

  const KINDS = {
    finding: "Finding", case: "Case study", option: "Policy option", question: "Open question",
    source: "Source", term: "Term", page: "Page",
  };

  globalThis.evibase = { openIndex, excerpt, words, KINDS };
})();
