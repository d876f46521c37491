/* The page of changes: what changed since a day, or since the last visit. The day is in the address, so that it can be
   shared. Without JavaScript the page lists the newest changes, and the months. Text is only ever set as text. */
(() => {
  "use strict";

  const form = document.querySelector("[data-ev-since]");
  const told = document.querySelector("[data-ev-since-told]");
  const place = document.querySelector("[data-ev-changes]");
  const visit = form.querySelector("[data-ev-since-visit]");
  const input = form.querySelector("input");
  const months = [...document.querySelectorAll("[data-ev-month]")];
  const asBuilt = [...place.childNodes];
  const root = new URL("../", new URL(document.querySelector("[data-ev-index]").dataset.evIndex, document.baseURI));
  const MOST = 500;

  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };
  const day = (time) => new Date(time * 1000).toISOString().slice(0, 10);
  const inWords = (text) =>
    new Date(`${text}T00:00:00Z`).toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : undefined, {
      day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
    });

  /* The address says the month, so nothing of the page has to be known to find its data. */
  async function month(item) {
    const answer = await fetch(new URL(`changes/${item.dataset.evMonth}.json`, root));
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function shown([, word, kind, path, name, what]) {
    const link = make("a", "", name);
    link.href = new URL(path, root);
    const row = make("li", "ev-row", make("p", "ev-row__kind", make("strong", "", word), ` ${kind}`));
    row.append(make("p", "ev-row__title", link));
    if (what) row.append(make("p", "ev-row__meta", what));
    return row;
  }

  function list(changes) {
    const days = new Map();
    for (const change of changes.slice(0, MOST)) {
      const key = day(change[0]);
      days.set(key, [...(days.get(key) || []), change]);
    }
    place.replaceChildren();
    for (const [key, those] of days) {
      place.append(make("h2", "", inWords(key)), make("ul", "ev-rows ev-changes", ...those.map(shown)));
    }
  }

  const sum = (changes, left) => {
    const number = changes.length + left;
    const some = number > MOST || left ? " The newest are shown; the months below list them all." : "";
    return `${number === 1 ? "1 change" : `${number} changes`}.${some}`;
  };

  /* `from` is a day, or a moment in seconds. */
  async function since(from, words) {
    const first = typeof from === "number" ? from + 1 : Date.parse(`${from}T00:00:00Z`) / 1000;
    told.textContent = "Looking...";
    try {
      const wanted = months.filter((item) => item.dataset.evMonth >= day(first).slice(0, 7));
      const found = await Promise.all(wanted.map(month));
      const changes = found.flatMap((one) => one.changes).filter((change) => change[0] >= first);
      list(changes);
      // What is left out of a month is older than all that its data holds.
      const left = found.reduce((number, one) => number + (one.changes.at(-1)[0] >= first ? one.left_out : 0), 0);
      told.textContent = `Since ${words}: ${changes.length ? sum(changes, left) : "nothing has changed."}`;
    } catch {
      place.replaceChildren(...asBuilt);
      told.textContent = "The changes could not be loaded. The newest are below; the months lead to all of them.";
    }
  }

  function fromAddress() {
    const asked = new URLSearchParams(location.search).get("since");
    if (asked === null) {
      place.replaceChildren(...asBuilt);
      told.textContent = "";
    } else if (/^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(`${asked}T00:00:00Z`))) {
      input.value = asked;
      since(asked, inWords(asked));
    } else {
      place.replaceChildren(...asBuilt);
      told.textContent = `“${asked}” is no day. Write it like 2026-05-31, or choose one.`;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?since=${encodeURIComponent(input.value)}`);
    fromAddress();
  });
  addEventListener("popstate", fromAddress);
  form.hidden = false;
  fromAddress();
  evibase.lastVisit.then((last) => {
    if (!last) return;
    visit.hidden = false;
    visit.addEventListener("click", () => since(last, "your last visit"));
  });
})();
