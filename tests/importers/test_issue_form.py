"""From a filled issue form to the draft of a record, whatever strangers write into it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from evibase.hosts.importing import drafted
from evibase.importers.forms import form_file, forms
from evibase.importers.issue_form import Draft, draft
from evibase.problems import Problem, has_errors
from evibase.records.base import Base
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.question import Question
from evibase.records.raw import Raw
from evibase.records.reading import read_base
from evibase.records.schema import schema_of
from evibase.records.yaml_subset import Document, read_yaml
from tests.bases import ROOT, SMALL, TEXTS, compiled, files_of
from tests.hosts.sites import evibase, real_project

_GRAPH = compiled(files_of(SMALL)).graph
_FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
_CONSENT = "- [X] I wrote this in my own words, and it may be published under the licence of this site."
_ANSWERS = {
    "claim": "Teachers who plan lessons together ask each other for help more often.",
    "themes": "Support",
    "sectors": "Schools",
    "where": "GB-SCT, NO",
    "authors": "Poe, Ann; Office for Samples & Tests",
    "source-title": "Planning together: 100 % of what we_know",
    "year": "2023",
    "link": "https://doi.org/10.1234/ABC_1",
    "locator": 'p. 12, "Time"',
    "stance": "It holds only under a condition",
    "remark": "Where they teach the same subject.",
    "design": "Survey",
    "sample": "",
    "audience": "Managers",
    "text": "Put an hour for planning into the week: nobody finds one otherwise.",
    "plain": "",
    "consent": _CONSENT,
}


def _base(folder: Path) -> Base:
    return read_base(Raw(path, data) for path, data in files_of(folder).items())


def _filled(answers: Mapping[str, str], name: str = "finding") -> str:
    """Give the text of an issue as GitHub makes it of a filled form."""
    questions = forms(_GRAPH.base)[name].questions
    parts = [f"### {question.label}\n\n{answers[question.id] or '_No response_'}" for question in questions]
    return "\n\n".join(parts) + "\n"


def _draft(answers: Mapping[str, str], name: str = "finding") -> Draft | tuple[Problem, ...]:
    return draft(_GRAPH, Raw("issue.md", _filled(answers, name).encode()), "maintainers")


def _data(raw: Raw) -> dict[str, Any]:
    document = read_yaml(raw.path, raw.data.decode())
    assert isinstance(document, Document), document
    assert isinstance(document.data, dict)
    return dict(document.data)


def test_a_filled_form_becomes_a_finding_and_its_source() -> None:
    """Law: each answer stands in its place in the record, word for word, and the source in the bibliography."""
    made = _draft(_ANSWERS)
    assert isinstance(made, Draft)
    (record,), (entry,) = made.new, made.added
    assert record.path == "findings/support/teachers-plan-lessons-together-ask-each-other-help-more.yml"
    assert _data(record) == {
        "claim": _ANSWERS["claim"],
        "themes": ["support"],
        "sectors": ["schools"],
        "where": ["GB-SCT", "NO"],
        "evidence": [
            {
                "source": "poe-2023",
                "locator": 'p. 12, "Time"',
                "stance": "qualifies",
                "design": "survey",
                "condition": "Where they teach the same subject.",
            }
        ],
        "implications": [{"for": "managers", "text": _ANSWERS["text"]}],
        "by": ["maintainers"],
    }
    assert entry.path == "references.bib"
    base = compiled({**files_of(SMALL), "references.bib": files_of(SMALL)["references.bib"] + entry.data}).graph.base
    source = base.reference_of["poe-2023"]
    assert [name.surname for name in source.authors] == ["Poe", "Office for Samples & Tests"]
    assert (source.title, source.doi) == ("Planning together: 100 % of what we_know", "10.1234/abc_1")


def test_a_source_that_is_known_is_not_added() -> None:
    """Law: a source with the DOI, the address, or the title and year of one in the bibliography is that one."""
    made = _draft({**_ANSWERS, "source-title": "time to learn in care", "year": "2020", "link": ""})
    assert isinstance(made, Draft)
    assert made.added == ()
    evidence = _data(made.new[0])["evidence"]
    assert evidence[0]["source"] == "doe-2020"


@settings(max_examples=60)
@given(st.fixed_dictionaries(dict.fromkeys(("claim", "locator", "remark", "sample", "text", "plain"), TEXTS)))
def test_every_text_arrives_as_it_was_written(texts: dict[str, str]) -> None:
    """Law: whatever a stranger writes is one value of the record, the same to the last character but for line ends."""
    expected = {name: " ".join(text.split()) for name, text in texts.items()}
    made = _draft({**_ANSWERS, **{name: text.strip() for name, text in texts.items()}})
    if not isinstance(made, Draft):
        assert {problem.code for problem in made} <= {"form-unanswered", "form-heading-twice"}
        return
    data = _data(made.new[0])
    (evidence,), (todo,) = data["evidence"], data["implications"]
    assert data["claim"] == expected["claim"]
    assert todo == {"for": "managers", "text": expected["text"]}
    assert evidence["locator"] == expected["locator"]
    assert evidence.get("condition", "") == expected["remark"]
    assert data.get("plain", "") == expected["plain"]
    assert set(data) <= {"claim", "themes", "sectors", "where", "evidence", "implications", "plain", "by"}


@settings(max_examples=60)
@given(st.fixed_dictionaries(dict.fromkeys(("authors", "source-title", "year", "link"), TEXTS)))
def test_a_source_is_one_entry(texts: dict[str, str]) -> None:
    """Law: whatever a stranger writes of a source, the bibliography has one entry more and no other is touched."""
    made = _draft({**_ANSWERS, **{name: text.strip() for name, text in texts.items()}})
    if not isinstance(made, Draft):
        assert {problem.code for problem in made} <= {"form-unanswered", "form-link"}
        return
    files = files_of(SMALL)
    before = compiled(files).graph.base.references
    after = compiled({**files, "references.bib": files["references.bib"] + made.added[0].data}).graph.base.references
    assert len(after) == len(before) + 1
    assert [reference.raw for reference in after[:-1]] == [reference.raw for reference in before]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"claim": ""}, "form-unanswered", '"The finding in one sentence" was not answered.'),
        ({"themes": "Supprt"}, "form-choice", '"Supprt" is not among'),
        (
            {"text": "Do it.\n\n### Themes\n\nTime to learn"},
            "form-heading-twice",
            'The heading "Themes" is there twice',
        ),
        ({"link": "javascript:alert(1)"}, "form-link", "neither a DOI nor an address"),
        ({"consent": "- [ ] I wrote this"}, "form-unanswered", "Consent to publish it was not given."),
    ],
)
def test_what_cannot_be_understood_is_said(change: dict[str, str], code: str, words: str) -> None:
    """Law: an answer that is missing, unknown or not to be told from the form is a problem, and no draft is made."""
    made = _draft({**_ANSWERS, **change})
    assert isinstance(made, tuple)
    assert [problem.code for problem in made] == [code]
    assert words in made[0].message


@pytest.mark.parametrize("text", ["", "Hello.", "### Themes\n\nSupport\n", "\0", "x" * 300_000])
def test_other_texts_are_refused(text: str) -> None:
    """Law: a text that is no filled form makes no draft and no crash."""
    made = draft(_GRAPH, Raw("issue.md", text.encode()), "maintainers")
    assert isinstance(made, tuple)
    assert made


def test_labels_with_commas_are_told_apart() -> None:
    """Law: several choices, joined by commas, are read as chosen although a label has a comma or begins another."""
    files = files_of(SMALL)
    path = "content/vocabularies/themes.yml"
    text = files[path].decode().replace("label: Support\n", "label: Time to learn, and support\n")
    graph = compiled({**files, path: text.encode()}).graph
    filled = _filled({**_ANSWERS, "themes": "Time to learn, and support, Time to learn"})
    made = draft(graph, Raw("issue.md", filled.encode()), "maintainers")
    assert isinstance(made, Draft)
    assert _data(made.new[0])["themes"] == ["support", "time"]


def test_a_question_becomes_a_page() -> None:
    """Law: a question that somebody asked becomes an open question; what they say of it is text."""
    answers = {
        "title": "Does an hour of planning save a week of work?",
        "themes": "Support, Time to learn",
        "kind": "The studies disagree",
        "why": "We have <b>one</b> hour.\n\n# Really [@doe-2020](javascript:x) {{ 1 }}",
        "consent": _CONSENT,
    }
    made = _draft(answers, "question")
    assert isinstance(made, Draft)
    (page,) = made.new
    base = compiled({**files_of(SMALL), page.path: page.data})
    assert base.sound
    question = next(q for q in base.graph.base.of(Question).values() if q.path == page.path)
    assert (question.title, question.kind, question.themes) == (answers["title"], "contested", ("support", "time"))
    assert not re.search(r"[<>#\[\]{}@*`]", question.body.replace("&#", ""))
    assert [link.role for link in base.graph.outgoing[question.ref] if link.role == "citation"] == []


def test_the_command(tmp_path: Path) -> None:
    """Law: the draft is printed with what the rules say, written when asked for, and nothing is written over."""
    project = real_project(tmp_path / "project")
    base = _base(ROOT)
    answers = {
        **_ANSWERS,
        "themes": "Learning from others, Time and capacity for learning",
        "sectors": "Education",
        "design": base.vocabularies["designs"].terms[1].label,
        "audience": "Line managers",
    }
    filled = "\n\n".join(
        f"### {question.label}\n\n{answers[question.id] or '_No response_'}"
        for question in forms(base)["finding"].questions
    )
    (tmp_path / "issue.md").write_text(filled, encoding="utf-8")
    ran = evibase(project, "import", "issue-form", tmp_path / "issue.md", "--write")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("# findings/learning-from-others/teachers-plan-lessons-together")
    assert evibase(project, "check", "--strict").returncode == 0
    again = evibase(project, "import", "issue-form", tmp_path / "issue.md")
    assert "ask-each-other-help-more-2.yml" in again.stdout
    (tmp_path / "issue.md").write_text(filled.replace("GB-SCT, NO", "Scotland"), encoding="utf-8")
    ran = evibase(project, "import", "issue-form", tmp_path / "issue.md", "--write")
    assert ran.returncode == 1
    assert 'Did you mean "GB-SCT"?' in ran.stderr
    assert len(list(project.rglob("teachers-plan-*"))) == 1


def test_the_rules_speak_about_the_draft_alone(tmp_path: Path) -> None:
    """Law: what was wrong with the base before is not said of a draft."""
    project = real_project(tmp_path / "project")
    (project / "findings" / "broken.yml").write_text("claim: x\n", encoding="utf-8")
    answers = {**_ANSWERS, "themes": "Learning from others", "sectors": "Education", "audience": "Line managers"}
    answers["claim"] = "Short and without an end"
    made, problems = drafted(project, Raw("issue.md", _filled(answers).encode()), draft)
    assert made is not None
    assert has_errors(problems)
    assert {problem.path for problem in problems} == {made.new[0].path}


@pytest.mark.parametrize("name", ["finding", "question", "tried-it", "page"])
def test_the_forms_of_this_repository_are_current(name: str) -> None:
    """Law: the forms on the forge are what the code and the vocabularies say."""
    kept = (_FORMS / f"{name}.yml").read_text(encoding="utf-8")
    assert kept == form_file(forms(_base(ROOT))[name]), "`make format` writes them anew."
    assert {path.stem for path in _FORMS.glob("*.yml")} == {*forms(_base(ROOT)), "config"}


def _choices(name: str) -> dict[str, list[str]]:
    return {q.id: [value for _, value in q.options] for q in forms(_base(ROOT))[name].questions if q.options}


def test_the_choices_are_those_of_the_schema() -> None:
    """Law: what can be chosen in a form is what the record may hold, all of it and in the same order."""
    base = _base(ROOT)
    schema = schema_of("finding", base)
    evidence, implication = (schema["$defs"][group]["properties"] for group in ("Evidence", "Implication"))
    found = _choices("finding")
    for facet in ("themes", "sectors"):
        assert found[facet] == schema["properties"][facet]["items"]["enum"]
    assert found["stance"] == evidence["stance"]["enum"]
    assert found["design"] == evidence["design"]["enum"]
    assert found["audience"] == implication["for"]["enum"]
    assert _choices("question")["kind"] == schema_of("question", base)["properties"]["kind"]["enum"]
    assert _choices("tried-it")["outcome"] == schema_of("case-study", base)["properties"]["outcome"]["enum"]
    assert {"problem", "result", "outcome", "sectors", "where"} <= CaseStudy.declarations().keys()


def test_the_form_asks_for_all_that_a_finding_needs() -> None:
    """Law: each key that a finding must have is asked for, or known from who looks after the draft."""
    base = _base(ROOT)
    required = {name for name, field in Finding.declarations().items() if field.is_required()}
    required |= {facet for facet, v in base.vocabularies.items() if v.on == "finding" and v.required == "yes"}
    made = _draft(_ANSWERS)
    assert isinstance(made, Draft)
    assert required <= _data(made.new[0]).keys()


@pytest.mark.parametrize("name", ["finding", "question", "tried-it", "page"])
def test_a_form_is_one_for_github(name: str) -> None:
    """Law: a form has what GitHub asks for: kinds, ids and labels that are each there once, options without doubles."""
    content = yaml.load((_FORMS / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    assert {"name", "description", "body"} <= content.keys()
    asked = [part for part in content["body"] if part["type"] != "markdown"]
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    for key in ("id", "label"):
        values = [part["id"] if key == "id" else part["attributes"]["label"] for part in asked]
        assert len(values) == len(set(values))
    for part in asked:
        options = [json.dumps(option) for option in part["attributes"].get("options", [])]
        assert len(options) == len(set(options))
        assert '"None"' not in options
