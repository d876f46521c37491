"""A change of the base as JSON. The form is told in content/contribute/maintain.md; `version` is that of the form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from evibase.graph.change import Change
from evibase.problems import Problem
from evibase.records.model import Ref

#: Raised when a key changes its meaning or goes; a new key leaves it as it is.
VERSION = 1


def change_json(
    change: Change, names: Mapping[str, str], pages: Iterable[object] | None, problems: Iterable[Problem]
) -> str:
    """Give a change as JSON text. `names` says what was compared; `pages` is None where no site could be made."""
    content = {
        "version": VERSION,
        **names,
        **_plain_fields(change),
        "pages": None if pages is None else [_plain(page) for page in pages],
        "problems": [_plain(problem) for problem in problems],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Ref):
        return str(value)
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _plain_fields(value: object) -> dict[str, object]:
    assert is_dataclass(value)  # noqa: S101 - for the type checker
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
