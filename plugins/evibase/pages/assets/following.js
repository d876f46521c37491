/* Marks what is new since the last visit in this browser. What is kept is three numbers, and nothing is sent.
   A visit ends after four hours without a page. The first visit marks nothing; nor does a browser that keeps nothing. */
(() => {
  "use strict";

  const KEY = "evibase-visit";
  const PAUSE = 4 * 3600e3;
  const form = document.querySelector("[data-ev-index]");
  if (!form) return;
  const root = new URL("../", new URL(form.dataset.evIndex, document.baseURI));
  const evibase = (globalThis.evibase ||= {});

  /* What was the newest change when the visit before this one ended; 0 where nobody knows. */
  function before(newest) {
    const now = Date.now();
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch {
      /* forbidden, or not ours */
    }
    const told = kept && [kept.before, kept.seen, kept.at].every(Number.isFinite);
    const last = !told ? 0 : now - kept.at > PAUSE ? kept.seen : kept.before;
    try {
      localStorage.setItem(KEY, JSON.stringify({ before: last, seen: newest, at: now }));
    } catch {
      return 0;
    }
    return last;
  }

  function mark(link) {
    const tag = document.createElement("span");
    tag.className = "ev-tag ev-tag--new";
    tag.textContent = "New";
    tag.title = "New or changed since your last visit";
    link.after(" ", tag);
  }

  async function run() {
    const { newest, records } = await (await fetch(new URL("changes/recent.json", root))).json();
    const last = before(newest);
    if (!last) return 0;
    const fresh = new Set(Object.keys(records).filter((path) => records[path] > last).map((path) => new URL(path, root).href));
    if (fresh.size) {
      document
        .querySelectorAll(":is(.ev-card__title, .ev-row__title, .ev-result__title) a")
        .forEach((link) => fresh.has(link.href) && mark(link));
    }
    return last;
  }

  /* For the page of changes: since when. It waits for that and does not fail. */
  evibase.lastVisit = run().catch(() => 0);
  if (document.querySelector("[data-ev-since]")) {
    evibase.needed("changes.js").catch((error) => console.error(error));
  }
})();
