"""A project in which every text field of every record carries a hostile text, as plain data by file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]

PAYLOADS = tuple(Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines())
HOST = """\
site_name: A hostile base
docs_dir: content
theme: {name: material, font: false}
plugins: [evibase/findings, evibase/citations, evibase/search]
exclude_docs: "/vocabularies/\\n/people.yml\\n/kit.yml\\n/sources/*.yml\\n"
markdown_extensions:
  [abbr, admonition, attr_list, def_list, footnotes, md_in_html, meta, tables, toc: {permalink: true}]
# Links that lead nowhere are among the payloads.
validation:
  links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore, anchors: ignore}
"""
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: rf"\{c}" for c in "{}&%$#_"
}


def texts(data: object) -> list[str]:
    """Give the texts of a record that carry a payload, which all have a number at the end of their first word."""
    if isinstance(data, dict):
        return [text for key, value in data.items() if key not in {"body", "description"} for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    first = data.partition(" ")[0] if isinstance(data, str) else ""
    return [str(data)] if first[:1].isupper() and first[-1:].isdigit() else []


def shown(found: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """Give each text that a page must show as it is written, with the page's address."""
    for path, record in found.items():
        stem = path.rpartition(".")[0].removeprefix("content/")
        if not stem.startswith(("kit", "vocabularies/", "sources/", "people", "index", "about/")):
            yield from ((f"{stem}/", text) for text in texts(record))
    for n, payload in enumerate(PAYLOADS):
        vocabulary = found[f"content/vocabularies/kind-{n}.yml"]
        term, theme = vocabulary["terms"][0], found["content/vocabularies/themes.yml"]["terms"][n]
        yield from ((f"kind-{n}/", vocabulary[key]) for key in ("label", "definition"))
        yield from ((f"kind-{n}/", term[key]) for key in ("label", "definition"))
        yield from ((f"kind-{n}/one/", text) for text in texts(term))
        yield from ((f"themes/theme-{n}/", text) for text in texts(theme))
        yield from ((f"sources/source-{n}/", text) for text in texts(found[f"content/sources/source-{n}.yml"]))
        as_tex = payload.replace("`", "\N{LEFT SINGLE QUOTATION MARK}")  # which it is in LaTeX
        parts = ("Work", "Body", "Publisher", "Abstract")
        yield from ((f"sources/source-{n}/", f"{part}{n} {as_tex}") for part in parts)


def files() -> dict[str, str]:
    """Give the whole project: the text of each file by path."""
    found = {path: written(path, record) for path, record in records()}
    return found | {"mkdocs.yml": HOST, "references.bib": "\n".join(map(reference, range(len(PAYLOADS))))}


def written(path: str, record: Record) -> str:
    """Write a record as YAML, of which JSON is a part, with its Markdown below."""
    fields = {key: value for key, value in record.items() if key != "body"}
    yaml = json.dumps(fields, ensure_ascii=False, indent=1)
    return yaml if path.endswith(".yml") else f"---\n{yaml}\n---\n\n{record['body']}\n"


def records() -> Iterator[tuple[str, Record]]:
    """Give the records by file; the nth of a type carries the nth payload."""
    numbers = range(len(PAYLOADS))
    for name, on, terms in (
        ("themes", "finding", [_term(f"theme-{n}", n) for n in numbers]),
        ("sectors", "finding", [_term(f"sector-{n}", n) for n in numbers[::4]]),
        ("designs", "evidence", [_term(f"design-{n}", n) for n in numbers[::4]]),
        ("audiences", "implication", [_term(f"audience-{n}", n) for n in numbers[::4]]),
        ("instruments", "option", [_term(f"instrument-{n}", n) for n in numbers[::4]]),
    ):
        labels = {"label": name.capitalize(), "singular": name.capitalize(), "definition": f"What {name} are."}
        yield f"content/vocabularies/{name}.yml", {**labels, "on": on, "terms": terms}
    # A name that every JavaScript object knows already.
    term = {"id": "constructor", "label": "Constructor", "definition": "A term."}
    labels = {"label": "Constructors", "singular": "Constructor", "definition": "A facet.", "on": "finding"}
    yield "content/vocabularies/constructor.yml", {**labels, "terms": [term]}
    yield "content/people.yml", {f"person-{n}": {"name": f"Name{n} {PAYLOADS[n]}", "role": "editor"} for n in numbers}
    yield "content/index.md", _page(0)
    yield "content/kit.yml", _kit()
    for n, payload in enumerate(PAYLOADS):
        yield f"content/vocabularies/kind-{n}.yml", _vocabulary(n, payload)
        yield f"content/sources/source-{n}.yml", {
            "project": f"Project{n} {payload}", "sample": f"Sample{n} {payload}", "note": f"Note{n} {payload}",
            "data_years": f"Years{n} {payload}",
        }  # fmt: skip
        yield f"content/themes/theme-{n}.md", _theme(n, payload)
        yield f"content/about/page-{n}.md", _page(n)
        yield f"content/case-studies/case-{n}.md", _case(n, payload)
        yield f"content/policy-options/option-{n}.md", _option(n, payload)
        yield f"content/questions/question-{n}.md", _question(n, payload)
        yield f"findings/finding-{n}.yml", _finding(n, payload)


def _kit() -> Record:
    """Give the kit that all themes share: each payload in a text of each part."""
    numbers = range(len(PAYLOADS))
    sources = [{"source": f"source-{n}", "locator": f"Locator{n} {PAYLOADS[n]}"} for n in numbers]

    def told(name: str) -> list[str]:
        return [f"{name}{n} {PAYLOADS[n]}" for n in numbers]

    def sheet(name: str) -> Record:
        return {"title": told(f"{name}title")[1], "about": told(f"{name}about")[2], "prompts": told(f"{name}prompt"),
                "sources": sources}  # fmt: skip

    return {
        "about": told("Kit")[0], "minutes": len(PAYLOADS),
        "session": [{"minutes": 1, "title": one, "text": f"Then{one}"} for one in told("Step")],
        "ask": [{"of": of, "text": one} for one in told("Ask") for of in ("contested", "known")],
        "checks": [
            {"title": f"Check{n} {payload}", "about": f"Checked{n} {payload}", "sources": sources[:1],
             "ends": {"left": f"Left{n} {payload}", "right": f"Right{n} {payload}"},
             "pairs": [{"left": f"From{n} {payload}", "right": f"To{n} {payload}"}],
             "statements": [f"Stated{n} {payload}"]}
            for n, payload in enumerate(PAYLOADS)
        ],
        "plan": sheet("Plan"), "contract": sheet("Contract"),
    }  # fmt: skip


def _term(name: str, n: int) -> Record:
    payload = PAYLOADS[n]
    return {
        "id": name, "label": f"Label{n} {payload}", "definition": f"Definition{n} {payload}",
        "alt": [f"Alt{n} {payload}"], "notation": [f"Notation{n} {payload}"],
    }  # fmt: skip


def _vocabulary(n: int, payload: str) -> Record:
    return {
        "label": f"Facet{n} {payload}", "singular": f"Singular{n} {payload}", "definition": f"About{n} {payload}",
        "on": "finding", "terms": [_term("one", n)],
    }  # fmt: skip


def _finding(n: int, payload: str) -> Record:
    title = f"Title{n} {payload}"
    other = (n or len(PAYLOADS)) - 1
    return {
        # Words of its own for each, in which no two of them are alike.
        "claim": f"Claim{n} {payload} {' '.join(sha256(f'{n} {word}'.encode()).hexdigest()[:9] for word in range(9))}.",
        **({"title": title} if len(title) <= 80 else {}),  # the longest that a title may be
        "plain": f"Plain{n} {payload}", "themes": [f"theme-{n}"], "sectors": [f"sector-{n - n % 4}"],
        **({} if n else {"constructor": ["constructor"]}),
        f"kind-{n}": ["one"], "where": ["GB"],
        "context": f"Context{n} {payload}", "mechanism": f"Mechanism{n} {payload}",
        "conditions": [f"Condition{n} {payload}"], "barriers": [f"Barrier{n} {payload}"], "cost": f"Cost{n} {payload}",
        "evidence": [
            {
                "source": f"source-{n}", "locator": f"Locator{n} {payload}", "stance": stance,
                "design": f"design-{n - n % 4}", "condition": f"Holds{n} {payload}", "note": f"Remark{n} {payload}",
                "sample": f"Asked{n} {payload}", "quote": f"Quote{n} {payload}",
                "directness": "indirect", "via": f"source-{other}",
            }
            for stance in ("supports", "qualifies", "contradicts")
        ],
        "implications": [{"for": f"audience-{n - n % 4}", "text": f"Todo{n} {payload}", "option": f"option-{n}"}],
        "confidence": {
            "level": "low", "because": f"Because{n} {payload}, though the studies differ", "methods": "minor",
            "coherence": "moderate", "adequacy": "minor", "relevance": "minor",
        },
        "figures": [
            {
                "label": f"Figure{n} {payload}", "value": "-12.50", "unit": f"Unit{n} {payload}", "n": "40",
                "group": f"Group{n} {payload}", "source": f"source-{n}",
            },
        ],
        "relations": [{"finding": f"finding-{other}", "type": "extends", "note": f"Relation{n} {payload}"}],
        "cases": [f"case-{n}"], "would_change": f"Change{n} {payload}", "aliases": [f"former-{n}"],
        "by": [f"person-{n}"],
    }  # fmt: skip


def _theme(n: int, payload: str) -> Record:
    return {
        "question": f"Question{n} {payload}", "scope": f"Scope{n} {payload}",
        "messages": [{"text": f"Message{n} {payload}", "findings": [f"finding-{n}"]}], "body": _body(n, payload),
    }  # fmt: skip


def _case(n: int, payload: str) -> Record:
    return {
        "title": f"Case{n} {payload}", "summary": f"Summary{n} {payload}", "themes": [f"theme-{n}"],
        "sectors": [f"sector-{n - n % 4}"], "where": ["GB"], "problem": f"Problem{n} {payload}",
        "done": f"Done{n} {payload}", "result": f"Result{n} {payload}", "outcome": "mixed", "tested": "local",
        "sources": [{"source": f"source-{n}", "locator": f"Place{n} {payload}"}], "findings": [f"finding-{n}"],
        "by": [f"person-{n}"], "body": _body(n, payload),
    }  # fmt: skip


def _option(n: int, payload: str) -> Record:
    return {
        "title": f"Option{n} {payload}", "summary": f"Summary{n} {payload}", "themes": [f"theme-{n}"],
        "problem": f"Problem{n} {payload}", "level": "team", "instrument": f"instrument-{n - n % 4}",
        "actors": [f"audience-{n - n % 4}"], "cost": f"Cost{n} {payload}", "cases": [f"case-{n}"],
        "basis": [{"finding": f"finding-{n}", "role": "supports", "note": f"Basis{n} {payload}"}],
        "by": [f"person-{n}"], "body": _body(n, payload),
    }  # fmt: skip


def _question(n: int, payload: str) -> Record:
    return {
        "title": f"Asked{n} {payload}", "kind": "context", "themes": [f"theme-{n}"], "sectors": [f"sector-{n - n % 4}"],
        "origin": [{"source": f"source-{n}", "locator": f"Origin{n} {payload}"}], "findings": [f"finding-{n}"],
        "by": [f"person-{n}"], "body": _body(n, payload),
    }  # fmt: skip


def _page(n: int) -> Record:
    payload = PAYLOADS[n]
    titles = {"title": f"Page{n} {payload}", "description": f"Described{n} {payload}", "author": f"Author{n} {payload}"}
    return {**titles, "subtitle": f"Subtitle{n} {payload}", "body": _body(n, payload)}


def _body(n: int, payload: str) -> str:
    """Give Markdown that has the payload in every place that Markdown knows."""
    payload = payload.replace("@SUM", r"\@SUM")  # or it would be a citation with an unknown key
    address = payload.lstrip("!")  # `<![x` makes MkDocs stumble, see test_refused
    cited = f"It is cited [@source-{n}, p. 3, {payload}].\n" if not set("@[]") & set(payload) else ""
    return (
        f"{payload}\n\nA paragraph {payload} with a [link]({payload}), a [title](x.md '{payload}'), "
        f"a [reference][one], an ![image]({payload}), <{address}> and `code {payload}`.[^1]\n\n{cited}\n"
        f"## Heading{n} {payload}\n\n> {payload}\n\n- {payload}\n{{: {payload} }}\n\n"
        f"<div markdown>\n{payload}\n</div>\n\n"
        f"| a {payload} | b |\n|---|---|\n| {payload} | c |\n\n    code {payload}\n\nTerm {payload}\n:   {payload}\n\n"
        f'!!! note "{payload}"\n    {payload}\n\n```{payload}\n{payload}\n```\n\n'
        f"[one]: {payload} '{payload}'\n[^1]: {payload}\n*[HTML]: {payload}\n"
    )


def reference(n: int) -> str:
    """Give an entry of the bibliography in which the payload is written so that LaTeX shows it as it is."""
    payload = "".join(_TEX.get(c, c) for c in PAYLOADS[n])
    # Without these two hyphens become a dash and two apostrophes a quotation mark.
    payload = payload.replace("-", "{-}").replace("'", r"\textquotesingle{}").replace("`", "{`}").replace('"', '{"}')
    return (
        f"@book{{source-{n},\n  author = {{{{Body{n} {payload}}}}},\n  title = {{{{Work{n} {payload}}}}},\n"
        f"  publisher = {{Publisher{n} {payload}}},\n  note = {{Note{n} {payload}}},\n"
        f"  abstract = {{Abstract{n} {payload}}},\n"
        f"  url = {{https://example.org/{n}?q='onmouseover='alert(1)'&x=%22%3E%3Cscript%3E}},\n  year = {{2020}},\n}}\n"
    )
