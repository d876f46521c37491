/* Cards. That of a citation is what the list at the end of the page says of the work, and nothing is loaded for it.
   That of a link to a finding is the head of the finding's page, with its three facts; it is asked for when the pointer
   or the focus has rested on the link, and where it does not come there is no card. Without JavaScript both are plain
   links, and a tap opens them as it always does. */
(() => {
  "use strict";

  const CITES = "a.ev-citation, .ev-noteref a, .ev-evidence__source a";
  // The facts stand beside these
  const SHOWN = ".ev-card__title, .ev-result__title, .ev-row__title, .ev-search, nav";
  const REST = 300;
  const found = new Map();
  let card = null;
  let shownFor = null;
  let asked = null;
  let timer = 0;
  let resting = 0;

  /* The address of the finding that a link leads to; null for any other link. */
  function findingOf(link) {
    const form = document.querySelector("[data-ev-index]");
    if (!form || !link.getAttribute("href") || (link.closest(SHOWN) && !link.closest(".ev-changes"))) return null;
    const { origin, pathname } = new URL(link.getAttribute("href"), document.baseURI);
    const folder = new URL("../findings/", new URL(form.dataset.evIndex, document.baseURI));
    const name = origin === folder.origin && pathname.startsWith(folder.pathname) && pathname.slice(folder.pathname.length);
    return name && pathname !== location.pathname && /^(?!index\b)[a-z0-9-]+(\/|\.html)$/.test(name) ? pathname : null;
  }

  /* What the card of a finding shows, once it is there; nothing where it cannot be read. */
  function headOf(path) {
    if (!found.has(path)) {
      const head = fetch(path)
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((html) => new DOMParser().parseFromString(html, "text/html").querySelector(".ev-head--finding:has(h1):has(.ev-facts)"))
        .catch(() => null);
      found.set(path, head);
      // The next time it may come
      head.then((there) => there || found.delete(path));
    }
    return found.get(path);
  }

  function partsOf(head) {
    const claim = document.createElement("p");
    claim.className = "ev-hover__claim";
    claim.textContent = head.querySelector("h1").textContent;
    const facts = document.importNode(head.querySelector(".ev-facts"), true);
    facts.classList.remove("ev-facts--large");
    return [claim, facts];
  }

  function entryOf(link) {
    const note = link.getAttribute("href").match(/^#(ev-note-.+)$/);
    const work = link.id.match(/^ev-cite-(.+)-\d+$/);
    if (note || work) return document.getElementById(note ? note[1] : `ev-ref-${work[1]}`);
    const about = [...document.querySelectorAll(".ev-references .ev-about")].find((one) => one.href === link.href);
    return about ? about.closest("li") : null;
  }

  function textOf(entry) {
    const copy = entry.cloneNode(true);
    copy.querySelectorAll(".ev-back, .ev-about, .ev-sr").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    // A tooltip holds no links: they stand in the list.
    copy.querySelectorAll("a").forEach((part) => part.replaceWith(...part.childNodes));
    return copy.childNodes;
  }

  function made() {
    if (card && card.isConnected) return card;
    card = document.createElement("div");
    card.className = "ev-hover";
    card.id = "ev-hover";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    card.addEventListener("mouseenter", () => clearTimeout(timer));
    card.addEventListener("mouseleave", later);
    document.body.append(card);
    return card;
  }

  function show(link) {
    if (shownFor === link || asked === link) return clearTimeout(timer);
    if (link.matches(CITES)) {
      const entry = entryOf(link);
      // Outside of the text a theme has other sizes.
      return entry && put(link, textOf(entry), getComputedStyle(entry).fontSize);
    }
    const path = findingOf(link);
    if (!path) return null;
    clearTimeout(resting);
    asked = link;
    return (resting = setTimeout(async () => {
      const head = await headOf(path);
      if (head && asked === link) put(link, partsOf(head), "");
      else if (asked === link) asked = null;
    }, REST));
  }

  function put(link, parts, size) {
    hide();
    const box = made();
    box.replaceChildren(...parts);
    box.style.fontSize = size;
    box.hidden = false;
    place(box, link);
    link.setAttribute("aria-describedby", box.id);
    shownFor = link;
  }

  function place(box, link) {
    const at = link.getClientRects()[0] || link.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const { clientWidth: wide, clientHeight: high } = document.documentElement;
    const above = at.bottom + height + 8 > high && at.top > height + 8;
    box.style.left = `${Math.max(8, Math.min(at.left, wide - width - 8))}px`;
    box.style.top = `${above ? at.top - height - 4 : at.bottom + 4}px`;
  }

  /* The focus scrolls a link into view: the card goes with it, and stays behind when the link has left. */
  function follow() {
    if (!shownFor) return;
    const { top, bottom } = shownFor.getBoundingClientRect();
    if (bottom < 0 || top > document.documentElement.clientHeight) hide();
    else place(card, shownFor);
  }

  function hide() {
    clearTimeout(timer);
    clearTimeout(resting);
    asked = null;
    if (card) card.hidden = true;
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
  }

  /* Long enough to move the pointer from the words to the card. */
  function later() {
    clearTimeout(timer);
    clearTimeout(resting);
    asked = null;
    timer = setTimeout(hide, 250);
  }

  const linkOf = (event) => (event.target instanceof Element ? event.target.closest("a[href]") : null);
  // One listener for the whole page: it holds for pages that a theme puts in without loading them anew, too.
  // A finger has no pointer that rests: the tap opens the link.
  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "touch" ? null : linkOf(event);
    if (link) show(link);
  });
  document.addEventListener("pointerout", (event) => {
    if (linkOf(event)) later();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link.matches(":focus-visible") && (link.matches(CITES) || findingOf(link))) {
      if (shownFor !== link) hide();
      show(link);
    } else if (!card || !card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow);

  /* Buttons to copy a reference and to save it; where the browser cannot, there are none. */
  function take(box) {
    const text = box.querySelector(".ev-cite__text");
    if (text) text.after(row(copying(() => text.innerText.trim(), "reference")));
    box.querySelectorAll("pre[data-ev-file]").forEach((pre) => {
      const name = pre.closest("details").querySelector("summary").textContent.trim();
      pre.before(row(copying(() => pre.textContent, name), saving(pre, name)));
    });
  }

  function row(...buttons) {
    const line = document.createElement("p");
    line.className = "ev-take";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    line.append(...buttons.filter(Boolean), said);
    return line;
  }

  function button(words, work) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => work(made.parentElement.querySelector("[role=status]")));
    return made;
  }

  function copying(textOf, name) {
    if (!navigator.clipboard) return null;
    return button(`Copy ${name}`, (said) => {
      navigator.clipboard.writeText(textOf()).then(
        () => { said.textContent = "Copied."; },
        () => { said.textContent = "The browser did not allow it: select the text instead."; },
      );
    });
  }

  function saving(pre, name) {
    return button(`Save ${name}`, () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([`${pre.textContent}\n`], { type: "text/plain" }));
      link.download = pre.dataset.evFile;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  document.querySelectorAll("[data-ev-cite]").forEach(take);
})();
