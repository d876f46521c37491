"""Identifiers of works on the web: DOIs in one form, and addresses that a page may link to."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>\\{}|^`]+(?:<[^\s\"<>]*>[^\s\"<>]*)*")
_ESCAPED = re.compile(r"\{?\\([%&#_~$])\}?")
_COMMAND = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_UNSAFE = re.compile(r"[\s\"<>\\{}`^|\x00-\x20\x7f]")
# The form of old SICI DOIs in LaTeX: 10.1002/(SICI)1234$<$1::AID$>$3.0.CO;2-A
_COMPARED = re.compile(r"\$([<>])\$")


def bare(latex: str) -> str:
    r"""Give an address as it is on the web: without `\url{}` and the backslashes that some tools put before `_ % & #`.

    Nothing else is decoded: a `%` or `~` in an address means itself, and a backslash never belongs to one.
    """
    text = " ".join(latex.split())
    wrapped = _COMMAND.fullmatch(text)
    return _ESCAPED.sub(r"\1", wrapped[1] if wrapped else text)


def read_doi(latex: str) -> str:
    """Give a DOI as `10.1234/abc`, in lower case (DOIs are compared without case: DOI Handbook, 2.4); "" if it is none.

    The forms `https://doi.org/...`, `http://dx.doi.org/...` and `doi:...` are understood.
    """
    text = _COMPARED.sub(r"\1", bare(latex))
    prefix = _DOI_PREFIX.match(text)
    if prefix:
        text = text[prefix.end() :]
        text = unquote(text) if prefix[0].lower().startswith("http") else text
    text = text.rstrip(".,;")
    return text.lower() if _DOI.fullmatch(text) else ""


def doi_of_url(url: str) -> str:
    """Give the DOI that an address of doi.org holds, else ""."""
    return read_doi(url) if url.lower().startswith("http") and _DOI_PREFIX.match(url) else ""


def is_safe_url(url: str) -> bool:
    """Say whether a page may link to an address: http or https, with a host and without a user's name."""
    if _UNSAFE.search(url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc
