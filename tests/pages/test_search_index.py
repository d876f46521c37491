"""The search index: each file is a function of a few entries, however the index has come about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from zlib import crc32

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evibase.pages.search_entry import Entry
from evibase.pages.search_index import SearchIndex, entries, facets
from evibase.pages.search_layout import BITS, digits, hash_of, hashed, identities, layout
from evibase.pages.search_words import BEGINNING, DIGITS, LONGEST, STOP, words
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from tests.bases import SMALL, TEXTS, bases, compiled, files_of

#: So few records share a list in one file that made-up indexes have lists in several.
_MANY = 2
_WORDS = st.sampled_from("ab abc abcd abcde abcdef abcx abxy b be bee beef beer beers c3 日本 日本語 naïve".split())
_REFS = st.builds(Ref, st.sampled_from(["findings", "sources"]), st.sampled_from([f"r-{n}" for n in range(40)]))


@st.composite
def _entries(draw: st.DrawFn, refs: st.SearchStrategy[Ref] = _REFS) -> Entry:
    held = draw(st.lists(_WORDS, unique=True, max_size=6))
    cut = draw(st.integers(0, len(held)))
    return Entry(
        ref=draw(refs),
        grade=draw(st.sampled_from("-1Z")),
        shown=draw(st.sampled_from([b"[]", b'["x"]'])),
        columns=draw(st.sampled_from(["", "1", "2"])),
        names=tuple(held[:cut][:1]),
        titles=tuple(held[:cut][1:]),
        texts=tuple(held[cut:]),
        terms=draw(st.sampled_from([(), ("=themes/time",), ("=themes/time", "=themes/help")])),
    )


def _index(made: Iterable[Entry]) -> SearchIndex:
    return SearchIndex("[]", made, _MANY)


def _files(index: SearchIndex) -> dict[str, bytes]:
    return {file.path: file.data for file in index.files()}


@settings(max_examples=200)
@given(st.lists(_entries(), max_size=60), st.lists(st.tuples(st.booleans(), _entries()), max_size=8))
def test_a_changed_index_is_one_that_was_made_at_once(
    given_first: list[Entry], changes: list[tuple[bool, Entry]]
) -> None:
    """Law: after any changes, the files named as touched, and no others, bring a site to what a cold build gives."""
    present = {each.ref: each for each in given_first}
    index = _index(present.values())
    site = _files(index)
    for stays, each in changes:
        before, after = present.get(each.ref), each if stays else None
        if before is None and after is None:
            continue
        for path, file in index.written(index.replace(before, after)).items():
            site.pop(path, None)
            if file is not None:
                site[path] = file.data
        if after is None:
            del present[each.ref]
        else:
            present[each.ref] = after
        assert site == _files(_index(present.values()))
        assert site.keys() == {*index.names()}


@given(st.lists(_entries(), max_size=60))
def test_order_does_not_matter(made: list[Entry]) -> None:
    """Law: the index depends on the entries, not on their order."""
    present = {each.ref: each for each in made}
    assert _files(_index(present.values())) == _files(_index(reversed(present.values())))


@given(st.lists(_entries(), max_size=60))
def test_every_word_leads_to_its_records(made: list[Entry]) -> None:
    """Law: the lists of a word name each record that holds it, once, in order, wherever these lists are written."""
    present = {each.ref: each for each in made}
    index = _index(present.values())
    numbers, _ = identities(present)
    files = {path: data.decode() for path, data in _files(index).items()}
    found: dict[tuple[str, int], list[str]] = {}
    for path, lines in files.items():
        if not path.startswith("search/w/") or "-" in path:
            continue
        for line in lines.split("\n")[:-1]:
            word, *lists = line.split("\t")
            for field, names_held in enumerate(lists):
                parts = [names_held]
                if names_held.startswith("*"):
                    stem = path.removesuffix(".txt")
                    parts = [
                        text
                        for name, text in files.items()
                        if name.startswith(f"{stem}-") and _is_of(name, word, field)
                    ]
                    assert len(parts) == 1 << int(names_held[1:])
                names = [part[at : at + 5] for part in parts for at in range(0, len(part), 5)]
                assert names == sorted(names, key=hash_of)
                found[word, field] = sorted(names)
    wanted: dict[tuple[str, int], list[str]] = {}
    for each in present.values():
        for field, held in enumerate((each.names, each.titles, (*each.texts, *each.terms))):
            for word in held:
                wanted.setdefault((word, field), []).append(each.grade + digits(numbers[each.ref]))
    assert {key: names for key, names in found.items() if names} == {
        key: sorted(names) for key, names in wanted.items()
    }


def _is_of(name: str, word: str, field: int) -> bool:
    return name.split("-")[1] == f"{crc32(word.encode()):x}" and name.split("-")[2].startswith(str(field))


@given(bases())
def test_one_edit_touches_few_files(files: dict[str, bytes]) -> None:
    """Law: a change of what a record shows rewrites one file; a change of one word, that and those of the word."""
    view = View(compiled(files).graph, Settings())
    made = {each.ref: each for each in entries(view)}
    index = SearchIndex(facets(view), made.values())
    before = next((each for each in made.values() if each.ref.section == "findings"), None)
    assume(before is not None)
    assert before
    fields = ("ref", "grade", "shown", "columns", "names", "titles", "texts", "terms")
    values = {name: getattr(before, name) for name in fields}
    reworded = Entry(**(values | {"shown": b"[1]"}))
    assert len(index.replace(before, reworded)) == 1
    # The manifest knows how words begin, and another word may begin alike.
    alike = any(word.startswith("zy") for each in made.values() for word in (*each.names, *each.titles, *each.texts))
    added = Entry(**(values | {"texts": (*before.texts, "zymurgy")}))
    touched = index.replace(reworded, added)
    assert {path.split("/")[1] for path in touched} == {"r", "l", "w"} | (set() if alike else {"index.json"})
    assert len(touched) == (3 if alike else 4)


def test_numbers_are_apart_and_steady() -> None:
    """Law: each record has a number of its own, which others do not move unless their hashes are the same."""
    refs = [Ref("findings", f"f-{n * 2654435761 % 2**32:x}") for n in range(20_000)]
    numbers, wanted = identities(refs)
    assert len({*numbers.values()}) == len(refs)
    assert max(numbers.values()) < 1 << BITS
    moved = [ref for ref in refs if numbers[ref] != hashed(ref)]
    assert 0 < len(moved) < 50
    assert len(wanted) >= len(moved)
    assert identities(reversed(refs)) == (numbers, wanted)


def test_digits_sort_as_numbers() -> None:
    """Law: what sorts as text sorts as numbers, so lists are in order whoever sorts them."""
    assert list(DIGITS) == sorted(DIGITS)
    assert len(DIGITS) == 64
    numbers = [0, 1, 63, 64, 4095, 4096, (1 << BITS) - 1]
    assert sorted(map(digits, numbers)) == [digits(number) for number in numbers]


def test_files_grow_in_number_and_not_in_size() -> None:
    """Law: however large a base is, a file holds a bounded share of it."""
    for number in (0, 1, 100, 1_000, 10_000, 100_000, 1_000_000):
        found = layout(number)
        assert number >> found.records <= 8
        assert number >> found.words <= 16
        assert number >> found.columns <= max(256, number >> 7)


@given(TEXTS)
def test_words(text: str) -> None:
    """Law: words are short, none is a stop word, and what is made of words is those words."""
    found = words(text)
    assert found.isdisjoint(STOP)
    assert all(0 < len(word) <= LONGEST for word in found)
    assert words(" ".join(found)) == found


def test_words_as_written() -> None:
    """Law: accents, hyphens, apostrophes and capitals do not count."""
    assert words("The on-the-job Apprenticeship: Čapek's naïve CAFÉ, e\u0301te\u0301 87.10") == {
        "job", "apprenticeship", "capek", "naive", "cafe", "ete", "87", "10",
    }  # fmt: skip
    assert words("x" * 100) == {"x" * LONGEST}
    assert BEGINNING < LONGEST


def test_other_words_of_a_term_are_in_the_manifest() -> None:
    """Law: synonyms stand with their terms, once, and not with each record that carries them."""
    view = View(compiled(files_of(SMALL)).graph, Settings())
    text = facets(view)
    made = list(entries(view))
    carried = [(ref, each) for ref in view.terms for each in made if f"={ref}" in each.terms]
    findings = [(ref, each) for ref, each in carried if each.ref.section == "findings"]
    others = [(each, other) for ref, each in findings for other in view.terms[ref].alt]
    assert others
    for each, other in others:
        assert json.dumps(other) in text
        assert (words(other) - words(each.shown.decode())).isdisjoint(each.texts)
