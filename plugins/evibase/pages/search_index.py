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
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

from evibase.artifact import File
from evibase.pages.search_entry import Entry, entry, facet_list
from evibase.pages.search_layout import BITS, Layout, digits, hashed, identities, layout, many
from evibase.pages.search_lists import WordLists, held_by
from evibase.pages.search_words import ASKING, BEGINNING, LONGEST, STOP, lexicon_of
from evibase.pages.view import View

MANIFEST = "search/index.json"
#: A word that more records hold than that has its list in files of its own, of up to so many records each (more from
#: 16,000 records on: see `many`).
MANY = 512


def search_index(view: View) -> Iterator[File]:
    """Give the files of the index.

    Entries are made in the order in which they stand in files, and none is kept: all of them are as large as the base.
    """
    numbers, _ = identities(view.everything)
    found = layout(len(numbers))
    lists = WordLists(found, many(MANY, found))
    records, columns = _Parts("r", found.records), _Parts("c", found.columns)
    for ref, number in sorted(numbers.items(), key=itemgetter(1)):
        each = entry(view, ref)
        name = each.grade + digits(number)
        yield from records.up_to(number)
        yield from columns.up_to(number)
        records.lines.append(_record(name, each))
        columns.lines.append(_column(name, each))
        lists.append(name, each)
    yield from records.up_to(1 << BITS)
    yield from columns.up_to(1 << BITS)
    lists.complete()
    yield from lists.files()
    yield _manifest(len(numbers), found, lists, facets(view))


def facets(view: View) -> str:
    """Give the facets as JSON. They change with the vocabularies, and with the set of all places."""
    return json.dumps(facet_list(view), ensure_ascii=False, separators=(",", ":"))


def entries(view: View) -> Iterator[Entry]:
    """Give the entries of all records and terms."""
    return (entry(view, ref) for ref in view.everything)


class _Parts:
    """The files of records or of columns, one after the other: each holds the lines of records with like numbers."""

    def __init__(self, kind: str, bits: int) -> None:
        self._kind, self._bits = kind, bits
        self._n = 0
        self.lines: list[bytes] = []

    def up_to(self, number: int) -> Iterator[File]:
        """Give the files that hold only records with lesser numbers, and that have not been given."""
        while self._n < number >> (BITS - self._bits):
            yield _part(self._kind, self._n, self.lines)
            self._n, self.lines = self._n + 1, []


def _part(kind: str, n: int, lines: Iterable[bytes]) -> File:
    return File(f"search/{kind}/{n:x}.txt", b"".join(lines))


def _record(name: str, each: Entry) -> bytes:
    return b"%b%b\n" % (name.encode(), each.shown)


def _column(name: str, each: Entry) -> bytes:
    return f"{name}\t{each.columns}\n".encode()


def _manifest(records: int, found: Layout, lists: WordLists, facets: str) -> File:
    known = {
        "version": 2, "records": records, "bits": [found.records, found.columns, found.words],
        "stop": " ".join(sorted(STOP | ASKING)), "longest": LONGEST, "beginning": BEGINNING,
        "lexicon": " ".join(sorted(lists.lexicon)),
    }  # fmt: skip
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return File(MANIFEST, f'{text[:-1]},"facets":{facets}}}\n'.encode())


class SearchIndex:
    """The index of a base, from its entries. It can be changed entry by entry, which says what files to write anew.

    What `files` gives depends on the entries alone, not on the changes that led to them: a test holds an index that
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
        self._kinds: dict[str, tuple[int, Callable[[str, Entry], bytes]]] = {
            "r": (self.layout.records, _record),
            "c": (self.layout.columns, _column),
        }
        self._numbers, self._wanted = identities(self._entries)
        self._refs = {number: ref for ref, number in self._numbers.items()}
        self._sorted = sorted(self._refs)
        self._lists = WordLists(self.layout, many(self.usual, self.layout))
        for number in self._sorted:
            each = self._entries[self._refs[number]]
            self._lists.append(self._name(each), each)
        self._lists.complete()

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
        former, present = (each.grade + digits(number) if each else "" for each in (before, after))
        starts = {*self._lists.lexicon}
        empty: tuple[tuple[str, ...], ...] = ((), (), ())
        for field, (old, new) in enumerate(
            zip(held_by(before) if before else empty, held_by(after) if after else empty, strict=True)
        ):
            gone, come = {*old}, {*new}
            if former == present:
                gone, come = gone - come, come - gone
            for word in gone | come:
                out, into = former if word in gone else "", present if word in come else ""
                touched |= self._lists.change(word, field, number, out, into)
        return touched | ({MANIFEST} if starts != {*self._lists.lexicon} else set())

    def written(self, names: set[str]) -> dict[str, File | None]:
        """Give the files with these paths as they are now; None for those that are gone."""
        found: dict[str, File | None] = dict.fromkeys(sorted(names))
        starts = {f"search/l/{lexicon_of(start)}.txt": start for start in self._lists.lexicon}
        shards = set()
        for name in names:
            kind, _, number = name.removeprefix("search/").removesuffix(".txt").partition("/")
            if name == MANIFEST:
                found[name] = self._manifest()
            elif kind == "l" and name in starts:
                found[name] = self._lists.beginning_with(starts[name])
            elif kind == "w":
                shards.add(int(number.partition("-")[0], 16))
            elif kind in self._kinds and int(number, 16) < 1 << self._kinds[kind][0]:
                found[name] = self._file(kind, int(number, 16))
        for n in shards.intersection(range(1 << self.layout.words)):
            found.update((file.path, file) for file in self._lists.shard(n, names))
        return found

    def names(self) -> Iterator[str]:
        """Give the paths of all files."""
        yield MANIFEST
        for kind, (bits, _) in self._kinds.items():
            yield from (f"search/{kind}/{n:x}.txt" for n in range(1 << bits))
        yield from self._lists.names()

    def files(self) -> Iterator[File]:
        """Give all files."""
        yield self._manifest()
        for kind, (bits, _) in self._kinds.items():
            yield from (self._file(kind, n) for n in range(1 << bits))
        yield from self._lists.files()

    def _manifest(self) -> File:
        return _manifest(len(self._entries), self.layout, self._lists, self.facets)

    def _file(self, kind: str, n: int) -> File:
        """Give a file of records or of columns: those whose numbers begin with n, in order of the numbers."""
        bits, line = self._kinds[kind]
        first, last = (bisect_left(self._sorted, m << (BITS - bits)) for m in (n, n + 1))
        part = (self._entries[self._refs[number]] for number in self._sorted[first:last])
        return _part(kind, n, (line(self._name(each), each) for each in part))
