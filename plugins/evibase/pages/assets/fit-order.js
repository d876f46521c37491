/*
  How well a record fits a reader's workplace: an order by a list of criteria, one after the other, and the reason in
  words. Nothing is summed up. The rule is published on the page `explore/fit/`. All functions here are pure.

    criteria: [[id, name, general]]    facets in their order; `where` is the place; `general` is the term for all
    profile:  {id: {id, above, kin}}   what the reader has chosen, the terms above it, and the others below those
    data:     {kind, terms, year}      of a record: its kind, terms by facet (with those above them), a year
    kind:     "f", "c", "o" or "m"     a finding, case or option, or a key message, which has what its findings have
*/
(() => {
  "use strict";

  const WORDS = {
    same: "same {name}",
    place: "same place",
    whole: "the country as a whole",
    part: "another part of the same country",
    wider: "a wider {name}",
    all: "not tied to one {name}",
    countries: "several countries",
    union: "European Union",
    open: "{name} not stated",
    other: "another {name}",
    now: "from this year",
    year: "1 year old",
    years: "{n} years old",
    undated: "year not stated",
    option: "Its findings: {reason}",
  };

  /* Ranks of a criterion, from the best fit to the worst. */
  const SAME = 0;
  const PART = 1;
  const WIDER = 2;
  const OPEN = 3;
  const OTHER = 4;
  const BASE = 5;

  /* Reads the text that a card carries: `f|social-care|GB-SCT|||informal|2004`. */
  function parse(text, criteria) {
    const cells = text.split("|");
    const terms = {};
    criteria.forEach(([id], at) => { terms[id] = (cells[at + 1] || "").split(" ").filter(Boolean); });
    return { kind: cells[0], terms, year: Number(cells[criteria.length + 1]) || null };
  }

  function place({ id, above }, codes) {
    const country = id.split("-")[0];
    if (!codes.length) return [OPEN, "open"];
    if (codes.includes(id)) return [SAME, id === country ? "same" : "place"];
    const within = codes.filter((code) => code.split("-")[0] === country);
    if (within.length) return id === country ? [SAME, "same"] : [PART, within.includes(country) ? "whole" : "part"];
    if (codes.includes("INT")) return [WIDER, "countries"];
    if (codes.includes("EU") && above.includes("EU")) return [WIDER, "union"];
    return [OTHER, "other"];
  }

  function facet({ id, above, kin }, terms, general) {
    if (!terms.length) return [OPEN, "open"];
    if (terms.includes(id)) return [SAME, "same"];
    if (general && terms.includes(general)) return [WIDER, "all"];
    // A record on reflection is on informal learning, too; but that does not make it one on learning by doing.
    if (terms.some((term) => above.includes(term)) && !terms.some((term) => kin.includes(term))) return [WIDER, "wider"];
    return [OTHER, "other"];
  }

  /* The steps of age, from the newest: less than 10 years, less than 20, older, not stated. */
  function age(year, today) {
    if (!year) return [3, "undated"];
    const old = Math.max(0, today - year);
    return [old < 10 ? 0 : old < 20 ? 1 : 2, old === 0 ? "now" : old === 1 ? "year" : "years", old];
  }

  /* Criterion by criterion: rank, key of the words, name. */
  function steps(profile, data, criteria, today) {
    const asked = criteria.filter(([id]) => profile[id]);
    const found = asked.map(([id, name, general]) => {
      const held = data.terms[id] || [];
      return [...(id === "where" ? place(profile[id], held) : facet(profile[id], held, general)), name];
    });
    return [...found, age(data.year, today)];
  }

  /* The ranks of a record, in the order of the criteria; the age comes last. */
  const ranks = (...given) => steps(...given).map(([rank]) => rank);

  /* One number that is in the order of the ranks, which never meet: it is their place, and not a score. */
  const key = (...given) => ranks(...given).reduce((sum, rank) => sum * BASE + rank, 0);

  /* The reason in words, such as "same sector, another country, 20 years old". */
  function reason(profile, data, criteria, today, words = WORDS) {
    const told = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const found = steps(profile, data, criteria, today).map(([, word, value]) => told(words[word], { name: value, n: value }));
    const text = found.join(", ");
    return data.kind === "o" || data.kind === "m" ? told(words.option, { reason: text }) : text;
  }

  /* The places of records in the order by fit; those of equal fit stay as they are. */
  function order(profile, records, criteria, today) {
    const keys = records.map((data) => key(profile, data, criteria, today));
    return records.map((_, at) => at).sort((a, b) => keys[a] - keys[b] || a - b);
  }

  globalThis.evibase = Object.assign(globalThis.evibase || {}, {
    fitOrder: { WORDS, parse, ranks, key, reason, order },
  });
})();
