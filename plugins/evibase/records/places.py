"""Places: ISO 3166-1 and 3166-2 codes, `EU`, and `INT` for several countries or none in particular."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator

_FORM = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?\Z")
_OWN = {"EU": "European Union", "INT": "International"}
# CLDR, which Babel ships, names countries; these are the subdivisions that ISO 3166-2 calls countries of the UK.
_SUBDIVISIONS = {"GB-ENG": "England", "GB-SCT": "Scotland", "GB-WLS": "Wales", "GB-NIR": "Northern Ireland"}


@cache
def _countries() -> dict[str, str]:
    territories = Locale("en", "GB").territories
    # Two-letter codes that CLDR adds to ISO 3166-1: the eurozone, the United Nations, unknown, pseudo-accents.
    return {
        code: name
        for code, name in territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in {"EZ", "UN", "ZZ", "XA", "XB", "QO"}
    }


def place_name(code: str) -> str:
    """Give a place's name in British English; of a subdivision that has none here, its code and its country."""
    if code in _OWN or code in _SUBDIVISIONS:
        return _OWN.get(code) or _SUBDIVISIONS[code]
    country, _, part = code.partition("-")
    name = _countries().get(country, country)
    return f"{code} ({name})" if part else name


def _known(code: str) -> str:
    match = _FORM.match(code)
    if code in _OWN or (match and match[1] in _countries()):
        return code
    guess = {"UK": "GB", "UK-SCT": "GB-SCT", "SCOTLAND": "GB-SCT", "ENGLAND": "GB-ENG"}.get(code.upper())
    by_name = {name.casefold(): country for country, name in _countries().items()}
    guess = guess or by_name.get(code.casefold())
    upper = _FORM.match(code.upper())
    guess = guess or (code.upper() if upper and upper[1] in _countries() else None)
    remedy = f'Did you mean "{guess}"?' if guess else "Write an ISO 3166 code such as GB or GB-SCT, EU, or INT."
    raise ValueError(f"which is not a place code | {remedy}")


#: A place: `GB`, `GB-SCT`, `EU`, `INT`.
Place = Annotated[str, AfterValidator(_known)]
