/*
  Facets of all records, for the explorer: OR within a facet, AND across, and counts that follow the other choices.

  In a column each distinct set of terms has a number, and a record holds that number. So a choice is decided once for
  each set, and counting is counting numbers: 140,000 records take some milliseconds.
*/
(() => {
  "use strict";

  const HIDDEN = ["lines", "fit"]; // columns that are no filter
  const SPAN = 5; // years that are one term

  /* Gives the terms of a cell as the facet's ids. */
  function reader({ id, terms }) {
    if (id === "where") return (cell) => cell.split(",");
    if (id === "year") return (cell) => [String(cell - (cell % SPAN))];
    return (cell) => cell.split(",").map((number) => terms[number][0]);
  }

  function column(facet, width) {
    const numbers = new Map();
    return { facet, numbers, cells: [], rows: new Uint32Array(width), read: HIDDEN.includes(facet.id) ? null : reader(facet) };
  }

  const AT_ONCE = 1000; // records that are taken in before the page may answer its reader

  const pause = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); done(); };
    port2.postMessage(null);
  });

  async function columns(facets, lines, width) {
    lines.sort();
    const ids = lines.map((line) => line.slice(0, width));
    const places = new Map(ids.map((id, row) => [id, row]));
    const all = facets.map((facet) => column(facet, lines.length));
    for (const [row, line] of lines.entries()) {
      if (row % AT_ONCE === AT_ONCE - 1) await pause();
      const cells = line.slice(width + 1).split("\t");
      all.forEach((each, at) => {
        const cell = cells[at];
        let number = each.numbers.get(cell);
        if (number === undefined) {
          number = each.cells.length;
          each.numbers.set(cell, number);
          each.cells.push(cell);
        }
        each.rows[row] = number;
      });
    }
    for (const each of all) {
      each.terms = each.cells.map((cell) => (cell === "" || !each.read ? [] : each.read(cell)));
      each.values = each.cells.map(Number);
      // What speaks of a part of a country speaks of that country, and is shown with the part alone.
      each.wide = each.facet.id !== "where" ? each.terms
        : each.terms.map((codes) => [...new Set(codes.flatMap((code) => [code, code.split("-")[0]]))]);
    }
    const shown = all.filter(({ read }) => read);
    const named = Object.fromEntries(all.map((each) => [each.facet.id, each]));

    /* The sorts besides the best match: the newest evidence, the most lines of evidence. */
    const order = (sort) => {
      const by = { newest: named.year, lines: named.lines }[sort];
      return by && ((a, b) => by.values[by.rows[b]] - by.values[by.rows[a]] || a - b);
    };

    /* What of a record is held against a reader's profile (fit-order.js): a finding's is in its facets. */
    const KINDS = { findings: "f", "case-studies": "c", "policy-options": "o" };
    const kindOf = (row) => KINDS[named.kind.terms[named.kind.rows[row]][0]];
    function fitData(row, criteria) {
      const text = named.fit && named.fit.cells[named.fit.rows[row]];
      if (text) return evibase.fitOrder.parse(text, criteria);
      const kind = kindOf(row);
      if (!kind) return null;
      const terms = {};
      for (const [id] of criteria) terms[id] = named[id] ? named[id].terms[named[id].rows[row]] : [];
      return { kind, terms, year: named.year.values[named.year.rows[row]] || null };
    }

    /* The order by fit: what has none, such as a source, comes last. Records that are alike are worked out once. */
    function byFit({ profile, criteria, today }) {
      const columns = [named.kind, named.fit, named.year, ...criteria.map(([id]) => named[id])].filter(Boolean);
      const found = new Map();
      const keys = Array.from(ids, (_, row) => {
        const alike = columns.map((each) => each.rows[row]).join();
        if (!found.has(alike)) {
          const data = fitData(row, criteria);
          found.set(alike, data ? evibase.fitOrder.key(profile, data, criteria, today) : Infinity);
        }
        return found.get(alike);
      });
      return (a, b) => (keys[a] === keys[b] ? 0 : keys[a] - keys[b]);
    }

    /* Records stand in order of their grades, topics first; where nothing was typed, topics come last. */
    const topics = ids.filter((id) => id[0] === "-").length;
    const place = (row) => (row < topics ? row + ids.length : row);

    function choose(scores, chosen, sort, fit) {
      const asked = shown.filter(({ facet }) => chosen.has(facet.id) && chosen.get(facet.id).size);
      const passing = asked.map((each) => {
        const wanted = chosen.get(each.facet.id);
        return Uint8Array.from(each.wide, (terms) => terms.some((term) => wanted.has(term)));
      });
      const tallies = shown.map((each) => new Uint32Array(each.cells.length));
      const slots = asked.map((each) => shown.indexOf(each));
      const rows = [];
      const count = (row) => {
        let failed = -1;
        for (let at = 0; at < asked.length; at += 1) {
          if (!passing[at][asked[at].rows[row]]) {
            if (failed >= 0) return; // two facets stand against it: it counts in none
            failed = slots[at];
          }
        }
        if (failed >= 0) {
          tallies[failed][shown[failed].rows[row]] += 1;
          return;
        }
        rows.push(row);
        for (let at = 0; at < shown.length; at += 1) tallies[at][shown[at].rows[row]] += 1;
      };
      if (scores) {
        for (const id of scores.keys()) if (places.has(id)) count(places.get(id));
      } else {
        for (let row = 0; row < ids.length; row += 1) count(row);
      }
      const best = scores && sort !== "surest" && ((a, b) => scores.get(ids[b]) - scores.get(ids[a]) || a - b);
      const usual = order(sort) || best || ((a, b) => place(a) - place(b));
      const fitting = sort === "fit" && fit && byFit(fit);
      // Without words the rows come in the usual order, but for the topics in front.
      if (!scores && !fitting && !order(sort)) rows.push(...rows.splice(0, rows.findLastIndex((row) => row < topics) + 1));
      else rows.sort(fitting ? (a, b) => fitting(a, b) || usual(a, b) : usual);
      const counts = Object.create(null); // a facet may be called "constructor"
      shown.forEach((each, at) => {
        const numbers = new Map();
        tallies[at].forEach((number, cell) => each.wide[cell].forEach((term) => {
          if (number) numbers.set(term, (numbers.get(term) || 0) + number);
        }));
        counts[each.facet.id] = numbers;
      });
      return { ids: rows.map((row) => ids[row]), counts };
    }

    /* The terms that any record carries, by facet, in the order of the facet; years from the newest. */
    function carried() {
      const found = Object.create(null);
      for (const each of shown) {
        const known = new Set(each.wide.flat());
        const listed = each.facet.id === "year"
          ? [...known].sort().reverse().map((year) => [year, `${year}–${Number(year) + SPAN - 1}`])
          : each.facet.terms.filter(([term]) => known.has(term));
        found[each.facet.id] = listed.map(([id, label]) => ({ id, label }));
      }
      return found;
    }

    const listed = carried();
    const labels = new Map(shown.map(({ facet }) => [
      facet.id, new Map(listed[facet.id].map(({ id, label }) => [id, label])),
    ]));

    /* The labels of a record's terms, by facet. */
    function facetsOf(id) {
      const row = places.get(id);
      return new Map(shown.map((each) => [
        each.facet.id, each.terms[each.rows[row]].map((term) => labels.get(each.facet.id).get(term)),
      ]));
    }

    const fitOf = (id, { criteria }) => fitData(places.get(id), criteria);

    return { choose, carried: listed, facetsOf, fitOf };
  }

  globalThis.evibase = Object.assign(globalThis.evibase || {}, { columns });
})();
