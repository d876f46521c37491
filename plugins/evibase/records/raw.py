"""A file as it was read, and its text once it has been found to be safe text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

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


#: What gives the bytes of a file by its path.
Read = Callable[[str], bytes]


class ChangedError(OSError):
    """A file says something else than when it was first read. It is raised where its text is wanted again."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One file of a project: its path relative to the project, with forward slashes, and its bytes.

    `read` is given where the bytes may be let go of, because they can be read again when they are wanted.
    """

    path: str
    data: bytes
    read: Read | None = field(default=None, compare=False, repr=False)

    def kept(self) -> Raw | Stored:
        """Give what is kept of the file: where it can be read again, not its bytes."""
        return Stored(self.path, self.read, crc32(self.data)) if self.read else self


@dataclass(frozen=True, slots=True)
class Stored:
    """A file whose bytes are read again each time they are wanted: those of a large base are a tenth of its memory."""

    path: str
    read: Read
    checksum: int

    @property
    def data(self) -> bytes:
        """Give the file's bytes. Raises OSError where they are not there any more, or others."""
        data = self.read(self.path)
        if crc32(data) != self.checksum:
            raise ChangedError(f"{self.path} was changed meanwhile. Begin again.")
        return data


def position(text: str, offset: int) -> tuple[int, int]:
    """Give the line and column, both from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def decode(raw: Raw | Stored, largest: int = LARGEST_RECORD) -> str | tuple[Problem, ...]:
    """Give the file's text with LF line ends and no byte order mark, or what is wrong with its bytes.

    Reports `file-too-large`, `not-utf-8` and `forbidden-character` (at most ten a file).
    """
    data = raw.data
    if len(data) > largest:
        return (
            Problem(
                raw.path, 1, 1, "file-too-large",
                f"The file has {len(data):,} bytes; at most {largest:,} are read.",
                "Split it, or move long text to an authored page.",
            ),
        )  # fmt: skip
    if not data.translate(None, _SAFE):
        return data.decode("ascii")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = position(before, len(before))
        encoding = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "another encoding"
        return (
            Problem(
                raw.path, line, column, "not-utf-8",
                f"Byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be saved in {encoding}.",
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
