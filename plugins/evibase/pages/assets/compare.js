/*
  Policy options to compare. Buttons "Compare" pick options on any page, up to four; a tray shows what is picked, and
  this browser keeps it. The comparison itself is made by compare-table.js, on its own page.
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
  };
  const root = new URL("../../", document.currentScript.src);
  const KEY = `evibase.compare ${root.pathname}`;
  const place = document.querySelector("[data-ev-compare]");
  const say = { ...WORDS, ...JSON.parse((place && place.dataset.evWords) || "{}") };
  const told = (key, values = {}) => evibase.told(say[key], values);
  // The link of a picked option tells how the site makes addresses: policy-options/x/ or policy-options/x.html.
  const folders = ![...document.links].some((link) => /\/policy-options\/[^/]+\.html$/.test(link.href));
  // Of compare-table.js: shows what is picked side by side
  let draw = null;
  // Whether the browser lets us keep anything
  let kept = true;

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
  status.dataset.evCompareStatus = "";
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
    if (draw) {
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

  evibase.showPicked = showButtons;
  if (place) {
    evibase.compare = {
      FEWEST, MOST, ID, root, place, make, button, toggle, showButtons, kept: () => picked,
      /* Takes what the page finds to be picked, which is not kept: only what somebody presses is. */
      take: (options) => { picked = options; },
      drawnBy: (work) => { draw = work; },
    };
    evibase.needed("compare-table.js").catch((error) => console.error(error));
  } else {
    showButtons();
    showTray();
    addEventListener("pageshow", (event) => {
      // Back from the comparison: what is picked may have changed
      if (!event.persisted) return;
      picked = stored();
      showButtons();
      showTray();
    });
  }
})();
