"""Templates to HTML: everything is escaped, and a name that does not exist is an error."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

from evibase.pages.words import catalogue, say

#: A message that stands alone in a template, and takes no values.
_MESSAGE = re.compile(r"\{\{ _\('((?:[^'\\]|\\.)*)'\) \}\}")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class _Prepared(Extension):
    """Does once, before a template is compiled, what would otherwise be done on every page.

    Messages that take no values are put in (a page has some thirty; looking them up took a sixth of the time),
    and indentation is taken away.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """Give the template flush left, with its plain messages in the site's language."""
        flush = _INDENT.sub("", source)
        return _MESSAGE.sub(lambda match: str(escape(say(match[1].replace("\\'", "'")))), flush)


@cache
def environment() -> Environment:
    """Give the template environment: autoescape always on, words from the catalogues."""
    env = Environment(
        loader=PackageLoader("evibase.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", _Prepared],
    )
    words = catalogue()
    env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]  # extension
    env.filters["preformatted"] = preformatted
    env.filters["icon"] = icon
    env.filters["literal"] = literal
    return env


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def render(template: str, **values: object) -> str:
    """Render a template of this room. The result has no blank lines: it is one HTML block in Markdown, too."""
    html = _template(template).render(values)
    while "\n\n" in html:
        html = html.replace("\n\n", "\n")
    return html.strip()


def icon(name: str) -> Markup:
    """Give the place of a sign, which the style sheet draws. The words beside it say the same."""
    return Markup(f'<span class="ev-i ev-i--{escape(name)}" aria-hidden="true"></span>')  # noqa: S704 - escaped here


def preformatted(text: str) -> Markup:
    """Escape a text for `pre`: its line ends become references, so that nothing takes its indentation away.

    So do its `@`, which begin no citation.
    """
    return Markup(str(literal(text)).replace("\n", "&#10;"))  # noqa: S704 - escaped here


def literal(text: str) -> Markup:
    """Escape a text that is not the base's own, such as a title of a work: no `@` in it begins a citation."""
    return Markup(str(escape(text)).replace("@", "&#64;"))  # noqa: S704 - escaped here
