"""What the page on methods says of the generator is what the generator does."""

from __future__ import annotations

from evibase.graph.wording import WORDINGS
from evibase.pages.words import LEVEL
from tests.bases import ROOT

_PAGE = (ROOT / "content" / "about" / "methods.md").read_text(encoding="utf-8")


def test_the_table_of_words_is_the_one_in_use() -> None:
    """Law: each wording of an option is a row of the table, in order, and the table has no other row."""
    levels = ("no finding supports it", *(LEVEL[row.level].lower() for row in WORDINGS[1:]))
    rows = [f"| {level} | {row.term} | {row.sentence} |" for level, row in zip(levels, WORDINGS, strict=True)]
    table = _PAGE.split("| weakest link | words |")[1].split("\n\n")[0]
    assert table.split("\n")[2:] == rows
