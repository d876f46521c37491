"""Which records hold a word: the lists of the search index by word, and the files that they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from zlib import crc32

from evibase.artifact import File
from evibase.pages.search_entry import Entry
from evibase.pages.search_layout import BITS, NAME, Layout, hash_of, pieces, place_in, slices
from evibase.pages.search_words import DIGITS, lexicon_of, shard_of

#: The lists of a word: records with it in a short title, in a longer one, and elsewhere.
FIELDS = ("names", "titles", "texts")


def held_by(each: Entry) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the words that a record holds, list by list."""
    return each.names, each.titles, each.texts + each.terms


class WordLists:
    """The lists of all words. A record stands in them by its name: a digit for its grade, four for its number.

    A list is these names in a row, as they are written. `lexicon` is the set of words by their first two letters.
    """

    def __init__(self, layout: Layout, many: int) -> None:
        """Take in how many files the words are, and how many names a list may have before it has files of its own."""
        self.layout = layout
        self.many = many
        self.lexicon: defaultdict[str, set[str]] = defaultdict(set)
        self._words: defaultdict[int, set[str]] = defaultdict(set)
        self._lists: tuple[defaultdict[str, bytearray], ...] = tuple(defaultdict(bytearray) for _ in FIELDS)

    def append(self, name: str, each: Entry) -> None:
        """Enter a record whose number is above all that have been entered."""
        entered = name.encode()
        for held, found in zip(held_by(each), self._lists, strict=True):
            for word in held:
                found[word].extend(entered)

    def complete(self) -> None:
        """Enter the words themselves, when all records have been appended."""
        for word in {word for lists in self._lists for word in lists}:
            self._enter(word)

    def _enter(self, word: str) -> None:
        self._words[shard_of(word, self.layout.words)].add(word)
        if not word.startswith("="):
            self.lexicon[word[:2]].add(word)

    def _leave(self, word: str) -> None:
        self._words[shard_of(word, self.layout.words)].discard(word)
        if not word.startswith("="):
            self.lexicon[word[:2]].discard(word)
            if not self.lexicon[word[:2]]:
                del self.lexicon[word[:2]]

    def change(self, word: str, field: int, number: int, gone: str, come: str) -> set[str]:
        """Take a record out of a list by its former name, or enter it by its new one, or both; either may be empty.

        Gives the paths of the files that may differ now, or be new or gone.
        """
        bits, digit = self._state(word, field)
        held = self._lists[field][word]
        place = NAME * place_in(held, hash_of(gone or come))
        held[place : place + (NAME if gone else 0)] = come.encode()
        if not held:
            del self._lists[field][word]
        touched = self._files_with(word, field, number, bits)
        if digit != (now := self._state(word, field)[1]):
            touched |= set() if word.startswith("=") else {f"search/l/{lexicon_of(word)}.txt"}
            if not now:
                self._leave(word)
            elif not digit:
                self._enter(word)
        return touched

    def _state(self, word: str, field: int) -> tuple[int, int]:
        """Give in how many files a list of a word is, and how many records hold the word, as powers of two."""
        return pieces(self._number(word, field), self.many), self._held_by(word).bit_length()

    def _number(self, word: str, field: int) -> int:
        return len(self._lists[field].get(word, b"")) // NAME

    def _held_by(self, word: str) -> int:
        return sum([self._number(word, field) for field in range(len(FIELDS))])

    def _files_with(self, word: str, field: int, number: int, before: int) -> set[str]:
        """Give the files with a list of a word that names or named a record."""
        bits, _ = self._state(word, field)
        if bits != before:
            return {self._shard(word), *(self._piece(word, field, n) for n in range(1 << max(bits, before)))}
        if bits:
            return {self._piece(word, field, number >> (BITS - bits))}
        return {self._shard(word)}

    def names(self) -> Iterator[str]:
        """Give the paths of all files."""
        yield from (f"search/l/{lexicon_of(start)}.txt" for start in sorted(self.lexicon))
        for n in range(1 << self.layout.words):
            yield f"search/w/{n:x}.txt"
            yield from (name for word in sorted(self._words[n]) for name in self._pieces(word))

    def _pieces(self, word: str) -> Iterator[str]:
        for field in range(len(FIELDS)):
            if bits := pieces(self._number(word, field), self.many):
                yield from (self._piece(word, field, piece) for piece in range(1 << bits))

    def _shard(self, word: str) -> str:
        return f"search/w/{shard_of(word, self.layout.words):x}.txt"

    def _piece(self, word: str, field: int, piece: int) -> str:
        return f"{self._shard(word).removesuffix('.txt')}-{crc32(word.encode()):x}-{field}{piece:x}.txt"

    def files(self) -> Iterator[File]:
        """Give all files."""
        yield from map(self.beginning_with, sorted(self.lexicon))
        for n in range(1 << self.layout.words):
            yield from self.shard(n)

    def beginning_with(self, start: str) -> File:
        """Give the file of the words that begin with two letters, each with a digit for how many records hold it."""
        lines = (f"{word} {DIGITS[self._held_by(word).bit_length()]}\n" for word in sorted(self.lexicon[start]))
        return File(f"search/l/{lexicon_of(start)}.txt", "".join(lines).encode())

    def shard(self, n: int, wanted: set[str] | None = None) -> Iterator[File]:
        """Give the files of a shard of words, or those of them that are wanted."""
        lines = []
        for word in sorted(self._words[n]):
            line = [word]
            for field, lists in enumerate(self._lists):
                if bits := pieces(self._number(word, field), self.many):
                    line.append(f"*{bits}")
                    yield from self._piece_files(word, field, bits, wanted)
                else:
                    line.append(lists.get(word, b"").decode())
            lines.append("\t".join(line) + "\n")
        path = f"search/w/{n:x}.txt"
        if wanted is None or path in wanted:
            yield File(path, "".join(lines).encode())

    def _piece_files(self, word: str, field: int, bits: int, wanted: set[str] | None) -> Iterator[File]:
        paths = [self._piece(word, field, piece) for piece in range(1 << bits)]
        if wanted is not None and wanted.isdisjoint(paths):
            return
        held = self._lists[field][word]
        starts = slices(held, bits)
        for piece, path in enumerate(paths):
            if wanted is None or path in wanted:
                yield File(path, bytes(held[NAME * starts[piece] : NAME * starts[piece + 1]]))
