"""What a change means: two states of a base, compared."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from evibase.graph.change import Change, compare
from evibase.graph.graph import Graph
from evibase.records.model import Ref
from tests.bases import SMALL, Files, bases, compiled, files_of

_COVER = "findings/time/cover-helps.yml"
_COMPETES = "findings/time/time-competes.yml"
_OWN_TIME = "findings/time/own-time-finishes-less.yml"
_COLLEAGUES = "findings/support/ask-colleagues.yml"
_OPTION = "content/policy-options/cover-in-the-rota.md"
_THEME = "content/themes/time.md"
_SECTORS = "content/vocabularies/sectors.yml"
_CONTRADICTING = """\
  - source: doe-2020
    locator: p. 11
    stance: contradicts
    design: survey
    note: As many finished without cover.
"""


@pytest.fixture(scope="module")
def small() -> Files:
    """Give the files of the small base."""
    return files_of(SMALL)


def _graph(files: Files) -> Graph:
    return compiled(files).graph


def _changed(files: Files, edits: Mapping[str, tuple[str, str] | None]) -> Change:
    """Compare a base with itself after edits: each replaces a text in a file, or (None) deletes the file."""
    after = dict(files)
    for path, edit in edits.items():
        if edit is None:
            del after[path]
            continue
        text = after[path].decode()
        assert text.count(edit[0]) >= 1, (path, edit)
        after[path] = text.replace(*edit, 1).encode()
    return compare(_graph(files), _graph(after))


def _kinds(change: Change) -> dict[str, str]:
    return {str(item.ref): item.kind for item in change.records}


@settings(max_examples=10)
@given(bases())
def test_nothing_differs_from_itself(files: Files) -> None:
    """Law: a base compared with itself has not changed."""
    assert compare(_graph(files), _graph(files)) == Change((), (), (), (), (), (), ())


@settings(max_examples=10)  # making up bases takes a second each
@given(bases(), bases())
def test_a_change_undone_is_the_change_the_other_way_round(one: Files, other: Files) -> None:
    """Law: between any two bases, what one way adds, the other way removes; what one way contests, the other settles.

    Whatever was published is there under its address or a former one, or is reported as gone.
    """
    old, new = _graph(one), _graph(other)
    there, back = compare(old, new), compare(new, old)
    gone = {item.ref for item in there.vanished}
    for ref in (*old.known, *old.redirects):
        if ref.section != "people":
            assert (ref in gone) != bool(new.resolve(ref) or ref in new.redirects), ref
    added = {item.ref for item in there.records if item.kind == "added"}
    removed = {item.ref for item in back.records if item.kind == "removed"}
    renamed = {item.former for item in back.records if item.former}
    assert added == removed | (renamed & added)
    contested = {item.finding for item in there.contested if item.contested and not item.added}
    settled = {item.finding for item in back.contested if not item.contested}
    assert contested == settled
    assert {(c.theme, c.sector) for c in there.cells} == {(c.theme, c.sector) for c in back.cells}
    verdicts = {"weaker": "stronger", "stronger": "weaker"}
    mirrored = {item.option: verdicts.get(item.verdict, item.verdict) for item in back.options}
    assert {item.option: item.verdict for item in there.options} == mirrored


def test_a_contradicting_study(small: Files) -> None:
    """Law: new evidence against a claim makes it contested, and weakens the options and messages that rest on it."""
    edit = ("evidence:\n", f"evidence:\n{_CONTRADICTING}")
    change = _changed(small, {_COVER: edit})
    (contested,) = change.contested
    assert (contested.finding, contested.contested, contested.added) == ("cover-helps", True, False)
    (objection,) = contested.because
    assert (objection.ref, objection.locator) == (Ref("sources", "doe-2020"), "p. 11")
    assert objection.note == "As many finished without cover."
    (option,) = change.options
    assert (option.option, option.verdict, option.disputed) == ("cover-in-the-rota", "weaker", ("cover-helps",))
    (message,) = change.messages
    assert (message.text, message.disputed) == ("Cover in the rota helps.", ("cover-helps",))
    assert _kinds(change) == {"findings/cover-helps": "changed"}


def test_a_contradicting_finding_contests_both(small: Files) -> None:
    """Law: a new finding that contradicts an old one makes both contested, and each names the other."""
    text = small[_COVER].decode().replace("lets more", "lets no more")
    relation = "relations:\n  - finding: cover-helps\n    type: contradicts\n    note: It counted.\n"
    after = {**small, "findings/time/cover-does-nothing.yml": (text + relation).encode()}
    change = compare(_graph(small), _graph(after))
    found = {item.finding: item for item in change.contested}
    assert set(found) == {"cover-helps", "cover-does-nothing"}
    assert found["cover-does-nothing"].added
    assert found["cover-helps"].because[0].ref == Ref("findings", "cover-does-nothing")
    assert found["cover-helps"].because[0].note == "It counted."
    assert [item.verdict for item in change.options] == ["weaker"]


def test_evidence_taken_back_settles(small: Files) -> None:
    """Law: a claim whose only objection goes is no longer contested, and the reason is what went."""
    edits = {
        _OWN_TIME: ("contradicts", "supports"),
        "findings/time/evenings-are-chosen.yml": ("type: contradicts", "type: extends"),
    }
    change = _changed(small, edits)
    found = {item.finding: item for item in change.contested}
    assert {name: item.contested for name, item in found.items()} == {
        "own-time-finishes-less": False,
        "evenings-are-chosen": False,
    }
    reasons = {item.ref for item in found["own-time-finishes-less"].because}
    assert reasons == {Ref("sources", "roe-2021"), Ref("findings", "evenings-are-chosen")}
    assert [(item.verdict, item.settled) for item in change.options] == [("stronger", ("own-time-finishes-less",))]


def test_confidence_moves_the_weakest_link(small: Files) -> None:
    """Law: another confidence is told, and moves the weakest link of options; the weakest before and now are named."""
    change = _changed(small, {_COVER: ("level: very-low", "level: moderate")})
    (standing,) = change.standings
    assert (standing.finding, standing.before.level, standing.after.level) == ("cover-helps", "very-low", "moderate")
    (option,) = change.options
    assert option.before is not None
    assert option.after is not None
    assert (option.verdict, option.before.finding, option.after.finding) == (
        "stronger",
        "cover-helps",
        "own-time-finishes-less",
    )


def test_a_project_joins_two_papers(small: Files) -> None:
    """Law: when sources turn out to be from one project, claims rest on fewer lines, and that is told."""
    change = _changed(small, {"content/sources/poe-2022.yml": None})
    assert {item.finding for item in change.standings} <= {"own-time-finishes-less"}
    assert _kinds(change)["sources/poe-2022"] == "changed"


def test_withdrawal_is_no_vanishing(small: Files) -> None:
    """Law: a withdrawn finding keeps its address; what rested on it is weaker, its messages lose it, cells empty."""
    edit = ("by: [maintainers]", "status: withdrawn\nwithdrawn_because: The home closed.\nby: [maintainers]")
    change = _changed(small, {_COVER: edit, _COMPETES: edit})
    assert _kinds(change) == {"findings/cover-helps": "withdrawn", "findings/time-competes": "withdrawn"}
    assert change.vanished == ()
    assert [(item.option, item.verdict, item.gone) for item in change.options] == [
        ("cover-in-the-rota", "weaker", ("cover-helps",))
    ]
    lost = {item.text: (item.lost, item.left) for item in change.messages}
    assert lost == {
        "Learning at work competes with the work itself.": (("time-competes",), ("own-time-finishes-less",)),
        "Cover in the rota helps.": (("cover-helps",), ()),
    }
    back = compare(_graph(dict(small) | _withdrawn(small, edit)), _graph(small))
    assert _kinds(back) == {"findings/cover-helps": "restored"}
    assert [item.gained for item in back.messages] == [("cover-helps",)]


def _withdrawn(small: Files, edit: tuple[str, str]) -> dict[str, bytes]:
    return {_COVER: small[_COVER].decode().replace(*edit).encode()}


def test_a_renamed_record_is_one_record(small: Files) -> None:
    """Law: a record that has its former id among its aliases was renamed: it neither vanished nor is it new."""
    text = small[_COVER].decode() + "aliases: [cover-helps]\n"
    after = {path: data for path, data in small.items() if path != _COVER}
    after["findings/time/cover-lets-more-finish.yml"] = text.encode()
    change = compare(_graph(small), _graph(after))
    assert change.vanished == ()
    (item,) = change.records
    assert (item.kind, item.former, item.ref.id) == (
        "renamed",
        Ref("findings", "cover-helps"),
        "cover-lets-more-finish",
    )
    assert change.options == ()
    assert change.messages == ()


@pytest.mark.parametrize(
    ("path", "gone", "word"),
    [
        (_COLLEAGUES, {"findings/ask-colleagues", "findings/colleagues-before-others"}, "status: withdrawn"),
        (_OPTION, {"policy-options/cover-in-the-rota", "policy-options/rota-cover"}, "aliases"),
        ("content/questions/does-cover-pay.md", {"questions/does-cover-pay"}, "aliases"),
        ("content/case-studies/home-with-cover.md", {"case-studies/home-with-cover"}, "aliases"),
    ],
)
def test_what_is_deleted_vanishes(small: Files, path: str, gone: set[str], word: str) -> None:
    """Law: a deleted record and its former addresses are reported, each with what to do instead."""
    change = _changed(small, {path: None})
    assert {str(item.ref) for item in change.vanished} == gone
    assert all(item.path == path for item in change.vanished)
    assert any(word in item.help for item in change.vanished)


def test_terms_and_sources_vanish_too(small: Files) -> None:
    """Law: a term, a source and an alias have addresses as well."""
    text = small["references.bib"].decode()
    start = text.index("@", text.index("body-nd") - 30)
    end = text.index("\n}\n", start) + 3
    edits = {
        _SECTORS: ("id: schools", "id: classrooms"),
        "references.bib": (text[start:end], ""),
        _OPTION: ("aliases: [rota-cover]\n", ""),
    }
    gone = {str(item.ref): item.help for item in _changed(small, edits).vanished}
    assert set(gone) == {"sectors/schools", "sources/body-nd", "policy-options/rota-cover"}
    assert gone["policy-options/rota-cover"] == "Keep `rota-cover` among the `aliases` of `cover-in-the-rota`."


def test_terms_and_sources_are_renamed(small: Files) -> None:
    """Law: a term or a source that names its former id keeps the old address as a redirect, and is one record."""
    edits = {
        _SECTORS: ("id: schools", "id: classrooms\n    aliases: [schools]"),
        "references.bib": ("@article{poe-2022,", "@article{poe-2021,"),
    }
    after = {**small, "content/sources/poe-2021.yml": b"aliases: [poe-2022]\n"}
    del after["content/sources/poe-2022.yml"]
    for path, edit in edits.items():
        after[path] = after[path].decode().replace(*edit, 1).encode()
    after = {
        path: data.replace(b"[schools]", b"[classrooms]") if path.startswith("findings") else data
        for path, data in after.items()
    }
    after = {path: data.replace(b": poe-2022", b": poe-2021") for path, data in after.items()}
    base = compiled(after)
    assert base.sound, "\n".join(map(str, base.problems))
    change = compare(_graph(small), base.graph)
    assert change.vanished == ()
    renamed = {str(item.former): str(item.ref) for item in change.records if item.kind == "renamed"}
    assert renamed == {"sectors/schools": "sectors/classrooms", "sources/poe-2022": "sources/poe-2021"}
    assert change.cells == ()


@pytest.mark.parametrize("path", [_COVER, _SECTORS, "references.bib", _OPTION])
def test_a_broken_file_is_no_vanished_record(small: Files, path: str) -> None:
    """Law: what cannot be read may be there: nothing in a broken file is reported as gone."""
    broken = b"\xff\xfe" if path.endswith((".yml", ".md")) else b"@article{x,\n"
    change = compare(_graph(small), _graph({**small, path: broken}))
    assert change.vanished == ()
    assert not [item for item in change.records if item.kind == "removed"]


def test_fields_are_told_one_by_one(small: Files) -> None:
    """Law: a change of a record is told by the way to each field; items of lists are known by what they name."""
    edits = {
        _OWN_TIME: ("locator: p. 5", "locator: pp. 5-6"),
        _COVER: ("where: [GB-SCT]", "where: [GB-SCT, NO]"),
        _OPTION: ("note: Shown in one home.", "note: Shown in two homes."),
        "references.bib": ("= {2020}", "= {2019}"),
        "content/sources/doe-2020.yml": ("sample:", "note: Read twice.\nsample:"),
        "content/about/methods.md": ("# ", "# New "),
        _THEME: ("Cover in the rota helps.", "Cover in the rota may help."),
        _SECTORS: ("definition: Care at home and in homes.", "definition: Care in homes."),
    }
    found = {
        str(item.ref): [(" / ".join(f.field), f.before, f.after) for f in item.fields]
        for item in _changed(small, edits).records
    }
    assert found["findings/own-time-finishes-less"] == [("evidence / doe-2020, pp. 5-6 / locator", "p. 5", "pp. 5-6")]
    assert found["findings/cover-helps"] == [("where", None, "NO")]
    note = ("basis / cover-helps / note", "Shown in one home.", "Shown in two homes.")
    assert found["policy-options/cover-in-the-rota"] == [note]
    assert ("note", None, "Read twice.") in found["sources/doe-2020"]
    assert any(before and "2020" in before for _, before, _ in found["sources/doe-2020"])
    assert found["sectors/social-care"] == [("definition", "Care at home and in homes.", "Care in homes.")]
    text = ("messages / Cover in the rota may help. / text", "Cover in the rota helps.", "Cover in the rota may help.")
    assert found["themes/time"] == [text]
    assert [way for way, *_ in found["/about/methods"]] == ["text"]


def test_an_order_is_a_change_too(small: Files) -> None:
    """Law: items that only change places are told as one change, not as lost and added."""
    change = _changed(small, {_OWN_TIME: ("themes: [evenings, support]", "themes: [support, evenings]")})
    (field,) = change.records[0].fields
    assert (field.field, field.before, field.after) == (("themes",), "evenings; support", "support; evenings")


def test_cells_count_wider_terms(small: Files) -> None:
    """Law: a finding fills the cell of its theme and of each wider one; taken away, they are empty again."""
    text = small["findings/time/evenings-are-chosen.yml"].decode().replace("social-care", "schools")
    after = {**small, "findings/new.yml": text.encode()}
    filled = compare(_graph(small), _graph(after)).cells
    assert {(cell.theme, cell.sector, cell.before, cell.after) for cell in filled} == {
        ("evenings", "schools", 0, 1),
        ("time", "schools", 0, 1),
    }
