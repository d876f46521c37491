"""What people write is shown as they wrote it, and does nothing."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings

from evibase.artifact import AUTHORED
from evibase.pages.cited import plain
from evibase.pages.view import Settings, View
from evibase.pages.works import works_of
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.policy_option import PolicyOption
from tests.bases import SMALL, bases, compiled, files_of, site_of

_VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}
#: Every element that our templates make, and no other.
_OURS = set(
    "a abbr article blockquote button caption code dd desc details div dl dt figcaption figure form g h1 h2 h3 h4"
    " header i input label legend fieldset li link nav noscript ol optgroup output p path pre rect search section"
    " select option span strong summary sup svg table tbody td text textarea th thead title tr tspan ul".split()
)


class _Page(HTMLParser):
    """Collects text and attributes, and holds each end tag against its start."""

    def __init__(self, html: str) -> None:
        """Read a page's body."""
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        assert self.open
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close at once, as SVG does."""
        self.handle_starttag(tag, attrs)
        self.open = self.open[:-1] if tag not in _VOID else self.open

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """Give all text, its white space as a browser shows it."""
        return " ".join("".join(self.texts).split())


@settings(max_examples=20)
@given(bases())
def test_pages_are_well_formed_and_hold_no_element_but_ours(files: dict[str, bytes]) -> None:
    """Law: no text of a record opens or closes an element, or becomes an attribute or an address."""
    for path, page in site_of(compiled(files)).pages.items():
        found = _Page(page.body.replace(AUTHORED, ""))
        assert found.open == [], path
        assert found.tags <= _OURS, (path, found.tags - _OURS)
        assert not [name for name, _ in found.attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        addresses = [value for name, value in found.attributes if name in {"href", "src", "action"}]
        assert not [value for value in addresses if value.lower().startswith(("javascript:", "data:", "//"))]


@settings(max_examples=20)
@given(bases())
def test_text_is_shown_as_written(files: dict[str, bytes]) -> None:
    """Law: every text of a finding, an option and a case stands on its page, letter by letter, but for citations."""
    base = compiled(files)
    pages = site_of(base).pages
    works = works_of(View(base.graph, Settings()))

    def _shown(text: str) -> str:
        return " ".join(plain(works, text).split())

    for finding in base.graph.base.of(Finding).values():
        text = _Page(pages[f"findings/{finding.id}.md"].body).text
        said = [finding.context, finding.mechanism, finding.cost, finding.would_change, finding.withdrawn_because]
        said += [part for item in finding.evidence for part in (item.locator, item.condition, item.note, item.quote)]
        said += [todo.text for todo in finding.implications] + list(finding.conditions) + [finding.claim]
        said += [item.sample for item in finding.evidence] + [figure.label for figure in finding.figures]
        assert [part for part in said if part and _shown(part) not in text] == []
    for option in base.graph.base.of(PolicyOption).values():
        text = _Page(pages[f"policy-options/{option.id}.md"].body).text
        assert all(_shown(part) in text for part in (option.title, option.summary, option.problem))
    for case in base.graph.base.of(CaseStudy).values():
        text = _Page(pages[f"case-studies/{case.id}.md"].body).text
        assert all(_shown(part) in text for part in (case.title, case.problem, case.done, case.result))


def test_bibtex_keeps_its_lines() -> None:
    """Law: what is to be copied is shown with its line ends and spaces, and these are no ends of lines in the HTML."""
    files = dict(files_of(SMALL))
    files["references.bib"] += b"@misc{last, title = {Last}, abstract = {One.\n\n  Two.}, year = {2020}}\n"
    body = site_of(compiled(files)).pages["sources/last.md"].body
    entry = "@misc{last, title = {Last}, abstract = {One.\n\n  Two.}, year = {2020}}"
    assert entry in "".join(_Page(body).texts)
    assert "&#10;&#10;  Two.}" in body
