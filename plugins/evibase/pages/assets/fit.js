/*
  Does this fit my workplace? A reader's profile, kept in this browser or taken from the address (`?fit=...`), puts
  lists in order by fit, each record with the reason. What there is to choose is the form on the page `explore/fit/`,
  which is fetched when it is needed. Without this script lists keep their usual order, and the bar is not shown.

    ?fit=sectors.social-care_where.GB-SCT
*/
(() => {
  "use strict";

  const bar = document.querySelector("[data-ev-fits]");
  if (!bar) return;

  const WORDS = {
    own: "Ordered by fit with your workplace: {profile}.",
    listed: "How each fits your workplace: {profile}.",
    mine: "Your workplace: {profile}.",
    foreign: "You are looking through somebody's profile: {profile}.",
    change: "Change",
    clear: "Clear",
    keep: "Keep it",
    drop: "Drop it",
    share: "Address to share",
    how: "How this order comes about",
    choose: "Does this fit my workplace?",
    paged: "The list of findings, options or cases that goes on over several pages keeps its usual order.",
    explorer: "See all of it by fit in the explorer",
    gone: "The profile names “{term}” under “{facet}”, which this base does not have. It is left out.",
    renamed: "What was “{term}” is now called “{label}”.",
    broken: "A profile that this browser kept cannot be read. Choose again.",
    empty: "The address holds a profile that this base cannot read. It is left out.",
    unkept: "This browser does not let the site keep a profile. It holds on this page, and in its address.",
    offline: "What there is to choose could not be loaded, so the profile cannot be read now. Lists keep their usual order.",
    nothing: "Nothing is chosen, so lists keep their usual order.",
    shared: "The address of this page holds the profile now. Copy it from the address bar.",
    why: "Fit: ",
    close: "Close",
  };
  const say = { ...WORDS, ...JSON.parse(bar.dataset.evWords || "{}") };
  const told = (key, values = {}) => evibase.told(say[key], values);
  const { parse, key, reason } = evibase.fitOrder;
  const criteria = JSON.parse(bar.dataset.evFits);
  const names = new Map(criteria.map(([id, name]) => [id, name]));
  const today = new Date().getFullYear();
  const root = new URL("../../", document.currentScript.src);
  const KEY = `evibase.fit ${root.pathname}`;
  const formPage = new URL(bar.dataset.evFitForm, document.baseURI);
  const listeners = [];
  // {facet: {id, label, above, kin}}
  let profile = null;
  // Whether it is in the address, and not the one that is kept here
  let foreign = false;
  let notes = [];

  const make = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };

  const button = (text, press) => {
    const made = make("button", "ev-fit__button", text);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  };

  /* ---- what is kept ---- */

  const isText = (value) => typeof value === "string";
  const isTerm = (one) => one && isText(one.id) && isText(one.label)
    && [one.above, one.kin].every((list) => Array.isArray(list) && list.every(isText));

  function stored() {
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      return null;
    }
    if (!text) return null;
    try {
      const found = JSON.parse(text);
      const entries = Object.entries(found);
      if (Array.isArray(found) || !entries.length || !entries.every(([, one]) => isTerm(one))) throw new Error("odd");
      return found;
    } catch {
      notes.push(say.broken);
      keep(null);
      return null;
    }
  }

  function keep(found) {
    try {
      if (found) localStorage.setItem(KEY, JSON.stringify(found));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  /* ---- addresses ---- */

  const written = (found) => criteria.filter(([id]) => found[id]).map(([id]) => `${id}.${found[id].id}`).join("_");
  const inAddress = () => new URLSearchParams(location.search).get("fit");

  function putInAddress(text) {
    const address = new URL(location.href);
    address.searchParams.delete("fit");
    if (text) address.searchParams.set("fit", text);
    history.replaceState(history.state, "", address);
  }

  /* The chosen terms that a text names: Map of facet to term. */
  function read(text) {
    return new Map(text.split("_").filter(Boolean).map((part) => {
      const at = part.indexOf(".");
      return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    }));
  }

  /* ---- what there is to choose ---- */

  let form;

  function choices() {
    form = form || (async () => {
      const here = document.querySelector("[data-ev-fit-choices]");
      if (here) return here;
      const answer = await fetch(formPage);
      if (!answer.ok) throw new Error(`${answer.status} ${formPage}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-ev-fit-choices]");
      if (!found) throw new Error(`no form: ${formPage}`);
      return document.adoptNode(found);
    })();
    form.catch(() => { form = undefined; });
    return form;
  }

  const words = (text) => (text || "").split(" ").filter(Boolean);

  /* A term as the profile keeps it: with those above it, and the others that are below those. */
  function termOf(select, option) {
    const above = words(option.dataset.above);
    const kin = [...select.options].filter((other) => other !== option && !above.includes(other.value)
      && words(other.dataset.above).some((term) => above.includes(term))).map(({ value }) => value);
    return { id: option.value, label: option.textContent.trim(), above, kin: select.name === "where" ? [] : kin };
  }

  /* A profile of terms that there are; what is unknown, or called otherwise now, is told. */
  function known(chosen, fields) {
    const found = {};
    for (const [facet, term] of chosen) {
      const select = [...fields.querySelectorAll("select")].find(({ name }) => name === facet);
      const options = select ? [...select.options].filter(({ value }) => value) : [];
      const option = options.find(({ value }) => value === term)
        || options.find((one) => words(one.dataset.aliases).includes(term));
      if (!option) {
        notes.push(told("gone", { term: term || facet, facet: names.get(facet) || facet }));
      } else {
        if (option.value !== term) notes.push(told("renamed", { term, label: option.textContent.trim() }));
        found[facet] = termOf(select, option);
      }
    }
    return Object.keys(found).length ? found : null;
  }

  /* ---- lists ---- */

  const lists = [...document.querySelectorAll("[data-ev-fitted]")].map((list) => ({
    list, items: [...list.children], paged: list.dataset.evFitted === "paged", whole: list.dataset.evFitted === "whole",
  }));

  /* Puts the records of a list in order, kind by kind: options stay before cases, and questions after both. */
  function arrange({ list, items, whole }) {
    list.querySelectorAll(".ev-fit__why").forEach((former) => former.remove());
    let wanted = items;
    if (profile) {
      const all = items.map((item) => (item.dataset.evFit ? parse(item.dataset.evFit, criteria) : null));
      const keys = all.map((data) => (data ? key(profile, data, criteria, today) : 0));
      const kinds = all.map((data) => (data ? data.kind : ""));
      const first = (kind) => kinds.indexOf(kind);
      items.forEach((item, at) => {
        if (!all[at]) return;
        const why = make("p", "ev-fit__why", make("span", "ev-fit__label", say.why), reason(profile, all[at], criteria, today));
        item.append(why);
      });
      const places = items.map((_, at) => at);
      places.sort((a, b) => first(kinds[a]) - first(kinds[b]) || keys[a] - keys[b] || a - b);
      if (whole) wanted = places.map((at) => items[at]);
    }
    if (wanted.some((item, at) => list.children[at] !== item)) list.append(...wanted);
  }

  /* ---- the bar ---- */

  const line = bar.querySelector("[data-ev-fit-state]");
  const tools = bar.querySelector("[data-ev-fit-tools]");

  function chooser(text) {
    const link = make("a", "ev-fit__choose", text);
    link.href = formPage.href;
    link.addEventListener("click", async (event) => {
      const here = document.querySelector("[data-ev-fit-choices]");
      if (here && !here.closest("dialog")) {
        event.preventDefault();
        here.querySelector("select").focus();
        return;
      }
      event.preventDefault();
      try {
        ask(await choices());
      } catch {
        // Perhaps it can be reached as a page
        location.assign(formPage);
      }
    });
    return link;
  }

  function explorer() {
    const link = make("a", "", say.explorer);
    const address = new URL(bar.dataset.evFitPaged, document.baseURI);
    address.searchParams.set("sort", "fit");
    address.searchParams.set("fit", written(profile));
    link.href = address.href;
    return link;
  }

  function show() {
    const parts = [...notes];
    bar.classList.toggle("ev-fit--on", Boolean(profile));
    if (profile) {
      const labels = criteria.filter(([id]) => profile[id]).map(([id]) => profile[id].label).join("; ");
      const some = lists.some(({ whole }) => whole) ? "own" : lists.length ? "listed" : "mine";
      parts.unshift(told(foreign ? "foreign" : some, { profile: labels }));
      if (lists.some(({ paged }) => paged)) parts.push(say.paged);
    }
    line.textContent = parts.join(" ");
    const made = [];
    if (profile && bar.dataset.evFitPaged) made.push(explorer());
    if (foreign) {
      made.push(button(say.keep, () => set(profile)), button(say.drop, () => {
        foreign = false;
        putInAddress("");
        notes = [];
        profile = stored();
        update(true);
      }));
    } else {
      made.push(chooser(profile ? say.change : say.choose));
      if (profile) {
        made.push(button(say.clear, () => set(null)), button(say.share, async () => {
          putInAddress(written(profile));
          notes = [say.shared];
          show();
        }));
      }
    }
    if (profile) {
      const how = make("a", "", say.how);
      how.href = `${formPage.href}#rule`;
      made.push(how);
    }
    tools.replaceChildren(...made);
  }

  function update(pressed) {
    show();
    lists.forEach(arrange);
    listeners.forEach((listener) => listener(profile));
    // What was pressed is gone: the focus goes to what has taken its place.
    if (pressed) tools.querySelector("a, button").focus({ preventScroll: true });
  }

  /* Takes a profile for the reader's own. */
  function set(found) {
    profile = found;
    foreign = false;
    const kept = keep(found);
    notes = kept ? [] : [say.unkept];
    putInAddress(found && !kept ? written(found) : "");
    update(true);
  }

  /* ---- the form ---- */

  function filled(fields) {
    for (const select of fields.querySelectorAll("select")) {
      select.value = (profile && profile[select.name] && profile[select.name].id) || "";
    }
    if (fields.dataset.evReady) return;
    fields.dataset.evReady = "yes";
    fields.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = [...fields.querySelectorAll("select")].filter(({ value }) => value)
        .map((select) => [select.name, termOf(select, select.selectedOptions[0])]);
      const box = fields.closest("dialog");
      if (box) box.close();
      set(chosen.length ? Object.fromEntries(chosen) : null);
      if (!chosen.length) {
        notes = [say.nothing];
        show();
      }
      if (!box) bar.scrollIntoView({ block: "nearest" });
    });
  }

  function ask(fields) {
    let box = fields.closest("dialog");
    if (!box) {
      const title = make("h2", "ev-fit__title", say.choose);
      title.id = "ev-fit-title";
      const close = button(say.close, () => box.close());
      box = make("dialog", "ev-fit__dialog md-typeset", title, fields, close);
      box.setAttribute("aria-labelledby", title.id);
      document.body.append(box);
    }
    filled(fields);
    box.showModal();
  }

  /* ---- the start ---- */

  async function fromAddress(text) {
    const mine = stored();
    if (mine && written(mine) === text) {
      profile = mine;
      return update();
    }
    try {
      profile = known(read(text), await choices());
      foreign = Boolean(profile);
      if (!profile) notes.push(say.empty);
    } catch {
      notes.push(say.offline);
    }
    return update();
  }

  /* What is kept may name a term that is gone since: looked at once in a session. */
  async function verify() {
    const seen = `${KEY} seen`;
    try {
      if (sessionStorage.getItem(seen)) return;
      const own = written(profile);
      const found = known(new Map(Object.entries(profile).map(([facet, { id }]) => [facet, id])), await choices());
      sessionStorage.setItem(seen, "yes");
      if (found && written(found) === own && !notes.length) return;
      profile = found;
      keep(found);
      update();
    } catch {
      // Nothing is known against it: it stays.
    }
  }

  evibase.fit = {
    criteria,
    today,
    profile: () => profile,
    address: () => (profile ? written(profile) : inAddress() || ""),
    onChange: (listener) => listeners.push(listener),
    why: (data) => make("p", "ev-fit__why", make("span", "ev-fit__label", say.why), reason(profile, data, criteria, today)),
    ask: () => choices().then(ask),
  };

  const here = document.querySelector("[data-ev-fit-choices]");
  const text = inAddress();
  if (text) {
    fromAddress(text).then(() => here && filled(here));
  } else {
    profile = stored();
    update();
    if (here) filled(here);
    if (profile) verify();
  }
})();
