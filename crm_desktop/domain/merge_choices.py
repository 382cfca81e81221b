"""Which card's value a merged customer keeps, field by field, and why that one is proposed."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any

from crm_desktop.domain.customers import Customer


class ChoiceReason(StrEnum):
    """Why a value is proposed."""

    FILLED = "filled"
    FULLER = "fuller"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field in which two cards differ; ``takes_other`` proposes the value of the other card."""

    field: str
    kept: Any
    other: Any
    takes_other: bool
    reason: ChoiceReason


COMPANIONS: Mapping[str, tuple[str, ...]] = {
    "annual_revenue": ("annual_revenue_currency",),
    "stage": ("stage_since", "stage_reason"),
    "strategic_value": ("strategic_reason",),
}
"""Fields that say nothing without the one they belong to, and go with it."""

JOINED = ("background", "note")
"""Texts of which both are kept, one below the other."""

_LED = frozenset(one for companions in COMPANIONS.values() for one in companions)
_NO_CHOICE = frozenset({"id", "binned_at", *JOINED}) | _LED
_DEFAULTS = {one.name: one.default for one in fields(Customer)}


def field_choices(
    kept: Customer, other: Customer, *, is_other_newer: bool
) -> tuple[FieldChoice, ...]:
    """Return the fields in which both differ, in the order of a card, each with a proposal."""
    return tuple(_choices(kept, other, is_other_newer))


def merged_fields(kept: Customer, other: Customer, taken: frozenset[str]) -> dict[str, Any]:
    """Return the values the kept customer gets: the ``taken`` fields and the joined texts.

    KeyError for a field nobody can choose.
    """
    values: dict[str, Any] = {}
    for name in taken:
        if name in _NO_CHOICE or name not in _DEFAULTS:
            raise KeyError(name)
        for one in (name, *COMPANIONS.get(name, ())):
            values[one] = getattr(other, one)
    for name in JOINED:
        values[name] = joined(getattr(kept, name), getattr(other, name))
    return values


def joined(mine: str, its: str) -> str:
    """Return both texts, one below the other, without what stands in one of them already."""
    if not its or _holds(mine, its):
        return mine
    return its if not mine or _holds(its, mine) else f"{mine}\n{its}"


def _choices(kept: Customer, other: Customer, is_other_newer: bool) -> Iterator[FieldChoice]:
    for name in _DEFAULTS:
        mine, its = getattr(kept, name), getattr(other, name)
        if name not in _NO_CHOICE and mine != its:
            takes_other, reason = _proposal(name, mine, its, is_other_newer)
            yield FieldChoice(name, mine, its, takes_other, reason)


def _proposal(name: str, mine: Any, its: Any, is_other_newer: bool) -> tuple[bool, ChoiceReason]:
    if _is_unsaid(name, mine) or _is_unsaid(name, its):
        return _is_unsaid(name, mine), ChoiceReason.FILLED
    if isinstance(mine, str) and isinstance(its, str) and _holds(mine, its) != _holds(its, mine):
        return _holds(its, mine), ChoiceReason.FULLER
    return is_other_newer, ChoiceReason.NEWER


def _is_unsaid(name: str, value: Any) -> bool:
    """True for nothing, and for what a card says of itself before anybody said anything."""
    default = _DEFAULTS[name]
    return value in ("", None) or (default is not MISSING and value == default)


def _holds(whole: str, part: str) -> bool:
    return part.casefold().strip() in whole.casefold()
