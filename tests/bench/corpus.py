"""A made-up evidence base of any size, the same one every time: `python tests/bench/corpus.py 10000 DIR`.

N findings of about 1.4 KB, N/3 references, 40 themes, 20 sectors, 200 policy options and N/50 case studies, with
words drawn from a vocabulary of 6,000 after Zipf's law, so that files compress, index and repeat as real ones do.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

SEED = 7
THEMES, SECTORS, OPTIONS = 40, 20, 200
FUNCTION_WORDS = (
    "the of and in to a that is for with by was on are were as at from which than not be have this more between "
    "among had has their but or an it its these when where under over after before during through both most less "
    "no we our can may did does also however while"
).split()
SUBJECT_WORDS = (
    "policy households farmers income training wages access credit service water school teachers learning outcome "
    "outcomes programme evidence estimate effect effects increase reduce adoption market firms employment workers "
    "energy transport emissions land health clinic community participation women youth rural urban district "
    "government local national budget cost price tax subsidy transfer cash insurance risk drought climate soil "
    "yield crop irrigation technology digital mobile information monitoring accountability governance regulation "
    "institution enforcement compliance incentive performance quality enrolment attendance dropout nutrition "
    "mortality sanitation electricity solar road trade export investment savings debt finance bank loan "
    "enterprise productivity skills apprenticeship migration housing tenure rights forest conservation pollution "
    "waste violence conflict justice election voting media trust gender inequality poverty welfare trial survey "
    "sample baseline control treatment group region country study review"
).split()
ONSETS = "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w".split()
VOWELS = "a e i o u ai ea ee ie oa ou".split()
CODAS = "n r l s t m d p ck nd nt st rn mp ll ss rt ct x".split()
ENDINGS = ["", "s", "ed", "ing", "er", "ion", "ation", "al", "ity", "ment", "ive", "ly", "able", "ous", "ness"]
PLACES = "KE UG GH NG ET RW IN NP BD PK ID VN PH BR PE CO MX CL ZA MZ MW ZM SN ML MA TN EG JO TR PL FR DE ES".split()
DESIGNS = "trial quasi-experiment cohort case-study review survey model interviews".split()
GIVEN = "Ana José María Søren Łukasz Zoë Priya Amina Kwame Wei Ming John Mary Peter Fatima Chloé Björn Esther".split()
FAMILIES = (
    r"Garc{\'i}a M{\"u}ller N{\'u}{\~n}ez {\O}stergaard O'Brien {\L}uczak {\v{S}}imek Gr{\"o}nqvist Böhm Nguyễn Smith "
    "Jones Okafor Mensah Mwangi Otieno Patel Singh Sharma Rahman Hossain Chen Wang Zhang Kim Park Tanaka Silva Santos "
    "Pereira Rossi Ferrari Dupont Bernard Schmidt Weber Novak Kovacs Ivanov Petrov Haile Tesfaye Ndiaye Diallo Traore"
).split()
JOURNALS = ["World Development", "Energy Policy", "PLOS ONE", r"Health Policy {\&} Planning", "Land Economics"]


class Words:
    """Draws words, sentences and paragraphs from one vocabulary."""

    def __init__(self, rng: random.Random, size: int = 6000) -> None:
        """Make the vocabulary: function words rank first, then words of the subject, then families of made-up ones."""
        self.rng = rng
        self.words = [*FUNCTION_WORDS, *SUBJECT_WORDS]
        known = set(self.words)
        while len(self.words) < size:
            for word in self._family():
                if word not in known and len(self.words) < size:
                    known.add(word)
                    self.words.append(word)
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(size)))

    def _family(self) -> Iterator[str]:
        draw = self.rng.choice
        syllables = draw((1, 2, 2, 3))
        stem = "".join(
            draw(ONSETS) + draw(VOWELS) + (draw(CODAS) if self.rng.random() < 0.55 else "") for _ in range(syllables)
        )
        yield from (stem + ending for ending in self.rng.sample(ENDINGS, 3) if len(stem + ending) > 3)

    def draw(self, number: int) -> list[str]:
        """Give that many words, frequent ones often."""
        return self.rng.choices(self.words, cum_weights=self.weights, k=number)

    def sentence(self, fewest: int = 9, most: int = 24) -> str:
        """Give a sentence."""
        text = " ".join(self.draw(self.rng.randint(fewest, most)))
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, sentences: int) -> str:
        """Give several sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def phrase(self, fewest: int, most: int) -> str:
        """Give a title without function words, capitalised."""
        wanted = self.rng.randint(fewest, most)
        found = [word for word in self.draw(wanted * 3) if word not in FUNCTION_WORDS][:wanted]
        return " ".join(found or ["policy"]).capitalize()


def write_corpus(number: int, folder: Path) -> None:
    """Write a project of that many findings into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    rng = random.Random(SEED)  # noqa: S311 - made-up data, the same every time
    words = Words(rng)
    files = itertools.chain(
        [("content/people.yml", "maintainers:\n  name: The maintainers\n  role: editor\n")],
        _vocabularies(words),
        _options(words, number),
        _bibliography(words, number),
        _findings(words, number),
        _cases(words, number),
        [("content/index.md", "---\ntitle: A large base\n---\n\nMade up.\n"), ("mkdocs.yml", MKDOCS)],
    )
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def finding_id(number: int) -> str:
    """Give the id of the nth finding, from 1."""
    return f"f-{number:06d}"


def _keys(number: int) -> list[str]:
    return [f"ref-{index:06d}" for index in range(max(3, number // 3))]


def _fold(text: str, indent: int) -> str:
    lines = textwrap.wrap(text, 96, break_long_words=False, break_on_hyphens=False)
    return "\n".join(" " * indent + line for line in lines)


def _vocabularies(words: Words) -> Iterator[tuple[str, str]]:
    facets = (
        ("themes", "t", THEMES, "finding", 'required: "yes"\nmost: "3"\n'),
        ("sectors", "s", SECTORS, "finding", 'required: "yes"\nmost: "5"\n'),
        ("audiences", "a", 6, "implication", ""),
        ("instruments", "i", 6, "option", ""),
    )
    for facet, letter, size, on, bounds in facets:
        terms = "".join(
            f"  - id: {letter}-{index:02d}\n    label: {words.phrase(2, 3)}\n    definition: {words.sentence()}\n"
            for index in range(1, size + 1)
        )
        head = f"label: {facet.capitalize()}\nsingular: {facet[:-1].capitalize()}\ndefinition: Made up.\non: {on}\n"
        yield f"content/vocabularies/{facet}.yml", f"{head}{bounds}terms:\n{terms}"
    designs = "".join(f"  - id: {name}\n    label: {name.capitalize()}\n    definition: Made up.\n" for name in DESIGNS)
    head = "label: Designs\nsingular: Design\ndefinition: Made up.\non: evidence\n"
    yield "content/vocabularies/designs.yml", f"{head}terms:\n{designs}"


def _options(words: Words, number: int) -> Iterator[tuple[str, str]]:
    for index in range(1, OPTIONS + 1):
        basis = sorted({finding_id(words.rng.randint(1, number)) for _ in range(3)})
        yield (
            f"content/policy-options/p-{index:03d}.md",
            f"---\ntitle: {words.phrase(3, 6)}\nsummary: {words.sentence()}\n"
            f"themes: [t-{words.rng.randint(1, THEMES):02d}]\n"
            f"problem: >-\n{_fold(words.paragraph(2), 2)}\nlevel: national\ninstrument: i-01\nactors: [a-01]\nbasis:\n"
            + "".join(f"  - finding: {name}\n    role: supports\n" for name in basis)
            + f"by: [maintainers]\n---\n\n{words.paragraph(4)}\n",
        )


def _bibliography(words: Words, number: int) -> Iterator[tuple[str, str]]:
    rng = words.rng
    entries = []
    for index, key in enumerate(_keys(number)):
        people = " and ".join(
            f"{rng.choice(FAMILIES)}, {rng.choice(GIVEN)}" for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 6)))
        )
        kind = rng.choices(("article", "techreport", "book", "inproceedings"), (70, 15, 8, 7))[0]
        year = rng.randint(1995, 2026)
        fields = {"title": words.phrase(7, 13), "author": people, "year": str(year)} | _where(words, kind, index, year)
        if rng.random() < 0.5:
            fields["abstract"] = words.paragraph(3)
        entries.append(f"@{kind}{{{key},\n" + ",\n".join(f"  {k} = {{{v}}}" for k, v in fields.items()) + "\n}\n")
    yield "references.bib", "\n".join(entries)


def _where(words: Words, kind: str, index: int, year: int) -> dict[str, str]:
    """Give the fields that say where a work of this kind came out."""
    rng = words.rng
    if kind == "article":
        first = rng.randint(1, 900)
        return {
            "journal": rng.choice(JOURNALS), "volume": str(rng.randint(1, 140)), "number": str(rng.randint(1, 12)),
            "pages": f"{first}--{first + rng.randint(5, 40)}",
            "doi": f"10.{rng.randint(1000, 9999)}/j.{year}.{index:06d}",
        }  # fmt: skip
    if kind == "techreport":
        return {"institution": r"World Bank {\&} Partners", "number": f"WP-{rng.randint(100, 9999)}"}
    if kind == "book":
        return {"publisher": "Cambridge University Press", "address": "Cambridge"}
    first = index % 300
    return {"booktitle": f"Proceedings of the {words.phrase(3, 5)} conference", "pages": f"{first}--{first + 9}"}


def _findings(words: Words, number: int) -> Iterator[tuple[str, str]]:
    keys = _keys(number)
    for index in range(1, number + 1):
        yield f"findings/{index // 1000:03d}/{finding_id(index)}.yml", _finding(words, index, number, keys)


def _finding(words: Words, index: int, number: int, keys: list[str]) -> str:
    rng = words.rng
    claim = words.sentence(14, 24)
    themes = sorted({f"t-{rng.randint(1, THEMES):02d}" for _ in range(rng.choice((1, 2, 3)))})
    sectors = sorted({f"s-{rng.randint(1, SECTORS):02d}" for _ in range(rng.choice((1, 2)))})
    evidence = "".join(
        f"  - source: {key}\n    locator: p. {rng.randint(1, 60)}, Table {rng.randint(1, 9)}\n    stance: supports\n"
        f"    design: {rng.choice(DESIGNS)}\n    sample: {int(10 ** rng.uniform(1.5, 5.3))} people\n"
        for key in rng.sample(keys, rng.choice((1, 2, 3)))
    )
    implications = "".join(
        f"  - for: a-0{rng.randint(1, 6)}\n    text: >-\n{_fold(words.sentence(12, 20), 6)}\n"
        f"    option: p-{option:03d}\n"
        for option in rng.sample(range(1, OPTIONS + 1), rng.choice((1, 2)))
    )
    others = sorted({rng.randint(1, number) for _ in range(rng.choice((0, 1, 2)))} - {index})
    relations = "".join(
        f"  - finding: {finding_id(other)}\n    type: see-also\n    note: {words.sentence()}\n" for other in others
    )
    return (
        f"claim: >-\n{_fold(claim if len(claim) <= 300 else claim[:298] + '.', 2)}\n"
        f"title: {words.phrase(5, 7)[:80].strip()}\nplain: >-\n{_fold(words.paragraph(4), 2)}\n"
        f"themes: [{', '.join(themes)}]\nsectors: [{', '.join(sectors)}]\nwhere: [{rng.choice(PLACES)}]\n"
        f"evidence:\n{evidence}implications:\n{implications}{'relations:' if relations else ''}"
        f"{chr(10) if relations else ''}{relations}by: [maintainers]\n"
    )


def _cases(words: Words, number: int) -> Iterator[tuple[str, str]]:
    rng = words.rng
    for index in range(1, max(1, number // 50) + 1):
        shown = sorted({finding_id(rng.randint(1, number)) for _ in range(rng.randint(5, 15))})
        body = "\n\n".join(words.paragraph(5) for _ in range(3))
        name = f"content/case-studies/cs-{index:04d}.md"
        text = (
            f"---\ntitle: {words.phrase(4, 8)}\nsummary: {words.sentence()}\nthemes: [t-01]\nsectors: [s-01]\n"
            f"where: [{rng.choice(PLACES)}]\nproblem: {words.sentence()}\ndone: {words.sentence()}\n"
            f"result: {words.sentence()}\noutcome: mixed\ntested: local\n"
            f"sources:\n  - source: {rng.choice(_keys(number))}\n    locator: p. 1\n"
            f"findings: [{', '.join(shown)}]\nby: [maintainers]\n---\n\n{body}\n"
        )
        yield name, text


#: Sections, as a real site lists them: records are never in the navigation.
NAVIGATION = {
    "Home": "", "Themes": "themes/", "Sectors": "sectors/", "Findings": "findings/",
    "Policy options": "policy-options/", "Case studies": "case-studies/", "Sources": "sources/",
    "Explore": "explore/",
}  # fmt: skip
MKDOCS = json.dumps(
    {
        "site_name": "A large base",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "nav": [{name: f"{path}index.md"} for name, path in NAVIGATION.items()],
        "plugins": ["evibase/findings", "evibase/citations", "evibase/search"],
    },
    indent=1,
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, help="how many findings")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    write_corpus(arguments.number, arguments.folder)
