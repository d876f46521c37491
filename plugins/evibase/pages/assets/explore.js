/*
  The explorer: words and facets together, over the same index as the search. OR within a facet, AND across;
  counts follow the other choices; every state is in the address (?q=...&themes=benefits&themes=...).
  Without this script the page is the plain list that the build wrote.
*/
(() => {
  "use strict";

  const root = document.querySelector("[data-ev-explore]");
  if (!root) return;

  const STEP = 30;
  const WORDS = {
    count: "{n} of {all} records",
    none: "No record fits all of that.",
    noneHelp: "Take a filter away, use fewer words, or start again.",
    clear: "Clear all",
    remove: "Remove filter: ",
    words: "Words",
    more: "Show {n} more",
    typo: " No exact match; showing words that are close.",
    failed: "The search index could not be loaded, so there are no filters. The list below is complete.",
    kind: "Kind",
  };
  const say = { ...WORDS, ...JSON.parse(root.dataset.evWords || "{}") };
  const told = (key, values) => say[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const find = (selector) => root.querySelector(selector);
  const form = find("form");
  const input = form.elements.q;
  const list = find("[data-ev-results]");
  const more = find("[data-ev-more]");
  const written = [...list.children]; // what the build wrote, kept for a failed fetch
  let shown = STEP;

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  /* Facets with the record's kind as the first of them, only terms that some record carries. */
  function facetsOf(index) {
    const carried = Object.assign(Object.create(null), { kind: new Map() }); // a facet may be called "constructor"
    for (const record of index.records) {
      for (const [facet, terms] of Object.entries({ kind: [record.k], ...record.f })) {
        carried[facet] = carried[facet] || new Map();
        terms.forEach((term) => carried[facet].set(term, true));
      }
    }
    const declared = { kind: { label: say.kind, terms: evibase.KINDS }, ...index.facets };
    return Object.entries(declared)
      .map(([id, { label, terms }]) => ({
        id, label, terms: Object.entries(terms).filter(([term]) => carried[id] && carried[id].has(term)),
      }))
      .filter(({ terms }) => terms.length > 1 || (terms.length === 1 && terms[0][0] === "yes"));
  }

  const termsOf = (record, facet) => {
    if (facet === "kind") return [record.k];
    return Object.hasOwn(record.f || {}, facet) ? record.f[facet] : [];
  };

  /* The state in the address: only facets and terms that exist; "theme" is taken for "themes". */
  function readAddress(facets) {
    const asked = new URLSearchParams(location.search);
    const chosen = new Map();
    for (const { id, terms } of facets) {
      const known = new Set(terms.map(([term]) => term));
      const values = [...asked.getAll(id), ...asked.getAll(id.replace(/s$/, ""))];
      chosen.set(id, new Set(values.filter((term) => known.has(term))));
    }
    return { q: asked.get("q") || "", chosen };
  }

  function writeAddress({ q, chosen }, how) {
    const asked = new URLSearchParams(q ? { q } : {});
    for (const [facet, terms] of chosen) terms.forEach((term) => asked.append(facet, term));
    const text = asked.toString();
    const address = text ? `?${text}` : location.pathname;
    if (text !== location.search.slice(1)) history[how](null, "", address);
  }

  const passes = (record, chosen, except) => [...chosen].every(([facet, terms]) =>
    facet === except || !terms.size || termsOf(record, facet).some((term) => terms.has(term)));

  function buildFacets(facets, change) {
    const place = find("[data-ev-facets]");
    facets.forEach(({ id, label, terms }, position) => {
      const details = make("details", "ev-facet");
      const set = make("fieldset");
      details.open = position < 2;
      set.append(make("legend", "ev-sr", label));
      for (const [term, name] of terms) {
        const line = make("label");
        const box = make("input");
        Object.assign(box, { type: "checkbox", name: id, value: term });
        box.addEventListener("change", change);
        line.append(box, make("span", "", name), make("span", "ev-facet__count"));
        set.append(line);
      }
      details.append(make("summary", "", label), set);
      place.append(details);
    });
  }

  function showCounts(facets, hits, chosen) {
    for (const { id } of facets) {
      const numbers = new Map();
      for (const { record } of hits) {
        if (passes(record, chosen, id)) {
          termsOf(record, id).forEach((term) => numbers.set(term, (numbers.get(term) || 0) + 1));
        }
      }
      form.querySelectorAll(`input[name="${CSS.escape(id)}"]`).forEach((box) => {
        box.checked = chosen.get(id).has(box.value);
        box.parentElement.lastElementChild.textContent = numbers.get(box.value) || 0;
      });
      if (chosen.get(id).size) form.querySelector(`input[name="${CSS.escape(id)}"]`).closest("details").open = true;
    }
  }

  function result(index, record, query) {
    const item = make("li", "ev-result");
    const title = make("h3", "ev-result__title");
    const link = make("a", "", record.t);
    const kinds = (index.facets.kind || {}).terms || {};
    link.href = index.address(record);
    title.append(link);
    item.append(make("p", "ev-result__kind", kinds[record.k] || evibase.KINDS[record.k] || record.k), title);
    if (record.s) item.append(make("p", "ev-result__facts", record.s));
    const why = query && evibase.excerpt(record.x, query, 90);
    if (why) {
      const line = make("p", "ev-result__match", why[0]);
      line.append(make("mark", "", why[1]), why[2]);
      item.append(line);
    }
    return item;
  }

  function chip(text, forget, name = "") {
    const item = make("li");
    const button = make("button", `ev-chip ${name}`);
    button.type = "button";
    if (!name) button.append(make("span", "ev-sr", say.remove));
    button.append(text);
    if (!name) {
      const cross = make("span", "ev-i ev-i--close");
      cross.setAttribute("aria-hidden", "true");
      button.append(cross);
    }
    button.addEventListener("click", () => {
      forget();
      input.focus(); // the button is about to go
    });
    item.append(button);
    return item;
  }

  function start(index) {
    const facets = facetsOf(index);
    let state = readAddress(facets);

    function change(next, how = "pushState") {
      state = next;
      shown = STEP;
      writeAddress(state, how);
      draw();
    }

    const without = (facet, term) => {
      const chosen = new Map([...state.chosen].map(([id, terms]) => [id, new Set(terms)]));
      chosen.get(facet).delete(term);
      return { ...state, chosen };
    };
    const empty = () => ({ q: "", chosen: new Map(facets.map(({ id }) => [id, new Set()])) });

    function chips() {
      const made = state.q ? [chip(`${say.words}: ${state.q}`, () => change({ ...state, q: "" }))] : [];
      for (const { id, label, terms } of facets) {
        for (const [term, name] of terms) {
          if (state.chosen.get(id).has(term)) made.push(chip(`${label}: ${name}`, () => change(without(id, term))));
        }
      }
      if (made.length) made.push(chip(say.clear, () => change(empty()), "ev-chip--clear"));
      return made;
    }

    function draw() {
      const hits = index.search(state.q);
      const fitting = hits.filter(({ record }) => passes(record, state.chosen));
      if (document.activeElement !== input) input.value = state.q;
      showCounts(facets, hits, state.chosen);
      find("[data-ev-count]").textContent = told("count", { n: fitting.length, all: index.records.length })
        + (fitting.length && fitting[0].typo ? say.typo : "");
      find("[data-ev-chips]").replaceChildren(...chips());
      list.replaceChildren(...fitting.slice(0, shown).map(({ record }) => result(index, record, state.q)));
      if (!fitting.length) {
        const nothing = make("li", "ev-empty");
        nothing.append(make("p", "ev-empty__title", say.none), make("p", "", say.noneHelp));
        list.append(nothing);
      }
      more.hidden = fitting.length <= shown;
      more.firstElementChild.textContent = told("more", { n: Math.min(STEP, fitting.length - shown) });
    }

    const boxes = () => ({
      q: input.value.trim(),
      chosen: new Map(facets.map(({ id }) => [
        id, new Set([...form.querySelectorAll(`input[name="${CSS.escape(id)}"]:checked`)].map((box) => box.value)),
      ])),
    });

    buildFacets(facets, () => change(boxes()));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change(boxes());
    });
    input.addEventListener("input", () => change(boxes(), "replaceState"));
    more.firstElementChild.addEventListener("click", () => {
      const first = shown;
      shown += STEP;
      draw();
      list.children[first].querySelector("a").focus();
    });
    addEventListener("popstate", () => {
      state = readAddress(facets);
      input.value = state.q;
      draw();
    });
    input.value = state.q;
    form.hidden = false;
    find("[data-ev-bar]").hidden = false;
    draw();
  }

  evibase.openIndex(root.dataset.evIndex).then(start).catch(() => {
    const note = make("div", "ev-note ev-note--warning");
    note.setAttribute("role", "status");
    note.append(make("p", "", say.failed));
    list.replaceChildren(...written);
    list.before(note);
  });
})();
