"""The bibliography: every source in full, by author, by year, by project and by type, in lists that page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from evibase.artifact import Outline, Page
from evibase.graph.apa_names import filed, leading_names
from evibase.graph.coins import coins
from evibase.graph.independence import project_of
from evibase.pages.paging import number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Anchor, Parts, link_to
from evibase.pages.rendering import render
from evibase.pages.view import PER_PAGE, View
from evibase.pages.words import count, say
from evibase.pages.works import works_of
from evibase.records.model import Ref
from evibase.records.reference import Reference

#: What the types of CSL are called; any other is named by itself.
_TYPES = {
    "article": "Preprints", "article-journal": "Journal articles", "article-magazine": "Magazine articles",
    "article-newspaper": "Newspaper articles", "book": "Books", "chapter": "Chapters", "dataset": "Data sets",
    "document": "Documents", "entry-encyclopedia": "Encyclopedia entries", "legislation": "Legislation",
    "manuscript": "Manuscripts", "motion_picture": "Films", "paper-conference": "Conference papers",
    "post-weblog": "Blog posts", "report": "Reports", "review": "Reviews", "software": "Software",
    "speech": "Talks", "thesis": "Theses", "webpage": "Web pages",
}  # fmt: skip
_ORDERS = ("author", "year", "project", "type")
_NAMES = {"author": "By author", "year": "By year", "project": "By project", "type": "By type"}
#: In these orders the groups are few, so that each can be led to.
_FEW = frozenset({"author", "year", "type"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One work in the list: the reference as HTML, its page, and how often the base leans on it."""

    html: Markup
    link: Anchor
    coins: str
    meta: str


@dataclass(frozen=True, slots=True)
class Group:
    """The works of one letter, year, project or type that stand on a page."""

    name: str
    id: str
    entries: tuple[Entry, ...]


def keys(view: View) -> Iterator[str]:
    """Give each order, and the numbers of its further pages: `author`, `author 2`."""
    for order in _ORDERS:
        yield from numbered(order, len(view.graph.base.reference_of))


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of one page of the bibliography."""
    order, nth = number_of(key)
    path = page_path(_first(order), nth)
    return Outline(path, headed=False, section=path == "bibliography/index.md")


def page(view: View, key: str) -> Page:
    """Give one page of the bibliography in one order."""
    order, nth = number_of(key)
    first = _first(order)
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    found = view.kept("bibliography", partial(_ordered, view))[order]
    # Each work is listed in every order.
    entries = view.kept(f"bibliography entries {parts.root}", partial(_entry, parts))
    grouped = groupby(part_of(found, nth), key=lambda pair: pair[0])
    shown = [
        Group(name, f"group-{n}", tuple(entries[key] for _, key in pairs)) for n, (name, pairs) in enumerate(grouped, 1)
    ]
    name = say("Bibliography")
    body = render(
        "bibliography.html",
        crumbs=parts.crumbs((name, "") if nth == 1 else (name, first), *([] if nth == 1 else [(str(nth), "")])),
        orders=[(say(_NAMES[each]), parts.to_page(_first(each)), each == order) for each in _ORDERS],
        jumps=_jumps(parts, order) if order in _FEW else [],
        groups=shown,
        number=count(len(found), "work", "works"),
        pages=paging(parts, first, nth, len(found)),
        files=[link_to(words, f"{parts.root}references{ending}") for words, ending in _FILES],
    )
    title = f"{name}: {say(_NAMES[order]).lower()}"
    title = title if nth == 1 else say("{name}, page {number}").format(name=title, number=nth)
    return Page(
        path, title, say("Every work that this base cites, in full."), body, section=path == "bibliography/index.md"
    )


_FILES = (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".csl.json"))


def _first(order: str) -> str:
    return "bibliography/index.md" if order == "author" else f"bibliography/by-{order}.md"


def _ordered(view: View, order: str) -> tuple[tuple[str, str], ...]:
    """Give every key with the name of its group, group by group, each in the order of the reference list."""
    grouping = _GROUPINGS[order]
    references = view.graph.base.reference_of
    found = [(grouping(view, reference), key) for key, reference in references.items()]
    place = view.style.place
    found.sort(key=lambda pair: (pair[0][0], place[pair[1]]))
    return tuple((name, key) for (_, name), key in found)


def _by_author(_: View, reference: Reference) -> tuple[tuple[int, str], str]:
    names = leading_names(reference)
    text = filed(names[0].surname if names else reference.title)
    letter = text[:1].upper()
    return ((0, letter), letter) if letter.isalpha() else ((1, ""), say("Others"))


def _by_year(_: View, reference: Reference) -> tuple[tuple[int, str], str]:
    year = reference.issued.year
    return ((-year, ""), str(year)) if year else ((1, reference.year), reference.year or say("No date"))


def _by_project(view: View, reference: Reference) -> tuple[tuple[int, str], str]:
    kind, name = project_of(view.graph, reference.key)
    return ((0, name.casefold()), name) if kind == "project" else ((1, ""), say("No project named"))


def _by_type(_: View, reference: Reference) -> tuple[tuple[int, str], str]:
    kind = reference.csl_type
    name = say(_TYPES.get(kind, kind.replace("_", " ").replace("-", " ").capitalize()))
    return (0, name), name


_Grouping = Callable[[View, Reference], tuple[tuple[int, str], str]]
_GROUPINGS: dict[str, _Grouping] = {
    "author": _by_author, "year": _by_year, "project": _by_project, "type": _by_type,
}  # fmt: skip


def _entry(parts: Parts, key: str) -> Entry:
    view = parts.view
    return Entry(
        html=Markup(works_of(view).entry(key)),  # noqa: S704 - escaped where it is made
        link=parts.anchor(Ref("sources", key), say("Source page")),
        coins=coins(view.graph.base.reference_of[key]),
        meta=count(view.times_cited(key), "finding cites it", "findings cite it"),
    )


def _jumps(parts: Parts, order: str) -> list[Anchor]:
    """Give a link to the page and place where each group begins."""
    first = _first(order)
    begins = parts.view.kept("where groups begin", partial(_beginnings, parts.view))[order]
    return [link_to(name, f"{parts.to_page(page_path(first, nth))}#group-{number}") for name, nth, number in begins]


def _beginnings(view: View, order: str) -> tuple[tuple[str, int, int], ...]:
    """Give the name of each group, the number of the page where it begins, and its number there."""
    found = view.kept("bibliography", partial(_ordered, view))[order]
    begins = []
    for name, pairs in groupby(enumerate(found), key=lambda pair: pair[1][0]):
        at = next(pairs)[0]
        nth = at // PER_PAGE + 1
        on_page = found[(nth - 1) * PER_PAGE : at + 1]
        begins.append((name, nth, len(list(groupby(on_page, key=lambda pair: pair[0])))))
    return tuple(begins)
