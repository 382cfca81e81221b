"""What a typed filter of the customer list asks for: words, and terms such as ``tier:A``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.filter_words import CHINESE_KEYS, CHINESE_VALUES
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_scheme import Tier

UNSET = "none"
"""Stands for an empty value: no tier, no owner, no city."""
_TERM = re.compile(r"""(?P<key>\w+)[:：](?P<value>"[^"]*"|“[^”]*”|\S*)""")
_QUOTES = '"“”'


class FilterKey(StrEnum):
    """What a term may ask about."""

    TIER = "tier"
    STAGE = "stage"
    KIND = "kind"
    OWNER = "owner"
    CITY = "city"
    COUNTRY = "country"
    TAG = "tag"
    MAN = "man"
    BOUGHT = "bought"
    OVERDUE = "overdue"
    TABOO = "taboo"
    RISK = "risk"
    COMPLAINT = "complaint"
    COMPLETENESS = "completeness"
    SENSITIVE = "sensitive"


class Answer(StrEnum):
    """The two values of a yes-or-no term."""

    YES = "yes"
    NO = "no"


YES_OR_NO = (
    FilterKey.BOUGHT,
    FilterKey.OVERDUE,
    FilterKey.TABOO,
    FilterKey.RISK,
    FilterKey.COMPLAINT,
    FilterKey.SENSITIVE,
)
_MAN_CLASSES = ("MAN", "MAn", "MaN", "mAN", "maN", "mAn", "Man", "man", UNSET)
_MAN_CLASS = re.compile(rf"[Mm?][Aa?][Nn?]|{UNSET}")
_PERCENT = re.compile(r"[<＜]?\s*(100|[1-9]\d?)\s*[%％]?")
_VALUES: Mapping[FilterKey, tuple[str, ...]] = {
    FilterKey.TIER: (*Tier, UNSET),
    FilterKey.STAGE: tuple(Stage),
    FilterKey.KIND: tuple(CustomerKind),
    FilterKey.MAN: _MAN_CLASSES,
    FilterKey.COMPLETENESS: ("1-100",),
    **dict.fromkeys(YES_OR_NO, tuple(Answer)),
}
_FOLDED = _VALUES.keys() - {FilterKey.MAN, FilterKey.COMPLETENESS}


@dataclass(frozen=True, slots=True)
class ListFilter:
    """``words`` go to the search; ``terms`` hold what is allowed for each key that was named.

    Terms of different keys must all be met, of one key any. ``completeness`` names the per cent a
    card has to stay below; letters of a MAN class mean what they are written as (D2).
    """

    words: str = ""
    terms: Mapping[FilterKey, tuple[str, ...]] = field(default_factory=dict)


def parse_filter(text: str) -> ListFilter:
    """Return what a text asks for; a value with spaces stands in quotes.

    Keys and fixed values are taken in English and in Chinese.

    Raises InputError ``filter_key_unknown`` or ``filter_value_unknown`` with what is allowed.
    """
    terms: dict[FilterKey, tuple[str, ...]] = {}
    for match in _TERM.finditer(text):
        key = _key(match["key"])
        terms[key] = (*terms.get(key, ()), checked_value(key, match["value"].strip(_QUOTES)))
    return ListFilter(" ".join(_TERM.sub(" ", text).split()), terms)


def _key(typed: str) -> FilterKey:
    try:
        return FilterKey(CHINESE_KEYS.get(typed, typed.lower()))
    except ValueError:
        raise InputError("filter_key_unknown", key=typed, keys=tuple(FilterKey)) from None


def checked_value(key: FilterKey, typed: str) -> str:
    """Return a value as terms hold it; raises InputError as ``parse_filter`` does."""
    typed = CHINESE_VALUES.get(key.value, {}).get(typed, typed)
    allowed = _VALUES.get(key)
    if allowed is None:
        if typed:
            return typed
        raise InputError("filter_value_missing", key=key.value)
    if key is FilterKey.MAN and _MAN_CLASS.fullmatch(typed):
        return typed
    if key is FilterKey.COMPLETENESS and (percent := _PERCENT.fullmatch(typed)):
        return percent[1]
    for value in allowed if key in _FOLDED else ():
        if typed.lower() == value.lower():
            return str(value)
    raise InputError("filter_value_unknown", key=key.value, value=typed, values=allowed)
