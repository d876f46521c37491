"""What every page needs to know: the graph with what was derived from it, and how the site is addressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from evibase.artifact import address
from evibase.graph.citation_labels import Label, narrative
from evibase.graph.graph import Graph
from evibase.graph.independence import project_of
from evibase.graph.reference_style import Style, apa_style
from evibase.graph.standing import GONE, Standing, standings
from evibase.graph.title_case import SENTENCE_CASE, Titles
from evibase.graph.weakest_link import STRENGTH
from evibase.records.authored import Authored
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
from evibase.records.person import Person
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from evibase.records.reference import Reference
from evibase.records.vocabulary import Term

#: Sections whose pages exist for every record, in the order in which readers meet them.
SECTIONS = ("findings", "policy-options", "case-studies", "questions", "sources")
#: Which links tell that a finding carries a term.
_CARRYING = ("facet", "design", "implication")
#: How many entries a list shows before it goes on on a second page, or in the explorer.
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """What the host decides: the site's name and address, the form of its addresses, and how references are printed.

    `titles` says whether titles are put in sentence case. `style` is a style that the host has had formatted; without
    one it is APA 7.
    """

    site_name: str = "evibase"
    site_url: str = ""
    directory_urls: bool = True
    titles: Titles = SENTENCE_CASE
    style: Style | None = None


@dataclass(frozen=True, eq=False)
class View:
    """The graph as pages see it."""

    graph: Graph
    settings: Settings

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Give how each finding stands."""
        return standings(self.graph)

    @cached_property
    def style(self) -> Style:
        """Give the style in which the site cites."""
        references = tuple(self.graph.base.reference_of.values())
        return self.settings.style or apa_style(references, self.settings.titles)

    @property
    def labels(self) -> Mapping[str, Label]:
        """Give the label of each source by authors and year, the same on every page."""
        return self.style.labels

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Give the findings that stand: neither withdrawn nor superseded."""
        found = self.graph.base.of(Finding)
        return MappingProxyType({name: f for name, f in found.items() if f.status not in GONE})

    @cached_property
    def projects(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Give the keys of the references that each project has brought forth."""
        found: dict[tuple[str, str], list[str]] = {}
        for key in self.graph.base.reference_of:
            found.setdefault(project_of(self.graph, key), []).append(key)
        return MappingProxyType({project: tuple(keys) for project, keys in found.items()})

    @cached_property
    def shown_facts(self) -> dict[str, Any]:
        """Give what cards have shown so far, by finding. Only `parts` puts something in; the same goes in always."""
        return {}

    @cached_property
    def terms(self) -> Mapping[Ref, Term]:
        """Give the terms of all vocabularies by address."""
        return MappingProxyType(
            {Ref(facet, t.id): t for facet, v in self.graph.base.vocabularies.items() for t in v.terms}
        )

    @cached_property
    def authored(self) -> Mapping[str, Record]:
        """Give the authored pages by path in the documentation folder, without `content/`."""
        kinds = (Authored, CaseStudy, PolicyOption, Question)
        pages = {r.path: r for r in self.graph.base.records if isinstance(r, kinds) or r.path.endswith(".md")}
        return MappingProxyType({path.removeprefix("content/"): record for path, record in pages.items()})

    @cached_property
    def listed(self) -> Mapping[str, tuple[Ref, ...]]:
        """Give everything that each section and vocabulary lists, in the order in which it is listed."""
        lists: dict[str, list[Ref]] = {section: [] for section in SECTIONS}
        lists |= {facet: [Ref(facet, term.id) for term in v.terms] for facet, v in self.graph.base.vocabularies.items()}
        lists["findings"] = [Ref("findings", name) for name in self.strongest_first(self.findings)]
        for ref in self.graph.known:
            if ref.section in SECTIONS and ref.section != "findings":
                lists[ref.section].append(ref)
        for section in SECTIONS[1:]:
            lists[section].sort(key=lambda ref: (self.name(ref).casefold(), ref.id))
        return MappingProxyType({section: tuple(refs) for section, refs in lists.items()})

    @cached_property
    def everything(self) -> tuple[Ref, ...]:
        """Give all that has a page, in the order of the sections; terms come last."""
        return (*(ref for section in SECTIONS for ref in self.listed[section]), *self.terms)

    def url(self, ref: Ref) -> str:
        """Give a record's address, relative to the site; of an authored page, whose id is its path, that page's."""
        section, name = ref
        if not section:
            return self.page_url(f"{name}.md")
        if section == "sources":
            reference = self.graph.base.reference_of.get(name)
            name = reference.address if reference else name
        return address(f"{section}/{name}.md", directory_urls=self.settings.directory_urls)

    def page_url(self, path: str) -> str:
        """Give the address of a page by its path: `explore/index.md`."""
        return address(path, directory_urls=self.settings.directory_urls)

    def name(self, ref: Ref) -> str:
        """Give what a record is called: a claim, a label, a title, authors and year."""
        if ref in self.terms:
            return self.terms[ref].label
        if ref.section == "sources":
            return narrative(self.labels[ref.id]) if ref.id in self.labels else ref.id
        record = self.record(ref)
        if isinstance(record, Finding):
            return record.claim
        if isinstance(record, Person):
            return record.name
        title: str = getattr(record, "title", None) or ref.id
        return title

    def people(self, handles: Iterable[str]) -> list[str]:
        """Give the names of people."""
        return [self.name(Ref("people", handle)) for handle in handles]

    def record(self, ref: Ref) -> Record | None:
        """Give the record at an address, if it has a file of its own."""
        return self._records.get(ref)

    @cached_property
    def _records(self) -> Mapping[Ref, Record]:
        return MappingProxyType({record.ref: record for record in reversed(self.graph.base.records)})

    def reference(self, key: str) -> Reference | None:
        """Give a reference by key."""
        return self.graph.base.reference_of.get(key)

    def strongest_first(self, ids: Iterable[str]) -> list[str]:
        """Sort findings for a reader in a hurry: the surest first, then the most lines of evidence, then by claim."""
        rank = self._rank
        return sorted({name for name in ids if name in rank}, key=rank.__getitem__)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        ordered = sorted(self.findings, key=self._strength)
        return {name: place for place, name in enumerate(ordered)}

    def _strength(self, name: str) -> tuple[int, int, str, str]:
        stands = self.standings[name]
        return -STRENGTH.index(stands.level), -stands.lines, self.findings[name].claim, name

    def findings_linking(self, ref: Ref, *roles: str) -> list[str]:
        """Give the ids of findings that link to an address, strongest first."""
        return self.strongest_first(
            link.origin.id for link in self.graph.links_to(ref, *roles) if link.origin.section == "findings"
        )

    def narrower(self, ref: Ref) -> list[Ref]:
        """Give the terms below a term, at every depth. A circle of broader terms ends where it began."""
        found: dict[Ref, None] = {}
        waiting = [ref]
        while waiting:
            below = [other for other in self._children.get(waiting.pop(), ()) if other not in found and other != ref]
            found |= dict.fromkeys(below)
            waiting += below
        return list(found)

    @cached_property
    def _children(self) -> Mapping[Ref, tuple[Ref, ...]]:
        found: dict[Ref, tuple[Ref, ...]] = {}
        for ref, term in self.terms.items():
            if term.broader:
                above = Ref(ref.section, term.broader)
                found[above] = (*found.get(above, ()), ref)
        return MappingProxyType(found)

    def carrying(self, ref: Ref) -> tuple[str, ...]:
        """Give the ids of findings that carry a term or one below it, strongest first."""
        if ref not in self._carrying:
            refs = (ref, *self.narrower(ref))
            ids = (name for each in refs for name in self.findings_linking(each, *_CARRYING))
            self._carrying[ref] = tuple(self.strongest_first(ids))
        return self._carrying[ref]

    @cached_property
    def _carrying(self) -> dict[Ref, tuple[str, ...]]:
        # What `carrying` has found so far: a term's list is asked for by each of its pages, and by each of its rows.
        return {}
