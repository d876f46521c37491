/*
  Policy options side by side. Buttons "Compare" pick options on any page, up to four; a tray shows what is picked, and
  this browser keeps it. The comparison itself is in the address: policy-options/compare/?options=one,another.
  Each option's facts are a small JSON file; its text is only ever set as text, never read as HTML.
*/
(() => {
  "use strict";

  const FEWEST = 2;
  const MOST = 4;
  const ID = /^[a-z0-9-]{3,80}$/;
  const WORDS = {
    tray: "Options to compare",
    picked: "Picked to compare: {n} of {most}",
    compare: "Compare them",
    one: "Pick one more to compare",
    clear: "Clear",
    remove: "Take away: ",
    added: "“{title}” is picked, {n} of {most}.",
    taken: "“{title}” is taken away, {n} of {most} are left.",
    full: "Four options at most stand side by side. Take one away first.",
    unkept: "This browser does not let the site keep what you pick; it is forgotten on the next page.",
    unknown: "The address asks for “{id}”, which is no option here. It is left out.",
    many: "The address asks for more than four options. The first four are shown.",
    twice: "The address names an option twice. It is shown once.",
    failed: "The facts on “{id}” could not be loaded. Load the page anew to try again.",
    choose: "Choose two to four options in the table below, or on the page of an option.",
    more: "Choose one more option in the table below.",
    shown: "{n} options are side by side.",
    print: "Print or save as PDF",
    caption: "Policy options side by side",
    because: "because of: ",
    noFinding: "No finding of this base supports it.",
    contested: "contested",
    noCost: "No source says.",
    noCase: "No case of this base.",
    rows: "In one sentence|The problem|Who would act|Level|By what means|What to expect|Weakest link|What it rests on|What it costs|Who has tried it",
  };
  const root = new URL("../../", document.currentScript.src);
  const KEY = `evibase.compare ${root.pathname}`;
  const place = document.querySelector("[data-ev-compare]");
  const say = { ...WORDS, ...JSON.parse((place && place.dataset.evWords) || "{}") };
  const told = (key, values = {}) => say[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // The link of a picked option tells how the site makes addresses: policy-options/x/ or policy-options/x.html.
  const folders = ![...document.links].some((link) => /\/policy-options\/[^/]+\.html$/.test(link.href));
  let kept = true; // whether the browser lets us keep anything

  const make = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };

  const button = (name, text, press) => {
    const made = make("button", name, text);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  };

  /* What this browser keeps; whatever is no list of options is taken for nothing. */
  function stored() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) || "[]");
      const sound = (one) => one && typeof one.title === "string" && ID.test(one.id);
      return Array.isArray(found) ? found.filter(sound).slice(0, MOST) : [];
    } catch {
      return [];
    }
  }

  let picked = stored();

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(picked.map(({ id, title }) => ({ id, title }))));
    } catch {
      kept = false;
    }
  }

  /* ---- the tray ---- */

  const status = make("p", "ev-sr");
  status.setAttribute("role", "status");
  document.body.append(status);
  const tray = make("section", "ev-tray ev-no-print");
  tray.setAttribute("aria-label", say.tray);

  const target = () => {
    const address = new URL(`policy-options/compare${folders ? "/" : ".html"}`, root);
    address.search = `?options=${picked.map(({ id }) => id).join(",")}`;
    return address.href;
  };

  function showTray() {
    const shown = picked.length > 0 && !place;
    document.documentElement.classList.toggle("ev-has-tray", shown);
    if (!shown) {
      tray.remove();
      return;
    }
    const folded = tray.querySelector("details");
    const details = make("details");
    details.open = folded ? folded.open : matchMedia("(min-width: 60em)").matches;
    const list = make("ul", "ev-tray__list");
    for (const { id, title } of picked) {
      const forget = button("ev-chip", make("span", "ev-sr", say.remove), () => {
        toggle(id, title);
        const next = tray.querySelector(".ev-chip") || document.querySelector("[data-ev-pick]");
        if (next) next.focus();
      });
      forget.append(title, make("span", "ev-i ev-i--close"));
      list.append(make("li", "", forget));
    }
    details.append(make("summary", "", told("picked", { n: picked.length, most: MOST })), list);
    const tools = make("p", "ev-tray__tools");
    if (picked.length >= FEWEST) {
      const link = make("a", "ev-button", say.compare);
      link.href = target();
      tools.append(link);
    } else {
      tools.append(make("span", "", say.one));
    }
    tools.append(button("ev-chip ev-chip--clear", say.clear, () => {
      picked = [];
      changed();
      const first = document.querySelector("[data-ev-pick]");
      if (first) first.focus();
    }));
    tray.replaceChildren(details, tools);
    if (!tray.isConnected) document.body.append(tray);
  }

  function showButtons() {
    const ids = new Set(picked.map(({ id }) => id));
    for (const one of document.querySelectorAll("[data-ev-pick]")) {
      one.setAttribute("aria-pressed", String(ids.has(one.dataset.evPick)));
    }
  }

  function changed() {
    keep();
    showButtons();
    showTray();
    if (place) {
      const address = new URL(location.href);
      address.searchParams.delete("options");
      const list = picked.map(({ id }) => id).join(",");
      history.pushState(null, "", list ? `?options=${list}` : address.pathname);
      draw([]);
    }
  }

  function toggle(id, title) {
    const there = picked.some((one) => one.id === id);
    if (!there && picked.length >= MOST) {
      status.textContent = say.full;
      return;
    }
    picked = there ? picked.filter((one) => one.id !== id) : [...picked, { id, title }];
    changed();
    const words = told(there ? "taken" : "added", { title, n: picked.length, most: MOST });
    status.textContent = kept ? words : `${words} ${say.unkept}`;
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-ev-pick]");
    if (pressed) toggle(pressed.dataset.evPick, pressed.lastElementChild.textContent.replace(/^: /, ""));
  });

  /* ---- side by side ---- */

  const linked = (text, address) => {
    const link = make("a", "", text);
    link.href = new URL(address, root).href;
    return link;
  };

  const sure = ({ level, sure: words }) => {
    const meter = make("span", "ev-meter");
    meter.setAttribute("aria-hidden", "true");
    return make("span", `ev-conf ev-conf--${level}`, meter, words);
  };

  function basis(items) {
    const list = make("ul", "ev-compare__basis");
    const sign = { supports: "supports", against: "contradicts", condition: "qualifies" };
    for (const item of items) {
      const mark = make("span", `ev-i ev-i--${sign[item.role]}`);
      mark.setAttribute("aria-hidden", "true");
      const line = make("li", "", make("strong", "", mark, item.words), ": ", linked(item.claim, item.address), " ", sure(item));
      if (item.contested) line.append(" ", make("span", "ev-tag ev-tag--contested", say.contested));
      if (item.note) line.append(make("p", "", item.note));
      list.append(line);
    }
    return list;
  }

  function cases(items) {
    if (!items.length) return say.noCase;
    const list = make("ul");
    for (const { title, address, about } of items) list.append(make("li", "", linked(title, address), `. ${about}`));
    return list;
  }

  const ASPECTS = [
    (one) => [one.summary],
    (one) => [one.problem],
    (one) => [one.actors],
    (one) => [one.level],
    (one) => [one.means],
    (one) => [make("p", "", make("strong", "ev-wording", one.wording)), ...one.warnings.map((text) => make("p", "", text))],
    (one) => (one.weakest
      ? [sure(one.weakest), ` ${say.because}`, linked(one.weakest.claim, one.weakest.address)] : [say.noFinding]),
    (one) => [basis(one.basis)],
    (one) => [one.cost || say.noCost],
    (one) => [cases(one.cases)],
  ];

  function table(options) {
    const made = make("table", "ev-table ev-compare__table", make("caption", "", say.caption));
    const head = made.createTHead().insertRow();
    for (const option of options) {
      const cell = make("th", "", linked(option.title, option.address));
      cell.scope = "col";
      const forget = button("ev-chip ev-no-print", make("span", "ev-sr", say.remove), () => {
        toggle(option.id, option.title);
        place.querySelector("[data-ev-compare-told]").focus();
      });
      const name = make("span", "ev-sr", option.title);
      const cross = make("span", "ev-i ev-i--close");
      cross.setAttribute("aria-hidden", "true");
      forget.append(name, cross);
      cell.append(" ", forget);
      head.append(cell);
    }
    say.rows.split("|").forEach((name, at) => {
      const body = made.createTBody();
      const label = make("th", "", name);
      label.scope = "rowgroup";
      label.colSpan = options.length;
      body.insertRow().append(label);
      const row = body.insertRow();
      for (const option of options) row.insertCell().append(...ASPECTS[at](option));
    });
    return made;
  }

  async function read(id) {
    const answer = await fetch(new URL(`policy-options/${id}.json`, root));
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${answer.status} ${id}`);
    return answer.json();
  }

  /* The options that the address names, as they are, and what is to be said about the rest. */
  function asked() {
    const notes = [];
    const named = (new URLSearchParams(location.search).get("options") || "").split(",").filter(Boolean);
    const once = [...new Set(named)];
    if (once.length < named.length) notes.push(say.twice);
    if (once.length > MOST) notes.push(say.many);
    const ids = once.slice(0, MOST);
    ids.filter((id) => !ID.test(id)).forEach((id) => notes.push(told("unknown", { id })));
    return { ids: ids.filter((id) => ID.test(id)), notes };
  }

  let turn = 0;

  async function draw(notes) {
    const mine = (turn += 1);
    place.setAttribute("aria-busy", "true");
    const faults = [];
    const found = await Promise.all(picked.map(({ id }) => read(id).catch(() => {
      faults.push(told("failed", { id }));
      return null;
    }).then((option) => {
      if (!option && !faults.some((text) => text === told("failed", { id }))) faults.push(told("unknown", { id }));
      return option;
    })));
    if (mine !== turn) return;
    const options = found.filter(Boolean);
    picked = options.map(({ id, title }) => ({ id, title }));
    showButtons();
    const line = place.querySelector("[data-ev-compare-told]");
    line.tabIndex = -1;
    const number = options.length >= FEWEST ? told("shown", { n: options.length }) : options.length ? say.more : say.choose;
    line.textContent = [...notes, ...faults, number].join(" ");
    place.querySelectorAll(".ev-scroll, .ev-compare__print").forEach((former) => former.remove());
    document.body.classList.toggle("ev-comparing", options.length >= FEWEST);
    if (options.length) {
      const box = make("div", "ev-scroll", table(options));
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", say.caption);
      place.append(box);
    }
    if (options.length >= FEWEST) {
      place.append(make("p", "ev-compare__print ev-no-print", button("ev-button", say.print, () => print())));
    }
    place.removeAttribute("aria-busy");
  }

  function fromAddress() {
    const { ids, notes } = asked();
    const titles = new Map(picked.map(({ id, title }) => [id, title]));
    picked = ids.map((id) => ({ id, title: titles.get(id) || id }));
    return draw(notes);
  }

  if (place) {
    addEventListener("popstate", fromAddress);
    if (new URLSearchParams(location.search).has("options")) fromAddress();
    else {
      if (picked.length) history.replaceState(null, "", `?options=${picked.map(({ id }) => id).join(",")}`);
      draw([]);
    }
  } else {
    showButtons();
    showTray();
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return; // back from the comparison: what is picked may have changed
      picked = stored();
      showButtons();
      showTray();
    });
  }
})();
