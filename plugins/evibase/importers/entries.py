"""A work from elsewhere as an entry of BibTeX: plain text in LaTeX, and a key of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType

from evibase.records.bibtex_format import entry_text
from evibase.records.raw import REFUSED
from evibase.records.reference import address

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BRACED = re.compile(r"\{([^{}]*)\}")
# Between two names, and not in the name of a body.
_AND = re.compile(r" and (?![^{}]*\})")
_TEX = MappingProxyType(
    {ord("\\"): r"\textbackslash{}", ord("{"): r"\{", ord("}"): r"\}"} | {ord(mark): f"\\{mark}" for mark in "&%$#_"}
)
#: Fields that are no text in LaTeX.
_VERBATIM = frozenset({"doi", "isbn", "issn", "url"})
_NAMES = frozenset({"author", "editor"})
#: With more authors than this the key names the first only.
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Work:
    """A work as another service describes it: the type of its entry, and its fields as plain text.

    In `author` and `editor` names are parted by ` and `, and a body's name stands in braces.
    """

    kind: str
    fields: Mapping[str, str]

    def entry(self, key: str) -> str:
        """Give the entry; fields that are empty are left out."""
        values = [(name, f"{{{_latex(name, value)}}}") for name, value in self.fields.items() if value]
        return entry_text(self.kind, key, values) + "\n"

    def key(self, taken: Container[str]) -> str:
        """Give a key that says whose work of which year it is, and that is none of those `taken` (as addresses)."""
        people = _AND.split(self.fields.get("author") or self.fields.get("editor") or "")
        names = [_surname(name) for name in people if name]
        whose = [*names[:1], "et-al"] if len(names) > _NAMED else names
        words = whose or self.fields.get("title", "").split()[:3]
        plain_key = address(_ascii("-".join([*words, self.fields.get("year") or "nd"])))[:60].strip("-")
        letters = ("", *(f"-{chr(letter)}" for letter in range(ord("b"), ord("z") + 1)))
        free = (plain_key + letter for letter in letters if plain_key + letter not in taken)
        return next(free, f"{plain_key}-{address(self.fields.get('doi', ''))[-20:]}")


def _surname(name: str) -> str:
    if name.startswith("{"):
        return " ".join(name.strip("{}").split()[:4])
    return name.split(",", maxsplit=1)[0]


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _latex(name: str, value: str) -> str:
    if name in _VERBATIM:
        return value.replace("{", "").replace("}", "")
    if name in _NAMES:
        return " and ".join(_name(each) for each in _AND.split(value))
    return value.translate(_TEX)


def _name(name: str) -> str:
    body = _BRACED.fullmatch(name)
    return f"{{{body[1].translate(_TEX)}}}" if body else name.translate(_TEX)


def plain(text: str) -> str:
    """Give text without the tags, entities and line ends that services put into it, and without unseen characters."""
    return " ".join(REFUSED.sub("", unescape(_TAG.sub("", unescape(text)))).replace("{", "(").replace("}", ")").split())
