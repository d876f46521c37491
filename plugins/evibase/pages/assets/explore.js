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
    unknown: "The address asks for “{term}” under “{facet}”, which no record here has. It is left out.",
    topic: "Topic: {label}",
    failed: "The search index could not be loaded, so there are no filters. The list below is complete.",
    lost: "A part of the search index could not be loaded. Try again, or load the page anew.",
  };
  const say = { ...WORDS, ...JSON.parse(root.dataset.evWords || "{}") };
  const told = (key, values) => evibase.told(say[key], values);
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

  const marked = (element, [before, match, after]) => {
    element.append(before, make("mark", "", match), after);
    return element;
  };

  /* The state in the address, and what it asks for that is not there; "theme" is taken for "themes". */
  function readAddress(facets) {
    const asked = new URLSearchParams(location.search);
    const chosen = new Map();
    const unknown = [];
    for (const { id, label, terms } of facets) {
      const known = new Set(terms.map((term) => term.id));
      const singular = id.replace(/s$/, "");
      const values = [...asked.getAll(id), ...(singular === id ? [] : asked.getAll(singular))].filter(Boolean);
      chosen.set(id, new Set(values.filter((term) => known.has(term))));
      values.filter((term) => !known.has(term)).forEach((term) => unknown.push({ term, facet: label }));
    }
    return { q: asked.get("q") || "", chosen, unknown };
  }

  function writeAddress({ q, chosen }, how) {
    const asked = new URLSearchParams(q ? { q } : {});
    for (const [facet, terms] of chosen) terms.forEach((term) => asked.append(facet, term));
    const text = asked.toString();
    const address = text ? `?${text}` : location.pathname;
    if (text !== location.search.slice(1)) history[how](null, "", address);
  }

  function buildFacets(facets, change) {
    const place = find("[data-ev-facets]");
    facets.forEach(({ id, label, terms }, position) => {
      const details = make("details", "ev-facet");
      const set = make("fieldset");
      details.open = position < 2;
      set.append(make("legend", "ev-sr", label));
      for (const term of terms) {
        const line = make("label");
        const box = make("input");
        Object.assign(box, { type: "checkbox", name: id, value: term.id });
        box.addEventListener("change", change);
        line.append(box, make("span", "", term.label), make("span", "ev-facet__count"));
        set.append(line);
      }
      details.append(make("summary", "", label), set);
      place.append(details);
    });
  }

  function showCounts(facets, counts, chosen) {
    for (const { id } of facets) {
      const boxes = [...form.querySelectorAll(`input[name="${CSS.escape(id)}"]`)];
      for (const box of boxes) {
        box.checked = chosen.get(id).has(box.value);
        box.parentElement.lastElementChild.textContent = counts[id].get(box.value) || 0;
      }
      if (chosen.get(id).size) boxes[0].closest("details").open = true;
    }
  }

  function result(index, record, found, asked) {
    const item = make("li", "ev-result");
    const title = make("h3", "ev-result__title");
    const link = make("a");
    const inTitle = asked && evibase.excerpt(record.t, found.matches, 400);
    if (inTitle) marked(link, inTitle);
    else link.textContent = record.t;
    link.href = index.address(record);
    title.append(link);
    item.append(make("p", "ev-result__kind", index.kind(record)), title);
    if (record.s) item.append(make("p", "ev-result__facts", record.s));
    const inText = asked && evibase.excerpt(record.x, found.matches, 90);
    if (inText) item.append(marked(make("p", "ev-result__match"), inText));
    for (const label of found.terms(record)) item.append(make("p", "ev-result__match", told("topic", { label })));
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

  function warn(text, where = list) {
    const note = make("div", "ev-note ev-note--warning");
    note.setAttribute("role", "status");
    note.append(make("p", "", text));
    root.querySelectorAll(".ev-note--warning").forEach((former) => former.remove());
    where.before(note);
  }

  function start(index, all) {
    const facets = all.filter(({ terms }) => terms.length > 1 || (terms.length === 1 && terms[0].id === "yes"));
    let state = readAddress(facets);
    let turn = 0;

    function change(next, how = "pushState") {
      state = { ...next, unknown: [] };
      shown = STEP;
      writeAddress(state, how);
      return draw();
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
        for (const term of terms) {
          if (state.chosen.get(id).has(term.id)) {
            made.push(chip(`${label}: ${term.label}`, () => change(without(id, term.id))));
          }
        }
      }
      if (made.length) made.push(chip(say.clear, () => change(empty()), "ev-chip--clear"));
      return made;
    }

    /* Asks the index and shows what it gives. */
    async function draw() {
      const mine = (turn += 1);
      const { q, chosen, unknown } = state;
      list.setAttribute("aria-busy", "true");
      find("[data-ev-chips]").replaceChildren(...chips());
      if (document.activeElement !== input) input.value = q;
      let found;
      try {
        found = await index.search({ q, chosen, most: shown, counts: true });
      } catch {
        if (mine === turn) {
          list.removeAttribute("aria-busy");
          warn(say.lost);
        }
        return;
      }
      if (mine !== turn) return; // something else has been asked meanwhile
      list.removeAttribute("aria-busy");
      root.querySelectorAll(".ev-note--warning").forEach((former) => former.remove());
      showCounts(facets, found.counts, chosen);
      find("[data-ev-count]").textContent = [
        told("count", { n: found.total.toLocaleString("en"), all: index.number.toLocaleString("en") }),
        evibase.noted(found.notes, say),
        ...unknown.map((one) => told("unknown", one)),
      ].filter(Boolean).join(". ").replace(/\.\. /g, ". ");
      list.replaceChildren(...found.records.map((record) => result(index, record, found, q)));
      if (!found.total) {
        const nothing = make("li", "ev-empty");
        nothing.append(make("p", "ev-empty__title", say.none), make("p", "", say.noneHelp));
        list.append(nothing);
      }
      more.hidden = found.total <= shown;
      more.firstElementChild.textContent = told("more", { n: Math.min(STEP, found.total - shown) });
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
    more.firstElementChild.addEventListener("click", async () => {
      const first = shown;
      shown += STEP;
      await draw();
      if (list.children[first]) list.children[first].querySelector("a").focus();
    });
    addEventListener("popstate", () => {
      state = readAddress(facets);
      input.value = state.q;
      draw();
    });
    input.value = state.q;
    form.hidden = false;
    find("[data-ev-bar]").hidden = false;
    return draw();
  }

  (async () => {
    const index = await evibase.openIndex(root.dataset.evIndex);
    await start(index, await index.facets());
  })().catch(() => {
    list.replaceChildren(...written);
    warn(say.failed);
  });
})();
