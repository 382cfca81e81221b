"""Taboos that stand in a column of a list of customers or contacts (D1)."""

import re
from collections.abc import Iterator

from crm_desktop.domain.taboos import TabooCategory

_CUTS = re.compile(r"[;；\r\n]+")
_ALLERGY = re.compile(r"allerg|anaphyla|过敏|過敏", re.IGNORECASE)
_NOTHING = re.compile(
    r"[-–—/.]*|n/?a|nil|no|none|none known|nothing|no (known )?(allergy|allergies|taboos?)"
    r"|keine?|[无無]|暂无|没有|沒有|[无無]?(过敏|過敏)史[:：]?[无無]|[无無](过敏史?|過敏史?|禁忌|忌口)",
    re.IGNORECASE,
)


def taboos_in(taboos: str, allergies: str) -> dict[str, TabooCategory]:
    """The taboos two cells name, cut at semicolons and lines, in order and none twice.

    All of `allergies` and whatever speaks of an allergy is one; words for nothing are none.
    """
    found = dict.fromkeys(_parts(allergies), TabooCategory.ALLERGY)
    for text in _parts(taboos):
        is_allergy = _ALLERGY.search(text) is not None
        found.setdefault(text, TabooCategory.ALLERGY if is_allergy else TabooCategory.OTHER)
    return found


def _parts(cell: str) -> Iterator[str]:
    for part in _CUTS.split(cell):
        text = part.strip()
        if _NOTHING.fullmatch(text) is None:
            yield text
