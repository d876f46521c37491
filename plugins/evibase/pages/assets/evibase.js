/* What the shell of every page does with JavaScript. Nothing here is needed to read or to find one's way. */
(() => {
  "use strict";

  const own = document.currentScript.src;
  const evibase = (globalThis.evibase ||= {});
  const asked = new Map();

  /* Fetches scripts of ours that the page has not got yet. They run in the order in which they were asked for; the
     promise is kept when all of them have run, and one that did not come is asked for again the next time. */
  evibase.needed = (...names) => Promise.all(names.map((name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(name, own);
        script.async = false;
        script.onload = done;
        script.onerror = () => {
          asked.delete(name);
          script.remove();
          failed(new Error(`${name} could not be loaded`));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }));

  /* One button for the colour scheme, working Material's own radio buttons (see palette.html). */
  function schemes() {
    const button = document.querySelector("[data-ev-scheme]");
    const radios = [...document.querySelectorAll("[data-md-component=palette] input")];
    if (!button || radios.length < 2) return;
    const icon = button.querySelector(".ev-i");
    const current = () => {
      const checked = radios.findIndex((radio) => radio.checked);
      if (checked >= 0) return checked;
      try {
        // Material restores it without checking a radio
        const kept = globalThis.__md_get && __md_get("__palette");
        return radios[kept && kept.index] ? kept.index : 0;
      } catch {
        // The browser keeps nothing for this site
        return 0;
      }
    };
    const show = () => {
      const on = current();
      const media = radios[on].dataset.mdColorMedia || "";
      const kind = /dark/.test(media) ? "dark" : /light/.test(media) ? "light" : "auto";
      icon.className = `ev-i ev-i--${kind}`;
      const name = radios[on].getAttribute("aria-label") || "";
      button.querySelector("[data-ev-scheme-name]").textContent = name;
      button.title = name;
    };
    button.addEventListener("click", () => {
      radios[(current() + 1) % radios.length].click();
    });
    radios.forEach((radio) => radio.addEventListener("change", show));
    show();
    button.hidden = false;
  }

  /* Escape, or a click elsewhere, closes the menu. */
  function menu() {
    const details = document.querySelector(".ev-menu");
    if (!details) return;
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      const inside = details.contains(document.activeElement);
      details.open = false;
      if (inside) details.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
  }

  /* A record is not in the navigation: its section is the tab whose folder it lies in. */
  function currentTab() {
    const links = [...document.querySelectorAll("[data-ev-tabs] a")];
    const groups = document.querySelectorAll(".ev-menu__nav > ul > li");
    const folder = (url) => url.pathname.replace(/[^/]*$/, "");
    const shortest = Math.min(...links.map((link) => folder(link).length));
    if (links.some((link) => link.hasAttribute("aria-current"))) return;
    const holds = (link) => folder(link).length > shortest && location.pathname.startsWith(folder(link));
    const within = (group) => (group ? Math.max(0, ...[...group.querySelectorAll("a")].filter(holds).map((link) => folder(link).length)) : 0);
    const depths = links.map((link, nth) => within(groups[nth]));
    const deepest = Math.max(...depths);
    if (deepest) links[depths.indexOf(deepest)].setAttribute("aria-current", "true");
  }

  /* Tables and code that scroll sideways can be scrolled with the keyboard. */
  function scrollers() {
    document.querySelectorAll(".md-typeset__scrollwrap, .ev-scroll, .md-typeset pre").forEach((box) => {
      const scrolls = box.scrollWidth > box.clientWidth;
      if (!scrolls || box.matches(".ev-scroll") || box.querySelector("[tabindex]")) return;
      const caption = box.querySelector("caption, th");
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", caption ? caption.textContent.trim() : "Code");
    });
  }

  /* On a phone the filters start folded, so that the first result is in sight. */
  function filters() {
    const details = document.querySelector(".ev-explore__filters");
    if (details && matchMedia("(max-width: 59.99em)").matches) details.open = false;
  }

  /* Style sheets and scripts that only some pages need, by what those pages hold. */
  const PARTS = [
    ["[data-ev-fits]", "fit.css", "fit-order.js", "fit.js"],
    ["[data-ev-pick], [data-ev-compare]", "compare.css", "compare.js"],
  ];

  /* Brings each once; the explorer asks again when its results have come. */
  function parts() {
    for (const part of [...PARTS]) {
      const [marker, sheet, ...scripts] = part;
      if (!document.querySelector(marker)) continue;
      PARTS.splice(PARTS.indexOf(part), 1);
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(sheet, own);
      document.head.append(link);
      // The page reads well without
      evibase.needed(...scripts).catch(() => {});
    }
  }

  evibase.parts = parts;
  parts();
  schemes();
  menu();
  currentTab();
  filters();
  addEventListener("load", scrollers);
  addEventListener("resize", scrollers);
})();
