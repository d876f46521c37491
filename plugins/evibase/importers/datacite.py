"""What DataCite says of a work, as an entry of BibTeX.

Source: the DataCite REST API (https://api.datacite.org, "dois") and the DataCite Metadata Schema 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from evibase.importers.entries import Work, plain

_TYPES = MappingProxyType({
    "Dataset": "dataset", "Software": "software", "Book": "book", "BookChapter": "incollection",
    "JournalArticle": "article", "DataPaper": "article", "ConferencePaper": "inproceedings", "Report": "techreport",
    "Dissertation": "phdthesis", "Preprint": "online", "Text": "misc",
})  # fmt: skip


def work_of(attributes: Mapping[str, Any]) -> Work:
    """Give the work that the attributes of one DOI describe."""
    types = attributes.get("types")
    general = types.get("resourceTypeGeneral") if isinstance(types, dict) else ""
    kind = _TYPES.get(str(general), "misc")
    container = attributes.get("container")
    box = container if isinstance(container, dict) else {}
    pages = "--".join(part for part in (_text(box.get("firstPage")), _text(box.get("lastPage"))) if part)
    publisher = attributes.get("publisher")
    names = {"phdthesis": "school", "techreport": "institution"}
    parts = {
        "author": _people(attributes.get("creators")),
        "title": plain(_of_first(attributes.get("titles"), "title")),
        ("journal" if kind == "article" else "booktitle"): plain(_text(box.get("title")))
        if kind in {"article", "incollection", "inproceedings"}
        else "",
        "year": _text(attributes.get("publicationYear")),
        "volume": _text(box.get("volume")),
        "number": _text(box.get("issue")),
        "pages": pages,
        names.get(kind, "publisher"): plain(_text(publisher.get("name") if isinstance(publisher, dict) else publisher)),
        "version": _text(attributes.get("version")),
        "doi": _text(attributes.get("doi")).lower(),
        "abstract": _abstract(attributes.get("descriptions")),
    }
    return Work(kind, parts)


def _people(found: object) -> str:
    names = []
    for person in found if isinstance(found, list) else ():
        if not isinstance(person, dict):
            continue
        family, given = plain(_text(person.get("familyName"))), plain(_text(person.get("givenName")))
        whole = plain(_text(person.get("name")))
        body = person.get("nameType") == "Organizational" or ("," not in whole and not family)
        if family:
            names.append(", ".join(part for part in (family, given) if part))
        elif whole:
            names.append(f"{{{whole}}}" if body else whole)
    return " and ".join(names)


def _abstract(found: object) -> str:
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and each.get("descriptionType") == "Abstract":
            return plain(_text(each.get("description")))
    return ""


def _of_first(found: object, name: str) -> str:
    first = found[0] if isinstance(found, list) and found else None
    return _text(first.get(name)) if isinstance(first, dict) else ""


def _text(found: object) -> str:
    return str(found).strip() if isinstance(found, (str, int)) else ""
