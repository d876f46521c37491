"""A reference as a BibTeX entry that stands alone: without the macros and parents that its file may have."""

from __future__ import annotations

from evibase.records.reference import Reference

#: What leads to other entries, whose fields are written out; and paths of files on somebody's machine, which Zotero
#: and JabRef put into their exports.
_LEFT_OUT = frozenset({"crossref", "xdata", "file"})


def bibtex_entry(reference: Reference) -> str:
    """Give an entry with every field written out, in the order of the bibliography, inherited ones last.

    The entry as written would not always do: `publisher = oup` means nothing without its `@string`, nor `crossref`
    without the other entry. Where it does, it is given to the letter. Values are LaTeX as written in either.
    """
    if _stands_alone(reference):
        return f"{reference.raw.strip()}\n"
    values = {field.name: field.value for field in reversed(reference.fields) if field.name not in _LEFT_OUT}
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in reversed(values.items()))
    return f"@{reference.entry_type}{{{reference.key},\n{body}}}\n"


def _stands_alone(reference: Reference) -> bool:
    """Say whether every value is written out in the entry itself: no macro, no parent."""
    return bool(reference.raw) and all(
        field.name not in _LEFT_OUT
        and (f"{{{field.value}}}" in reference.raw or f'"{field.value}"' in reference.raw or field.value.isdecimal())
        for field in reference.fields
    )
