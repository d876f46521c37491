/* The page where a brief is put together. Its address carries all of it: records, title and note. */
(() => {
  "use strict";

  const desk = document.querySelector("[data-ev-brief]");
  if (!desk) return;
  const { RECORD, cleaned, read, write, hrefOf, addressOf, root } = globalThis.evibase.brief;
  const readRecord = globalThis.evibase.readRecord;
  const part = (name) => desk.querySelector(`[data-ev-${name}]`);
  const [told, list, sheet, length, heading] = ["told", "items", "sheet", "length", "brief-title"].map(part);
  const title = document.getElementById("ev-brief-title");
  const note = document.getElementById("ev-brief-note");
  const unnamed = heading.textContent;
  const PAGES = 2;
  let state = cleaned(null);
  let own = true;
  let found = []; // what is known of each record, in order; null while it is being read
  let works = new Map();
  let round = 0;

  /* Elements are made of texts only: nothing that somebody wrote is ever read as HTML. */
  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children.filter((child) => child !== "" && child !== null));
    return element;
  }

  function link(text, href) {
    const element = make("a", "", text);
    element.href = href;
    return element;
  }

  function button(text, act, more = "") {
    const element = make("button", "ev-link", text);
    if (more) element.append(make("span", "ev-sr", ` ${more}`));
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  const say = (...parts) => told.replaceChildren(...parts);
  const nameOf = (number) => {
    const one = found[number];
    const lead = one && one.point && one.point.lead.replace(/[.:]$/, "");
    return (one && (one.name || lead || (one.point && one.point.text))) || state.items[number];
  };

  /* ---- the sheet ---- */

  function from(point) {
    const box = make("span", "ev-brief__from");
    const way = link(point.kind, point.href);
    way.append(make("span", "ev-brief__ref", ` ${point.ref}`));
    box.append(way);
    point.passages.forEach(({ label, href, locator }) => box.append("; ", link(label, href), locator ? `, ${locator}` : ""));
    return box;
  }

  function sureness(point) {
    const said = [...(point.sure ? [point.sure.words] : []), ...(point.said || [])].join("; ");
    const level = point.sure ? ["none", "very-low", "low", "moderate", "high"].indexOf(point.sure.level) : -1;
    return said ? make("span", `ev-brief__sure ev-brief__sure--${level}`, said) : "";
  }

  function sentence(point) {
    return [point.lead ? make("strong", "", point.lead) : "", point.lead ? " " : "", point.text];
  }

  /* One record; `short` (0 to 2) leaves out what to do, then all but the first of what is said below. */
  function shown(one, number, short) {
    const item = make("li", "");
    if (!one) return make("li", "", `${state.items[number]} …`);
    if (one.state !== "found") {
      item.append(make("p", "ev-brief__lost", `${one.asked}: ${FAULTS[one.state]}`));
      return item;
    }
    const { point } = one;
    item.append(make("p", "ev-brief__point", ...sentence(point)), make("p", "ev-brief__facts", sureness(point), " ", from(point)));
    const below = short > 1 ? point.below.slice(0, 1) : point.below;
    const todo = short ? [] : point.todo;
    if (below.length + todo.length) {
      item.append(make("ul", "ev-brief__below",
        ...below.map((each) => make("li", "", ...sentence(each), " ", sureness(each), " ", from(each))),
        ...todo.map((each) => make("li", "", make("strong", "", each.lead), " ", each.text, " ", from({ ...point, passages: [] })))));
    }
    return item;
  }

  function leansOn(points, short) {
    const hrefs = points.flatMap(({ passages, below }) => [
      ...passages, ...(short > 1 ? below.slice(0, 1) : below).flatMap((each) => each.passages),
    ].map(({ href }) => href));
    const listed = [...new Set(hrefs)].map((href) => works.get(href)).filter(Boolean);
    const textOf = (runs) => runs.map((run) => run.text).join("");
    return listed.sort((one, other) => textOf(one).localeCompare(textOf(other)));
  }

  function work(runs) {
    return make("li", "", ...runs.map(({ text, italic, href }) => {
      const words = italic ? make("i", "", text) : text;
      return href ? link(words, href) : words;
    }));
  }

  function pieces(short) {
    const points = found.filter((one) => one && one.state === "found").map(({ point }) => point);
    const listed = leansOn(points, short);
    const notes = state.note.split(/\n+/).filter((line) => line.trim()).map((line) => make("p", "", line));
    return [
      notes.length ? make("div", "ev-brief__note", ...notes) : "",
      make("ol", "ev-brief__points", ...found.map((one, number) => shown(one, number, short))),
      ...(listed.length ? [make("h2", "", "References"), make("ul", "ev-brief__works", ...listed.map(work))] : []),
      make("p", "ev-brief__foot", `${desk.dataset.evSite}, ${root.href}`),
    ].filter(Boolean);
  }

  /* How many printed pages it takes: measured on a sheet of that width, out of sight. */
  function pagesOf(parts) {
    const paper = make("div", "ev-brief ev-brief--paper", make("h1", "", heading.textContent), ...parts);
    paper.setAttribute("aria-hidden", "true");
    paper.inert = true;
    desk.append(paper);
    const { width, height } = paper.getBoundingClientRect();
    paper.remove();
    return height / ((width / 180) * 262); // the sheet is 180 mm wide, and a page holds 262 mm
  }

  function draw() {
    heading.textContent = state.title || unnamed;
    document.title = document.title.replace(/^.*?(?= - [^-]*$|$)/, heading.textContent);
    let short = 0;
    let parts = pieces(short);
    let pages = pagesOf(parts);
    while (pages > PAGES && short < 2) {
      parts = pieces((short += 1));
      pages = pagesOf(parts);
    }
    parts = pieces(short);
    sheet.replaceChildren(...parts);
    const less = ["", "To fit, it leaves out what to do.", "To fit, it leaves out what to do and most of what qualifies each point."][short];
    length.textContent = found.includes(null) ? "Reading the records …"
      : pages > PAGES ? `It takes more than two pages (${pages.toFixed(1)}). Remove a record, or make the note shorter.`
        : `It prints on ${pages > 1 ? "two pages" : "one page"}. ${less}`;
  }

  /* ---- the list of what is in it ---- */

  const FAULTS = {
    missing: "No record has this address, or none has it any more.",
    failed: "This record could not be loaded. Are you offline?",
    gone: "This finding no longer stands.",
  };

  function waysOn(one, number) {
    if (one.state === "failed") return [button("Try again", () => load(), nameOf(number)), link("Open its page", hrefOf(one.asked))];
    if (one.state === "missing") {
      const words = one.asked.split("/")[1].replace(/-/g, " ");
      const explore = desk.querySelector("[data-ev-nothing] a").href;
      return [link("Look for it in the explorer", `${explore}?q=${encodeURIComponent(words)}`)];
    }
    const instead = one.instead && !state.items.includes(one.instead)
      ? [button("Take the newer finding instead", () => change(state.items.map((item, other) => (other === number ? one.instead : item)), number))] : [];
    return [...instead, link("See why", hrefOf(one.ref))];
  }

  function row(number) {
    const name = nameOf(number);
    const one = found[number];
    const moved = (to) => {
      const items = [...state.items];
      items.splice(to, 0, ...items.splice(number, 1));
      change(items, to, to < number ? "up" : "down");
      say(`Moved to place ${to + 1} of ${items.length}.`);
    };
    const up = button("Up", () => moved(number - 1), `: ${name}`);
    const down = button("Down", () => moved(number + 1), `: ${name}`);
    const remove = button("Remove", () => {
      change(state.items.filter((_, other) => other !== number), Math.min(number, state.items.length - 2), "remove");
      say(`Removed: ${name}`);
    }, `: ${name}`);
    up.dataset.evAct = "up";
    down.dataset.evAct = "down";
    remove.dataset.evAct = "remove";
    up.disabled = number === 0;
    down.disabled = number === state.items.length - 1;
    const line = make("li", "ev-desk__item", make("span", "ev-desk__name", name), make("span", "ev-desk__acts", up, down, remove));
    if (one && one.state !== "found") {
      line.append(make("p", "ev-desk__fault", FAULTS[one.state], " ", ...waysOn(one, number).flatMap((way) => [way, " "])));
    }
    return line;
  }

  function rows() {
    list.replaceChildren(...state.items.map((_, number) => row(number)));
    const nothing = !state.items.length;
    part("nothing").hidden = !nothing;
    part("desk").hidden = nothing && !told.childNodes.length;
    ["tools", "ways", "sheet"].forEach((name) => (part(name).hidden = nothing));
    heading.textContent = state.title || unnamed;
  }

  /* The keyboard stays where it was: on the same button of the same record, or on what took its place. */
  function focus(number, act) {
    const line = list.children[number];
    const acts = line ? [...line.querySelectorAll("[data-ev-act]")] : [];
    const wanted = acts.find((one) => one.dataset.evAct === act && !one.disabled) || acts.find((one) => !one.disabled);
    if (wanted) wanted.focus();
    else {
      heading.tabIndex = -1;
      heading.focus();
    }
  }

  /* ---- what changes it ---- */

  function keep() {
    history.replaceState(null, "", addressOf(state));
    if (own && !write(state)) remember();
  }

  function remember() {
    say("This browser keeps nothing for this site. The address of this page holds your brief: save it as a bookmark.");
  }

  function change(items, number, act) {
    const known = new Map(state.items.map((item, index) => [item, found[index]]));
    state = { ...state, items };
    found = items.map((item) => known.get(item) || null);
    keep();
    rows();
    draw();
    focus(number, act);
    if (found.includes(null)) load();
  }

  async function load() {
    const mine = (round += 1);
    const fresh = new Map(works);
    const records = await Promise.all(state.items.map((item, number) => {
      const one = found[number];
      return one && one.state === "found" ? one : readRecord(item, fresh).catch(() => ({ state: "failed", asked: item, ref: item }));
    }));
    if (mine !== round) return; // it was changed meanwhile
    works = fresh;
    found = records;
    // Former addresses become the present ones, once each.
    const items = [...new Set(records.map((one) => (one.state === "found" ? one.ref : one.asked)))];
    if (items.join() !== state.items.join()) {
      const by = new Map(records.map((one) => [one.state === "found" ? one.ref : one.asked, one]));
      state = { ...state, items };
      found = items.map((item) => by.get(item));
      keep();
    }
    rows();
    draw();
    desk.removeAttribute("aria-busy");
  }

  function typed() {
    state = { ...state, title: title.value.slice(0, 120), note: note.value.slice(0, 1200) };
    keep();
    draw();
  }

  /* ---- the beginning ---- */

  function strange(asked) {
    const wrong = (asked.get("items") || "").split(",").filter((item) => item && !RECORD.test(item));
    return wrong.length ? `Left out, because it is no address of a record: ${wrong.map((item) => `“${item.slice(0, 60)}”`).join(", ")}. ` : "";
  }

  function shared(kept) {
    const many = kept.items.length;
    const take = button(many ? "Add these to mine" : "Make it mine", () => {
      own = true;
      state = cleaned({ ...state, items: [...kept.items, ...state.items], title: kept.title || state.title, note: kept.note || state.note });
      found = state.items.map(() => null);
      title.value = state.title;
      note.value = state.note;
      say("It is yours now.");
      keep();
      rows();
      load();
    });
    return ["This brief came with its address. ", many ? "Your own is unchanged. " : "", take, " ",
      many ? link("Open mine", addressOf(cleaned(null))) : ""].filter(Boolean);
  }

  function begin() {
    const asked = new URLSearchParams(location.search);
    const kept = read();
    const carried = ["items", "title", "note"].some((name) => asked.has(name));
    if (carried) {
      state = cleaned({ items: (asked.get("items") || "").split(","), title: asked.get("title") || "", note: asked.get("note") || "" });
      own = state.items.join() === kept.items.join();
    } else state = cleaned(kept);
    found = state.items.map(() => null);
    title.value = state.title;
    note.value = state.note;
    const fault = strange(asked);
    if (fault || !own) say(fault, ...(own ? [] : shared(kept)));
    else if (kept.broken) say("What this browser had kept could not be read, so your brief starts anew.");
    else if (kept.forbidden && state.items.length) remember();
    if (own && !fault) keep();
    desk.setAttribute("aria-busy", "true");
    rows();
    load();
  }

  async function share() {
    const address = new URL(addressOf(state), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      say("The address is copied. Whoever opens it sees this brief.");
    } catch {
      say("Copy the address of this page: it holds the whole brief. ", link(address, address));
    }
  }

  title.addEventListener("input", typed);
  note.addEventListener("input", typed);
  part("form").addEventListener("submit", (event) => event.preventDefault());
  part("share").addEventListener("click", share);
  part("empty").addEventListener("click", () => {
    say("Your brief is empty. ", button("Undo", () => {
      [state, found] = before;
      title.value = state.title;
      note.value = state.note;
      say("It is back.");
      keep();
      rows();
      draw();
    }));
    const before = [state, found];
    state = cleaned(null);
    found = [];
    title.value = note.value = "";
    keep();
    rows();
    draw();
    told.querySelector("button").focus();
  });
  begin();
})();
