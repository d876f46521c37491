/*
  The search index, behind one function, so that another index, or a search server, can take its place: a script that
  sets `evibase.openIndex`. This one is fetched when the search is first used, and then only if there is no such script.

    evibase.openIndex(address) -> Promise of an index, opened once per page
    index.number               -> how many records there are
    index.facets()             -> Promise of [{id, label, terms: [{id, label}]}], with the terms that some record has
    index.address(record)      -> the address of its page
    index.kind(record)         -> what kind of record it is, in words
    index.source(key)          -> Promise of the record of a source, or of null
    index.search(asked)        -> Promise of {records, total, counts, notes, matches, terms}

  `asked` is {q, most, from, chosen, sort, counts, fit}, where `chosen` is a Map of Sets; all may be left out. `fit` is
  a reader's profile with its criteria and this year (fit.js): with it records have `fit`, what is held against it, and
  the sort "fit" puts them in that order. Records are {id, u, k, t, s, x, n, c}: address,
  kind, title, facts in words, more text, a finding's facts [level, reviewed, lines, supports, qualifies, contradicts,
  contested], and the keys of the sources that it cites (of a source: its key and fields). With `counts` there is `f`,
  too: a Map of the labels of its terms by facet. `notes` say what was done beyond what was asked: {typo}, {also} or {partly}; `matches(word)`
  tells whether a word of a text is one of those that were looked for; `terms(record)` names the topics by which it fits.

  The index is many small files (`pages/search_index.py`); a question reads the few that it needs.
*/
(() => {
  "use strict";

  const { distance, stem, words } = evibase;
  const DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  const WIDTH = 5; // digits of a record: its grade, and four of its number
  const WEIGHTS = [12, 8, 1]; // of a word in a short title, in a longer one, elsewhere
  const TOPIC = 4; // of a record on a topic that is called what was typed
  const OWN = 24; // of that topic's own page: it comes first
  const NAMED = 13; // of one whose name is several words: more than a title with one of them
  const FEW = 16; // words that a short beginning stands for
  const opened = new Map();

  const start = (word, length) => [...word].slice(0, length).join("");
  const value = (digits) => [...digits].reduce((sum, digit) => sum * 64 + DIGITS.indexOf(digit), 0);

  function crc32(text) {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return (sum ^ -1) >>> 0;
  }

  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer.text();
  }

  /* A promise made once for each key; a failed one is forgotten, so that the next try tries again. */
  function kept(store, key, make) {
    if (!store.has(key)) {
      const made = make();
      made.catch(() => store.delete(key));
      store.set(key, made);
    }
    return store.get(key);
  }

  async function open(address) {
    const where = new URL(address, document.baseURI);
    const known = JSON.parse(await fetched(where));
    if (known.version !== 2 || !Array.isArray(known.facets)) throw new Error(`not an index: ${address}`);
    const base = new URL("..", where);
    const [recordBits, columnBits, wordBits] = known.bits;
    const stop = new Set(known.stop.split(" "));
    const starts = new Set(known.lexicon.split(" "));
    const store = new Map();
    const part = (name, parse) => kept(store, name, () => fetched(new URL(`${name}.txt`, where)).then(parse));
    const page = DIGITS[17 + known.facets[0].terms.findIndex(([kind]) => kind === "pages")]; // the grade of one
    const lines = (text) => text.split("\n").slice(0, -1);

    /* ---- words ---- */

    const parseWords = (text) => new Map(lines(text).map((line) => {
      const [word, ...lists] = line.split("\t");
      return [word, lists];
    }));
    const shardOf = (word) => (crc32(word[0] === "=" ? word : start(word, known.beginning))
      & ((1 << wordBits) - 1)).toString(16);
    const wordsBeside = (word) => part(`w/${shardOf(word)}`, parseWords);

    /* The words that begin with two letters, each with a number for how many records hold it. */
    function wordsFrom(two) {
      if (!starts.has(two)) return Promise.resolve([]);
      const name = [...two].map((letter) => letter.codePointAt(0).toString(16)).join("-");
      return part(`l/${name}`, (text) => lines(text).map((line) => {
        const [word, digit] = line.split(" ");
        return [word, DIGITS.indexOf(digit)];
      }));
    }

    /* The records that hold a word, as three lists of digits. */
    async function holders(word) {
      const found = (await wordsBeside(word)).get(word);
      if (!found) return ["", "", ""];
      return Promise.all(found.map(async (list, field) => {
        if (list[0] !== "*") return list;
        const name = `w/${shardOf(word)}-${crc32(word).toString(16)}-${field}`;
        const pieces = Array.from({ length: 1 << Number(list.slice(1)) }, (_, piece) => piece.toString(16));
        return (await Promise.all(pieces.map((piece) => part(name + piece, (text) => text)))).join("");
      }));
    }

    /* The words that a typed one stands for: itself, its forms, and what it begins; [[word, factor]]. */
    async function meant(typed) {
      const root = stem(typed);
      const factor = (word) => (word === typed ? 1.7 : stem(word) === root ? 1.4 : 1);
      const fits = (word) => word.startsWith(typed) || stem(word) === root;
      let found;
      if ([...root].length >= known.beginning && [...typed].length >= known.beginning) {
        const beside = await wordsBeside(typed);
        found = [...beside].filter(([word]) => fits(word)).map(([word, lists]) => [word, lists.join("").length]);
      } else {
        found = (await wordsFrom(start(typed, 2))).filter(([word]) => fits(word));
      }
      const most = typed.length < known.beginning ? FEW : 4 * FEW;
      found.sort((a, b) => factor(b[0]) - factor(a[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return found.slice(0, most).map(([word]) => [word, factor(word)]);
    }

    /* The nearest words to a misspelt one. Lists are read from the likeliest to the least likely first letters. */
    async function nearest(typed) {
      if (typed.length < 4) return [];
      const most = typed.length < 8 ? 1 : 2;
      const [one, two] = [...typed];
      const rounds = [
        (key) => key === one + two || key === two + one,
        (key) => key[0] === one,
        (key) => key[0] === two || key.endsWith(one) || key.endsWith(two),
      ];
      const seen = new Set();
      let best = [];
      for (const [round, likely] of rounds.entries()) {
        const keys = [...starts].filter((key) => likely(key) && !seen.has(key));
        keys.forEach((key) => seen.add(key));
        for (const [word, held] of (await Promise.all(keys.map(wordsFrom))).flat()) {
          const apart = distance(typed, word, round === 2 ? 1 : most);
          if (apart) best.push({ word, held, far: apart[0] * 2 + (apart[1] ? 0 : 1) });
        }
        if (best.some(({ far }) => far < 4)) break;
      }
      const least = Math.min(...best.map(({ far }) => far));
      best = best.filter(({ far }) => far === least).sort((a, b) => b.held - a.held || (a.word < b.word ? -1 : 1));
      return best.slice(0, 5).map(({ word }) => word);
    }

    /* ---- topics by their names ---- */

    const names = known.facets.flatMap(({ id, terms }) => (id === "kind" || id === "confidence" || id === "contested"
      ? [] : terms.flatMap(([term, label, ...others]) => [label, ...others].map((name) => ({
        facet: id, term, label, name, also: name !== label, parts: words(name),
      })))));

    const alike = (typed, word) => typed === word || stem(typed) === stem(word);

    /* Where the words of a name were typed: side by side, or else its telling ones, two or more, anywhere; or null. */
    function typedAt(parts, typed) {
      const at = typed.findIndex((_, from) => parts.every((word, on) => typed[from + on] && alike(typed[from + on], word)));
      if (at >= 0) return { side: true, places: parts.map((_, on) => at + on) };
      const telling = parts.filter((word) => !stop.has(word));
      const places = telling.map((word) => typed.findIndex((one) => alike(one, word)));
      return telling.length > 1 && !places.includes(-1) ? { side: false, places } : null;
    }

    /* Topics that are called what was typed. In "social care" nobody asks for what is called "social". */
    function topics(typed) {
      const found = names.filter(({ parts }) => parts.length)
        .map((name) => ({ ...name, ...typedAt(name.parts, typed) })).filter(({ places }) => places);
      const phrases = found.filter(({ side, places }) => side && places.length > 1);
      return found.filter((one) => !phrases.some((other) => (one.side
        ? other.places.length > one.places.length && one.places.every((place) => other.places.includes(place))
        : one.places.some((place) => other.places.includes(place)))));
    }

    /* ---- a question ---- */

    function add(scores, list, weight) {
      for (let at = 0; at < list.length; at += WIDTH) {
        const name = list.slice(at, at + WIDTH);
        const own = weight + (name[0] === DIGITS[0] ? 1 : 0); // a topic before what carries it
        if (!(scores.get(name) >= own)) scores.set(name, own);
      }
    }

    async function scored(found, scores) {
      const lists = await Promise.all(found.map(([word]) => holders(word)));
      lists.forEach((fields, at) => fields.forEach((list, field) => add(scores, list, WEIGHTS[field] * found[at][1])));
    }

    /*
      Scores by record: those that fit every word, or, where there are none, those that fit most of them. A long page
      holds many words, so pages alone are not enough: then they come together with the records that fit most.
    */
    function together(all, notes) {
      const [first, ...others] = [...all].sort((a, b) => a.size - b.size);
      const scores = new Map();
      for (const [name, score] of first) {
        if (others.every((other) => other.has(name))) {
          scores.set(name, others.reduce((sum, other) => sum + other.get(name), score));
        }
      }
      const pages = new Set([...scores.keys()].filter((name) => name[0] === page));
      if (scores.size > pages.size || all.length < 2) return scores;
      const records = all.some((each) => [...each.keys()].some((name) => name[0] !== page));
      const number = new Map();
      for (const each of all) {
        for (const [name, score] of each) {
          if (pages.has(name) || (records && name[0] === page)) continue;
          number.set(name, (number.get(name) || 0) + 1);
          scores.set(name, (scores.get(name) || 0) + score);
        }
      }
      const most = Math.max(0, ...number.values());
      if (most) notes.push({ partly: true });
      for (const [name, count] of number) if (count < most) scores.delete(name);
      return scores;
    }

    /* What a typed word stands for; what nothing begins with is taken for a misspelling. */
    async function understood(word, called, notes) {
      const found = await meant(word);
      if (found.length || called.some(({ parts }) => parts.some((one) => alike(one, word)))) return [word, found];
      const near = await nearest(word);
      if (!near.length) return [word, []];
      notes.push({ typo: word, took: near });
      const forms = (await meant(near[0])).map(([form, factor]) => [form, factor / 2]);
      return [near[0], [...near.map((one) => [one, 0.7]), ...forms]];
    }

    /* The records that fit a text: scores by record, notes, and what tells whether a word is one that was meant. */
    async function ask(text) {
      const typed = words(text).map((word) => word.slice(0, known.longest));
      const telling = [...new Set(typed.filter((word) => !stop.has(word)))];
      const asked = telling.length ? telling : typed.slice(-1);
      const notes = [];
      const first = topics(typed);
      const all = await Promise.all(asked.map((word) => understood(word, first, notes)));
      const right = new Map(asked.map((word, at) => [word, all[at][0]]));
      const called = notes.length ? topics(typed.map((word) => right.get(word) || word)) : first;
      const scores = asked.map(() => new Map());
      await Promise.all(all.map(([, found], at) => scored(found, scores[at])));
      const phrased = new Set(); // pages of topics that were called by several words, one after the other
      const carried = await Promise.all(called.map(async ({ facet, term, label, parts, side }) => {
        const [own, , list] = await holders(`=${facet}/${term}`);
        const carriers = new Map();
        const weight = parts.length > 1 ? NAMED : TOPIC;
        add(carriers, list, weight);
        if (side && parts.length > 1) phrased.add(own);
        all.forEach(([word], at) => {
          if (!parts.some((one) => alike(one, word))) return;
          add(scores[at], list, weight);
          add(scores[at], own, OWN);
        });
        return [label, carriers];
      }));
      const also = called.filter((one) => one.also);
      if (also.length) {
        // Of "mentoring" and "mentors" one is told: what was typed
        const names = new Map();
        const whole = ` ${typed.join(" ")} `;
        for (const { parts } of also) {
          const [form, name] = [parts.map(stem).join(" "), parts.join(" ")];
          if (!names.has(form) || whole.includes(` ${name} `)) names.set(form, name);
        }
        notes.push({ also: [...names.values()], took: [...new Set(also.map(({ label }) => label))] });
      }
      const meantWords = new Set(all.flatMap(([, found]) => found.map(([word]) => word)));
      const fitting = asked.length ? together(scores, notes) : null;
      if (fitting) {
        const best = Math.max(0, ...fitting.values());
        for (const own of phrased) fitting.set(own, Math.max(fitting.get(own) || 0, best + 1));
      }
      return {
        scores: fitting,
        notes,
        matches: (word) => meantWords.has(word) || asked.some((one) => word.startsWith(one) || alike(word, one)),
        terms: (record) => [...new Set(carried.filter(([, map]) => map.has(record.id)).map(([label]) => label))],
      };
    }

    const parseRecord = (line) => {
      const [u, k, t, s, x, n, c] = JSON.parse(line.slice(WIDTH));
      return { id: line.slice(0, WIDTH), u, k, t, s, x, n, c };
    };
    const recordsBeside = (number) => part(`r/${(number >>> (24 - recordBits)).toString(16)}`, lines);

    async function record(id) {
      const found = (await recordsBeside(value(id.slice(1)))).find((line) => line.startsWith(id));
      if (!found) throw new Error(`${id} is not there`); // the site has been built anew in between
      return parseRecord(found);
    }

    /* The source with a key; null where there is none. Of two with the same number one has another (`hashed`). */
    async function source(key) {
      for (let salt = 0; salt < 4; salt += 1) {
        const beside = await recordsBeside(crc32(`sources/${key}${"#".repeat(salt)}`) & 0xffffff);
        const found = beside.map(parseRecord).find(({ k, c }) => k === "sources" && c.key === key);
        if (found) return found;
      }
      return null;
    }

    const columns = () => kept(store, "columns", async () => {
      const files = Array.from({ length: 1 << columnBits }, (_, n) => part(`c/${n.toString(16)}`, lines));
      return evibase.columns(known.facets, (await Promise.all(files)).flat(), WIDTH);
    });

    /* Without filters, counts and order no facets are read: that is what the header's search asks. */
    async function search({ q = "", most = 30, from = 0, chosen = new Map(), sort = "", counts = false, fit = null } = {}) {
      const found = await ask(q);
      let ids;
      let table = null;
      let numbers = null;
      if (counts || sort || !found.scores || [...chosen.values()].some((terms) => terms.size)) {
        table = await columns();
        ({ ids, counts: numbers } = table.choose(found.scores, chosen, sort, fit));
      } else {
        ids = [...found.scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
      }
      const records = await Promise.all(ids.slice(from, from + most).map(record));
      if (table) for (const one of records) one.f = table.facetsOf(one.id);
      if (table && fit) for (const one of records) one.fit = table.fitOf(one.id, fit);
      return { records, total: ids.length, counts: numbers, notes: found.notes, matches: found.matches, terms: found.terms };
    }

    return {
      number: known.records,
      facets: async () => {
        const { carried } = await columns();
        return known.facets.filter(({ id }) => carried[id]).map(({ id, label }) => ({ id, label, terms: carried[id] }));
      },
      kind: ({ k }) => (known.facets[0].terms.find(([kind]) => kind === k) || [k, k])[1],
      source,
      address: ({ u }) => new URL(u, base).href,
      search,
    };
  }

  evibase.openIndex = (address) => kept(opened, address, () => open(address));
})();
