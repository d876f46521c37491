"""What every page needs to know: the graph with what was derived from it, and how the site is addressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from evibase.artifact import address, to_root
from evibase.graph.broader import above
from evibase.graph.citation_labels import Label, narrative
from evibase.graph.graph import Graph
from evibase.graph.history import UNKNOWN, History
from evibase.graph.independence import project_of
from evibase.graph.reference_style import Style, apa_style
from evibase.graph.standing import GONE, Standing, standings
from evibase.graph.title_case import SENTENCE_CASE, Titles
from evibase.graph.weakest_link import STRENGTH
from evibase.pages.authored import found_by_themselves
from evibase.records.authored import Authored
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
from evibase.records.person import Person
from evibase.records.reference import Reference
from evibase.records.vocabulary import Term
from evibase.table import Kept, Lookup

#: Sections whose pages exist for every record, in the order in which readers meet them.
SECTIONS = ("findings", "policy-options", "case-studies", "questions", "sources")
#: Which links tell that a finding carries a term.
_CARRYING = ("facet", "design", "implication")
#: A page as deep as those of findings and of most other records, which show the same links, cards and entries.
USUAL = "findings/x.md"
#: How many entries a list shows before it goes on on a second page, or in the explorer.
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """What the host decides: the site's name and address, the form of its addresses, and how references are printed.

    `titles` says whether titles are put in sentence case. `style` is a style that the host has had formatted; without
    one it is APA 7. `repo_url` is where the base is kept, and its issues; `home` are the places that the base is made
    for, as codes: evidence from others is from elsewhere. `pdf` says whether briefs are set as PDFs, too. `history` is
    when records came and changed, as far as the host knows.
    """

    site_name: str = "evibase"
    site_url: str = ""
    directory_urls: bool = True
    titles: Titles = SENTENCE_CASE
    style: Style | None = None
    repo_url: str = ""
    home: tuple[str, ...] = ()
    pdf: bool = False
    history: History = UNKNOWN


@dataclass(frozen=True, eq=False)
class View:
    """The graph as pages see it."""

    graph: Graph
    settings: Settings

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Give how each finding stands."""
        return standings(self.graph)

    @property
    def style(self) -> Style:
        """Give the style in which the site cites."""
        return self._style[""]

    @cached_property
    def _style(self) -> Lookup[str, Style]:
        references = self.graph.base.reference_of
        return self.graph.table(
            lambda _: self.settings.style or apa_style(tuple(references.values()), self.settings.titles)
        )

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """Give the label of each source by authors and year, the same on every page."""
        return self.graph.table(lambda key: self.style.labels[key], self.graph.base.reference_of)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Give the findings that stand: neither withdrawn nor superseded."""
        found = self.graph.base.of(Finding)

        def standing(name: str) -> Finding:
            finding = found[name]
            if finding.status in GONE:
                raise KeyError(name)
            return finding

        return self.graph.table(standing, found)

    @cached_property
    def projects(self) -> Lookup[tuple[str, str], tuple[str, ...]]:
        """Give the keys of the references that each project has brought forth."""
        whole: Lookup[str, Mapping[tuple[str, str], tuple[str, ...]]] = self.graph.table(lambda _: self._projects())
        return self.graph.table(lambda project: whole[""][project])

    def _projects(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for key in self.graph.base.reference_of:
            found.setdefault(project_of(self.graph, key), []).append(key)
        return MappingProxyType({project: tuple(keys) for project, keys in found.items()})

    @cached_property
    def kept(self) -> Kept:
        """Give the tables of what other modules show of this view, by name.

        So that what many pages show alike, such as a card, is made once.
        """
        return Kept(self.graph.table)

    @cached_property
    def terms(self) -> Mapping[Ref, Term]:
        """Give the terms of all vocabularies by address."""
        return MappingProxyType(
            {Ref(facet, t.id): t for facet, v in self.graph.base.vocabularies.items() for t in v.terms}
        )

    def authored(self, path: str) -> Record | None:
        """Give what people have written for a page, by its path in the documentation folder: `themes/time.md`."""
        return self.graph.base.pages.get(f"content/{path}")

    @cached_property
    def listed(self) -> Lookup[str, tuple[Ref, ...]]:
        """Give all that each section and vocabulary lists, in the order in which it is listed; of "", everything."""
        return self.graph.table(self._listed)

    def _listed(self, section: str) -> tuple[Ref, ...]:
        if not section:
            return (*(ref for section in SECTIONS for ref in self.listed[section]), *self.terms, *self.written)
        if vocabulary := self.graph.base.vocabularies.get(section):
            return tuple(Ref(section, term.id) for term in vocabulary.terms)
        if section == "findings":
            return tuple(Ref("findings", name) for name in self.strongest_first(self.findings))
        found = (ref for ref in self.graph.known if ref.section == section)
        return tuple(sorted(found, key=lambda ref: (self.name(ref).casefold(), ref.id)))

    def how_many(self, section: str) -> int:
        """Give how many entries a section or vocabulary lists."""
        return self.kept("how many listed", self._how_many)[section]

    def _how_many(self, section: str) -> int:
        return len(self.listed[section])

    def part(self, section: str, nth: int) -> tuple[Ref, ...]:
        """Give what stands on the nth page of a section's list."""
        return self.kept("parts listed", self._part)[section, nth]

    def _part(self, key: tuple[str, int]) -> tuple[Ref, ...]:
        section, nth = key
        return self.listed[section][(nth - 1) * PER_PAGE : nth * PER_PAGE]

    @property
    def everything(self) -> tuple[Ref, ...]:
        """Give all that has a page, in the order of the sections; then terms, then pages that are no records."""
        return self.listed[""]

    @property
    def written(self) -> tuple[Ref, ...]:
        """Give the pages that are no records and are found by themselves."""
        return self.kept("pages written", self._written)[""]

    def _written(self, _: str) -> tuple[Ref, ...]:
        pages = self.graph.base.of(Authored)
        return found_by_themselves((pages[name] for name in pages), (*SECTIONS, *self.graph.base.vocabularies))

    @cached_property
    def usual_root(self) -> str:
        """Give the way to the site's root from the page of a finding, and from most others."""
        return to_root(self.page_url(USUAL))

    def url(self, ref: Ref) -> str:
        """Give a record's address, relative to the site; of an authored page, whose id is its path, that page's."""
        return self._urls[ref]

    @cached_property
    def _urls(self) -> Lookup[Ref, str]:
        # Pages show most of them in links, which are kept.
        return self.graph.table(self._url, once=True)

    def _url(self, ref: Ref) -> str:
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
        return self._names[ref]

    @cached_property
    def _names(self) -> Lookup[Ref, str]:
        return self.graph.table(self._name)

    def _name(self, ref: Ref) -> str:
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
        return self.graph.base.by_ref.get(ref)

    def reference(self, key: str) -> Reference | None:
        """Give a reference by key."""
        return self.graph.base.reference_of.get(key)

    def strongest_first(self, ids: Iterable[str]) -> list[str]:
        """Sort findings for a reader in a hurry: the surest first, then the most lines of evidence, then by id."""
        rank = self._rank
        return sorted({name for name in ids if name in rank}, key=rank.__getitem__)

    @cached_property
    def _rank(self) -> Mapping[str, tuple[int, int, str]]:
        # By id and not by claim in the end: other words for a claim are to move nothing.
        return self.graph.table(self._strength, self.findings)

    def _strength(self, name: str) -> tuple[int, int, str]:
        stands = self.standings[name]
        return -STRENGTH.index(stands.level), -stands.lines, name

    def findings_linking(self, ref: Ref, *roles: str) -> list[str]:
        """Give the ids of findings that link to an address, strongest first."""
        return self.strongest_first(self.kept("findings that link", self._linking)[ref, roles])

    def _linking(self, key: tuple[Ref, tuple[str, ...]]) -> tuple[str, ...]:
        # Which findings these are changes far less often than what their links say.
        ref, roles = key
        origins = (link.origin for link in self.graph.links_to(ref, *roles))
        return tuple(dict.fromkeys([origin.id for origin in origins if origin.section == "findings"]))

    def designs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Give the sources that a finding cites as evidence, each with the design, for what shows nothing else."""
        return self.kept("designs", self._designs)[name]

    def _designs(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple([(item.source, item.design) for item in self.graph.base.of(Finding)[name].evidence])

    def times_cited(self, key: str) -> int:
        """Give how many findings lean on a source, as evidence or as the document through which it was read."""
        return self.kept("times cited", self._times_cited)[key]

    def _times_cited(self, key: str) -> int:
        return len(self.findings_linking(Ref("sources", key), "evidence", "via"))

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

    @cached_property
    def above(self) -> Mapping[Ref, tuple[str, ...]]:
        """Give each term with the ids of itself and of the terms above it, the nearest first."""
        return above(self.graph.base.vocabularies)

    def carrying(self, ref: Ref) -> tuple[str, ...]:
        """Give the ids of findings that carry a term or one below it, strongest first."""
        return self._carrying[ref]

    @cached_property
    def _carrying(self) -> Lookup[Ref, tuple[str, ...]]:
        def carrying(ref: Ref) -> tuple[str, ...]:
            refs = (ref, *self.narrower(ref))
            ids = (name for each in refs for name in self.findings_linking(each, *_CARRYING))
            return tuple(self.strongest_first(ids))

        return self.graph.table(carrying)


def places_named(view: View) -> Mapping[str, None]:
    """Give the codes of all places that records name, each once, in order of the records."""
    records = view.graph.base.by_place
    where: Mapping[tuple[str, str], tuple[str, ...]] = view.kept(
        "where", lambda place: getattr(records[place], "where", ()), records
    )
    return dict.fromkeys(chain.from_iterable(where.values()))
