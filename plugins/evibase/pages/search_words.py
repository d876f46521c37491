"""Texts to words, as the search index holds them; `search-index.js` does the same with what somebody types."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

#: Words that tell nothing apart. The index leaves them out, and the script does so with what is typed.
STOP = frozenset(
    # One text with spaces reads better than so many in quotes.
    """
    a b c d e f g h i j k l m n o p q r s t u v w x y z
    about after all also an and any are as at be because been before being between both but by can could did do does
    during each for from had has have he her him his how if in into is it its may more most no nor not of on or other
    our she should so some such than that the their them then there these they this those through to under up us was
    we were what when where which while who whom whose why will with would you your
    """.split()  # noqa: SIM905
)
#: Words in which people ask. The index holds them, but a question goes by its other words where it has some.
ASKING = frozenset({"evidence", "give", "gives", "help", "helps", "know", "known", "people"})
#: Digits of 6 bits each, in their order as text, so that what sorts as text sorts as numbers.
DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
#: A longer word is cut: nobody types more, and a file stays small whatever somebody has pasted into a record.
LONGEST = 32
#: Words that begin alike in this many characters are in one shard, so that a word's other forms are, too.
BEGINNING = 4

_WORD = re.compile(rf"([^\W_]{{1,{LONGEST}}})[^\W_]*")
_TO_SPACES = str.maketrans({letter: " " for letter in map(chr, range(128)) if not letter.isalnum()})
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def words(text: str) -> set[str]:
    """Give the words of a text, small and without accents, each once; without stop words and single letters."""
    folded = fold(text)
    if folded.isascii():
        # What the pattern finds, in a quarter of its time.
        found = set(folded.translate(_TO_SPACES).split())
        found = {word[:LONGEST] for word in found} if max(map(len, found), default=0) > LONGEST else found
    else:
        found = set(_WORD.findall(folded))
    return found - STOP


def fold(text: str) -> str:
    """Give a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(_bare, unicodedata.normalize("NFD", text)).lower()


def _bare(match: re.Match[str]) -> str:
    return _without_marks(match[0])


@lru_cache(maxsize=4096)
def _without_marks(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))


def shard_of(word: str, bits: int) -> int:
    """Give the number of the shard that holds a word, of 2^bits; of a term's address, which begins with `=`."""
    key = word if word.startswith("=") else word[:BEGINNING]
    return crc32(key.encode()) & ((1 << bits) - 1)


def lexicon_of(word: str) -> str:
    """Give the name of the list that holds a word: its first two characters, as numbers in hex."""
    return "-".join(f"{ord(letter):x}" for letter in word[:2])
