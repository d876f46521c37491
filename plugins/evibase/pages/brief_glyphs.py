"""Which characters typst's own fonts have: found by asking typst 0.15 for each, and held against it by a test.

A table and not a question to typst: whoever has called typst has threads, and must not fork any more
(`hosts/sharing.py`).
"""

from __future__ import annotations

from functools import cache

#: Latin letters with their marks, which they all have.
_LATIN = 0x17F
#: Above these, of scripts that need no joining: code points in hexadecimal, single ones and spans.
_KNOWN = """
    180-2ff 370-377 37a-37f 384-38a 38c 38e-3a1 3a3-482 48a-4ff 510-513 51a-51d 1e00-1f15 1f18-1f1d 1f20-1f45
    1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4
    1ff6-1ffe 2002-2003 2009-200a 2010-2027 202f-2040 2042 2044-2052 2054-205e 2070-2071 2074-208e 2090-209c
    20a0-20c0 2100-211e 2120 2122 2124 2126-2151 2153-2184 2189 2190-23ff 2422-2423 2460-2606 2609-262f
    2638-268b 2690-269c 26a0-26a7 26aa-26af 26b2 2701-2704 2706-2709 270c-2714 2717-2726 272a-274b 274d
    274f-2752 2756 2758-275e 2761-277f 2794 2798-27af 27b1-2b73 2b76-2b95 2b97-2bff fb00-fb06
"""


@cache
def _known() -> frozenset[int]:
    spans = (word.partition("-") for word in _KNOWN.split())
    return frozenset(code for low, _, high in spans for code in range(int(low, 16), int(high or low, 16) + 1))


def unknown(text: str) -> frozenset[str]:
    """Give the characters of a text that the fonts do not have."""
    if text.isascii():
        return frozenset()
    known = _known()
    return frozenset(letter for letter in set(text) if ord(letter) > _LATIN and ord(letter) not in known)
