"""Which value each field of each kind of record takes (D1, D2, D7, D25)."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from crm_desktop.domain import field_checks as checks
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import FARTHEST
from crm_desktop.domain.field_checks import Check
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.problems import Problem
from crm_desktop.domain.taboos import MAX_TEXT_GRAPHEMES

_MULTILINE = frozenset(
    {
        "acted", "agenda", "arrangement", "background", "cares_about", "companions", "detail",
        "empathised", "evidence", "gift_policy", "heard", "identified", "note", "outcome",
        "parking", "present_solution", "remedy_sought", "responded", "root_cause", "summary",
        "thanked", "trust", "why",
    }
)  # fmt: skip
_REQUIRED: Mapping[Kind, frozenset[str]] = {
    Kind.CUSTOMER: frozenset({"name"}),
    Kind.CONTACT: frozenset({"name"}),
    Kind.TAG: frozenset({"name"}),
    Kind.CUSTOM_FIELD: frozenset({"name"}),
    Kind.ATTACHMENT: frozenset({"name"}),
    Kind.CONTACT_POINT: frozenset({"value"}),
    Kind.CONSENT: frozenset({"purpose"}),
    Kind.TABOO: frozenset({"text"}),
    Kind.PREFERENCE: frozenset({"text"}),
    Kind.SPECIAL_NEED: frozenset({"text"}),
    Kind.PAIN_POINT: frozenset({"text"}),
    Kind.PRODUCT: frozenset({"name"}),
    Kind.PURCHASE: frozenset({"currency"}),
    Kind.CONTRACT: frozenset({"name"}),
    Kind.EXCHANGE_RATE: frozenset({"currency"}),
    Kind.INTERACTION: frozenset({"summary"}),
    Kind.PROMISE: frozenset({"text"}),
    Kind.TIER_PIN: frozenset({"reason"}),
    Kind.OPPORTUNITY: frozenset({"title"}),
    Kind.RELATIONSHIP_ACTION: frozenset({"text"}),
    Kind.SWOT_ITEM: frozenset({"text"}),
    Kind.GOAL: frozenset({"text"}),
    Kind.DISMISSAL: frozenset({"subject"}),
}
_SPECIAL: Mapping[tuple[Kind, str], Check] = {
    (Kind.CUSTOMER, "strategic_value"): checks.between(0, 4),
    (Kind.CUSTOMER, "headcount"): checks.between(0, 100_000_000),
    (Kind.CUSTOMER, "annual_revenue"): checks.not_negative,
    (Kind.CUSTOMER, "gift_limit"): checks.not_negative,
    (Kind.CUSTOMER, "payment_terms_days"): checks.between(0, 3650),
    (Kind.CUSTOMER, "website"): checks.website,
    (Kind.AFFILIATION, "influence"): checks.between(0, 4),
    (Kind.AFFILIATION, "stance"): checks.between(-2, 2),
    (Kind.AFFILIATION, "map_x"): checks.between(0, FARTHEST),
    (Kind.AFFILIATION, "map_y"): checks.between(0, FARTHEST),
    (Kind.IMPORTANT_DATE, "month"): checks.between(1, 12),
    (Kind.IMPORTANT_DATE, "day"): checks.between(1, 31),
    (Kind.IMPORTANT_DATE, "year"): checks.between(checks.FIRST_YEAR, checks.LAST_YEAR),
    (Kind.TABOO, "text"): checks.graphemes_of(MAX_TEXT_GRAPHEMES),
    (Kind.PREFERENCE, "strength"): checks.between(1, 3),
    (Kind.PURCHASE_LINE, "discount"): checks.share,
    (Kind.CONTRACT, "value"): checks.not_negative,
    (Kind.EXCHANGE_RATE, "rate"): checks.not_negative,
    (Kind.INTERACTION, "satisfaction"): checks.between(1, 5),
    (Kind.INTERACTION, "moment_rating"): checks.between(1, 5),
    (Kind.INTERACTION, "emotion_intensity"): checks.between(1, 3),
    (Kind.VISIT, "duration_minutes"): checks.between(1, 1440),
    (Kind.VISIT, "peak_rating"): checks.between(1, 5),
    (Kind.VISIT, "ending_rating"): checks.between(1, 5),
    (Kind.MAN_ANSWER, "level"): checks.between(0, 4),
    (Kind.TIER_PIN, "tier"): checks.tier,
    (Kind.OPPORTUNITY, "probability"): checks.between(0, 100),
    (Kind.OPPORTUNITY, "value"): checks.not_negative,
}
_BY_NAME: Mapping[str, Check] = {
    "annual_revenue_currency": checks.currency,
    "currency": checks.currency,
    "country": checks.country,
}
_BY_TYPE: Mapping[str, Check] = {
    "Decimal": checks.amount,
    "date": checks.day,
    "datetime": checks.day,
    "tuple": checks.words,
}


def check(kind: Kind, field: str, value: object) -> Problem | None:
    """Return what keeps a field from taking ``value``, or None.

    Raises KeyError for a field the kind does not have, and TypeError for a value of another type.
    What depends on other fields is told by ``record_rules.check_record``.
    """
    expected = field_types(kind)[field]
    if value is None and NoneType not in expected:
        return checks.given(field, None)
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise TypeError(f"{kind}.{field} takes {expected}, not {type(value)}")
    if field in _REQUIRED.get(kind, ()) and (empty := checks.given(field, value)):
        return empty
    return _check_of(kind, field, expected)(field, value)


def is_required(kind: Kind, field: str) -> bool:
    """True for a field that can't be left empty."""
    is_optional = NoneType in field_types(kind)[field]
    has_default = any(one.name == field and one.default is not MISSING for one in _fields(kind))
    return field in _REQUIRED.get(kind, ()) or not (is_optional or has_default)


def is_multiline(kind: Kind, field: str) -> bool:
    """True for a field whose text may have several lines."""
    return field in _MULTILINE or (kind, field) == (Kind.CUSTOM_FIELD, "value")


def longest(kind: Kind, field: str) -> int:
    """How many characters a text field takes; those of a taboo are counted as seen."""
    if (kind, field) == (Kind.TABOO, "text"):
        return MAX_TEXT_GRAPHEMES
    return checks.LONGEST_TEXT if is_multiline(kind, field) else checks.LONGEST_LINE


@cache
def field_types(kind: Kind) -> dict[str, tuple[type, ...]]:
    """Return the types each field takes, by name in the order of the value class."""
    hints = get_type_hints(VALUE_CLASSES[kind])
    return {one.name: _types(hints[one.name]) for one in _fields(kind)}


def _types(hint: Any) -> tuple[type, ...]:
    parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return tuple(getattr(part, "__origin__", part) for part in parts)


def _fields(kind: Kind) -> Any:
    return fields(VALUE_CLASSES[kind])  # type: ignore[arg-type]


def _check_of(kind: Kind, field: str, expected: Collection[type]) -> Check:
    found = _SPECIAL.get((kind, field)) or _BY_NAME.get(field)
    if found is not None:
        return found
    by_type = (_BY_TYPE[one.__name__] for one in expected if one.__name__ in _BY_TYPE)
    return next(by_type, None) or checks.text_of(longest(kind, field))
