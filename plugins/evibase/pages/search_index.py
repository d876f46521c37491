"""The index that the header's search and the explorer read, in many small files.

`search/index.json` is the manifest. Beside it stand, each a function of the entries of a few records:

- `r/`: what results show, by record;
- `c/`: facets, by record;
- `w/`: which records hold a word, by word; where many do, that word's list is in files of its own;
- `l/`: all words, by their first two letters, for short beginnings and for misspellings.

A record is known by five digits: its grade, then four from a hash of its address, so that a new record moves no
other one. How many files there are follows from the number of records, in powers of two: no file that is needed for
a first answer grows with the base.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from zlib import crc32

from evibase.artifact import File
from evibase.pages.search_entry import Entry, entry, facet_list
from evibase.pages.search_layout import BITS, digits, hash_of, hashed, identities, layout, many, pieces, slices
from evibase.pages.search_words import ASKING, BEGINNING, DIGITS, LONGEST, STOP, lexicon_of, shard_of
from evibase.pages.view import View

MANIFEST = "search/index.json"
#: A word that more records hold than that has its list in files of its own, of up to so many records each (more from
#: 16,000 records on: see `many`).
MANY = 512
#: The lists of a word: records with it in a short title, in a longer one, and elsewhere.
_FIELDS = ("names", "titles", "texts")
_KINDS = {"r": "records", "c": "columns"}


def search_index(view: View) -> Iterator[File]:
    """Give the files of the index."""
    yield from SearchIndex(facets(view), entries(view)).files()


def facets(view: View) -> str:
    """Give the facets as JSON. They change with the vocabularies, and with the set of all places."""
    return json.dumps(facet_list(view), ensure_ascii=False, separators=(",", ":"))


def entries(view: View) -> Iterator[Entry]:
    """Give the entries of all records and terms."""
    return (entry(view, ref) for ref in view.everything)


class SearchIndex:
    """The index of a base, from its entries. It can be changed entry by entry, which says what files to write anew.

    What `file` gives depends on the entries alone, not on the changes that led to them: a test holds an index that
    was changed to one that was made at once.
    """

    def __init__(self, facets: str, made: Iterable[Entry], usual: int = MANY) -> None:
        """Take the facets as JSON and the entries, in any order."""
        self.facets = facets
        self.usual = usual
        self._entries = {each.ref: each for each in made}
        self._arrange()

    def _arrange(self) -> None:
        self.layout = layout(len(self._entries))
        self.many = many(self.usual, self.layout)
        self._numbers, self._wanted = identities(self._entries)
        self._refs = {number: ref for ref, number in self._numbers.items()}
        self._sorted = sorted(self._refs)
        self._lists: tuple[defaultdict[str, list[str]], ...] = tuple(defaultdict(list) for _ in _FIELDS)
        for number in self._sorted:
            each = self._entries[self._refs[number]]
            name = each.grade + digits(number)
            for held, found in zip(_held(each), self._lists, strict=True):
                for word in held:
                    found[word].append(name)
        self._words: defaultdict[int, set[str]] = defaultdict(set)
        self._lexicon: defaultdict[str, set[str]] = defaultdict(set)
        for word in {*chain.from_iterable(self._lists)}:
            self._enter(word)

    def _enter(self, word: str) -> None:
        self._words[shard_of(word, self.layout.words)].add(word)
        if not word.startswith("="):
            self._lexicon[word[:2]].add(word)

    def _leave(self, word: str) -> None:
        self._words[shard_of(word, self.layout.words)].discard(word)
        if not word.startswith("="):
            self._lexicon[word[:2]].discard(word)
            if not self._lexicon[word[:2]]:
                del self._lexicon[word[:2]]

    def _name(self, each: Entry) -> str:
        return each.grade + digits(self._numbers[each.ref])

    def replace(self, before: Entry | None, after: Entry | None) -> set[str]:
        """Put one entry in the place of another of the same record; None where there was none or will be none.

        Gives the paths of the files that may differ now, or be new or gone: see `written`.
        """
        ref = (before or after).ref  # type: ignore[union-attr]  # one of them is there
        number = self._numbers.get(ref, hashed(ref))
        moved = before is None or after is None
        entries = {name: each for name, each in self._entries.items() if name != ref} if moved else self._entries
        if after:
            entries[ref] = after
        crowded = number in (self._refs if before is None else self._wanted) or number != hashed(ref)
        self._entries = entries
        if moved and (crowded or layout(len(entries)) != self.layout):
            former = {*self.names()}
            self._arrange()
            return former | {*self.names()}
        touched = self._recorded(number, before, after)
        if before is None:
            self._numbers[ref], self._refs[number] = number, ref
            insort(self._sorted, number)
        elif after is None:
            del self._numbers[ref], self._refs[number]
            del self._sorted[bisect_left(self._sorted, number)]
        return touched | self._reworded(number, before, after)

    def _recorded(self, number: int, before: Entry | None, after: Entry | None) -> set[str]:
        """Give the files with what a record shows and with its facets, where these have changed."""
        files = {MANIFEST} if before is None or after is None else set()
        regraded = before is None or after is None or before.grade != after.grade
        if before is None or after is None or regraded or before.shown != after.shown:
            files.add(f"search/r/{number >> (BITS - self.layout.records):x}.txt")
        if before is None or after is None or regraded or before.columns != after.columns:
            files.add(f"search/c/{number >> (BITS - self.layout.columns):x}.txt")
        return files

    def _reworded(self, number: int, before: Entry | None, after: Entry | None) -> set[str]:
        """Take a record out of the lists of its former words and into those of its new ones; give their files."""
        touched: set[str] = set()
        names = [each.grade + digits(number) if each else "" for each in (before, after)]
        starts = {*self._lexicon}
        empty: tuple[tuple[str, ...], ...] = ((), (), ())
        for field, (old, new) in enumerate(
            zip(_held(before) if before else empty, _held(after) if after else empty, strict=True)
        ):
            gone, come = {*old}, {*new}
            if names[0] == names[1]:
                gone, come = gone - come, come - gone
            for word in gone | come:
                bits, digit = self._state(word, field)
                held = self._lists[field][word]
                place = bisect_left(held, hash_of(names[0] or names[1]), key=hash_of)
                if word in gone:
                    del held[place]
                if word in come:
                    held.insert(place, names[1])
                if not held:
                    del self._lists[field][word]
                touched |= self._files_with(word, field, number, bits)
                if digit != (now := self._state(word, field)[1]):
                    touched |= set() if word.startswith("=") else {f"search/l/{lexicon_of(word)}.txt"}
                    if not now:
                        self._leave(word)
                    elif not digit:
                        self._enter(word)
        return touched | ({MANIFEST} if starts != {*self._lexicon} else set())

    def _state(self, word: str, field: int) -> tuple[int, int]:
        """Give in how many files a list of a word is, and how many records hold the word, as powers of two."""
        return pieces(len(self._lists[field].get(word, ())), self.many), self._held_by(word).bit_length()

    def _files_with(self, word: str, field: int, number: int, before: int) -> set[str]:
        """Give the files with a list of a word that names or named a record."""
        bits, _ = self._state(word, field)
        if bits != before:
            return {self._shard(word), *(self._piece(word, field, n) for n in range(1 << max(bits, before)))}
        if bits:
            return {self._piece(word, field, number >> (BITS - bits))}
        return {self._shard(word)}

    def written(self, names: set[str]) -> dict[str, File | None]:
        """Give the files with these paths as they are now; None for those that are gone."""
        found: dict[str, File | None] = dict.fromkeys(sorted(names))
        starts = {f"search/l/{lexicon_of(start)}.txt": start for start in self._lexicon}
        shards = set()
        for name in names:
            kind, _, number = name.removeprefix("search/").removesuffix(".txt").partition("/")
            if name == MANIFEST:
                found[name] = self._manifest()
            elif kind == "l" and name in starts:
                found[name] = self._list(starts[name])
            elif kind == "w":
                shards.add(int(number.partition("-")[0], 16))
            elif kind in {"r", "c"} and int(number, 16) < 1 << getattr(self.layout, _KINDS[kind]):
                found[name] = (self._records if kind == "r" else self._columns)(int(number, 16))
        for n in shards.intersection(range(1 << self.layout.words)):
            found.update((file.path, file) for file in self._word_files(n, names))
        return found

    def names(self) -> Iterator[str]:
        """Give the paths of all files."""
        yield MANIFEST
        yield from (f"search/r/{n:x}.txt" for n in range(1 << self.layout.records))
        yield from (f"search/c/{n:x}.txt" for n in range(1 << self.layout.columns))
        yield from (f"search/l/{lexicon_of(start)}.txt" for start in sorted(self._lexicon))
        for n in range(1 << self.layout.words):
            yield f"search/w/{n:x}.txt"
            yield from (name for word in sorted(self._words[n]) for name in self._pieces(word))

    def _pieces(self, word: str) -> Iterator[str]:
        for field, lists in enumerate(self._lists):
            if bits := pieces(len(lists.get(word, ())), self.many):
                yield from (self._piece(word, field, piece) for piece in range(1 << bits))

    def _shard(self, word: str) -> str:
        return f"search/w/{shard_of(word, self.layout.words):x}.txt"

    def _piece(self, word: str, field: int, piece: int) -> str:
        return f"{self._shard(word).removesuffix('.txt')}-{crc32(word.encode()):x}-{field}{piece:x}.txt"

    def files(self) -> Iterator[File]:
        """Give all files."""
        yield self._manifest()
        yield from map(self._records, range(1 << self.layout.records))
        yield from map(self._columns, range(1 << self.layout.columns))
        yield from map(self._list, sorted(self._lexicon))
        for n in range(1 << self.layout.words):
            yield from self._word_files(n)

    def _manifest(self) -> File:
        known = {
            "version": 2, "records": len(self._entries),
            "bits": [self.layout.records, self.layout.columns, self.layout.words],
            "stop": " ".join(sorted(STOP | ASKING)), "longest": LONGEST, "beginning": BEGINNING,
            "lexicon": " ".join(sorted(self._lexicon)),
        }  # fmt: skip
        text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        return File(MANIFEST, f'{text[:-1]},"facets":{self.facets}}}\n'.encode())

    def _part(self, n: int, bits: int) -> Iterator[Entry]:
        """Give the entries whose numbers begin with n, in order of the numbers."""
        first, last = (bisect_left(self._sorted, m << (BITS - bits)) for m in (n, n + 1))
        return (self._entries[self._refs[number]] for number in self._sorted[first:last])

    def _records(self, n: int) -> File:
        lines = (self._name(each).encode() + each.shown + b"\n" for each in self._part(n, self.layout.records))
        return File(f"search/r/{n:x}.txt", b"".join(lines))

    def _columns(self, n: int) -> File:
        lines = (f"{self._name(each)}\t{each.columns}\n" for each in self._part(n, self.layout.columns))
        return File(f"search/c/{n:x}.txt", "".join(lines).encode())

    def _list(self, start: str) -> File:
        """Give the words that begin with two letters, each with a digit for how many records hold it."""
        lines = (f"{word} {DIGITS[self._held_by(word).bit_length()]}\n" for word in sorted(self._lexicon[start]))
        return File(f"search/l/{lexicon_of(start)}.txt", "".join(lines).encode())

    def _held_by(self, word: str) -> int:
        return sum(len(lists.get(word, ())) for lists in self._lists)

    def _word_files(self, n: int, wanted: set[str] | None = None) -> Iterator[File]:
        """Give the files of a shard of words, or those of them that are wanted."""
        lines = []
        for word in sorted(self._words[n]):
            line = [word]
            for field, lists in enumerate(self._lists):
                held = lists.get(word, ())
                if bits := pieces(len(held), self.many):
                    line.append(f"*{bits}")
                    yield from self._piece_files(word, field, bits, wanted)
                else:
                    line.append("".join(held))
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
                yield File(path, "".join(held[starts[piece] : starts[piece + 1]]).encode())


def _held(each: Entry) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return each.names, each.titles, each.texts + each.terms
