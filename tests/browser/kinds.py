"""The kinds of pages that a site has, and where to find one of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

KINDS = (
    "gap map", "gap map, other axes",
    "home", "section findings", "section findings, page 2", "section policy-options", "section case-studies",
    "section questions", "section sources", "section themes", "section sectors", "section designs",
    "finding, plain", "finding, contested", "finding with figures", "finding, not assessed",
    "finding, proposed confidence", "theme with synthesis", "term without synthesis", "term of options", "sector",
    "case study", "policy option with a case", "policy option without a case", "question", "source", "source, page 2",
    "explore", "explore, page 2", "about", "about methods", "about glossary", "models",
    "model", "contribute", "contribute citations", "contribute bibliography", "bibliography", "bibliography by year",
    "options compared", "fit", "brief", "brief with records", "theme brief", "team kit", "changes",
    "changes of a month", "follow", "404",
)  # fmt: skip
_COLLECTED = "findings/learning-at-work-builds-confidence,policy-options/protected-study-time,case-studies/crossreach"


def one_of_each(folder: Path) -> Iterator[tuple[str, str]]:
    """Give each page kind with the address of one such page in a site."""
    yield from (("home", ""), ("404", "404.html"), ("explore", "explore/"), ("explore, page 2", "explore/page/2/"))
    yield from (("options compared", "policy-options/compare/"), ("fit", "explore/fit/"))
    yield from (("brief", "brief/"), ("brief with records", f"brief/?items={_COLLECTED}&title=A%20title&note=A%20note"))
    yield from (("theme brief", "themes/benefits/brief/"), ("team kit", "themes/benefits/kit/"))
    yield from (("about", "about/"), ("about methods", "about/methods/"), ("about glossary", "about/glossary/"))
    yield from (("gap map", "map/"), ("gap map, other axes", "map/themes-by-outcomes/"))
    yield from (("changes", "changes/"), ("follow", "follow/"))
    for path in sorted(folder.glob("changes/*/index.html"))[:1]:
        yield "changes of a month", f"{path.parent.relative_to(folder).as_posix()}/"
    yield from (("models", "models/"), ("model", "models/learning-as-becoming/"))
    yield from (("bibliography", "bibliography/"), ("bibliography by year", "bibliography/by-year/"))
    yield from ((f"contribute {name}", f"contribute/{name}/") for name in ("citations", "bibliography"))
    yield from (("contribute", "contribute/"), ("section findings, page 2", "findings/page/2/"))
    for section in (
        "findings",
        "policy-options",
        "case-studies",
        "questions",
        "sources",
        "themes",
        "sectors",
        "designs",
    ):
        yield f"section {section}", f"{section}/"
    findings = {path.stem: json.loads(path.read_bytes()) for path in sorted(folder.glob("findings/*.json"))}
    standing = {name: one for name, one in findings.items() if one["record"].get("status") != "withdrawn"}
    tests: Mapping[str, Callable[[Any], bool]] = {
        "finding, plain": lambda one: not one["derived"]["contested"],
        "finding, contested": lambda one: one["derived"]["contested"] and "relations" in one["record"],
        "finding with figures": lambda one: "figures" in one["record"],
        "finding, not assessed": lambda one: "confidence" not in one["record"],
        "finding, proposed confidence": lambda one: "confidence" in one["record"] and "reviewed" not in one["record"],
    }
    for kind, fits in tests.items():
        # The longest record of a kind shows most of what its page can show.
        found = [name for name, one in standing.items() if fits(one)]
        if found:
            yield kind, f"findings/{max(found, key=lambda name: len(json.dumps(standing[name])))}/"
    pages: Mapping[str, tuple[str, str, bool]] = {
        "theme with synthesis": ("themes/*", 'id="synthesis"', True),
        "term without synthesis": ("*/*", "ev-head--term", True),
        "term of options": ("instruments/*", "", True),
        "sector": ("sectors/*", 'id="synthesis"', True),
        "case study": ("case-studies/*", "", True),
        "policy option with a case": ("policy-options/*", 'class="ev-empty"', False),
        "policy option without a case": ("policy-options/*", 'class="ev-empty"', True),
        "question": ("questions/*", "", True),
        "source": ("sources/*", "", True),
        "source, page 2": ("sources/*/page/*", "", True),
    }  # fmt: skip
    for kind, (pattern, text, present) in pages.items():
        for path in sorted(folder.glob(f"{pattern}/index.html")):
            html = path.read_text(encoding="utf-8")
            term = "ev-head--term" in html
            wrong = kind.startswith("term") and (not term or 'id="synthesis"' in html)
            if (text in html) is present and not wrong and (kind == "source, page 2" or path.parent.name != "page"):
                yield kind, f"{path.parent.relative_to(folder).as_posix()}/"
                break
