/* What a brief says of a record, read from the record's own page: so it is what the page says, in the style in which
   the site cites, and nothing grows with the base. Only texts and addresses are taken over, never markup. */
(() => {
  "use strict";

  const { refOf, hrefOf } = globalThis.evibase.brief;
  const pages = new Map();
  const clear = (text) => text.replace(/\s+/g, " ").trim();

  /* The words of an element without those for screen readers only. */
  function words(element) {
    if (!element) return "";
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".ev-sr").forEach((part) => part.remove());
    return clear(copy.textContent);
  }

  /* The page of a record: {state: "found", ref, doc, url}, or "missing", "failed". Former addresses are followed. */
  async function pageOf(ref, hops = 4) {
    let response = null;
    let html = "";
    try {
      response = await fetch(hrefOf(ref));
      html = await response.text();
    } catch {
      return { state: "failed", ref };
    }
    if (response.status === 404 || response.status === 410) return { state: "missing", ref };
    if (!response.ok) return { state: "failed", ref };
    const doc = new DOMParser().parseFromString(html, "text/html");
    if (doc.querySelector("[data-ev-collect]")) {
      return { state: "found", ref: refOf(response.url) || ref, doc, url: response.url };
    }
    const moved = doc.querySelector("meta[http-equiv=refresh]") && doc.querySelector("link[rel=canonical]");
    const next = moved ? refOf(new URL(moved.getAttribute("href"), response.url)) : "";
    return next && hops ? pageOf(next, hops - 1) : { state: "missing", ref };
  }

  function known(ref) {
    if (!pages.has(ref)) {
      const page = pageOf(ref).then((found) => {
        if (found.state === "failed") pages.delete(ref); // so that trying again asks again
        return found;
      });
      pages.set(ref, page);
    }
    return pages.get(ref);
  }

  const hrefIn = (page, link) => new URL(link.getAttribute("href"), page.url).href;

  function surenessOf(element) {
    const found = element && element.querySelector(".ev-conf");
    if (!found) return null;
    const level = (found.className.match(/ev-conf--([a-z-]+)/) || [])[1] || "none";
    const proposed = element.querySelector(".ev-tag--proposed") ? " (proposed)" : "";
    return { level, words: words(found) + (level === "none" ? "" : " confidence") + proposed };
  }

  /* Places: [{label, href, locator}], those in one source together. */
  function passagesOf(page, items) {
    const found = new Map();
    items.forEach((item) => {
      const link = item.querySelector(".ev-evidence__source a");
      if (!link) return;
      const href = hrefIn(page, link);
      const retracted = item.querySelector(".ev-retracted") ? "Retracted: " : "";
      const known = found.get(href) || { label: retracted + words(link), href, locators: [] };
      known.locators.push(words(item.querySelector(".ev-evidence__loc")));
      found.set(href, known);
    });
    return [...found.values()].map(({ label, href, locators }) => ({ label, href, locator: locators.join("; ") }));
  }

  /* The works at the end of a page by the address of their page, as pieces of text: [{text, italic, href}]. */
  function worksOf(page, works) {
    page.doc.querySelectorAll(".ev-references > li").forEach((entry) => {
      const about = entry.querySelector(".ev-about");
      const work = entry.querySelector(".ev-work");
      if (!about || !work) return;
      const runs = [];
      const walk = (node, italic, href) => {
        if (node.nodeType === Node.TEXT_NODE) runs.push({ text: node.data, italic, href });
        const link = node.localName === "a" ? node.getAttribute("href") || "" : href;
        node.childNodes.forEach((child) => walk(child, italic || /^(i|em)$/.test(node.localName), /^https?:/.test(link) ? link : ""));
      };
      work.childNodes.forEach((node) => walk(node, false, ""));
      works.set(hrefIn(page, about), runs);
    });
  }

  function evidence(page, stance) {
    return [...page.doc.querySelectorAll(`.ev-balance__col--${stance} .ev-evidence__item`)];
  }

  /* A claim and what supports it; where nothing does, all there is. */
  function claimOf(page, works) {
    worksOf(page, works);
    const supporting = evidence(page, "supports");
    const items = supporting.length ? supporting : [...page.doc.querySelectorAll(".ev-evidence__item")];
    const who = page.doc.querySelector(".ev-fact--who dd");
    return {
      ref: page.ref,
      kind: "Finding",
      href: page.url,
      lead: "",
      text: words(page.doc.querySelector("h1")),
      sure: surenessOf(page.doc.querySelector(".ev-facts")),
      said: who && who.firstChild ? [clear(who.firstChild.textContent)] : [],
      passages: passagesOf(page, items),
      below: [],
      todo: [],
    };
  }

  async function findingOf(page, works) {
    const claim = claimOf(page, works);
    if (page.doc.querySelector(".ev-facts--large .ev-tag--contested")) claim.said.push("contested");
    if (page.doc.querySelector(".ev-facts--large .ev-tag--alert")) claim.said.push("leans on retracted work");
    for (const stance of ["contradicts", "qualifies"]) {
      evidence(page, stance).forEach((item) => {
        const note = item.querySelector(".ev-evidence__note");
        if (!note) return;
        const lead = words(note.querySelector("strong"));
        const text = words(note).slice(lead.length).trim();
        claim.below.push({ lead, text, passages: passagesOf(page, [item]), href: page.url, ref: page.ref, kind: "Finding" });
      });
    }
    const opposed = [...page.doc.querySelectorAll("#opposed + .ev-cards .ev-card__title a")].slice(0, 2);
    claim.below.push(...(await claimsBehind(page, opposed, "Another finding contradicts it:", works)));
    page.doc.querySelectorAll(".ev-todo__group").forEach((group) => {
      const first = group.querySelector("li");
      if (!first) return;
      const copy = first.cloneNode(true);
      copy.querySelectorAll(".ev-todo__option").forEach((part) => part.remove());
      claim.todo.push({ lead: `${words(group.querySelector("dt"))}:`, text: words(copy) });
    });
    return claim;
  }

  /* The findings that links on a page lead to, as points below another one. */
  async function claimsBehind(page, links, lead, works) {
    const found = await Promise.all(links.map((link) => known(refOf(hrefIn(page, link)))));
    return found
      .map((other, number) => ({ other, text: words(links[number]), href: hrefIn(page, links[number]) }))
      .map(({ other, text, href }) => (other.state === "found"
        ? { ...claimOf(other, works), lead }
        : { lead, text, href, ref: refOf(href), kind: "Finding", passages: [], sure: null }));
  }

  const ROLES = [["supports", "Rests on:", 2], ["against", "Against:", 1], ["condition", "On condition that:", 1]];

  async function optionOf(page, works) {
    const below = [];
    for (const [role, lead, most] of ROLES) {
      const items = [...page.doc.querySelectorAll(`.ev-basis__item--${role}`)].slice(0, most);
      const links = items.map((item) => item.querySelector(".ev-card__title a"));
      const claims = await claimsBehind(page, links, lead, works);
      claims.forEach((claim, number) => {
        const note = items[number].querySelector(".ev-basis__body > p");
        below.push(note && role !== "supports" ? { ...claim, text: words(note), sure: null, said: [] } : claim);
      });
    }
    const worded = page.doc.querySelector(".ev-wording"); // as strong as the weakest link allows
    const note = page.doc.querySelector(".ev-note");
    const sure = surenessOf(note);
    return {
      ref: page.ref,
      kind: "Option",
      href: page.url,
      lead: `${words(page.doc.querySelector("h1")).replace(/\.$/, "")}.`,
      text: `${words(page.doc.querySelector(".ev-lead"))} ${words(worded)}`.trim(),
      sure: sure && { ...sure, words: `As sure as its weakest link: ${sure.words.toLowerCase()}` },
      said: sure ? [] : ["No finding of this base supports it"],
      passages: [],
      below,
      todo: [],
    };
  }

  async function caseOf(page, works) {
    worksOf(page, works);
    const items = [...page.doc.querySelectorAll("#sources + ul > li")];
    const passages = items.map((item) => {
      const link = item.querySelector("a");
      const label = words(link);
      return { label, href: hrefIn(page, link), locator: words(item).slice(label.length).replace(/^,\s*/, "") };
    });
    const facts = [...page.doc.querySelectorAll(".ev-head .ev-props dd")].slice(0, 2).map(words);
    return {
      ref: page.ref,
      kind: "Case",
      href: page.url,
      lead: `${words(page.doc.querySelector("h1")).replace(/\.$/, "")}.`,
      text: words(page.doc.querySelector(".ev-lead")),
      sure: null,
      said: facts,
      passages,
      below: [],
      todo: [],
    };
  }

  const READERS = { findings: findingOf, "policy-options": optionOf, "case-studies": caseOf };

  /* What a brief says of a record: {state, asked, ref, point, gone}. `works` is filled with what it leans on. */
  async function readRecord(asked, works) {
    const page = await known(asked);
    if (page.state !== "found") return { state: page.state, asked, ref: page.ref };
    const gone = page.doc.querySelector("[data-ev-gone]");
    if (gone) {
      const link = gone.querySelector("a");
      return {
        state: "gone",
        asked,
        ref: page.ref,
        name: words(page.doc.querySelector("h1")),
        why: words(gone),
        instead: link ? refOf(hrefIn(page, link)) : "",
      };
    }
    return { state: "found", asked, ref: page.ref, point: await READERS[page.ref.split("/")[0]](page, works) };
  }

  globalThis.evibase.readRecord = readRecord;
})();
