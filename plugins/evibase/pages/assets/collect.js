/* "Add to my brief" on records and cards, and the count in the header. What is collected is kept in this browser only,
   as addresses of records; without JavaScript there are no such buttons. The page /brief/ makes a brief of it. */
(() => {
  "use strict";

  const evibase = (globalThis.evibase = globalThis.evibase || {});
  const root = new URL("../../", document.currentScript.src);
  const RECORD = /^(findings|policy-options|case-studies)\/[a-z0-9-]{1,80}$/;
  const KEPT = `evibase-brief ${root.pathname}`;
  const MOST = 30;
  const header = document.querySelector("[data-ev-mybrief]");
  const desk = header ? header.href : new URL("brief/", root).href;
  const told = document.createElement("p");
  // Where the browser keeps nothing, what was collected on this page
  let memory = null;

  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
  const cleaned = (data) => {
    const items = Array.isArray(data && data.items) ? data.items : [];
    const known = items.filter((item) => typeof item === "string" && RECORD.test(item));
    return {
      items: [...new Set(known)].slice(0, MOST),
      title: text(data && data.title, 120),
      note: text(data && data.note, 1200),
    };
  };

  /* What is kept. `broken`: it cannot be understood any more; `forbidden`: the browser keeps nothing for this site. */
  function read() {
    let kept = null;
    try {
      kept = localStorage.getItem(KEPT);
    } catch {
      return { ...cleaned(memory), forbidden: true };
    }
    try {
      return cleaned(JSON.parse(kept || "{}"));
    } catch {
      return { ...cleaned(null), broken: true };
    }
  }

  function write(data) {
    memory = cleaned(data);
    try {
      localStorage.setItem(KEPT, JSON.stringify(memory));
      return true;
    } catch {
      return false;
    } finally {
      show();
    }
  }

  /* The record that an address of this site is that of, or "". */
  function refOf(href) {
    const url = new URL(href, document.baseURI);
    if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return "";
    const path = url.pathname.slice(root.pathname.length).replace(/(\/|\/index\.html|\.html)$/, "");
    return RECORD.test(path) ? path : "";
  }

  const hrefOf = (ref) => new URL(/\.html$/.test(desk) ? `${ref}.html` : `${ref}/`, root).href;

  function addressOf({ items, title, note }) {
    const query = [["items", items.join(",")], ["title", title], ["note", note]].filter(([, value]) => value);
    const shown = query.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",")}`);
    return shown.length ? `${desk}?${shown.join("&")}` : desk;
  }

  function show() {
    const { items } = read();
    document.querySelectorAll("[data-ev-ref]").forEach((button) => {
      const held = items.includes(button.dataset.evRef);
      button.firstChild.textContent = held ? "Remove from my brief" : "Add to my brief";
      button.classList.toggle("ev-collect__button--held", held);
    });
    if (!header) return;
    header.hidden = !items.length;
    header.querySelector("[data-ev-collected]").textContent = items.length;
  }

  function toggle(ref, place) {
    const now = read();
    const held = now.items.includes(ref);
    if (!held && now.items.length >= MOST) {
      told.textContent = `A brief holds at most ${MOST} records.`;
      return;
    }
    const items = held ? now.items.filter((item) => item !== ref) : [...now.items, ref];
    const kept = write({ ...now, items });
    told.textContent = `${held ? "Removed" : "Added"}. Your brief has ${items.length} ${items.length === 1 ? "record" : "records"}.`;
    let way = place.querySelector("a");
    if (held) {
      if (way) way.remove();
      return;
    }
    if (!way) place.append(" ", (way = document.createElement("a")));
    way.href = kept ? desk : addressOf({ ...now, items });
    way.textContent = kept ? "See my brief" : "Open the brief now: this browser will not remember it";
  }

  /* Puts the button into its place. `show` has to follow, once that stands in the page. */
  function add(ref, place, name) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.evRef = ref;
    button.className = "ev-collect__button";
    button.append(document.createElement("span"));
    if (name) {
      const more = document.createElement("span");
      more.className = "ev-sr";
      more.textContent = `: ${name}`;
      button.append(more);
    }
    button.addEventListener("click", () => toggle(ref, place));
    place.prepend(button);
  }

  /* On the record's own page, and on each card and row of a list. */
  function offer() {
    // What no longer stands is not offered; its page says so.
    const places = document.querySelector("[data-ev-gone]") ? [] : document.querySelectorAll("[data-ev-collect]");
    places.forEach((place) => add(place.dataset.evCollect, place, ""));
    document.querySelectorAll(".ev-card__title a, .ev-row:not(.ev-changes .ev-row) .ev-row__title a").forEach((link) => {
      const ref = refOf(link.href);
      const card = link.closest(".ev-card, .ev-row");
      if (!ref || !card) return;
      // One row of actions: beside "Compare", where an option has that.
      const tools = card.querySelector(".ev-row__tool");
      const place = document.createElement(tools ? "span" : "p");
      place.className = "ev-collect ev-no-print";
      add(ref, place, link.textContent.trim());
      (tools || card).append(place);
    });
    document.querySelectorAll("[data-ev-print]").forEach((button) => {
      // Not the whole desk, which its own script shows
      button.closest("li[hidden]")?.removeAttribute("hidden");
      button.addEventListener("click", () => print());
    });
  }

  evibase.brief = { root, RECORD, cleaned, read, write, refOf, hrefOf, addressOf, desk, add, show };
  told.className = "ev-sr";
  told.setAttribute("role", "status");
  document.body.append(told);
  offer();
  show();
  if (document.querySelector("[data-ev-brief]")) {
    evibase.needed("brief-record.js", "brief.js").catch((error) => console.error(error));
  }
  addEventListener("storage", show);
  // Back from another page
  addEventListener("pageshow", show);
})();
