"""Places: ISO 3166-1 and 3166-2 codes, `EU`, and `INT` for several countries or none in particular."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

# The codes that ISO 3166-1 assigns. CLDR, which Babel ships, has them all and a few more, and their names; it takes
# 40 ms to load, so these spare the checking of a base from it.
_ASSIGNED = frozenset(
    # One text with spaces reads better than 249 in quotes.
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905
)
#: Codes of our own: the European Union, and several countries or none in particular.
EUROPEAN_UNION, ANYWHERE = "EU", "INT"
#: The member states of the European Union since 2020.
MEMBERS = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905 - as above
)
_FORM = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?\Z")
_OWN = {"EU": "European Union", "INT": "International"}
# CLDR names countries; these are the subdivisions that ISO 3166-2 calls countries of the UK.
_SUBDIVISIONS = {"GB-ENG": "England", "GB-SCT": "Scotland", "GB-WLS": "Wales", "GB-NIR": "Northern Ireland"}


# What people write for them, besides their names.
_CALLED = {
    **{name.upper(): code for code, name in (_OWN | _SUBDIVISIONS).items()},
    "UK": "GB", "UK-SCT": "GB-SCT", "UK-ENG": "GB-ENG", "UK-WLS": "GB-WLS", "UK-NIR": "GB-NIR", "BRITAIN": "GB",
    "GREAT BRITAIN": "GB", "USA": "US", "AMERICA": "US", "EUROPE": "EU", "WORLD": "INT", "WORLDWIDE": "INT",
    "GLOBAL": "INT", "ALL": "INT", "HOLLAND": "NL",
}  # fmt: skip


@cache
def _countries() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - see above

    territories = Locale("en", "GB").territories
    # Two-letter codes that CLDR adds to ISO 3166-1: the eurozone, the United Nations, unknown, pseudo-accents.
    return {
        code: name
        for code, name in territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in {"EZ", "UN", "ZZ", "XA", "XB", "QO"}
    }


def place_names(codes: Iterable[str]) -> str:
    """Give the names of several places, with commas between them."""
    return ", ".join(map(place_name, codes))


def place_name(code: str) -> str:
    """Give a place's name in British English; of a subdivision that has none here, its code and its country."""
    if code in _OWN or code in _SUBDIVISIONS:
        return _OWN.get(code) or _SUBDIVISIONS[code]
    country, _, part = code.partition("-")
    name = _countries().get(country, country)
    return f"{code} ({name})" if part else name


def wrong_place(code: str) -> str:
    """Say what is wrong with a code of a place and what to do; "" where nothing is."""
    try:
        _known(code)
    except ValueError as error:
        wrong, _, remedy = str(error).partition(" | ")
        return f"{wrong}. {remedy}"
    return ""


def _known(code: str) -> str:
    if code in _ASSIGNED or code in _OWN:
        return code
    match = _FORM.match(code)
    if match and (match[1] in _ASSIGNED or match[1] in _countries()):
        return code
    guess = _CALLED.get(code.upper())
    by_name = {name.casefold(): country for country, name in _countries().items()}
    guess = guess or by_name.get(code.casefold())
    upper = _FORM.match(code.upper())
    guess = guess or (code.upper() if upper and upper[1] in _countries() else None)
    remedy = f'Did you mean "{guess}"?' if guess else "Write an ISO 3166 code such as GB or GB-SCT, EU, or INT."
    raise ValueError(f"which is not a place code | {remedy}")


def countries() -> frozenset[str]:
    """Give the codes of all countries of ISO 3166-1."""
    return _ASSIGNED


def with_countries(codes: Iterable[str]) -> dict[str, None]:
    """Give places, each once, and with a part of a country that country: `GB-SCT` is in `GB`."""
    return dict.fromkeys(place for code in codes for place in (code, code.partition("-")[0]))


def named_parts(codes: Iterable[str]) -> frozenset[str]:
    """Give the parts, as far as they have names here, of the countries that are among places or that places are in."""
    found = {code.partition("-")[0] for code in codes}
    return frozenset(part for part in _SUBDIVISIONS if part.partition("-")[0] in found)


#: A place: `GB`, `GB-SCT`, `EU`, `INT`.
Place = Annotated[str, AfterValidator(_known)]
