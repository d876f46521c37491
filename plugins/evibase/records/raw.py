"""A file as it was read, and its text once it has been found to be safe text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evibase.problems import Problem

#: Largest file that is read, in bytes. A record is about 2 KB, a large bibliography a few MB.
LARGEST_RECORD = 256 * 1024
LARGEST_BIBLIOGRAPHY = 32 * 1024 * 1024

# Control characters but tab, LF and CR; the marks that reorder text without being seen (Trojan Source,
# CVE-2021-42574); line separators, which YAML and editors count differently; and U+FEFF inside the text.
# The plain direction marks U+200E/F and U+061C and the joiners stay: real Arabic, Hebrew and Persian use them.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


#: What is left of ASCII: a text of these alone, which most are, is safe without another look.
_SAFE = bytes([*b"\t\n", *range(0x20, 0x7F)])


@dataclass(frozen=True, slots=True)
class Raw:
    """One file of a project: its path relative to the project, with forward slashes, and its bytes."""

    path: str
    data: bytes


def position(text: str, offset: int) -> tuple[int, int]:
    """Give the line and column, both from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def decode(raw: Raw, largest: int = LARGEST_RECORD) -> str | tuple[Problem, ...]:
    """Give the file's text with LF line ends and no byte order mark, or what is wrong with its bytes.

    Reports `file-too-large`, `not-utf-8` and `forbidden-character` (at most ten a file).
    """
    if len(raw.data) > largest:
        return (
            Problem(
                raw.path, 1, 1, "file-too-large",
                f"The file has {len(raw.data):,} bytes; at most {largest:,} are read.",
                "Split it, or move long text to an authored page.",
            ),
        )  # fmt: skip
    if not raw.data.translate(None, _SAFE):
        return raw.data.decode("ascii")
    try:
        text = raw.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw.data[: error.start].decode("utf-8", "replace")
        line, column = position(before, len(before))
        encoding = "UTF-16" if raw.data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "another encoding"
        return (
            Problem(
                raw.path, line, column, "not-utf-8",
                f"Byte 0x{raw.data[error.start]:02X} is not UTF-8; the file seems to be saved in {encoding}.",
                "Save the file as UTF-8.",
            ),
        )  # fmt: skip
    if "\0" in text:
        line, column = position(text, text.index("\0"))
        message = "The file holds NUL characters; it seems to be saved in UTF-16, or is not text at all."
        return (Problem(raw.path, line, column, "not-utf-8", message, "Save the file as UTF-8."),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refused = [_forbidden(raw.path, text, match) for match in REFUSED.finditer(text)]
    return tuple(refused[:10]) or text


def _forbidden(path: str, text: str, match: re.Match[str]) -> Problem:
    line, column = position(text, match.start())
    return Problem(
        path, line, column, "forbidden-character",
        f"The invisible character <U+{ord(match[0]):04X}> is not allowed here.",
        "Delete it; it often comes in with text pasted from elsewhere.",
    )  # fmt: skip
