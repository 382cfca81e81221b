"""Which facts are sensitive on entry, and why: religion, health, a person's finances (D28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.preferences import NeedCategory
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.domain.sensitive_words import WORDS
from crm_desktop.domain.taboos import TabooCalendar, TabooCategory
from crm_desktop.domain.whole_words import holds, one_line


@dataclass(frozen=True, slots=True)
class DefaultMark:
    """Why a fact is marked on entry: by its category, or by a ``word`` of its text."""

    kind: SensitiveKind
    word: str = ""


MARKED: Mapping[Kind, tuple[str, ...]] = {
    Kind.TABOO: ("text", "why"),
    Kind.PREFERENCE: ("text",),
    Kind.SPECIAL_NEED: ("text", "arrangement"),
    Kind.IMPORTANT_DATE: ("label",),
    Kind.INTERACTION: ("summary", "detail"),
    Kind.CONTACT: ("note",),
}
"""The kinds of record that can be marked, and the fields that may tell by a word."""

_TABOOS = {
    TabooCategory.ALLERGY: SensitiveKind.HEALTH,
    TabooCategory.RELIGION: SensitiveKind.RELIGION,
}
_NEEDS = {
    NeedCategory.ACCESS_HEALTH: SensitiveKind.HEALTH,
    NeedCategory.DIET: SensitiveKind.HEALTH,
    NeedCategory.FAMILY: SensitiveKind.MINORS,
}
_FAITHFUL = frozenset({TabooCalendar.RAMADAN, TabooCalendar.SABBATH, TabooCalendar.LENT})


def default_mark(kind: Kind, record: Any) -> DefaultMark | None:
    """Return why a record of ``MARKED`` is sensitive on entry, or None; category before words."""
    by_category = _by_category(kind, record)
    if by_category is not None:
        return DefaultMark(by_category)
    text = " ".join(str(getattr(record, name)) for name in MARKED.get(kind, ()))
    return _by_word(one_line(text.casefold()))


def is_marked_by(kind: Kind, values: Mapping[str, Any]) -> bool:
    """True where stored values of a record of ``MARKED`` would be marked on entry."""
    return default_mark(kind, SimpleNamespace(**values)) is not None


def sensitive_kind(kind: Kind, record: Any) -> SensitiveKind:
    """Return what a marked record is about: what a person said, else what it looks like."""
    if record.sensitive_kind is not None:
        return SensitiveKind(record.sensitive_kind)
    found = default_mark(kind, record)
    return found.kind if found is not None else SensitiveKind.OTHER


def becomes_sensitive(kind: Kind, before: Any, after: Any) -> bool:
    """True where an edit makes a record look sensitive that did not; ``before`` None is new."""
    if kind not in MARKED or default_mark(kind, after) is None:
        return False
    return before is None or default_mark(kind, before) is None


def _by_category(kind: Kind, record: Any) -> SensitiveKind | None:
    if kind is Kind.TABOO:
        is_faith = record.calendar in _FAITHFUL
        return _TABOOS.get(record.category) or (SensitiveKind.RELIGION if is_faith else None)
    return _NEEDS.get(record.category) if kind is Kind.SPECIAL_NEED else None


def _by_word(text: str) -> DefaultMark | None:
    for kind, words in WORDS.items() if text else ():
        word = next((one for one in words if holds(text, one)), None)
        if word is not None:
            return DefaultMark(SensitiveKind(kind), word)
    return None
