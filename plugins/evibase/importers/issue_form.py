"""A filled issue form becomes the draft of a record: a finding with its source, or an open question.

What stands in the form was written by a stranger. It is text and nothing else: each value becomes one quoted scalar,
and what is made is held against all rules before it is shown (`hosts/importing.py`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evibase.graph.graph import Graph
from evibase.importers.forms import Form, Question, forms
from evibase.problems import Problem
from evibase.records.addresses import is_id
from evibase.records.identifiers import is_safe_url, read_doi
from evibase.records.model import Ref
from evibase.records.raw import Raw, decode, position

#: What GitHub writes where nothing was answered.
_NOTHING = "_No response_"
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_EMPTY_WORDS = re.compile(
    r"(?:an?|and|are|as|at|be|by|for|from|has|have|in|is|its?|not|of|on|or|that|the|their|they|this|to|was|were|who|with)",
    re.IGNORECASE,
)
_LONGEST_ID = 60
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*")
_LATEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": "(", "}": ")", "\\": "/", "~": " ", "^": ""}


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a draft: new ones, and what is to be added at the end of those that are there."""

    new: tuple[Raw, ...]
    added: tuple[Raw, ...] = ()


def draft(graph: Graph, raw: Raw, by: str) -> Draft | tuple[Problem, ...]:
    """Make a draft of a filled form, or say what cannot be understood. `by` is the handle of who looks after it.

    Reports `form-unknown`, `form-heading-twice`, `form-unanswered`, `form-choice` and `form-link`, at the place in
    the form, and whatever `records.raw.decode` does.
    """
    text = decode(raw)
    if isinstance(text, tuple):
        return text
    known = forms(graph.base)
    headings = [(match[1], match.start(), match.end()) for match in _HEADING.finditer(text)]
    form = next((known[name] for name in _MADE if _fits(known[name], headings)), None)
    if form is None:
        titles = " or ".join(f'"{known[name].title}"' for name in _MADE)
        remedy = f"Give the text of an issue that was opened with the form {titles}."
        return (Problem(raw.path, 1, 1, "form-unknown", "This is not a filled form that can become a record.", remedy),)
    problems: list[Problem] = []
    answers = _answers(form, raw.path, text, headings, problems)
    if problems:
        return tuple(problems)
    return _MADE[form.name](graph, answers, by, raw.path)


def _fits(form: Form, headings: Iterable[tuple[str, int, int]]) -> bool:
    return {question.label for question in form.questions} <= {label for label, *_ in headings}


def _answers(
    form: Form, path: str, text: str, headings: Sequence[tuple[str, int, int]], problems: list[Problem]
) -> Mapping[str, list[str]]:
    """Give the answers by question: texts as they are, choices as ids. Add what is wrong to `problems`.

    A line in an answer that looks like one of the form's headings cannot be told from it, so that is reported.
    """
    labels = {question.label: question for question in form.questions}
    own = [heading for heading in headings if heading[0] in labels]
    found: dict[str, list[str]] = {}
    for index, (label, start, end) in enumerate(own):
        question = labels[label]
        place = position(text, start)
        if question.id in found:
            message = f'The heading "{label}" is there twice, so the answers cannot be told apart.'
            remedy = "Write the line in the answer in another way, without `###`."
            problems.append(Problem(path, *place, "form-heading-twice", message, remedy))
            continue
        until = own[index + 1][1] if index + 1 < len(own) else len(text)
        answer = text[end:until].strip()
        answer = "" if answer == _NOTHING else answer
        if question.required and not answer:
            message = f'"{label}" was not answered.'
            problems.append(Problem(path, *place, "form-unanswered", message, "Ask who opened the issue."))
        found[question.id] = _chosen(question, answer, path, place, problems)
    return found


def _chosen(
    question: Question, answer: str, path: str, place: tuple[int, int], problems: list[Problem]
) -> list[str]:  # fmt: skip
    """Give an answer as a list: of ids where something was chosen, otherwise of its one text."""
    if question.kind == "consent":
        if not re.match(r"- \[[xX]\] ", answer):
            message, remedy = "Consent to publish it was not given.", "Ask who opened the issue."
            problems.append(Problem(path, *place, "form-unanswered", message, remedy))
        return []
    if question.kind not in {"one", "some"}:
        return [answer] if answer else []
    ids: list[str] = []
    rest = answer
    # The longest label first: a label may hold a comma, or begin as another one does.
    options = sorted(question.options, key=lambda option: -len(option[0]))
    while rest:
        option = next((o for o in options if rest == o[0] or rest.startswith(f"{o[0]}, ")), None)
        if option is None:
            message = f'"{rest[:60]}" is not among what can be chosen for "{question.label}".'
            remedy = "The vocabulary has changed since: choose again by hand."
            problems.append(Problem(path, *place, "form-choice", message, remedy))
            break
        ids.append(option[1])
        rest = rest[len(option[0]) :].removeprefix(", ")
    return ids


def _made_finding(graph: Graph, answers: Mapping[str, list[str]], by: str, path: str) -> Draft | tuple[Problem, ...]:
    def one(name: str) -> str:
        return " ".join(" ".join(answers.get(name, [])).split())

    source = _source(graph, one, path)
    if isinstance(source, Problem):
        return (source,)
    key, entry = source
    facets = {name: ids for name, ids in answers.items() if name in graph.base.vocabularies}
    evidence = {"source": key, "locator": one("locator"), "stance": one("stance"), "design": one("design")}
    remark = {"contradicts": "note", "qualifies": "condition"}.get(one("stance"))
    if remark:
        evidence[remark] = one("remark")
    evidence["sample"] = one("sample")
    lines = [_line("claim", one("claim")), *(_list(facet, ids) for facet, ids in facets.items())]
    lines.append(_list("where", [part for part in re.split(r"[,;\s]+", one("where")) if part]))
    lines += ["evidence:", *_item(evidence)]
    lines += ["implications:", *_item({"for": one("audience"), "text": one("text")})]
    lines += [_line("plain", one("plain")), _list("by", [by])]
    name = _new_id(graph, "findings", one("claim"))
    folder = next(iter(facets.get("themes", [])), "proposed")
    record = Raw(f"findings/{folder}/{name}.yml", "".join(f"{line}\n" for line in lines if line).encode())
    return Draft((record,), (Raw("references.bib", f"\n{entry}".encode()),) if entry else ())


def _made_question(graph: Graph, answers: Mapping[str, list[str]], by: str, path: str) -> Draft:  # noqa: ARG001 - as the other
    title = " ".join(" ".join(answers["title"]).split())
    head = [_line("title", title), _line("kind", answers["kind"][0]), _list("themes", answers["themes"])]
    body = "\n\n".join(_as_text(part) for part in " ".join(answers.get("why", [])).split("\n\n") if part.strip())
    text = "---\n" + "".join(f"{line}\n" for line in (*head, _list("by", [by]))) + f"---\n\n{body}\n"
    return Draft((Raw(f"content/questions/{_new_id(graph, 'questions', title)}.md", text.encode()),))


_MADE = {"finding": _made_finding, "question": _made_question}


def _as_text(text: str) -> str:
    """Write a paragraph so that Markdown shows it as it is: letters, digits and spaces stay, signs are escaped."""
    joined = " ".join(text.split())
    return re.sub(r"([^\w\s.,;:?!'\u2019()/-])", lambda match: f"&#{ord(match[1])};", joined).replace("_", "&#95;")


def _source(graph: Graph, one: Callable[[str], str], path: str) -> tuple[str, str] | Problem:
    """Give the key of the source, and its entry where the bibliography has none for it."""
    link, title, year = one("link"), one("source-title"), one("year")
    doi = read_doi(link)
    if link and not doi and not is_safe_url(link):
        message = f'"{link[:60]}" is neither a DOI nor an address that begins with https://.'
        return Problem(path, 1, 1, "form-link", message, "Ask who opened the issue.")
    for reference in graph.base.references:
        same_title = title and reference.title.casefold() == title.casefold()
        if (
            (doi and reference.doi == doi)
            or (link and reference.url == link)
            or (same_title and reference.year == year)
        ):
            return reference.key, ""
    year = year if re.fullmatch(r"\d{4}", year) else ""
    names = [name.strip() for name in one("authors").split(";") if name.strip()]
    first = (names[0].partition(",")[0] if names else title) or "source"
    key = _unused(_slug(first, 40) or "source", year or "nd", {ref.lower() for ref in graph.base.reference_of})
    fields = {
        # Who is not written `Surname, First name` is a body, whose name has no parts.
        "author": " and ".join(_latex(name) if "," in name else f"{{{_latex(name)}}}" for name in names),
        "title": _latex(title),
        "year": year,
        "doi": doi,
        "url": "" if doi else link,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return key, f"@misc{{{key},\n{''.join(lines)}}}\n"


def _unused(stem: str, year: str, known: set[str]) -> str:
    keys = (f"{stem}-{year}{letter}" for letter in ("", *"bcdefghijklmnopqrstuvwxyz", "-new"))
    return next((key for key in keys if key not in known), f"{stem}-{year}-{len(known)}")


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


def _new_id(graph: Graph, section: str, text: str) -> str:
    """Give an id that nothing has or had: the telling words of a text."""
    slug = _slug(" ".join(word for word in text.split() if not _EMPTY_WORDS.fullmatch(word)), _LONGEST_ID)
    slug = slug if is_id(slug) else f"new-{section.rstrip('s')}"
    names = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(graph.known) + 3))
    return next(name for name in names if graph.resolve(Ref(section, name)) is None)


def _slug(text: str, longest: int) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "")).strip("-")
    return words if len(words) <= longest else words[: longest + 1].rpartition("-")[0] or words[:longest]


def _line(key: str, value: str) -> str:
    return f"{key}: {_scalar(value)}" if value else ""


def _list(key: str, values: Iterable[str]) -> str:
    return f"{key}: [{', '.join(map(_scalar, values))}]"


def _item(fields: Mapping[str, str]) -> list[str]:
    lines = [line for line in (_line(key, value) for key, value in fields.items()) if line]
    return [f"{'  - ' if index == 0 else '    '}{line}" for index, line in enumerate(lines)]


def _scalar(text: str) -> str:
    """Write a text as YAML: plain where it is made of words, otherwise in double quotes, as JSON has it."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
