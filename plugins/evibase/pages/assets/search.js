/*
  Suggestions under a search form, after the combobox pattern of the ARIA Authoring Practices: the focus stays
  in the field, arrow keys move through the list, Enter opens, Escape closes. The form itself works without.
  Text of records is only ever set as text, never read as HTML.
*/
(() => {
  "use strict";

  const { needed } = evibase;

  /* A message with its values. */
  evibase.told = (message, values) => message.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* The index is a third of all that the search needs, and most visits ask nothing: its script comes with its first use.
     It puts itself in the place of this function, unless another index has done so meanwhile. */
  async function openIndex(address) {
    if (evibase.openIndex === openIndex) await needed("search-words.js", "search-index.js");
    if (evibase.openIndex === openIndex) throw new Error("search-index.js gives no index");
    return evibase.openIndex(address);
  }
  evibase.openIndex ||= openIndex;

  const MOST = 7;
  const WORDS = {
    all: "See all {n} results for “{q}”",
    none: "Nothing found for “{q}”. Fewer or other words may help.",
    failed: "Suggestions could not be loaded. Press Enter to go to the explorer.",
    some: "{n} suggestions. Use the arrow keys.",
    topics: "On the topic: {topics}",
    list: "Suggestions",
  };

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  /* The text with its first match marked. */
  const marked = (name, parts) => {
    const line = make("span", name, parts[0]);
    const mark = document.createElement("mark");
    mark.textContent = parts[1];
    line.append(mark, parts[2]);
    return line;
  };

  function attach(form, number) {
    const input = form.querySelector("input[name=q]");
    const say = { ...WORDS, ...JSON.parse(form.dataset.evWords || "{}") };
    const told = (key, values = {}) => evibase.told(say[key], values);
    const id = `ev-suggest-${number}`;
    const box = make("div", "ev-suggest");
    const list = make("ul", "ev-suggest__list");
    const message = make("p", "ev-suggest__message");
    const status = make("p", "ev-sr");
    let options = [];
    let chosen = -1;
    let turn = 0;

    list.id = id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", say.list);
    status.setAttribute("role", "status");
    box.append(message, list);
    box.hidden = true;
    form.append(box, status);
    // A field of the type `search` may not be a combobox
    input.type = "text";
    input.inputMode = input.enterKeyHint = "search";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      box.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function open(text) {
      message.textContent = text;
      message.hidden = !text;
      list.hidden = !options.length;
      box.hidden = false;
      input.setAttribute("aria-expanded", String(options.length > 0));
    }

    function choose(next) {
      if (options[chosen]) options[chosen].removeAttribute("aria-selected");
      chosen = next;
      const option = options[chosen];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      return option.scrollIntoView({ block: "nearest" });
    }

    function add(address, ...lines) {
      const option = make("li", "ev-suggest__option");
      option.id = `${id}-${options.length}`;
      option.setAttribute("role", "option");
      option.dataset.address = address;
      option.append(...lines);
      options.push(option);
    }

    function fill(index, { records, matches, terms }) {
      for (const record of records) {
        const inTitle = evibase.excerpt(record.t, matches, 400);
        const inText = inTitle ? null : evibase.excerpt(record.x, matches);
        const topics = terms(record).join("; ");
        const aside = topics ? `${record.s} ${told("topics", { topics })}` : record.s;
        add(
          index.address(record),
          make("span", "ev-suggest__kind", index.kind(record)),
          inTitle ? marked("ev-suggest__title", inTitle) : make("span", "ev-suggest__title", record.t),
          inText ? marked("ev-suggest__match", inText) : make("span", "ev-suggest__match", aside),
        );
      }
    }

    async function update() {
      const query = input.value.trim();
      const mine = (turn += 1);
      if (query.length < 2) return close();
      let index;
      let found;
      try {
        [index] = await Promise.all([evibase.openIndex(form.dataset.evIndex), needed("search-words.js")]);
        found = await index.search({ q: query, most: MOST });
      } catch {
        if (mine !== turn) return undefined;
        options = [];
        list.replaceChildren();
        status.textContent = told("failed");
        return open(told("failed"));
      }
      // Something else has been typed meanwhile
      if (mine !== turn) return undefined;
      const kept = options[chosen] && options[chosen].dataset.address;
      options = [];
      fill(index, found);
      const all = new URL(form.action);
      all.search = new URLSearchParams({ q: query });
      const number = options.length;
      if (number) add(all.href, make("span", "ev-suggest__all", told("all", { n: found.total, q: query })));
      list.replaceChildren(...options);
      // Who has chosen before this answer came keeps the choice
      choose(options.findIndex((option) => option.dataset.address === kept));
      const done = evibase.noted(found.notes, say);
      status.textContent = number ? [told("some", { n: number }), done].join(" ") : told("none", { q: query });
      return open(number ? done : told("none", { q: query }));
    }

    input.addEventListener("focus", () => {
      // Told when something is typed
      evibase.openIndex(form.dataset.evIndex).catch(() => {});
    });
    input.addEventListener("input", update);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !box.hidden) {
        // The first Escape closes the list, the next one clears the field
        event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && box.hidden) {
        update();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        // The field itself is one of them
        const places = options.length + 1;
        choose(((chosen + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && options[chosen] && !box.hidden) {
        event.preventDefault();
        location.assign(options[chosen].dataset.address);
      }
    });
    // Keeps the focus in the field
    box.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.address);
    });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) close();
    });
  }

  document.querySelectorAll("[data-ev-search]").forEach(attach);

  /* The explorer asks at once. Its form is there from the first paint on, so that nothing jumps when it is filled. */
  const explorer = document.querySelector("[data-ev-explore]");
  if (explorer) {
    const parts = [explorer.querySelector("form"), explorer.querySelector("[data-ev-bar]")];
    const list = explorer.querySelector("[data-ev-results]");
    parts.forEach((part) => { part.hidden = false; });
    list.setAttribute("aria-busy", "true"); // until explore.js has drawn it
    const index = evibase.openIndex === openIndex ? ["search-index.js"] : [];
    const scripts = ["search-words.js", ...index, "search-columns.js", "explore-download.js", "explore-empty.js", "explore.js"];
    needed(...scripts).catch((error) => {
      // The list remains
      list.removeAttribute("aria-busy");
      if (!/search-index/.test(error.message)) {
        parts.forEach((part) => { part.hidden = true; });
        explorer.dataset.evPlain = "";
      }
      console.error(error);
    });
  }
})();
