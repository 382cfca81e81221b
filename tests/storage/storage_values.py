"""Random values of every kind of record, made from the annotations of their classes."""

import types
from dataclasses import fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.kinds import VALUE_CLASSES

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
WHOLE = st.integers(-(2**63), 2**63 - 1)
AMOUNT = st.integers(-(2**63) + 1, 2**63 - 1).map(lambda micro: Decimal(micro).scaleb(-6))
_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: WHOLE,
    bool: st.booleans(),
    Decimal: AMOUNT,
    date: st.dates(),
    time: st.times(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    tuple[str, ...]: st.lists(TEXT, max_size=3).map(tuple),
}


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Values of a kind with any content and a key."""
    value_class = VALUE_CLASSES[kind]
    hints = get_type_hints(value_class)
    parts = {field.name: _of(hints[field.name]) for field in fields(value_class)}
    return st.builds(value_class, **parts | {"id": st.integers(1, 2**62)})


def _of(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, types.UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return st.none() | _of(inner)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return _BY_TYPE[hint]
