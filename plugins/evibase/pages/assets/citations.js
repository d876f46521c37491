/* The card of a citation: what the list at the end of the page says of the work, beside the words that cite it.
   Without JavaScript a citation is a plain link. Nothing is loaded: the card is a copy of the entry. */
(() => {
  "use strict";

  const CITES = "a.ev-citation, .ev-noteref a, .ev-evidence__source a";
  let card = null;
  let shownFor = null;
  let timer = 0;

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
    const entry = entryOf(link);
    clearTimeout(timer);
    if (!entry || shownFor === link) return;
    hide();
    const box = made();
    box.replaceChildren(...textOf(entry));
    box.style.fontSize = getComputedStyle(entry).fontSize; // outside of the text a theme has other sizes
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
    if (card) card.hidden = true;
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
  }

  /* Long enough to move the pointer from the words to the card. */
  function later() {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  }

  const citeOf = (event) => (event.target instanceof Element ? event.target.closest(CITES) : null);
  // One listener for the whole page: it holds for pages that a theme puts in without loading them anew, too.
  document.addEventListener("mouseover", (event) => {
    const link = citeOf(event);
    if (link) show(link);
  });
  document.addEventListener("mouseout", (event) => {
    if (citeOf(event)) later();
  });
  document.addEventListener("focusin", (event) => {
    const link = citeOf(event);
    if (link && link.matches(":focus-visible")) show(link);
    else if (!card || !card.contains(event.target)) hide();
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
