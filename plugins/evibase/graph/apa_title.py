"""APA 7: the title of a work, with what stands in parentheses and brackets after it.

Source: Publication Manual, 7th edition (2020), sections 9.18 to 9.22, and the examples of chapter 10.
"""

# ruff: noqa: RUF001, RUF002 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from evibase.graph.apa_names import is_part, is_spoken, joined, upright
from evibase.graph.styled_text import Run
from evibase.records.latex import decode_latex
from evibase.records.reference import OTHERS, Name, Reference

#: What stands in brackets after the title of a work outside the usual books and articles (9.21).
DESCRIPTIONS = MappingProxyType({
    "dataset": "Data set", "software": "Computer software", "motion_picture": "Film", "song": "Audio recording",
    "graphic": "Image", "map": "Map", "manuscript": "Unpublished manuscript", "speech": "Paper presentation",
    "paper-conference": "Paper presentation", "interview": "Interview", "performance": "Performance",
    "personal_communication": "Letter",
})  # fmt: skip
#: The same by entry type, where that says more: on its own, and as a part of a larger work.
_BY_ENTRY = MappingProxyType({
    "podcast": ("Audio podcast", "Audio podcast episode"), "music": ("Album", "Song"),
    "movie": ("Film", "TV series episode"), "film": ("Film", "TV series episode"),
    "video": ("Video", "TV series episode"), "audio": ("Audio recording", "Audio podcast episode"),
})  # fmt: skip
_STATES = MappingProxyType({
    "submitted": "Manuscript submitted for publication", "in preparation": "Manuscript in preparation",
})  # fmt: skip
# What a report is anyway.
_PLAIN_REPORTS = frozenset({"report", "technical report", "research report", "tech. rep."})
_BRACKETLESS = frozenset({"book", "chapter", "entry-encyclopedia", "article", "standard", "patent", "pamphlet"})
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?(?:\s*ed(?:ition|n)?\.?)?", re.IGNORECASE)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_EDITION_WORDS = MappingProxyType({word: str(number) for number, word in enumerate(_ORDINALS.split(), 1)})
_TEENS = frozenset({11, 12, 13})
_EMPHASIS = re.compile(r"\\(?:emph|textit|textsl|mkbibemph|mkbibitalic)\s*\{([^{}]*)\}")


def title_element(reference: Reference) -> list[Run]:
    """Give title, details and description: `*The psychology of the child* (H. Weaver, Trans.; 2nd ed.) [Audiobook]`."""
    title = full_title(reference)
    described = title.startswith("[") and title.endswith("]")
    part = is_part(reference)
    runs = emphasised(title, reference, "title", italic=not described and not part) if title else []
    if reference.title_addon:
        addon = emphasised(reference.title_addon, reference, "titleaddon", italic=False)
        runs += [Run(" [" if runs else "["), *addon, Run("]")]
    details = _people_behind(reference) + _details(reference)
    if details:
        runs.append(Run(f" ({'; '.join(details)})" if runs else f"({'; '.join(details)})"))
    bracket = _bracket(reference)
    if bracket and not described:
        runs.append(Run(f" [{bracket}]" if runs else f"[{bracket}]"))
    return runs


def full_title(reference: Reference) -> str:
    """Give the title, that of a volume after that of the whole: `Handbook of child psychology: Vol. 2. Cognition`."""
    if is_part(reference) or reference.csl_type not in {"book", "dataset", "report"}:
        return reference.title
    return volume_title(reference, reference.title)


def volume_title(reference: Reference, title: str) -> str:
    """Give the title of a volume after that of the work or the series that it belongs to (10.2, 10.5)."""
    whole = reference.main_title or (reference.series if reference.volume else "")
    if not whole or not title or whole == title or reference.csl_type == "report":
        return title
    return f"{whole}: Vol. {reference.volume}. {title}" if reference.volume else f"{whole}: {title}"


def has_volume_title(reference: Reference, title: str) -> bool:
    """Say whether the volume is named in the title already."""
    return bool(reference.volume) and volume_title(reference, title) != title


def emphasised(text: str, reference: Reference, name: str, *, italic: bool) -> list[Run]:
    r"""Give a text in runs: what is `\emph` in it, such as the name of a species, is set the other way (6.22)."""
    field = reference.field(name)
    phrases = _EMPHASIS.findall(field.value) if field and "\\" in field.value else []
    runs: list[Run] = []
    for phrase in map(decode_latex, phrases):
        before, found, after = text.partition(phrase)
        if found and phrase:
            runs += [Run(before, italic=italic)] if before else []
            runs.append(Run(phrase, italic=not italic))
            text = after
    return [*runs, Run(text, italic=italic)] if text else runs


def with_role(role: str, names: Sequence[Name]) -> str:
    """Give a role for one or several: `Director`, `Executive Producers`."""
    return f"{role}s" if len(names) > 1 and role[-1:].isalpha() and not role.endswith("s") else role


def name_list(names: Sequence[Name]) -> str:
    """Give names as they stand after "In" and in parentheses: `G. Y. Iwamasa & P. A. Hays`."""
    shown = [upright(name) for name in names if name != OTHERS]
    return ", ".join([*shown, "et al."]) if OTHERS in names else joined(shown, " & ", ", & ")


def _people_behind(reference: Reference) -> list[str]:
    """Give editors beside an author, translators and narrators, as they stand after the title (10.2)."""
    editors = reference.editors if reference.authors and not is_part(reference) else ()
    found = []
    if editors and editors == reference.translators:
        role = "Ed. & Trans." if len(editors) == 1 else "Eds. & Trans."
        return [f"{name_list(editors)}, {role}"]
    if editors:
        role = reference.editor_role or "Ed"
        role = with_role(role, editors) if reference.editor_role else ("Ed." if len(editors) == 1 else "Eds.")
        found.append(f"{name_list(editors)}, {role}")
    if reference.translators:
        found.append(f"{name_list(reference.translators)}, Trans.")
    narrators = dict(reference.contributors).get("narrator", ())
    if narrators:
        found.append(f"{name_list(narrators)}, Narr." if len(narrators) == 1 else f"{name_list(narrators)}, Narrs.")
    return found


def _details(reference: Reference) -> list[str]:
    """Give edition, volume, version and number, as they stand in parentheses after the title (9.19)."""
    kind = reference.csl_type
    if is_part(reference):
        return _episode(reference)
    parts = [edition] if (edition := edition_text(reference.edition)) else []
    if kind == "book":
        parts += _volumes(reference)
        if reference.entry_type == "inbook":
            parts += [f"Chapter {reference.chapter}"] if reference.chapter else []
            parts += [pages_text(reference.pages)] if reference.pages else []
    number = _number(reference)
    joint = [", ".join(parts)] if parts else []
    version = version_text(reference.version)
    return [*joint, *([number] if number else []), *([version] if version else [])]


def _volumes(reference: Reference) -> list[str]:
    if reference.volume and not has_volume_title(reference, reference.title):
        several = re.search(r"[-–,]", reference.volume)
        return [f"{'Vols.' if several else 'Vol.'} {reference.volume.replace('--', '–')}"]
    if reference.volumes.isdecimal() and not reference.volume and int(reference.volumes) > 1:
        return [f"Vols. 1–{reference.volumes}"]
    return []


def _episode(reference: Reference) -> list[str]:
    """Give `Season 3, Episode 12` of a series, or `No. 443` of a podcast (10.12, 10.13)."""
    if reference.csl_type == "motion_picture":
        season = [f"Season {reference.volume}"] if reference.volume else []
        number = [f"Episode {reference.number}"] if reference.number else []
        return [", ".join([*season, *number])] if season or number else []
    if reference.csl_type == "song" and reference.number:
        return [f"No. {reference.number}"]
    return []


def _number(reference: Reference) -> str:  # noqa: PLR0911 - one for each kind of work
    kind, number = reference.csl_type, reference.number
    if not number:
        return reference.archive_id if reference.archive == "ERIC" else ""
    bare = number[:1].isdecimal()
    if kind == "report":
        named = _of_series(reference) or _capitals(reference.genre) or "Report"
        return f"{named} No. {number}" if bare else number
    if kind == "thesis":
        return f"Publication No. {number}" if bare else number
    if kind == "patent":
        return f"{reference.genre or 'Patent'} No. {number}"
    if kind == "standard":
        return f"Standard No. {number}" if bare else number
    if kind == "song":
        return f"No. {number}" if bare else number
    return number if kind in {"dataset", "software", "document", "manuscript", "pamphlet", "article"} else ""


def _of_series(reference: Reference) -> str:
    """Give the series of a report as it stands before a number: `Series 10,` with a comma after a digit."""
    series = reference.series.removesuffix(" No.")
    return f"{series}," if series[-1:].isdecimal() else series


def _capitals(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def version_text(version: str) -> str:
    """Give `Version 3.3`, however it was written."""
    if not version:
        return ""
    plain = re.sub(r"^(?:[Vv]ersion\s*|v\.?\s*(?=\d))", "", version)
    return f"Version {plain}"


def pages_text(pages: str) -> str:
    """Give `p. 12` or `pp. 3–5`."""
    several = not pages.replace(" ", "").isalnum()
    return f"{'pp.' if several else 'p.'} {pages}"


def edition_text(edition: str) -> str:
    """Give an edition as APA has it: `2` and `Second` as `2nd ed.`, `Revised` as `Rev. ed.`, others with `ed.`.

    A first edition is not named (9.19).
    """
    plain = edition.strip()
    if not plain:
        return ""
    number = _ORDINAL.fullmatch(_EDITION_WORDS.get(plain.casefold().removesuffix(" edition"), plain))
    if number:
        count = int(number[1][:9])
        if count == 1:
            return ""
        ending = "th" if count % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending} ed."
    if plain.casefold().rstrip(".") in {"rev", "revised", "rev. ed", "revised edition"}:
        return "Rev. ed."
    shortened = re.sub(r"\bedition$", "ed.", plain, flags=re.IGNORECASE)
    return shortened if re.search(r"\bed(?:n)?\b", shortened, re.IGNORECASE) else f"{shortened} ed."


def is_published_thesis(reference: Reference) -> bool:
    """Say whether a thesis can be had elsewhere than from the university in print (10.6)."""
    database = reference.publisher and reference.institution
    return bool(reference.url or reference.doi or reference.archive or reference.number or database)


def _bracket(reference: Reference) -> str:  # noqa: PLR0911 - one for each kind of work
    kind = reference.csl_type
    if kind == "thesis":
        genre = reference.genre or "Thesis"
        if not is_published_thesis(reference):
            named = genre.casefold().startswith("unpublished")
            return genre if named else f"Unpublished {genre[0].lower()}{genre[1:]}"
        return ", ".join(part for part in (genre, reference.institution or reference.publisher) if part)
    if kind == "report":
        numbered = reference.number[:1].isdecimal() or (reference.number and reference.series)
        return "" if numbered or reference.genre.casefold() in _PLAIN_REPORTS else reference.genre
    if kind in {"manuscript", "article", "document"} and reference.issued.status in _STATES:
        return _STATES[reference.issued.status]
    if kind == "periodical":
        return reference.genre
    if kind in _BRACKETLESS:
        return reference.medium if kind in {"book", "pamphlet"} else ""
    if is_part(reference) and kind not in {"motion_picture", "song", "broadcast"}:
        return reference.genre if kind not in {"paper-conference", "post-weblog"} else ""
    said = reference.genre or reference.medium
    if reference.genre and reference.medium:
        said = f"{reference.genre}; {reference.medium}"
    return said or _described(reference)


def _described(reference: Reference) -> str:
    alone, as_part = _BY_ENTRY.get(reference.entry_type, ("", ""))
    if reference.entry_type == "video" and not (reference.url or reference.container_title):
        return "Film"
    found = as_part if reference.container_title else alone
    if is_spoken(reference) and reference.container_title:
        # The symposium is described where it is named.
        return ""
    return found or DESCRIPTIONS.get(reference.csl_type, "")
