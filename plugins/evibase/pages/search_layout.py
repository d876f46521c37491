"""How the search index is laid out in files: how many there are, and where a record and a word stand."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from evibase.pages.search_words import DIGITS
from evibase.records.model import Ref

#: Bits of a record's number.
BITS = 24
#: Characters of a record's name: a digit for its grade, and four for its number.
NAME = 5
_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ORDERED = bytes.maketrans(_STANDARD, DIGITS.encode())


@dataclass(frozen=True, slots=True)
class Layout:
    """How many files there are, as powers of two: of records, of columns, and of words."""

    records: int
    columns: int
    words: int


def layout(number: int) -> Layout:
    """Give the layout for that many records: about 8 of them in a file, columns of 256, and the words of 16."""
    return Layout((number // 8).bit_length(), min((number // 256).bit_length(), 7), (number // 16).bit_length())


def identities(refs: Iterable[Ref]) -> tuple[dict[Ref, int], frozenset[int]]:
    """Give each record its number of 24 bits, a hash of its address, and the numbers that more than one would have had.

    Of two records with the same hash, the one that sorts later gets another one.
    """
    found: dict[int, Ref] = {}
    wanted = set()
    for ref in sorted(refs):
        salt = 0
        while (number := hashed(ref, salt)) in found:
            wanted.add(number)
            salt += 1
        found[number] = ref
    return {ref: number for number, ref in found.items()}, frozenset(wanted)


def hashed(ref: Ref, salt: int = 0) -> int:
    """Give the hash of an address, salted where the plain one is taken. The script knows it, too."""
    return crc32(f"{ref.section}/{ref.id}{'#' * salt}".encode()) & ((1 << BITS) - 1)


def digits(number: int) -> str:
    """Give a record's number as four digits."""
    return urlsafe_b64encode(number.to_bytes(3)).translate(_ORDERED).decode()


def many(usual: int, found: Layout) -> int:
    """Give how many records may share a file of one word's list: four times as many in a base of 16 times the size."""
    return usual << max(0, (found.words - 10) // 2)


def pieces(number: int, most: int) -> int:
    """Give in how many files, as a power of two, the list of a word is that so many records hold."""
    return ((number - 1) // most).bit_length() if number > most else 0


def hash_of(name: str) -> str:
    """Give the four digits of a record's number, by which lists are in order. The first digit is its grade."""
    return name[1:]


def place_in(held: bytearray, number: str) -> int:
    """Give the place of a number, as digits, in a list: how many names in it have lesser ones."""
    wanted = number.encode()
    return bisect_left(range(len(held) // NAME), wanted, key=lambda nth: bytes(held[NAME * nth + 1 : NAME * (nth + 1)]))


def slices(held: bytearray, bits: int) -> list[int]:
    """Give where the 2^bits parts of a list begin, and where the last one ends: one for each beginning of a number."""
    starts = (digits(part << (BITS - bits)) for part in range(1 << bits))
    return [*(place_in(held, start) for start in starts), len(held) // NAME]
