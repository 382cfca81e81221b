"""What a form is made of: tables of fields, the way each is entered following from its type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.kinds import VALUE_CLASSES

Choice = tuple[object, str]
"""A value and its words in the person's language."""
Options = Mapping[str, Callable[[], Sequence[Choice]]]
"""The choices of fields that have no fixed ones, such as the people of a card, by field."""


class Entry(Enum):
    """How a field is entered."""

    LINE = auto()
    NOTE = auto()
    LINES = auto()
    WHOLE = auto()
    DECIMAL = auto()
    DAY = auto()
    TIME = auto()
    MOMENT = auto()
    WORDS = auto()
    CHOICE = auto()
    CHECK = auto()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form: its name on the value, how wide it stands and what helps to fill it.

    ``columns`` is how many of the form's columns it takes; a field of several ``lines`` is a note.
    ``hint`` is a marked text shown while it is empty. ``label`` is a marked text where the one of
    ``field_label`` does not fit. ``most`` is how many characters as a reader counts them fit in;
    how many are used is shown while typing. ``starts_empty`` is for what a new record must be told.
    """

    name: str
    columns: int = 1
    lines: int = 1
    hint: str = ""
    label: str = ""
    is_choice: bool = False
    is_editable_choice: bool = False
    most: int = 0
    starts_empty: bool = False


_ENTRIES: Mapping[Any, Entry] = {
    str: Entry.LINE,
    int: Entry.WHOLE,
    bool: Entry.CHECK,
    Decimal: Entry.DECIMAL,
    date: Entry.DAY,
    time: Entry.TIME,
    datetime: Entry.MOMENT,
    tuple[str, ...]: Entry.WORDS,
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field of a kind: its type without None, whether it may be empty, its default."""

    plain: Any
    may_be_empty: bool
    default: object

    @property
    def enum(self) -> type[StrEnum] | None:
        """The enum whose members are the choices, or None."""
        is_enum = isinstance(self.plain, type) and issubclass(self.plain, StrEnum)
        return self.plain if is_enum else None


@cache
def field_types(kind: Kind) -> Mapping[str, FieldType]:
    """Return the types of a kind's fields by name."""
    value_class = VALUE_CLASSES[kind]
    hints = get_type_hints(value_class)
    found = {}
    for one in fields(value_class):  # type: ignore[arg-type]
        hint, may_be_empty = hints[one.name], False
        if isinstance(hint, UnionType):
            may_be_empty = True
            hint = next(part for part in get_args(hint) if part is not type(None))
        default = None if one.default is MISSING else one.default
        found[one.name] = FieldType(hint, may_be_empty, default)
    return found


def entry_of(kind: Kind, spec: FieldSpec) -> Entry:
    """Return how a field is entered; raises KeyError for a field the kind has not."""
    found = field_types(kind)[spec.name]
    if spec.is_choice or found.enum is not None:
        return Entry.CHOICE
    if spec.lines > 1:
        return Entry.LINES if found.plain == tuple[str, ...] else Entry.NOTE
    return _ENTRIES[found.plain]
