"""The style that a site asks for by name or path: APA 7, which is built in, or any style of CSL."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from evibase.graph.csl_style import csl_style
from evibase.graph.locators import APA_TERMS
from evibase.graph.reference_style import Marks, Style, apa_style
from evibase.graph.title_case import Titles, retitled
from evibase.hosts.pandoc import Job, PandocError, ask, find_pandoc, format_all
from evibase.hosts.pandoc_document import BRACKETS
from evibase.records.reference import Reference
from evibase.records.validation import nearest

APA = "apa"
_FOLDER = Path(__file__).with_name("csl")
#: Styles that come with evibase, by the name that a site gives them.
SHIPPED = MappingProxyType(
    {
        "chicago-author-date": "chicago-author-date.csl",
        "harvard": "harvard-cite-them-right.csl",
        "ieee": "ieee.csl",
        "vancouver": "vancouver.csl",
    }
)
# What these styles are written for, where they do not say so.
_LOCALES = MappingProxyType({"harvard": "en-GB"})
_LARGEST_SHEET = 2 * 1024 * 1024
_FORMAT = re.compile(r"citation-format=\"([a-z-]+)\"")
_PARENT = re.compile(r"rel=\"independent-parent\"")
# pandoc 3.9 puts a role before the names where a style leaves the names unsaid: "editors" is to follow them. Where the
# style says them, "edited by" stands where it wants it.
_LABELS_FIRST = re.compile(r"(<names\b[^>/]*>\s*)(<label\b)(?=(?:(?!<name\b|</names>).)*</names>)", re.DOTALL)
_TITLE = re.compile(r"<title>([^<]*)</title>")
# A work of three for learning how a style puts citations together; nobody is called that.
_PROBES = tuple(
    {"id": f"p{n}", "type": "book", "title": title, "author": [{"family": name, "given": "X"}],
     "issued": {"date-parts": [[year]]}, "publisher": "P"}
    for n, (name, title, year) in enumerate((("Aqaqa", "A", 1901), ("Bqbqb", "B", 1902), ("Cqcqc", "C", 1903)))
)  # fmt: skip
_WORDS = MappingProxyType({
    "page": "p.", "chapter": "chap.", "section": "sec.", "paragraph": "para.", "figure": "fig.", "volume": "vol.",
    "note": "n.", "column": "col.", "line": "l.", "part": "pt.", "verse": "v.", "book": "bk.", "folio": "fol.",
})  # fmt: skip
_ONE, _MANY = "987", "987-989"


class StyleError(Exception):
    """That a site cannot be printed in the style that it asks for; the text says what to do."""


def style_named(  # noqa: PLR0913 - each is a choice of the site's, and the last is where pandoc is looked for
    name: str,
    references: Sequence[Reference],
    titles: Titles,
    root: Path,
    locale: str = "",
    *,
    finding: Callable[[], Path | None] = find_pandoc,
) -> Style:
    """Give the style that a site asks for: `apa`, the name of one that is shipped, or the path of a `.csl` file.

    Raises StyleError where there is no such style, where it needs pandoc and there is none, or pandoc refuses it.
    """
    if name.casefold() in {"", APA}:
        return apa_style(references, titles)
    sheet = _sheet(name, root)
    pandoc = finding()
    if pandoc is None:
        raise StyleError(
            f'style "{name}" needs pandoc, and there is none. Install it with `pip install "evibase[csl]"`, or take '
            "`style: apa`, which needs nothing."
        )
    numeric = _is_numeric(name, sheet)
    shown = [retitled(reference, titles) for reference in references]
    job = Job(_LABELS_FIRST.sub(r"\1<name/>\2", sheet), locale or _LOCALES.get(name, ""))
    try:
        marks = _learnt(pandoc, job, numeric=numeric)
        formatted = format_all(pandoc, job, shown, root / ".evibase" / "csl" / f"{Path(name).stem}.json")
    except PandocError as error:
        raise StyleError(f'style "{name}": {error}') from None
    title = _TITLE.search(sheet)
    return csl_style(title[1] if title else name, shown, formatted, marks, numeric=numeric)


def _sheet(name: str, root: Path) -> str:
    path = _FOLDER / SHIPPED[name] if name in SHIPPED else root / name
    if name not in SHIPPED and not name.endswith(".csl"):
        known = [APA, *SHIPPED]
        hint = nearest(name, known) or f"Take one of {', '.join(known)}, or the path of a .csl file."
        raise StyleError(f'there is no style "{name}". {hint}')
    try:
        data = path.read_bytes()
        sheet = data.decode("utf-8-sig")
    except OSError:
        raise StyleError(f'style "{name}": there is no such file beside mkdocs.yml.') from None
    except UnicodeDecodeError:
        raise StyleError(f'style "{name}" is not UTF-8.') from None
    if len(data) > _LARGEST_SHEET or "<style" not in sheet:
        raise StyleError(f'style "{name}" is no style sheet of CSL.')
    if _PARENT.search(sheet):
        raise StyleError(f'style "{name}" only says that it is the same as another. Take the other: it names it.')
    return sheet


def _is_numeric(name: str, sheet: str) -> bool:
    found = _FORMAT.search(sheet)
    kind = found[1] if found else "author-date"
    if kind == "note":
        raise StyleError(f'style "{name}" cites in notes. Take an author-date or a numeric style.')
    return kind in {"numeric", "label"}


@lru_cache(maxsize=8)
def _learnt(pandoc: Path, job: Job, *, numeric: bool) -> Marks:
    """Learn from citations of works that nobody wrote how a style puts citations together."""
    kinds = list(_WORDS)
    wanted = [
        [("p0", BRACKETS, "")], [("p0", BRACKETS, ""), ("p1", BRACKETS, "")],
        [(f"p{n}", BRACKETS, "") for n in range(3)],
        *([("p0", BRACKETS, f"{_WORDS[kind]} {number}")] for kind in kinds for number in (_ONE, _MANY)),
    ]  # fmt: skip
    cited, _ = ask(pandoc, job, _PROBES, wanted)
    single, pair, three, *placed = ("".join(run.text for run in runs).strip() for runs in cited)
    raised = any(run.raised for run in cited[0])
    return _numeric_marks(single, pair, three, raised=raised) if numeric else _dated_marks(single, pair, placed)


def _numeric_marks(single: str, pair: str, three: str, *, raised: bool) -> Marks:
    opening, closing = single.split("1", 1) if "1" in single else ("[", "]")
    between = pair.removeprefix(f"{opening}1").removesuffix(f"2{closing}") or ", "
    through = three.removeprefix(f"{opening}1").removesuffix(f"3{closing}")
    return Marks(opening, closing, between, "", ", ", raised, through="" if "2" in through else through)


def _dated_marks(single: str, pair: str, placed: list[str]) -> Marks:
    opening, closing = single[: single.find("Aqaqa")], single[single.find("1901") + len("1901") :]
    before_year = single[len(opening) + len("Aqaqa") : single.find("1901")]
    between = pair[pair.find("1901") + len("1901") : pair.find("Bqbqb")] or "; "
    terms = dict(APA_TERMS)
    before_place = ", "
    for index, kind in enumerate(_WORDS):
        one, many = (text.partition("1901")[2].removesuffix(closing) for text in placed[index * 2 : index * 2 + 2])
        place = re.match(r"[,:;]?\s*", one)
        before_place = place[0] if place and kind == "page" else before_place
        terms[kind] = (_word(one, before_place, _ONE), _word(many, before_place, _ONE))
    return Marks(opening, closing, between, before_year, before_place, terms=MappingProxyType(terms))


def _word(text: str, before: str, number: str) -> str:
    return text.removeprefix(before).partition(number)[0].strip()
