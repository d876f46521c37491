"""A Content-Security-Policy for a built site: as strict as its pages allow, so that nothing else ever runs on them.

Every page of ours works with scripts and styles from the site alone. Material writes a few short scripts into its
pages; these are named by their hashes (https://www.w3.org/TR/CSP3/#match-element-to-source-list), and no others run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: Holds in a header only.
_FRAMES = "; frame-ancestors 'none'"
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype\s*=\s*["']?(?!module\b|text/javascript\b|application/javascript\b)[\w./+-]+""")
_ELSEWHERE = re.compile(r"""\bsrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""")
_STYLED = re.compile(r"""<style\b|<[a-z][^<>]*\sstyle\s*=\s*["']""", re.IGNORECASE)
_HANDLED = re.compile(r"""<[a-z][^<>]*\son[a-z]+\s*=\s*["']""", re.IGNORECASE)


class Policy(NamedTuple):
    """What a site's pages may do, and what is to be known about it."""

    text: str
    scripts: Mapping[str, tuple[str, int]]  # by hash: how the script begins, and on how many pages it stands
    stopped: tuple[str, ...]  # what pages hold and the policy stops


def policy_of(pages: Iterable[tuple[str, str]]) -> Policy:
    """Give the policy for a site's pages, given by name and HTML.

    A script that stands in a page is allowed by its hash, whoever wrote it: look at what `scripts` lists.
    """
    begins: dict[str, str] = {}
    number: Counter[str] = Counter()
    stopped: dict[str, None] = {}
    for name, html in pages:
        for attributes, code in _SCRIPT.findall(html):
            if elsewhere := _ELSEWHERE.search(attributes):
                stopped.setdefault(f"{name}: a script from {elsewhere[1]}")
            elif not re.search(r"\bsrc\s*=", attributes) and not _DATA.search(attributes):
                digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
                begins.setdefault(digest, " ".join(code.split())[:60])
                number[digest] += 1
        rest = _SCRIPT.sub("", html)
        if _STYLED.search(rest):
            stopped.setdefault(f"{name}: a style written into the page")
        if _HANDLED.search(rest):
            stopped.setdefault(f"{name}: a script in an attribute, such as onclick")
    hashes = "".join(f" 'sha256-{digest}'" for digest in sorted(begins))
    text = (
        f"default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )
    return Policy(text + _FRAMES, {one: (begins[one], number[one]) for one in sorted(begins)}, tuple(stopped))


def written(text: str, form: str) -> str:
    """Give a policy as a host wants it: as a header, in a file `_headers`, for nginx or Apache, or as an element."""
    forms = {
        "header": f"Content-Security-Policy: {text}",
        "_headers": f"/*\n  Content-Security-Policy: {text}",
        "nginx": f'add_header Content-Security-Policy "{text}" always;',
        "apache": f'Header always set Content-Security-Policy "{text}"',
        # Not for an element: https://www.w3.org/TR/CSP3/#meta-element
        "meta": f'<meta http-equiv="Content-Security-Policy" content="{text.removesuffix(_FRAMES)}">',
    }
    return forms[form]


#: The forms that `written` knows.
FORMS = ("header", "_headers", "nginx", "apache", "meta")
