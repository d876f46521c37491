/*
  The explorer: words and facets together, over the same index as the search. OR within a facet, AND across;
  counts follow the other choices; every state is in the address (?q=...&themes=benefits&sort=newest&view=table).
  Without this script the page is the plain list that the build wrote.
*/
(() => {
  "use strict";

  const root = document.querySelector("[data-ev-explore]");
  if (!root) return;

  const STEP = 30;
  const WORDS = {
    count: "{n} of {all} records",
    compare: "Compare",
    show: "Show {n} records",
    showOne: "Show 1 record",
    none: "No record fits all of that.",
    nothing: "Nothing was found for “{q}”, nor for words like it.",
    reason: "Leave out one of these, and there is something:",
    reasons: "Leaving out one filter or word does not help. Start again with all records:",
    looser: "Without “{text}”: {n} records",
    looserOne: "Without “{text}”: 1 record",
    everything: "All {n} records",
    ask: "Is it missing? Ask it as an open question",
    clear: "Clear all",
    remove: "Remove filter: ",
    words: "Words",
    more: "Show {n} more",
    unknown: "The address asks for “{term}” under “{facet}”, which no record here has. It is left out.",
    noFilter: "The address asks for “{facet}”, which is no filter here. It is left out.",
    unfit: "To order by fit, say first what your workplace is like.",
    sort: "Order",
    view: "Show as",
    making: "Making the file …",
    made: "The file with {n} records is made.",
    unmade: "The file could not be made, as a part of it could not be loaded. Try again.",
    shared: "The address is copied. Whoever opens it sees what you see here.",
    unshared: "The address of this page holds all that you have chosen. Copy it from the address bar.",
    columns: "Record|How sure|Lines|Supports|Qualifies|Contradicts|Country|Newest",
    topics: "On the topic: {labels}",
    failed: "The search index could not be loaded, so there are no filters. The list below is complete.",
    lost: "A part of the search index could not be loaded. Try again, or load the page anew.",
  };
  const say = { ...WORDS, ...JSON.parse(root.dataset.evWords || "{}") };
  const told = (key, values) => evibase.told(say[key], values);
  const number = (value) => value.toLocaleString("en");
  const find = (selector) => root.querySelector(selector);
  const form = find("form");
  const input = form.elements.q;
  const list = find("[data-ev-results]");
  const more = find("[data-ev-more]");
  const done = find("[data-ev-done]");
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

  const { brief, fit } = evibase; // what a reader has collected, and a profile: collect.js, fit.js
  const fitting = () => (fit && fit.profile() ? { ...fit, profile: fit.profile() } : null);
  const sorts = find("[data-ev-sort]");
  const views = [...root.querySelectorAll("[name=ev-view]")];
  const OTHERS = ["q", "sort", "view", "fit"]; // of the address, beside facets
  const values = { sort: [...sorts.options].map(({ value }) => value), view: views.map(({ value }) => value) };

  /* The state in the address, and what it asks for that is not there; "theme" is taken for "themes". */
  function readAddress(facets) {
    const asked = new URLSearchParams(location.search);
    const chosen = new Map();
    const unknown = [];
    const known = new Set(OTHERS);
    for (const { id, label, terms } of facets) {
      const there = new Set(terms.map((term) => term.id));
      const names = [id, id.replace(/s$/, "")];
      const asks = [...new Set(names)].flatMap((name) => asked.getAll(name)).filter(Boolean);
      names.forEach((name) => known.add(name));
      chosen.set(id, new Set(asks.filter((term) => there.has(term))));
      asks.filter((term) => !there.has(term)).forEach((term) => unknown.push(told("unknown", { term, facet: label })));
    }
    const one = (name) => {
      const term = asked.get(name) || "";
      if (values[name].includes(term)) return term;
      unknown.push(told("unknown", { term, facet: say[name] }));
      return "";
    };
    for (const facet of new Set(asked.keys())) {
      if (!known.has(facet) && !facet.startsWith("utm_")) unknown.push(told("noFilter", { facet }));
    }
    return { q: asked.get("q") || "", chosen, sort: one("sort"), view: one("view"), unknown };
  }

  function addressOf({ q, chosen, sort, view }) {
    const asked = new URLSearchParams(q ? { q } : {});
    for (const [facet, terms] of chosen) terms.forEach((term) => asked.append(facet, term));
    if (sort) asked.set("sort", sort);
    if (view) asked.set("view", view);
    const keeps = sort === "fit" || new URLSearchParams(location.search).has("fit");
    if (keeps && fit && fit.address()) asked.set("fit", fit.address());
    const text = asked.toString();
    return text ? `?${text}` : location.pathname;
  }

  function writeAddress(state, how) {
    const address = addressOf(state);
    if (address !== (location.search || location.pathname)) history[how](null, "", address);
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

  function linked(index, record, found, asked) {
    const link = make("a");
    const inTitle = asked && evibase.excerpt(record.t, found.matches, 400);
    if (inTitle) marked(link, inTitle);
    else link.textContent = record.t;
    link.href = index.address(record);
    return link;
  }

  /* How sure a finding is, as the pages show it: a meter, which the style sheet draws, beside the word. */
  function sure(level, text) {
    const shown = make("span", `ev-conf ev-conf--${level}`);
    const meter = make("span", "ev-meter");
    meter.setAttribute("aria-hidden", "true");
    shown.append(meter, text);
    return shown;
  }

  function tag(word, contested) {
    if (!contested) return make("span", "ev-tag", word);
    const shape = make("span", "ev-i ev-i--contested");
    shape.setAttribute("aria-hidden", "true");
    const shown = make("span", "ev-tag ev-tag--contested", "");
    shown.append(shape, word);
    return shown;
  }

  const STANCES = ["supports", "qualifies", "contradicts"];

  /* A claim's balance in shapes and words, as the pages show it. The words are those of the index. */
  function balance(record) {
    const [first, who = "", ...where] = record.s.split("; ");
    const [lines, ...others] = who.split(", ");
    const stances = STANCES.filter((_, at) => record.n[3 + at]).map((stance) => {
      const one = make("span", `ev-stance ev-stance--${stance}`);
      const shape = make("span", `ev-i ev-i--${stance}`);
      shape.setAttribute("aria-hidden", "true");
      one.append(shape, others.shift() || "");
      return one;
    });
    const line = make("span", "ev-line");
    const shown = [make("span", "", lines), ...stances, ...others.map((word, at) => tag(word, record.n[6] && !at))];
    line.append(sure(record.n[0], first), ...shown.flatMap((one) => [" ", one]));
    return where.length ? [line, make("span", "ev-line__where", where.join("; "))] : [line];
  }

  function result(index, record, found, asked) {
    const item = make("li", "ev-result");
    const title = make("h3", "ev-result__title");
    title.append(linked(index, record, found, asked));
    item.append(make("p", "ev-result__kind", index.kind(record)), title);
    const facts = make("p", "ev-result__facts");
    if (record.n.length) {
      facts.append(...balance(record));
    } else {
      facts.textContent = record.s;
    }
    if (record.s) item.append(facts);
    const inText = asked && evibase.excerpt(record.x, found.matches, 90);
    if (inText) item.append(marked(make("p", "ev-result__match"), inText));
    const topics = found.terms(record);
    if (topics.length) item.append(make("p", "ev-result__match", told("topics", { labels: topics.join("; ") })));
    if (record.fit && fitting()) item.append(fit.why(record.fit));
    const ref = brief && brief.refOf(index.address(record));
    if (ref) {
      const place = make("p", "ev-collect ev-no-print");
      brief.add(ref, place, record.t);
      const [section, id] = ref.split("/");
      if (section === "policy-options") place.prepend(picker(id, record.t), " ");
      item.append(place);
    }
    return item;
  }

  /* Puts an option beside others, as in lists: see compare.js. */
  function picker(id, title) {
    const button = make("button", "ev-pick", say.compare);
    button.type = "button";
    button.dataset.evPick = id;
    button.setAttribute("aria-pressed", "false");
    button.append(make("span", "ev-sr", `: ${title}`));
    return button;
  }

  function tableOf(index, found, asked) {
    const table = make("table", "ev-table");
    const head = table.createTHead().insertRow();
    for (const name of say.columns.split("|")) {
      const cell = make("th", "", name);
      cell.scope = "col";
      head.append(cell);
    }
    const body = table.createTBody();
    for (const record of found.records) {
      const row = body.insertRow();
      const name = make("th");
      name.scope = "row";
      name.append(make("span", "ev-result__kind", index.kind(record)), linked(index, record, found, asked));
      const [level, , ...numbers] = record.n;
      const how = row.insertCell();
      row.prepend(name);
      if (level) how.append(sure(level, record.s.split("; ")[0]));
      [0, 1, 2, 3].forEach((at) => { row.insertCell().textContent = numbers[at] ?? ""; });
      for (const facet of ["where", "year"]) row.insertCell().textContent = (record.f.get(facet) || []).join(", ");
    }
    return table;
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
    const empty = () => ({ ...state, q: "", chosen: new Map(facets.map(({ id }) => [id, new Set()])) });

    function chips() {
      const made = state.q ? [chip(`${say.words}: ${state.q}`, () => change({ ...state, q: "" }))] : [];
      for (const { id, label, terms } of facets) {
        for (const term of terms) {
          if (state.chosen.get(id).has(term.id)) {
            made.push(chip(`${label}: ${term.label}`, () => change(without(id, term.id))));
          }
        }
      }
      if (made.length > 1) made.push(chip(say.clear, () => change(empty()), "ev-chip--clear"));
      return made;
    }

    /* Says that nothing was found, then why: each thing without which there would be something, as a link. */
    async function why(asked) {
      const mine = turn;
      const nothing = make("li", "ev-empty");
      const only = asked.q && ![...asked.chosen.values()].some((terms) => terms.size);
      nothing.append(make("p", "ev-empty__title", only ? told("nothing", { q: asked.q }) : say.none));
      list.append(nothing);
      const ways = await evibase.loosened(index, asked, facets);
      if (mine !== turn) return;
      const link = (words, next) => {
        const way = make("a", "", words);
        way.href = addressOf(next);
        way.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own
          event.preventDefault();
          change(next);
          input.focus({ preventScroll: true }); // the link is about to go
        });
        const item = make("li");
        item.append(way);
        return item;
      };
      const named = ({ facet, text }) => (facet ? `${facet}: ${text}` : text);
      const links = only ? [] : ways.map((way) => link(
        told(way.total === 1 ? "looserOne" : "looser", { text: named(way), n: number(way.total) }), { ...asked, ...way.state },
      ));
      if (!only) nothing.append(make("p", "", links.length ? say.reason : say.reasons));
      const all = make("ul");
      all.append(...(links.length ? links : [link(told("everything", { n: number(index.number) }), empty())]));
      nothing.append(all);
      if (!root.dataset.evAsk) return;
      const line = make("p");
      line.append(make("a", "", say.ask));
      line.firstChild.href = root.dataset.evAsk;
      nothing.append(line);
    }

    /* Asks the index and shows what it gives. */
    async function draw() {
      const mine = (turn += 1);
      const { q, chosen, sort, view, unknown } = state;
      list.setAttribute("aria-busy", "true");
      find("[data-ev-chips]").replaceChildren(...chips());
      if (document.activeElement !== input) input.value = q;
      let found;
      try {
        found = await index.search({ q, chosen, sort, most: shown, counts: true, fit: fitting() });
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
      find("[data-ev-count]").textContent = told("count", { n: number(found.total), all: number(index.number) });
      done.textContent = told(found.total === 1 ? "showOne" : "show", { n: number(found.total) });
      const unfit = sort === "fit" && !fitting() ? say.unfit : "";
      find("[data-ev-told]").textContent = [evibase.noted(found.notes, say), unfit, ...unknown].filter(Boolean).join(" ");
      sorts.value = sort;
      views.forEach((box) => { box.checked = box.value === view; });
      const tabled = view === "table" && found.total > 0;
      find("[data-ev-table]").replaceChildren(...(tabled ? [tableOf(index, found, q)] : []));
      find("[data-ev-table]").hidden = !tabled;
      list.hidden = tabled;
      list.replaceChildren(...(tabled ? [] : found.records.map((record) => result(index, record, found, q))));
      root.querySelectorAll("[data-ev-download]").forEach((button) => { button.disabled = !found.total; });
      if (brief) brief.show();
      evibase.parts();
      if (evibase.showPicked) evibase.showPicked();
      if (!found.total) why(state).catch(() => {}); // that nothing was found is told already
      more.hidden = found.total <= shown;
      more.firstElementChild.textContent = told("more", { n: Math.min(STEP, found.total - shown) });
    }

    const boxes = () => ({
      ...state,
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
      const links = root.querySelectorAll(".ev-result a, .ev-table a");
      if (links[first]) links[first].focus();
    });
    sorts.addEventListener("change", () => {
      change({ ...state, sort: sorts.value });
      if (sorts.value === "fit" && fit && !fit.profile()) fit.ask().catch(() => {}); // the bar's link leads there, too
    });
    if (fit) {
      fit.onChange((profile) => {
        writeAddress(profile && !state.sort ? (state = { ...state, sort: "fit" }) : state, "replaceState");
        draw();
      });
    }
    views.forEach((box) => box.addEventListener("change", () => change({ ...state, view: box.value })));
    root.querySelectorAll("[data-ev-download]").forEach((button) => {
      button.addEventListener("click", async () => {
        const status = find("[data-ev-told]");
        status.textContent = say.making;
        try {
          const { q, chosen, sort } = state;
          const { records } = await index.search({ q, chosen, sort, most: Infinity, counts: true, fit: fitting() });
          await evibase.download(button.dataset.evDownload, index, records, facets);
          status.textContent = told("made", { n: number(records.length) });
        } catch {
          status.textContent = say.unmade;
        }
      });
    });
    // On a phone the filters stand before what they leave.
    done.addEventListener("click", () => {
      done.closest("details").open = false;
      const count = find("[data-ev-count]");
      count.tabIndex = -1;
      count.focus();
    });
    find("[data-ev-share]").addEventListener("click", async () => {
      let words = say.shared;
      try {
        await navigator.clipboard.writeText(location.href);
      } catch {
        words = say.unshared; // forbidden, or there is none
      }
      find("[data-ev-told]").textContent = words;
    });
    addEventListener("popstate", () => {
      state = readAddress(facets);
      input.value = state.q;
      draw();
    });
    input.value = state.q;
    form.hidden = false;
    root.querySelectorAll("[data-ev-bar], [data-ev-take]").forEach((bar) => { bar.hidden = false; });
    return draw();
  }

  (async () => {
    const index = await evibase.openIndex(root.dataset.evIndex);
    await start(index, await index.facets());
  })().catch(() => {
    list.replaceChildren(...written);
    list.removeAttribute("aria-busy");
    root.dataset.evPlain = "";
    form.hidden = true;
    find("[data-ev-bar]").hidden = true;
    warn(say.failed);
  });
})();
