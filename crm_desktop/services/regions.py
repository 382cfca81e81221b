"""Where somebody is at home, as a country is written or a name tells."""

import re
from functools import cache

from babel import Locale

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def is_chinese(text: str) -> bool:
    """True when a text has a Han character."""
    return not text.isascii() and _HAN.search(text) is not None


@cache
def region_of(country: str) -> str | None:
    """The ISO code of a country by its code or its English, Chinese or German name, or None."""
    text = country.strip().casefold()
    if len(text) == 2 and text.upper() in Locale("en").territories:
        return text.upper()
    return _territories().get(text)


@cache
def _territories() -> dict[str, str]:
    names = {
        name.casefold(): code
        for language in ("de", "zh", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    more = {"usa": "US", "u.s.": "US", "u.s.a.": "US", "uk": "GB", "great britain": "GB",
            "england": "GB", "korea": "KR", "prc": "CN", "p.r. china": "CN", "中国大陆": "CN",
            "香港": "HK", "澳门": "MO", "台湾": "TW", "hong kong": "HK", "macau": "MO",
            "czech republic": "CZ", "holland": "NL", "uae": "AE"}  # fmt: skip
    return names | more
