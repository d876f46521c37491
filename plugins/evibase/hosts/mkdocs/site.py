"""The site that a configuration describes: the base it is made of, and its pages and files, yet to be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel, set_exclusions
from mkdocs.utils import is_markdown_file

from evibase.artifact import Page, address
from evibase.build import Batch, Compiled, Recipe, file_batches, page_recipes, view_of
from evibase.graph.reference_style import Style
from evibase.graph.title_case import SENTENCE_CASE, Titles
from evibase.hosts.chronicle import chronicle
from evibase.hosts.citation_style import APA, StyleError, style_named
from evibase.hosts.project import compile_project
from evibase.pages import brief_pdf
from evibase.pages.view import Settings, View
from evibase.problems import Severity
from evibase.records.places import wrong_place


class UnsoundError(PluginError):
    """The base has errors. It is raised before anything is written."""


class _This:
    """A configuration as a key: each build has its own, and the plugins of one build read the project once.

    `again` is that of `read_project`; who asks first decides.
    """

    def __init__(self, config: MkDocsConfig, *, again: bool = False) -> None:
        self.config = config
        self.again = again

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.config is self.config

    def __hash__(self) -> int:
        return id(self.config)


def compiled(config: MkDocsConfig, *, again: bool = False) -> Compiled:
    """Compile the project that a configuration file stands in, once a build.

    `again` says that files stay as they are until the build is done: their text is read again where it is wanted.
    """
    return _compiled(_This(config, again=again))


@lru_cache(maxsize=1)
def _compiled(this: _This) -> Compiled:
    config = this.config
    root = root_of(config)
    if Path(config.docs_dir).resolve() != root / "content":
        raise PluginError("mkdocs.yml:1:1: wrong-value: evibase reads the folder `content`. Set `docs_dir: content`.")
    return compile_project(root, left_out(config), again=this.again)


def left_out(config: MkDocsConfig) -> Callable[[str], bool]:
    """Give what says which pages the host leaves out of the site, by its own rules.

    They are `exclude_docs`, `draft_docs`, what begins with a dot, `templates/`, and a `README.md` beside an
    `index.md`. Files of records are read whatever these say: they are no pages.
    """

    def is_out(name: str) -> bool:
        file = File(name, config.docs_dir, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}

    def is_left_out(path: str) -> bool:
        name = path.removeprefix("content/")
        if name == path or not is_markdown_file(name):
            return False
        index = PurePosixPath(name).with_name("index.md").as_posix()
        has_index = name.endswith("README.md") and Path(config.docs_dir, index).is_file() and not is_out(index)
        return has_index or is_out(name)

    return is_left_out


def root_of(config: MkDocsConfig) -> Path:
    """Give the folder of the project that a configuration file stands in."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def view(config: MkDocsConfig) -> View:
    """Give the graph as pages see it, for the site that a configuration describes."""
    return view_of(compiled(config), settings(config))


def settings(config: MkDocsConfig) -> Settings:
    """Give what the host decides about the site. Raises PluginError where there is no such style of citing."""
    options = config.plugins["evibase/findings"].config if "evibase/findings" in config.plugins else {}
    titles = Titles(options.get("title_case", SENTENCE_CASE.case), tuple(options.get("protected_terms", ())))
    name, locale = options.get("style", APA), options.get("style_locale", "")
    style = None if name == APA else _style(compiled(config), name, titles, root_of(config), locale)
    pdf = brief_pdf.available() if options.get("pdf") is None else bool(options["pdf"])
    if pdf and not brief_pdf.available():
        raise PluginError(
            "mkdocs.yml: evibase/findings: `pdf: true` needs typst, which sets the briefs. "
            'Install it with `pip install "evibase[pdf]"`, or set `pdf: false`.'
        )
    return Settings(
        site_name=config.site_name,
        site_url=config.site_url or "",
        directory_urls=config.use_directory_urls,
        titles=titles,
        style=style,
        repo_url=config.repo_url or "",
        home=_places(options.get("home", ())),
        pdf=pdf,
        history=chronicle(root_of(config)),
    )


def _places(codes: Iterable[str]) -> tuple[str, ...]:
    """Give the places that the base is made for. Raises PluginError for what is no code of a place."""
    found = tuple(codes)
    for code in found:
        if wrong := wrong_place(code):
            raise PluginError(f'mkdocs.yml: evibase/findings: home: "{code}", {wrong}')
    return found


@lru_cache(maxsize=2)
def _style(base: Compiled, name: str, titles: Titles, root: Path, locale: str) -> Style:
    """Have all references formatted once a build, however many plugins ask."""
    try:
        return style_named(name, tuple(base.graph.base.reference_of.values()), titles, root, locale)
    except StyleError as error:
        raise PluginError(f"mkdocs.yml: evibase/findings: {error}") from None


def lines_of(base: Compiled, severity: Severity) -> list[str]:
    """Give the problems of one severity as lines."""
    return [str(problem) for problem in base.problems if problem.severity is severity]


def lines_of_pdfs(config: MkDocsConfig) -> list[str]:
    """Give what cannot be shown in the briefs as PDFs, as lines."""
    return [str(problem) for problem in brief_pdf.problems(view(config))]


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that is made of records, yet to be made: pages by path, and other files."""

    pages: Mapping[str, Recipe]
    files: tuple[Batch, ...]
    settings: Settings

    def page(self, path: str) -> Page:
        """Make a page."""
        made = self.pages[path].make()
        assert isinstance(made, Page)  # noqa: S101 - what has an outline is a page
        return made

    def authored(self, path: str) -> str | None:
        """Give the authored Markdown of a page of ours, with its citations; it may be empty. None for other pages."""
        recipe = self.pages.get(path)
        if recipe is None or recipe.outline is None:
            return None
        text = recipe.outline.markdown or ""
        # How a citation is numbered depends on what stands before it on the page.
        return (self.page(path).markdown or "") if "@" in text else text

    def place(self, path: str) -> str:
        """Give where a page stands in the site: `findings/x/index.html`."""
        own = address(path, directory_urls=self.settings.directory_urls)
        return f"{own}index.html" if own == "" or own.endswith("/") else own

    def canonical(self, path: str) -> str:
        """Give a page's full address, or nothing where the site has none. The rule is the host's."""
        base = self.settings.site_url
        own = address(path, directory_urls=self.settings.directory_urls)
        return urljoin(base if base.endswith("/") else f"{base}/", own or "./") if base else ""


def plan(config: MkDocsConfig) -> Plan:
    """Give what is to be made of the records of a project; the same for all plugins of a build."""
    return _plan(_This(config))


@lru_cache(maxsize=1)
def _plan(this: _This) -> Plan:
    config = this.config
    base = view(config)
    pages = {recipe.outline.path: recipe for recipe in page_recipes(base) if recipe.outline}
    return Plan(MappingProxyType(pages), tuple(file_batches(base)), settings(config))
