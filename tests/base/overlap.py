"""Whether text repeats a document word for word: runs of eight words or more.

The documents themselves are not in the repository. What is kept of them is `documents.shingles`: for every eight
consecutive words of theirs (a shingle) the first six bytes of a keyed hash, sorted, one after the other. That is
enough to tell whether a run of words stands in a document, and no text can be read out of it. Six bytes are
enough, too: some 20,000 shingles are compared with some 100,000, so a false alarm by chance has odds of about 1 to
140,000.

Words are compared in small letters and without marks, so that a changed comma, quotation mark or hyphen hides
nothing. To add documents, from folders that hold them as text (`*.txt`):

    python -m tests.base.overlap FOLDER [FOLDER ...]

What is kept of other documents stays. To begin anew, delete the file first.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

#: How many words in a row may not be shared.
RUN = 8
_BYTES = 6
#: So that the hashes are not those of anybody else's tables. It is no secret.
_KEY = b"evibase/documents"
_KEPT = Path(__file__).with_name("documents.shingles")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")


def words_of(text: str) -> list[str]:
    """Give the words of a text in small letters, without accents, apostrophes and hyphens."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(letter)
    )
    return _WORD.findall(_APOSTROPHES.sub("", plain))


def shingles_of(words: Sequence[str]) -> Iterator[bytes]:
    """Give the hash of every run of eight words, in order; none for a text that is shorter."""
    for start in range(len(words) - RUN + 1):
        run = " ".join(words[start : start + RUN]).encode()
        yield blake2b(run, digest_size=_BYTES, key=_KEY).digest()


def shared_runs(text: str, shingles: frozenset[bytes], names: Iterable[str] = ()) -> list[str]:
    """Give the longest runs of words, eight or more, that a text shares with the documents.

    Proper names and titles are no run: a text is taken apart at each of `names`, and what is left on either side
    is looked at by itself.
    """
    found: list[str] = []
    for words in _without(words_of(text), [words_of(name) for name in names]):
        end = 0
        for start, shingle in enumerate(shingles_of(words)):
            if shingle not in shingles:
                continue
            if found and start < end:
                found[-1] += f" {words[start + RUN - 1]}"
            else:
                found.append(" ".join(words[start : start + RUN]))
            end = start + RUN
    return found


def _without(words: list[str], names: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Give the stretches of a text between names. Of two names that start at one place the longer one counts."""
    starts: dict[str, list[Sequence[str]]] = {}
    for name in sorted(filter(None, names), key=len, reverse=True):
        starts.setdefault(name[0], []).append(name)
    stretch: list[str] = []
    place = 0
    while place < len(words):
        here = [name for name in starts.get(words[place], ()) if words[place : place + len(name)] == name]
        if name := here[0] if here else []:
            yield stretch
            stretch, place = [], place + len(name)
        else:
            stretch.append(words[place])
            place += 1
    yield stretch


def documents() -> frozenset[bytes]:
    """Give the shingles of the documents that the base is made from."""
    kept = _KEPT.read_bytes() if _KEPT.exists() else b""
    return frozenset(kept[start : start + _BYTES] for start in range(0, len(kept), _BYTES))


def main(folders: Sequence[str]) -> int:
    """Add the shingles of all text files in the folders to those that are kept."""
    texts = [path for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    if not texts:
        sys.stderr.write("No *.txt in these folders. Name the folder that holds the documents.\n")
        return 2
    found = {one for path in texts for one in shingles_of(words_of(path.read_text(encoding="utf-8")))}
    before = documents()
    _KEPT.write_bytes(b"".join(sorted(found | before)))
    sys.stdout.write(f"{len(found - before)} new runs of {RUN} words from {len(texts)} documents\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
