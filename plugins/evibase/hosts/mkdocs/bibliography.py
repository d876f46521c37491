"""The bibliography of a site that has pages and no findings: its files, and the works that its pages cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from evibase.graph.citation_syntax import find_citations
from evibase.graph.reference_style import Marks, Style
from evibase.graph.title_case import SENTENCE_CASE
from evibase.hosts.assets import PAGES
from evibase.hosts.citation_style import APA, StyleError, style_named
from evibase.pages.works import Works
from evibase.problems import Problem, Severity, in_order
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw, position
from evibase.records.reference import Reference
from evibase.records.validation import hint

#: What shows citations in any theme.
_ASSETS = ("citations.css", "citations.js")
_DEFAULT = "references.bib"


class CitationsConfig(Config):
    """The options of `evibase/citations`: those of mkdocs-bibtex, by the same names."""

    bib_file = config_options.Optional(config_options.Type(str))
    bib_dir = config_options.Optional(config_options.Type(str))
    bib_by_default = config_options.Type(bool, default=True)
    bib_command = config_options.Type(str, default="\\bibliography")
    full_bib_command = config_options.Type(str, default="\\full_bibliography")
    csl_file = config_options.Optional(config_options.Type(str))
    cite_inline = config_options.Type(bool, default=True)
    footnote_format = config_options.Type(str, default="{number}")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What was read: references by key, the files that they are from, and what is wrong with these."""

    references: dict[str, Reference]
    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]


def root_of(config: MkDocsConfig) -> Path:
    """Give the folder that `mkdocs.yml` stands in."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def read(options: CitationsConfig, config: MkDocsConfig) -> Bibliography:
    """Read the files that the options name. Raises PluginError where there is none, or where one has errors."""
    root = root_of(config)
    paths = tuple(_paths(options, root))
    references: dict[str, Reference] = {}
    addresses: dict[str, Reference] = {}
    problems: list[Problem] = []
    for path in paths:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        found, wrong = read_bibliography(Raw(name, path.read_bytes()))
        problems += wrong
        for reference in found:
            first = addresses.setdefault(reference.address, reference)
            if first is reference:
                references[reference.key] = reference
            else:
                message = f'The key "{reference.key}" is taken by "{first.key}" in {first.path}, line {first.line}.'
                remedy = "Give it another key, or delete one if they are the same work."
                place = (reference.path, reference.line, reference.column)
                problems.append(Problem(*place, "duplicate-citekey", message, remedy))
    return Bibliography(references, paths, in_order(problems))


def _paths(options: CitationsConfig, root: Path) -> Iterator[Path]:
    given = options.bib_file
    if given or not options.bib_dir:
        path = root / (given or _DEFAULT)
        if not path.is_file():
            raise PluginError(f'evibase/citations: bib_file: there is no file "{given or _DEFAULT}" beside mkdocs.yml.')
        yield path
    if options.bib_dir:
        found = sorted((root / options.bib_dir).rglob("*.bib"))
        if not found:
            raise PluginError(f'evibase/citations: bib_dir: there is no .bib file in "{options.bib_dir}".')
        yield from found


def works_of(bibliography: Bibliography, files: Files, options: CitationsConfig, root: Path) -> Works:
    """Give the works with their labels. Works that pages cite are told apart among themselves, as a reader sees them.

    Works that only turn up once other plugins have worked on the pages are told apart over all. Without `cite_inline`
    works are numbered on each page, as mkdocs-bibtex does it.
    """
    references = bibliography.references
    cited = set()
    for file in files.documentation_pages():
        text = _text(file)
        cited |= {item.key for each in (find_citations(text) if "@" in text else ()) for item in each.items}
    style = _style(options, tuple(references.values()), root)
    among = _style(options, tuple(reference for key, reference in references.items() if key in cited), root)
    entries = {key: among.entry if key in among.labels else style.entry for key in references}
    labels = {**style.labels, **among.labels}
    style = replace(style, labels=labels, entry_of=lambda key: entries[key](key))
    if options.cite_inline or style.numeric:
        return Works(references, style)
    opening, _, closing = options.footnote_format.partition("{number}")
    marks = Marks(opening, closing, between=", ", raised=True, sorts=False, joins_years=False)
    return Works(references, replace(style, numeric=True, marks=marks))


def _style(options: CitationsConfig, references: tuple[Reference, ...], root: Path) -> Style:
    try:
        return style_named(options.csl_file or APA, references, SENTENCE_CASE, root)
    except StyleError as error:
        raise PluginError(f"evibase/citations: csl_file: {error}") from error


def _text(file: File) -> str:
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):  # the host says so when it comes to the page
        return ""


def unknown(file: File, markdown: str, config: MkDocsConfig, references: Iterable[str]) -> Iterator[Problem]:
    """Give a problem for each key in a page's text that no file of the bibliography has, at its place in the file."""
    known = set(references)
    missing = [item for each in find_citations(markdown) for item in each.items if item.key not in known]
    text, at = _text(file), 0
    root = root_of(config)
    source = Path(file.abs_src_path) if file.abs_src_path else Path(config.docs_dir, file.src_uri)
    path = source.relative_to(root).as_posix() if source.is_relative_to(root) else file.src_uri
    for item in missing:
        # The text may have gone through other plugins: the place is looked for in the file as it was written.
        found = text.find(f"@{item.key}", at)
        at = found + 1 if found >= 0 else at
        line, column = position(text, found + 1) if found >= 0 else (1, 1)
        message = f'"{item.key}" is not a key in the bibliography.'
        remedy = hint(item.key, known, "Add an entry with this key, or write `\\@` where no citation is meant.")
        yield Problem(path, line, column, "unknown-citekey", message, remedy)


def look_over(options: CitationsConfig, *, alone: bool) -> None:
    """Raise PluginError where options cannot be met, whatever the bibliography holds."""
    if "{number}" not in options.footnote_format:
        raise PluginError("evibase/citations: footnote_format: write `{number}` where the number is to stand.")
    for name, value in (("bib_file", options.bib_file), ("csl_file", options.csl_file)):
        if value and value.startswith(("http://", "https://")):
            raise PluginError(
                f'evibase/citations: {name}: "{value}" is an address, and a build reads nothing from the network. '
                "Save the file beside mkdocs.yml and name it here."
            )
    if not alone and (options.bib_file or options.bib_dir):
        raise PluginError(
            "evibase/citations: with evibase/findings the bibliography is references.bib. Delete bib_file and bib_dir."
        )
    if not alone and options.csl_file:
        raise PluginError("evibase/citations: with evibase/findings the style is its option `style`. Delete csl_file.")


def lines_of(bibliography: Bibliography, severity: Severity) -> list[str]:
    """Give the problems of one severity as lines."""
    return [str(problem) for problem in bibliography.problems if problem.severity is severity]


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the style sheet and the script, unless the user has put files of their own in their place."""
    for name in _ASSETS:
        place = f"assets/evibase/{name}"
        if files.get_file_from_path(place) is None:
            source = str(PAGES / "assets" / name)
            files.append(File.generated(config, place, abs_src_path=source, inclusion=InclusionLevel.INCLUDED))


def name_assets(config: MkDocsConfig) -> None:
    """Tell the theme of the style sheet and the script."""
    style, script = (f"assets/evibase/{name}" for name in _ASSETS)
    if style not in config.extra_css:
        config.extra_css.append(style)
    if script not in config.extra_javascript:
        config.extra_javascript.append(script)
