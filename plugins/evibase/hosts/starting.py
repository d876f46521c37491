"""A new base: the files of `starter/`, with a name, and with the schemas and forms that its vocabularies make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from evibase.artifact import File
from evibase.hosts.project import compile_project
from evibase.importers.forms import form_file, forms
from evibase.records.schema import schema_names, schema_of

_STARTER = Path(__file__).parent / "starter"


class OccupiedError(Exception):
    """Why no base was begun, as one line."""


def starter_files(name: str) -> Iterator[File]:
    """Give the files of a new base. `dot-github` stands for `.github`: packages leave hidden files out."""
    values = {
        b"%NAME%": json.dumps(name, ensure_ascii=False).encode(),
        b"%TITLE%": " ".join(name.split()).encode(),
        b"%VERSION%": version("evibase").encode(),
    }
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            data = path.read_bytes()
            for token, value in values.items():
                data = data.replace(token, value)
            parts = (f".{part[4:]}" if part.startswith("dot-") else part for part in path.relative_to(_STARTER).parts)
            yield File("/".join(parts), data)


def start(folder: Path, name: str) -> int:
    """Begin a base in a folder that is empty or not there; give the number of files that were written.

    Raises `OccupiedError` where there is something in it.
    """
    if folder.is_file() or (folder.is_dir() and any(path.name != ".git" for path in folder.iterdir())):
        raise OccupiedError(f'"{folder}" is not empty. Name a new folder, or an empty one.')
    files = list(starter_files(name))
    for file in files:
        _write(folder / file.path, file.data)
    base = compile_project(folder).graph.base
    made = {f".vscode/schemas/{kind}.json": _schema(kind, folder) for kind in schema_names()}
    made |= {f".github/ISSUE_TEMPLATE/{form.name}.yml": form_file(form).encode() for form in forms(base).values()}
    for path, data in made.items():
        _write(folder / path, data)
    return len(files) + len(made)


def _schema(kind: str, folder: Path) -> bytes:
    base = compile_project(folder).graph.base
    return (json.dumps(schema_of(kind, base), indent=2, ensure_ascii=False) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
