"""What there is to see on a page of the hostile site, and what must never be there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

#: Everything on a page that could run or lead away, and what a reader sees.
LOOK = """() => {
  const faults = [];
  const fault = (one) => faults.push(one.outerHTML.slice(0, 200));
  const asAddress = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite", "srcset"]);
  for (const one of document.querySelectorAll("*")) {
    for (const {name, value} of one.attributes) {
      const address = value.replace(/[\\x00-\\x20]/g, "").toLowerCase();
      if (name.startsWith("on") || name === "srcdoc") faults.push(`${name} on ${one.outerHTML.slice(0, 200)}`);
      if (asAddress.has(name) && /^(javascript|vbscript|data):/.test(address)) fault(one);
    }
  }
  const forms = ".ev-search, .ev-explore__form, .ev-desk__form, .ev-since, .ev-fit__form"; // ours
  const inside = ["script", "style", "link:not([rel=stylesheet][href*='assets/evibase/'])", `form:not(${forms})`,
    "svg:not(.ev-chart) :not(a, g, path, rect, circle, ellipse, line, polyline, polygon, text, tspan)",
    "textarea:not(#ev-brief-note)", "[style]", "[autofocus]"].map((one) => `article ${one}`);
  const never = ["iframe", "object", "embed", "base", "applet", "math", "template", "meta[http-equiv=refresh]"];
  document.querySelectorAll([...never, ...inside].join(", ")).forEach(fault);
  [...document.images].filter((one) => one.src && !one.src.startsWith(location.origin)).forEach(fault);
  for (const id of ["ev-content", "ev-header-q", "ev-site-links", "top"]) {
    if (document.querySelectorAll(`[id=${id}]`).length > 1) faults.push(`the id ${id} is there twice`);
  }
  const authored = location.pathname.startsWith("/about/"); // where the text may have titles of its own
  if (document.querySelectorAll("h1").length !== 1 && !authored) faults.push("not one h1");
  if (window.__pwned) faults.push("a script has run");
  for (const one of document.querySelectorAll("details")) one.open = true;
  const words = (selector) => (document.querySelector(selector) || {innerText: ""}).innerText;
  return {faults, title: document.title, text: document.body.innerText, heading: words("h1"),
    links: [...document.querySelectorAll("a[href]")] // a link in a drawing has an object for its href
      .map((one) => new URL(one.getAttribute("href"), document.baseURI).href),
    crumb: words(".ev-crumbs [aria-current]"), contents: words(".md-sidebar--secondary"),
    contentsTags: [...document.querySelectorAll(".md-sidebar--secondary .md-nav__list *")].map((one) => one.localName),
    bibtex: [...document.querySelectorAll('article .ev-pre[data-ev-file$=".bib"]')].map((one) => one.textContent),
    description: (document.querySelector("meta[name=description]") || {content: ""}).content,
    scripts: [...document.scripts].map((one) => one.src || one.textContent.replace(/"[./]*"/, ""))};
}"""


def look(page: Page, address: str, faults: list[str]) -> dict[str, Any]:
    """Open an address and give what there is to see; what happens meanwhile and must not is put into `faults`."""
    page.goto(address)
    try:
        found: dict[str, Any] = page.evaluate(LOOK)
    except Error as error:  # the page has led away
        faults.append(str(error))
        found = dict.fromkeys(("title", "text", "heading", "crumb", "contents", "description"), "")
        found |= {name: [] for name in ("faults", "links", "contentsTags", "bibtex", "scripts")}
    if page.url != address:
        faults.append(f"leads to {page.url}")
    found["faults"] += faults
    faults.clear()
    return found


_QUOTES = dict.fromkeys(
    map(
        ord,
        "`'\"\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
        "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    )
)


def flat(text: str) -> str:
    """Give a text as a reader sees it: white space is one blank."""
    return " ".join(text.split())


def unquoted(text: str) -> str:
    """Give a text without quotation marks: BibTeX makes typographic ones of what is typed, in pairs and halves."""
    return flat(text.translate(_QUOTES))


def pages_of(folder: Path) -> list[str]:
    """Give the address of every page of a site but redirects, which lead on at once."""
    return [
        path.relative_to(folder).as_posix().removesuffix("index.html")
        for path in sorted(folder.rglob("*.html"))
        if "noindex" not in path.read_text(encoding="utf-8")
    ]
