"""The network, for the commands that are asked to use it: polite, bounded, and with one line for what goes wrong.

Politeness is that of https://www.crossref.org/documentation/retrieve-metadata/rest-api/tips-for-using-the-crossref-rest-api/:
a name, an address to write to, one request after the other, and waiting when asked to.
"""

from __future__ import annotations

import json
import time
from importlib.metadata import version
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

_TIMEOUT = 20
_LARGEST = 16 * 1024 * 1024
_ATTEMPTS = 3
#: Longest that is waited where a server says how long, in seconds.
_PATIENCE = 20.0
_BUSY = frozenset({429, 500, 502, 503, 504})
_NOT_FOUND = 404


class WebError(Exception):
    """Why nothing came of a request, as one line."""


def get_json(url: str, mailto: str = "") -> Any:  # noqa: ANN401 - whatever the server sends; the importers look it through
    """Give what a server answers as JSON; None where it knows nothing of it (404). Raises WebError for all else."""
    data = get(url, mailto, "application/json")
    if data is None:
        return None
    try:
        return json.loads(data)
    except ValueError as error:
        raise WebError(f"{_host(url)} sent no JSON.") from error


def get(url: str, mailto: str = "", accept: str = "*/*") -> bytes | None:
    """Give what is at an address; None where there is nothing (404)."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise WebError(f'"{url}" is no address of the web.')
    contact = f"; mailto:{mailto}" if mailto else ""
    agent = f"evibase/{version('evibase')} (bibliography upkeep{contact})"
    request = Request(url, headers={"User-Agent": agent, "Accept": accept})  # noqa: S310 - the scheme was looked at
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - the same
                data: bytes = answer.read(_LARGEST + 1)
        except HTTPError as error:
            if error.code == _NOT_FOUND:
                return None
            if error.code not in _BUSY or attempt == _ATTEMPTS:
                raise WebError(f"{_host(url)} answered {error.code} {error.reason}.") from error
            time.sleep(_pause(error.headers.get("Retry-After", ""), attempt))
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise WebError(f"{_host(url)} could not be reached: {reason}.") from error
        else:
            if len(data) > _LARGEST:
                raise WebError(f"{_host(url)} sent more than {_LARGEST // 1024 // 1024} MB.")
            return data
    return None


def _pause(asked: str, attempt: int) -> float:
    return min(float(asked) if asked.isdecimal() else 0.5 * attempt, _PATIENCE)


def _host(url: str) -> str:
    return urlsplit(url).netloc
