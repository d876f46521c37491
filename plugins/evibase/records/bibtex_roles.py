"""Who else took part in a work, and what authors and editors did where they neither wrote nor edited.

Sources: `editortype` and `editora` to `editorc` of the biblatex manual 3.20, section 2.3.6; the name variables of the
CSL 1.0.2 specification.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from evibase.records.latex import decode_latex
from evibase.records.reference import Field, Name

#: Roles in the words that stand after a name; "" for those that are said otherwise.
_ROLES = MappingProxyType({
    "author": "", "editor": "", "compiler": "Compiler", "director": "Director", "producer": "Producer",
    "executiveproducer": "Executive Producer", "executive producer": "Executive Producer", "host": "Host",
    "writer": "Writer", "scriptwriter": "Writer", "narrator": "Narrator", "chair": "Chair", "organizer": "Organizer",
    "organiser": "Organiser", "redactor": "Redactor", "reviser": "Reviser", "founder": "Founder", "artist": "Artist",
    "principalinvestigator": "Principal Investigator", "interviewer": "Interviewer", "performer": "Performer",
    "composer": "Composer", "curator": "Curator", "guest": "Guest", "illustrator": "Illustrator",
})  # fmt: skip

#: Fields of their own for some roles, and their names in CSL.
_FIELDS = MappingProxyType({
    "narrator": "narrator", "director": "director", "producer": "producer", "host": "host", "chair": "chair",
    "illustrator": "illustrator", "interviewer": "interviewer", "composer": "composer", "commentator": "contributor",
    "annotator": "contributor", "introduction": "contributor", "foreword": "contributor", "afterword": "contributor",
    "holder": "contributor", "recipient": "recipient",
})  # fmt: skip
_CSL_ROLES = frozenset(_FIELDS.values()) | {"compiler", "performer", "curator", "guest", "organizer"}


def role_of(written: str) -> str:
    """Give the words for a role: "Director" for `director`; a role that is not known as it is written."""
    role = written.strip()
    return _ROLES.get(role.casefold(), role)


def contributors(
    fields: Mapping[str, Field], names_in: Callable[[str], tuple[Name, ...]]
) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    """Give who else took part, by their role in CSL, in order of the roles."""
    found: dict[str, tuple[Name, ...]] = {}
    for name, role in _FIELDS.items():
        if name in fields:
            found[role] = (*found.get(role, ()), *names_in(name))
    for letter in "abc":
        if f"editor{letter}" in fields:
            kind = fields.get(f"editor{letter}type")
            written = decode_latex(kind.value).casefold() if kind else ""
            role = written if written in _CSL_ROLES else "contributor"
            found[role] = (*found.get(role, ()), *names_in(f"editor{letter}"))
    return tuple(sorted(found.items()))
