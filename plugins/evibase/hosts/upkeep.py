"""Upkeep of a bibliography on disk: check, form, new entries, retractions. The commands `evibase bib` call this."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from evibase.checks.bibliography import check_references
from evibase.checks.bibliography.invalid_isbn import is_isbn
from evibase.hosts.web import WebError, get_json
from evibase.importers import crossref, datacite
from evibase.importers.entries import Work
from evibase.importers.notices import Notice, read_retraction_watch
from evibase.importers.sidecars import marked
from evibase.problems import Problem, in_order
from evibase.records.bibliography import read_bibliography
from evibase.records.bibtex_format import formatted
from evibase.records.identifiers import read_doi
from evibase.records.raw import Raw
from evibase.records.reference import Reference, address

CROSSREF, DATACITE = "https://api.crossref.org", "https://api.datacite.org"
#: How many works are asked about in one request.
_BATCH = 20
_DOI_INSIDE = re.compile(r"10\.\d{4,9}/[^\s\"<>?#]+")
_BOOKS = frozenset({"book", "monograph", "edited-book", "reference-book"})


@dataclass(frozen=True, slots=True)
class Services:
    """Where the services are, and whom they may write to."""

    crossref: str = CROSSREF
    datacite: str = DATACITE
    mailto: str = ""


class UpkeepError(Exception):
    """Why nothing was done, as one line."""


def read(path: Path) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Read a bibliography; problems name it as it was named."""
    return read_bibliography(_raw(path))


def _raw(path: Path) -> Raw:
    try:
        return Raw(path.as_posix(), path.read_bytes())
    except OSError as error:
        raise UpkeepError(f'"{path}" cannot be read: {error.strerror}.') from error


def check(path: Path) -> tuple[int, tuple[Problem, ...]]:
    """Give the number of references, and everything that is wrong or missing in a bibliography."""
    references, problems = read(path)
    return len(references), in_order((*problems, *check_references(references)))


def form(path: Path) -> tuple[str, str, tuple[Problem, ...]]:
    """Give the text as it is, the text in its one form, and what is wrong with its grammar."""
    raw = _raw(path)
    text, problems = formatted(raw)
    old = raw.data.decode("utf-8", "replace").removeprefix("\ufeff")
    return old, old if text is None else text, problems


def write(path: Path, text: str) -> None:
    """Write a bibliography, with its line ends as they are in the text."""
    path.write_text(text, encoding="utf-8", newline="")


def find(identifier: str, services: Services) -> Work:
    """Look a DOI, ISBN or address up. Raises UpkeepError where nobody knows it, or nobody can be asked."""
    text = identifier.strip()
    try:
        doi = _doi_of(text)
        if doi:
            work = _by_doi(doi, services)
        elif is_isbn(text.removeprefix("urn:isbn:")):
            work = _by_isbn(re.sub(r"[^0-9Xx]", "", text), services)
        elif text.startswith(("http://", "https://")):
            work = _by_url(text, services)
        else:
            raise UpkeepError(f'"{identifier}" is no DOI, ISBN or address. Write 10.1234/abc, 978..., or https://...')
    except WebError as error:
        raise UpkeepError(str(error)) from error
    if work is None:
        raise UpkeepError(f'Neither Crossref nor DataCite knows "{identifier}". Write the entry by hand.')
    return work


def _doi_of(text: str) -> str:
    if text.startswith(("http://", "https://")) and not read_doi(text):
        inside = _DOI_INSIDE.search(text)
        return read_doi(inside[0]) if inside else ""
    return read_doi(text)


def _by_doi(doi: str, services: Services) -> Work | None:
    found = get_json(_url(services.crossref, f"works/{quote(doi, safe='')}", services), services.mailto)
    if message := _part(found, "message"):
        return crossref.work_of(message)
    found = get_json(f"{services.datacite}/dois/{quote(doi, safe='/')}", services.mailto)
    attributes = _part(_part(found, "data"), "attributes")
    return datacite.work_of(attributes) if attributes else None


def _by_isbn(isbn: str, services: Services) -> Work | None:
    found = get_json(_url(services.crossref, "works", services, filter=f"isbn:{isbn}", rows="20"), services.mailto)
    items = [item for item in _part(found, "message").get("items", ()) if isinstance(item, dict)]
    books = [item for item in items if item.get("type") in _BOOKS]
    return crossref.work_of((books or items)[0]) if items else None


def _by_url(url: str, services: Services) -> Work | None:
    query = urlencode({"query": f'url:"{url}"', "page[size]": "1"})
    found = get_json(f"{services.datacite}/dois?{query}", services.mailto)
    data = found.get("data") if isinstance(found, dict) else None
    attributes = _part(data[0], "attributes") if isinstance(data, list) and data else {}
    return datacite.work_of(attributes) if attributes else None


def _part(found: object, name: str) -> dict[str, Any]:
    inner = found.get(name) if isinstance(found, dict) else None
    return inner if isinstance(inner, dict) else {}


def _url(base: str, path: str, services: Services, **parameters: str) -> str:
    asked = parameters | ({"mailto": services.mailto} if services.mailto else {})
    return f"{base}/{path}?{urlencode(asked)}" if asked else f"{base}/{path}"


def new_entry(path: Path, work: Work, key: str = "") -> tuple[str, str]:
    """Give the entry of a work with its key, for a bibliography that has neither the work nor the key."""
    references = read(path)[0] if path.is_file() else ()
    same = next((each for each in references if each.doi and each.doi == work.fields.get("doi")), None)
    if same:
        raise UpkeepError(f'{same.path}:{same.line}: "{same.key}" is this work already.')
    taken = {each.address for each in references}
    if key and address(key) in taken:
        raise UpkeepError(f'The key "{key}" is taken. Give another one, or none.')
    chosen = key or work.key(taken)
    return chosen, work.entry(chosen)


def append(path: Path, entry: str) -> None:
    """Put an entry at the end of a bibliography, after an empty line."""
    text = path.read_bytes().decode("utf-8") if path.is_file() else ""
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else end if text.endswith("\n") else end * 2
    write(path, text + gap + entry.replace("\n", end))


def retractions_in(file: Path) -> dict[str, Notice]:
    """Read the data of Retraction Watch from a file; a file of another encoding loses no row."""
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            found, wrong = read_retraction_watch(lines)
    except OSError as error:
        raise UpkeepError(f'"{file}" cannot be read: {error.strerror}.') from error
    if wrong:
        raise UpkeepError(f'"{file}" is not the data of Retraction Watch: {wrong}')
    return found


def retractions_of(references: Iterable[Reference], services: Services) -> dict[str, Notice]:
    """Ask Crossref which of these works were taken back; it holds the data of Retraction Watch, too."""
    found: dict[str, Notice] = {}
    dois = iter(sorted({reference.doi for reference in references if reference.doi}))
    while batch := list(islice(dois, _BATCH)):
        asked = ",".join(f"updates:{doi}" for doi in batch)
        try:
            answer = get_json(_url(services.crossref, "works", services, filter=asked, rows="100"), services.mailto)
        except WebError as error:
            raise UpkeepError(str(error)) from error
        for notice in crossref.notices_of(_part(answer, "message").get("items")):
            if notice.doi in batch and (notice.doi not in found or found[notice.doi].day <= notice.day):
                found[notice.doi] = notice
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """A work that was taken back: its reference, the notice, the sidecar and its text as it is to be."""

    reference: Reference
    notice: Notice
    sidecar: Path
    text: str
    new: bool


def marks(references: Sequence[Reference], notices: dict[str, Notice], sources: Path) -> Iterator[Mark]:
    """Give what is to be written beside each reference that a notice takes back."""
    for reference in references:
        notice = notices.get(reference.doi) if reference.doi else None
        if notice:
            sidecar = sources / f"{reference.key}.yml"
            old = sidecar.read_text(encoding="utf-8") if sidecar.is_file() else ""
            text = marked(old, notice)
            yield Mark(reference, notice, sidecar, text, text != old)


def mark(found: Mark) -> None:
    """Write a sidecar."""
    found.sidecar.parent.mkdir(parents=True, exist_ok=True)
    found.sidecar.write_text(found.text, encoding="utf-8", newline="\n")
