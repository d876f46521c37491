"""Templates to HTML: everything is escaped, and a name that does not exist is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from types import CodeType
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
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


def _plainly(text: str) -> str:
    return str(escape(text))


# What `markupsafe.escape` does to a text before it makes an object of its own of it: a tenth of the work, done a
# hundred times on every page. The name is not a public one.
_escaped_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _plainly)


def escaped(value: object) -> str:
    """Escape a value for HTML: the same as `markupsafe.escape`, and a plain string."""
    kind: Any = type(value)
    if kind is str:
        return _escaped_text(value)  # type: ignore[arg-type]  # a text, and nothing that only is one, too
    if kind is Markup:
        return value  # type: ignore[return-value]  # it is one
    if kind is int:
        return str(value)
    # Not `str(...)`, which would copy it.
    return kind.__html__(value) if hasattr(kind, "__html__") else str(escape(value))


#: What takes the template's context along when it is called.
_IN_CONTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})


class _Direct(CodeGenerator):
    """Reads attributes and calls macros as Python does.

    Jinja would try an item of the attribute's name, too, at eight times the cost, and look at each function before it
    calls it, which took a fortieth of a build.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's
        """Write `value.name`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's
        """Write `function(arguments)`."""
        named = isinstance(node.node, nodes.Name) and node.node.name in _IN_CONTEXT
        if named and len(node.args) == 1 and isinstance(node.args[0], nodes.Const) and not node.kwargs:
            # A message that takes no values, somewhere within an expression.
            self.write(f"Markup({say(node.args[0].value)!r})")
            return
        if named or forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        self.write(")")


class _Compiled(Template):
    """A template whose code escapes with `escaped`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make the template, and put our function where its code looks for Jinja's."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escaped
        return template


class _Environment(Environment):
    code_generator_class = _Direct
    template_class = _Compiled


class _Codes(BytecodeCache):
    """The code of templates that have been compiled, here or in another process of the same build."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template into the bucket, if it is known."""
        if code := self.codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.codes[bucket.key] = bucket.bytecode_to_string()


_CODES = _Codes()


@cache
def environment() -> Environment:
    """Give the template environment: autoescape always on, words from the catalogues."""
    env = _Environment(
        loader=PackageLoader("evibase.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_CODES,
        extensions=["jinja2.ext.i18n", _Prepared],
    )
    words = catalogue()
    env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]  # extension
    env.filters["preformatted"] = preformatted
    env.filters["icon"] = icon
    env.filters["literal"] = literal
    return env


@cache
def _template(name: str) -> tuple[Template, dict[str, Any]]:
    """Give a template, and what every template can name besides its values: `ev`, the parts that all share."""
    env = environment()
    return env.get_template(name), {**env.globals, "ev": env.get_template("components.html").module}


def compile_templates() -> dict[str, bytes]:
    """Compile all templates, which otherwise each process would do for itself that renders one.

    Gives their code, for `take_compiled`: compiling takes 130 ms.
    """
    for name in environment().list_templates(extensions=["html"]):
        _template(name)
    return _CODES.codes


def take_compiled(codes: Mapping[str, bytes]) -> None:
    """Take what `compile_templates` has given in another process of the same build."""
    _CODES.codes |= codes


def render(template: str, **values: object) -> str:
    """Render a template of this room."""
    found, given = _template(template)
    return "".join(found.root_render_func(found.new_context(given | values, shared=True)))


def markup(template: str, **values: object) -> Markup:
    """Render a template to be a part of another one, where it is not escaped again."""
    return Markup(render(template, **values))  # noqa: S704 - what a template yields is escaped


#: What is around the name of a value that is put in later: a character that no file may hold, plain or percent-encoded.
_MARK = "\uffff"
_MARKED = re.compile(f"(?:{_MARK}|%EF%BF%BF)([a-z0-9]+)(?:{_MARK}|%EF%BF%BF)")


def mark(name: str) -> str:
    """Give what stands for a value until it is put in: see `cut`."""
    return f"{_MARK}{name}{_MARK}"


def cut(html: str) -> tuple[str, ...]:
    """Cut HTML at its marks: give the pieces, and between them the names of the values."""
    return tuple(_MARKED.split(html))


def joined(pieces: tuple[str, ...], values: Mapping[str, object]) -> Markup:
    """Put values into the places of marks."""
    texts = [escaped(values[piece]) if nth % 2 else piece for nth, piece in enumerate(pieces)]
    return Markup("".join(texts))  # noqa: S704 - each of them is escaped


@cache
def icon(name: str) -> Markup:
    """Give the place of a sign, which the style sheet draws. The words beside it say the same."""
    return Markup(f'<span class="ev-i ev-i--{escape(name)}" aria-hidden="true"></span>')  # noqa: S704 - escaped here


def preformatted(text: str) -> Markup:
    """Escape a text for `pre`: its line ends become references, so that nothing takes its indentation away.

    So do its `@`, which begin no citation.
    """
    return Markup(_escaped_text(text).replace("@", "&#64;").replace("\n", "&#10;"))  # noqa: S704 - escaped here


def literal(text: str) -> Markup:
    """Escape a text that is not the base's own, such as a title of a work: no `@` in it begins a citation."""
    return Markup(escaped(text).replace("@", "&#64;"))  # noqa: S704 - escaped here
