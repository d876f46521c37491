"""missing-field: a field is missing that APA prints for works of this type.

Without it a reader may not find the work. A work that truly has no date is cited as *n.d.*: write `year = {n.d.}`,
and nothing more is said.

Bad, in `references.bib`:

    @article{poe-2022,
      author = {Poe, Pat},
      title = {A third title},
      year = {2022},
    }

Good:

    @article{poe-2022,
      author = {Poe, Pat},
      title = {A third title},
      journal = {Journal of Samples},
      volume = {2},
      year = {2022},
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evibase.problems import Problem, Severity
from evibase.records.reference import Reference

CODE = "missing-field"

_ARTICLE = ("author", "title", "year", "journal", "volume or doi")
#: What APA 7 prints of each type (chapter 10), by type of CSL; "a or b" is met by either.
_NEEDED: dict[str, tuple[str, ...]] = {
    "article-journal": _ARTICLE,
    "article-magazine": ("author", "title", "year", "journal"),
    "article-newspaper": ("title", "year", "journal"),
    "book": ("author or editor", "title", "year", "publisher"),
    "chapter": ("author", "title", "year", "booktitle", "publisher"),
    "dataset": ("author", "title", "year", "publisher or url or doi"),
    "entry-encyclopedia": ("title", "year", "booktitle"),
    "paper-conference": ("author", "title", "year", "booktitle or eventtitle"),
    "report": ("author or institution", "title", "year", "institution or url or doi"),
    "software": ("author", "title", "year", "publisher or url or doi"),
    "thesis": ("author", "title", "year", "school"),
    "webpage": ("author or title", "title", "year", "url"),
}
_ANY = ("author or editor or title", "title", "year")


def check(references: Sequence[Reference]) -> Iterator[Problem]:
    """Warn of each entry that lacks what its type needs, once, at its key."""
    for reference in references:
        needed = _NEEDED.get(reference.csl_type, _ANY)
        missing = [field for field in needed if not any(_has(reference, name) for name in field.split(" or "))]
        if missing:
            kind = f"@{reference.entry_type}"
            article = "An" if kind[1] in "aeio" else "A"
            message = f'"{reference.key}" has no {", no ".join(missing)}. {article} {kind} needs it.'
            yield Problem(
                reference.path, reference.line, reference.column, CODE, message, "Add what you can find.",
                Severity.WARNING,
            )  # fmt: skip


def _has(reference: Reference, name: str) -> bool:
    values: dict[str, object] = {
        "author": reference.authors,
        "editor": reference.editors,
        "title": reference.title,
        "year": reference.year or reference.field("year") or reference.field("date"),
        "journal": reference.container_title,
        "booktitle": reference.container_title,
        "volume": reference.volume or reference.issued.status or reference.article_number,
        "publisher": reference.issuer,
        "institution": reference.issuer,
        "school": reference.issuer,
        "eventtitle": reference.event,
        "doi": reference.doi,
        "url": reference.url or reference.doi,
    }
    return bool(values[name])
