"""A base that changes: what is derived from it is worked out again only where something that it read has changed.

The functions of the house stay as they are: pure, and without a word of this. They read the base through mappings that
note who reads what (`watched`), and keep what they derive in tables whose values know what they were made of
(`cells`). `Live` is all of it together: a change of files goes in, the pages and files that differ come out. What it
gives is what a build from nothing would give, to the last byte: `tests/live` holds it to that.
"""
