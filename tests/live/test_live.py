"""Laws of a base that changes: after any changes it gives what a build from nothing gives, to the last byte."""

from __future__ import annotations

import os
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from evibase.artifact import File, Outline, Page
from evibase.build import Compiled, recipes
from evibase.graph.history import History, Moment
from evibase.live.session import Live
from evibase.pages.search_index import search_index
from evibase.pages.view import Settings, View
from evibase.records.raw import Raw
from tests.bases import TODAY, bases, compiled

#: How many sequences of changes are tried: few in each run of the tests, a thousand every night.
_SEQUENCES = int(os.environ.get("EVIBASE_SEQUENCES", "40"))
#: What git knows of some of the files that made-up bases have.
_HISTORY = History(
    {
        "findings/finding-a.yml": (Moment(1_780_308_000, "changed"), Moment(1_778_000_000, "added")),
        "findings/finding-b.yml": (Moment(1_779_000_000, "added"),),
        "content/policy-options/option-0.md": (Moment(1_779_500_000, "added"),),
        "content/themes/time.md": (Moment(1_780_300_000, "changed"), Moment(1_778_000_000, "added")),
    }
)
_SETTINGS = Settings("The small base", "https://example.org/base/", history=_HISTORY)
#: One change: what becomes of some files; None where one is deleted.
Step = Mapping[str, bytes | None]


def _show(made: Page | File, outline: Outline | None) -> tuple[str, bytes]:
    return (made.path, made.data) if isinstance(made, File) else (made.path, repr((made, outline)).encode())


def _built(base: Compiled) -> dict[str, bytes]:
    view = View(base.graph, _SETTINGS)
    made = dict(_show(recipe.make(), recipe.outline) for recipe in recipes(view))
    return made | {file.path: file.data for file in search_index(view)}


class _Follower:
    """A live base beside the files that it has been told of, and the site that it has given."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        raws = [Raw(path, data) for path, data in files.items()]
        self.live = Live(raws, _SETTINGS, TODAY, _show)
        self.site: dict[str, bytes] = {}
        self.take()

    def change(self, step: Step) -> None:
        step = {path: data for path, data in step.items() if self.live.reads(path)}
        for path, data in step.items():
            if data is None:
                self.files.pop(path, None)
            else:
                self.files[path] = data
        known = {path: data for path, data in step.items() if data is not None or self.live.raw(path)}
        self.live.change({path: Raw(path, data) if data is not None else None for path, data in known.items()})

    def take(self) -> dict[str, bytes]:
        """Have the site follow, and give what was written."""
        if not self.live.sound:
            return {}
        update = self.live.update()
        self.site.update(update.written)
        for place in update.gone:
            del self.site[place]
        return dict(update.written)

    def hold(self) -> None:
        """Hold it against a build from nothing."""
        base = compiled(self.files)
        assert self.live.problems == base.problems
        assert self.live.sound == base.sound
        if base.sound:
            built = _built(base)
            assert self.site.keys() == built.keys()
            assert {path for path, data in built.items() if self.site[path] != data} == set()


_IDS = ("finding-a", "finding-z", "folder/finding-b")
_KINDS = ("other", "other", "other", "gone", "broken", "shifted", "renamed", "copied")


def _changed(draw: DrawFn, kind: str, path: str, text: bytes | None) -> dict[str, bytes | None]:
    """Make up what becomes of one file, which says `text` in another base, or is not there."""
    if kind in {"other", "gone"} or text is None:
        return {path: text if kind == "other" else None}
    if kind == "broken":
        return {path: b"claim: [\n"}
    if kind == "shifted":
        line = b"# A line more.\n"
        return {path: text.replace(b"---\n", b"---\n" + line, 1) if path.endswith(".md") else line + text}
    if not path.startswith("findings/"):
        return {}
    other = f"findings/{draw(st.sampled_from(_IDS))}.yml"
    return {path: None, other: text} if kind == "renamed" else {other: text}


@st.composite
def _sequences(draw: DrawFn) -> tuple[Mapping[str, bytes], list[Step]]:
    """Make up a base, and changes that lead from it towards another base and back, by way of broken ones."""
    first, second = draw(bases()), draw(bases())
    steps: list[Step] = []
    paths = sorted(path for path in {*first, *second} if not path.startswith(("content/vocabularies", "references")))
    for _ in range(draw(st.integers(1, 6))):
        other, kind = draw(st.sampled_from([first, second])), draw(st.sampled_from(_KINDS))
        step: dict[str, bytes | None] = {}
        for path in draw(st.lists(st.sampled_from(paths), min_size=1, max_size=4, unique=True)):
            step |= _changed(draw, kind, path, other.get(path, None if kind == "other" else first.get(path)))
        steps.append(step)
    return first, steps


@settings(max_examples=_SEQUENCES)
@given(_sequences())
def test_a_site_that_follows_changes_equals_one_that_is_built_anew(
    sequence: tuple[Mapping[str, bytes], list[Step]],
) -> None:
    """Law: after any changes, problems, pages, files and search index are those of a build from nothing."""
    files, steps = sequence
    follower = _Follower(files)
    follower.hold()
    for step in steps:
        follower.change(step)
        follower.take()
        follower.hold()
