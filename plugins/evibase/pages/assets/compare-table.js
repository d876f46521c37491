/*
  Policy options side by side, as the address names them: policy-options/compare/?options=one,another. compare.js holds
  what is picked. Each option's facts are a small JSON file; its text is only ever set as text, never read as HTML.
*/
(() => {
  "use strict";

  const { FEWEST, MOST, ID, root, place, make, button, toggle, showButtons, kept, take, drawnBy } = evibase.compare;
  const WORDS = {
    remove: "Take away: ",
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
  const say = { ...WORDS, ...JSON.parse(place.dataset.evWords || "{}") };
  const told = (key, values = {}) => evibase.told(say[key], values);

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
    const found = await Promise.all(kept().map(({ id }) => read(id).catch(() => {
      faults.push(told("failed", { id }));
      return null;
    }).then((option) => {
      if (!option && !faults.some((text) => text === told("failed", { id }))) faults.push(told("unknown", { id }));
      return option;
    })));
    if (mine !== turn) return;
    const options = found.filter(Boolean);
    take(options.map(({ id, title }) => ({ id, title })));
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
    const titles = new Map(kept().map(({ id, title }) => [id, title]));
    take(ids.map((id) => ({ id, title: titles.get(id) || id })));
    return draw(notes);
  }

  drawnBy(draw);
  addEventListener("popstate", fromAddress);
  if (new URLSearchParams(location.search).has("options")) fromAddress();
  else {
    const ids = kept().map(({ id }) => id).join(",");
    if (ids) history.replaceState(null, "", `?options=${ids}`);
    draw([]);
  }
})();
