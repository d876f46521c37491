"""Addresses: what a file holds, from where it stands, and what may be the name of a page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from evibase.problems import Problem
from evibase.records.edition import Edition
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.source import Source
from evibase.records.types import AUTHORED, RECORD_TYPES, RESERVED_SECTIONS, TERM_PAGE, RecordType
from evibase.records.validation import nearest
from evibase.records.vocabulary import Vocabulary

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,78}[a-z0-9]\Z")
#: Names that Windows keeps for devices, those that web servers serve for a folder, and pages of the site itself.
RESERVED_IDS = frozenset(
    {"index", "page", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
) | {"compare"}
#: Where the vocabularies stand.
VOCABULARIES = "content/vocabularies/"
_AUTHORED_RECORDS = ("content/case-studies/", "content/policy-options/", "content/questions/")
_FIXED = ("content/people.yml", "content/kit.yml")
#: Where only records have pages: what is written there would take the place of one, or be passed over.
_NO_PAGES = (
    *_AUTHORED_RECORDS, VOCABULARIES, "content/sources/", "content/findings/", "content/explore/",
    "content/bibliography/", "content/brief/", "content/changes/", "content/follow/",
)  # fmt: skip
#: Endings of Markdown that a host would render and that are not read here.
MARKDOWN = ("markdown", "mdown", "mkdn", "mkd")
_FINDING_KEYS = frozenset(field.alias or name for name, field in Finding.declarations().items())


def address_of(path: str, facets: Container[str]) -> tuple[RecordType | None, Ref, tuple[Problem, ...]]:
    """Find out what a file holds from where it stands, and the address that it gets."""
    for kind in RECORD_TYPES:
        match = kind.place.match(path)
        if match and not path.endswith("/index.md"):
            ref = Ref(kind.section, match["id"])
            return kind, ref, tuple(_wrong_id(path, ref, kind))
    match = TERM_PAGE.place.match(path)
    if match and match["section"] in facets and match["id"] != "index":
        return TERM_PAGE, Ref(match["section"], match["id"]), ()
    match = AUTHORED.place.match(path)
    if match and (path.endswith("/index.md") or not path.startswith(_NO_PAGES)):
        return AUTHORED, Ref("", match["id"]), ()
    return None, Ref("", ""), tuple(_stray(path))


def _stray(path: str) -> Iterator[Problem]:
    """Report files that stand where records stand and would be passed over. Nothing is lost in silence."""
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    if name.startswith(".") or name == "README.md":
        return
    authored = next((home for home in _AUTHORED_RECORDS if f"{folder}/".startswith(home)), "")
    if path.startswith(("findings/", VOCABULARIES, "content/sources/")):
        rename = f'Rename it to "{stem}.yml".' if ending.lower() in {"yaml", "yml"} else "Move or delete it."
        yield Problem(path, 1, 1, "stray-file", "This file is not read: records here are `.yml` files.", rename)
    elif authored and ending.lower() in {"md", "yml", "yaml"}:
        message = f"This file is not read: records here are `.md` files directly in `{authored}`."
        yield Problem(path, 1, 1, "stray-file", message, "Move or rename it.")
    elif ending.lower() in MARKDOWN:
        message = "This page is not read: pages are `.md` files."
        yield Problem(path, 1, 1, "stray-file", message, f'Rename it to "{stem}.md".')
    elif ending == "md" and path.startswith(_NO_PAGES):
        message = "This page is not read: its address is kept for records and lists."
        yield Problem(path, 1, 1, "stray-file", message, "Move it to another folder, such as `content/about/`.")
    elif ending.lower() in {"yml", "yaml"}:
        message = "This file is not read: no record is kept in this place."
        yield Problem(path, 1, 1, "stray-file", message, nearest(path, _FIXED) or "Move or delete it.")


def _wrong_id(path: str, ref: Ref, kind: RecordType) -> Iterator[Problem]:
    if kind.model is Vocabulary and (ref.id in RESERVED_SECTIONS or ref.id in _FINDING_KEYS):
        owner = "a key of findings" if ref.id in _FINDING_KEYS else "an address of the site itself"
        yield Problem(path, 1, 1, "invalid-id", f'"{ref.id}" is {owner}.', "Choose another name.")
    # A sidecar is named after its reference, whatever that is called; the bibliography checks its keys. The name of
    # the citation file is that of its format.
    elif kind.model not in {Source, Edition} and not is_id(ref.id):
        yield Problem(path, 1, 1, "invalid-id", *not_an_address(ref.id, "Rename the file to"))


def is_id(name: str) -> bool:
    """Say whether a name can be an address."""
    return bool(_ID.match(name)) and name not in RESERVED_IDS


def not_an_address(name: str, verb: str) -> tuple[str, str]:
    """Say why a name cannot be an address, and what could be one."""
    if name in RESERVED_IDS:
        message = f'"{name}" cannot be an address: web servers, Windows or this site keep it for themselves.'
        return message, "Choose another name."
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    remedy = f'{verb} "{slug}".' if is_id(slug) else "Choose another name."
    message = f'"{name}" cannot be an address: addresses have 3 to 80 small letters (a-z), digits and hyphens.'
    return message, remedy
