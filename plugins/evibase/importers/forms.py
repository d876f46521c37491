"""Issue forms: what people are asked who have never seen a record, and the files that GitHub makes the forms of.

The questions follow the records and the vocabularies of the base, so that a filled form can become a record
(`issue_form.py`). What a form says is said once, here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from evibase.records.base import Base
from evibase.records.finding import Stance
from evibase.records.question import Question as OpenQuestion
from evibase.records.vocabulary import Vocabulary

Kind = Literal["line", "text", "one", "some", "consent"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form: `options` are what can be chosen, each with the id that it stands for."""

    id: str
    label: str
    kind: Kind
    about: str
    required: bool = True
    options: tuple[tuple[str, str], ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the file that it is written to, what it is called, what stands above it, and its questions."""

    name: str
    title: str
    about: str
    label: str
    introduction: str
    questions: tuple[Question, ...]


_STANCES = {
    "supports": "It supports the finding",
    "contradicts": "It contradicts the finding",
    "qualifies": "It holds only under a condition",
}
_GAPS = {
    "absolute": "Nobody seems to have studied it",
    "synthesis": "There are studies, but nobody has put them together",
    "context": "It is known elsewhere, but not for here",
    "outdated": "It was known, but long ago",
    "contested": "The studies disagree",
}


def forms(base: Base) -> Mapping[str, Form]:
    """Give the forms of a base by name."""
    found = (_finding(base), _question(base), _tried(base), _page())
    return MappingProxyType({form.name: form for form in found})


def _finding(base: Base) -> Form:
    vocabularies = base.vocabularies
    required = [f for f, v in vocabularies.items() if v.on == "finding" and v.required == "yes"]
    questions = (
        Question(
            "claim", "The finding in one sentence", "text", "One full sentence that can be true or false, in your own "
            "words, with 40 to 300 characters. Say no more and no less than the source does.",
            example="Staff who get paid hours for a course finish it more often than others.",
        ),
        *(_facet(facet, vocabularies[facet]) for facet in required),
        Question(
            "where", "Where was it found?", "line", "Codes of countries (GB, NO), of their parts (GB-SCT), EU, or INT "
            "for several or none in particular. Put commas between them.", example="GB-SCT",
        ),
        Question("authors", "Who wrote the source?", "line", "`Surname, First name`, with semicolons between people; "
                 "or the name of the body that brought it out.", example="Doe, Jane; Roe, Richard"),
        Question("source-title", "What is the source called?", "line", "The title as it stands on it.",
                 example="Time to learn in care"),
        Question("year", "In which year was it published?", "line", "Leave it empty where none is printed.",
                 required=False, example="2020"),
        Question("link", "Where can it be read?", "line", "A DOI, or an address that begins with https://.",
                 required=False, example="https://doi.org/10.1234/abc"),
        Question("locator", "Where in the source does it say so?", "line", "A page, a section or a table.",
                 example="p. 12"),
        Question("stance", "What does the source say about it?", "one", "",
                 options=tuple((_STANCES[value], value) for value in get_args(Stance))),
        Question("remark", "If it contradicts, or holds only under a condition: how?", "text",
                 "What the source says instead, or the condition.", required=False),
        Question("design", "How was it found out?", "one", _definition(vocabularies.get("designs")),
                 options=_terms(vocabularies.get("designs"))),
        Question("sample", "Who or what was studied, and how many?", "line", "", required=False,
                 example="400 care workers in 12 homes"),
        Question("audience", "Who could act on it?", "one", _definition(vocabularies.get("audiences")),
                 options=_terms(vocabularies.get("audiences"))),
        Question("text", "What could they do?", "text", "One or two sentences.",
                 example="Put study time into the rota."),
        Question("plain", "In plain language", "text", "For readers who have never heard of it; at most 100 words.",
                 required=False),
        _consent(),
    )  # fmt: skip
    return Form(
        "finding", "Propose a finding", "You know a study that says something about this subject.", "finding",
        "Thank you. You need not know anything about this site but what is asked here. Somebody will make a page of "
        "it, show it to you, and ask you if anything is unclear.", questions,
    )  # fmt: skip


def _question(base: Base) -> Form:
    field = OpenQuestion.declarations()["kind"].annotation
    questions = (
        Question("title", "Your question", "text", "One sentence that ends with a question mark.",
                 example="Does cover in the rota pay for itself?"),
        _facet("themes", base.vocabularies.get("themes")),
        Question("kind", "Why is there no answer, as far as you know?", "one", "",
                 options=tuple((_GAPS[value], value) for value in get_args(field))),
        Question("why", "Why does it matter to you?", "text", "What would you decide otherwise if you knew?",
                 required=False),
        _consent(),
    )  # fmt: skip
    return Form(
        "question", "Ask a question", "You looked for something, and it is not here.", "question",
        "If there is an answer, we will point you to it. If there is none, your question will have a page, where "
        "those who do research can see it.", questions,
    )  # fmt: skip


def _tried(base: Base) -> Form:
    questions = (
        Question("tried", "What did you try?", "text", "What was done, for how long, and with how many people."),
        Question("problem", "What was it meant to solve?", "text", ""),
        Question("result", "What happened?", "text", "What went well and what did not, and how you know."),
        Question("outcome", "On the whole, did it work?", "one", "", options=(
            ("Yes", "worked"), ("It looks good so far", "promising"), ("In part", "mixed"),
            ("It is too early to say", "too-early"), ("No", "did-not-work"),
        )),
        _facet("sectors", base.vocabularies.get("sectors")),
        Question("where", "Where?", "line", "The country is enough. Name nobody who has not agreed.", example="GB-SCT"),
        Question("record", "Is it written down anywhere?", "line", "A report or an address that others can read: only "
                 "with one can it become a case study.", required=False),
        _consent(),
    )  # fmt: skip
    return Form(
        "tried-it", "Tell us what happened when you tried it", "You did something at work that this site speaks of.",
        "experience", "What did not work is as useful as what did. Please name no person, and no employer without "
        "their consent: this is public.", questions,
    )  # fmt: skip


def _page() -> Form:
    questions = (
        Question("page", "Which page?", "line", "Its address.", example="https://.../findings/..."),
        Question("wrong", "What is wrong with it?", "text", "A mistake, something unclear, a link that leads nowhere, "
                 "something that does not work with your device or your screen reader."),
        Question("right", "What would be right, and how do you know?", "text", "", required=False),
        Question("device", "If something did not work: with what?", "line", "The device, the browser, and what you use "
                 "to read the page.", required=False),
    )  # fmt: skip
    return Form(
        "page", "Report a problem with a page", "Something is wrong, unclear, or does not work.", "page",
        "Thank you for telling us.", questions,
    )  # fmt: skip


def _facet(facet: str, vocabulary: Vocabulary | None) -> Question:
    most = f" At most {vocabulary.most}." if vocabulary and vocabulary.most else ""
    label = vocabulary.label if vocabulary else facet.capitalize()
    return Question(facet, label, "some", f"{_definition(vocabulary)}{most}", options=_terms(vocabulary))


def _consent() -> Question:
    says = "I wrote this in my own words, and it may be published under the licence of this site."
    return Question("consent", "Consent", "consent", "", options=((says, "yes"),))


def _definition(vocabulary: Vocabulary | None) -> str:
    return " ".join(vocabulary.definition.split()) if vocabulary else ""


def _terms(vocabulary: Vocabulary | None) -> tuple[tuple[str, str], ...]:
    """Give the labels of terms; of two with one label, each with its id, for GitHub takes each option once."""
    terms = vocabulary.terms if vocabulary else ()
    labels = [term.label for term in terms]
    return tuple(
        (term.label if labels.count(term.label) == 1 else f"{term.label} ({term.id})", term.id) for term in terms
    )


_TYPES: Mapping[Kind, str] = MappingProxyType({
    "line": "input", "text": "textarea", "one": "dropdown", "some": "dropdown", "consent": "checkboxes",
})  # fmt: skip


def form_file(form: Form) -> str:
    """Give the file of a form, `.github/ISSUE_TEMPLATE/<name>.yml`. Its texts are JSON strings, which are YAML too."""
    lines = [
        "# Made by `evibase issue-forms`; the words stand in the code, the choices in the vocabularies.",
        f"name: {json.dumps(form.title, ensure_ascii=False)}",
        f"description: {json.dumps(form.about, ensure_ascii=False)}",
        f"labels: [{json.dumps(form.label)}]",
        "body:",
        "  - type: markdown",
        "    attributes:",
        f"      value: {json.dumps(form.introduction, ensure_ascii=False)}",
    ]
    for question in form.questions:
        lines += _asked(question)
    return "\n".join(lines) + "\n"


def _asked(question: Question) -> Iterator[str]:
    yield f"  - type: {_TYPES[question.kind]}"
    yield f"    id: {question.id}"
    yield "    attributes:"
    yield f"      label: {json.dumps(question.label, ensure_ascii=False)}"
    if question.about:
        yield f"      description: {json.dumps(question.about, ensure_ascii=False)}"
    if question.example:
        yield f"      placeholder: {json.dumps(question.example, ensure_ascii=False)}"
    if question.kind == "some":
        yield "      multiple: true"
    if question.options:
        yield "      options:"
        yield from _options(question.options, consent=question.kind == "consent")
    if question.kind != "consent":
        yield "    validations:"
        yield f"      required: {'true' if question.required else 'false'}"


def _options(options: Iterable[tuple[str, str]], *, consent: bool) -> Iterator[str]:
    for label, _ in options:
        text = json.dumps(label, ensure_ascii=False)
        yield f"        - label: {text}" if consent else f"        - {text}"
        if consent:
            yield "          required: true"
