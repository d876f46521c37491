"""What is written in one file, as plain data: enough to say what differs between two versions of it."""

from __future__ import annotations

from evibase.problems import Problem
from evibase.records.front_matter import split_front_matter
from evibase.records.plain_yaml import plain_data
from evibase.records.raw import Raw, decode
from evibase.records.yaml_subset import Data, Document, read_yaml


def as_written(raw: Raw) -> dict[str, Data] | None:
    """Give the keys of a record's file with their values, and the text of a page as `text`.

    None where the file cannot be read: what was wrong with an old version is nobody's problem any more.
    """
    text = decode(raw)
    if not isinstance(text, str):
        return None
    body = ""
    if raw.path.endswith(".md"):
        split = split_front_matter(raw.path, text)
        if isinstance(split, Problem):
            return None
        text, body = split.yaml, split.body
    data = _data(raw.path, text) if text.strip() else {}
    return data if data is None or not body else {**data, "text": body}


def _data(path: str, text: str) -> dict[str, Data] | None:
    data = plain_data(text)
    if data is not None:
        return data
    read = read_yaml(path, text)
    return read.data if isinstance(read, Document) and isinstance(read.data, dict) else None
