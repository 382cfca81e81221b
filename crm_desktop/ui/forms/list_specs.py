"""What a list of records is made of: its texts, its fields, and how a closed record reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.forms.record_form import COLUMNS, SetFields
from crm_desktop.ui.forms.specs import FieldSpec, Options
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

NEW = 0
"""Stands for the key of a record that is not stored yet."""

SHOWN = 40
"""So many records stand in a list at first; the rest is asked for."""

Store = Callable[[tuple[Any, ...], str], tuple[int, Changes]]
"""Stores what a new form was filled into, for an author; returns the key of the list's record."""


@dataclass(frozen=True)
class Summary:
    """How a record reads while it is closed; ``badge`` is a short word, ``look`` its style.

    A text that ``wraps`` stands whole on as many lines as it needs. ``mark`` is a second badge
    behind the detail, ``mark_look`` its style: what is overdue.
    """

    text: str
    detail: str = ""
    badge: str = ""
    look: str = "section"
    icon: str = ""
    wraps: bool = False
    mark: str = ""
    mark_look: str = "danger"


@dataclass(frozen=True)
class RowAction:
    """Something done to a record by one click on its line; the words are translated."""

    text: str
    act: Callable[[], None]
    icon: str = ""


class RowBody(QWidget):
    """What is seen of an open record below its line."""

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the record; typing that is not saved stays."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where a person starts."""
        raise NotImplementedError

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved; return how many fields."""
        raise NotImplementedError


@dataclass(frozen=True)
class ListSpec:
    """What a list is of: marked texts, the fields of its records and how a closed one reads.

    ``draft`` makes the value a new record starts from, for the customer on the card; several
    values (with ``new_fields`` for each) where one form makes records of several kinds, which
    ``store`` then keeps. ``body`` makes what an open record shows in place of its fields.
    ``scope`` tells lists of one kind on a card apart. Rows that ``drags`` tell of being dragged.
    """

    kind: Kind
    title: str
    add: str
    empty: str
    fields: Sequence[FieldSpec]
    summary: Callable[[Any], Summary]
    draft: Callable[[int], object]
    options: Options | None = None
    columns: int = COLUMNS
    actions: Callable[[Any], Sequence[RowAction]] | None = None
    body: Callable[["ListPlace"], RowBody] | None = None
    new_fields: Sequence[tuple[Kind, Sequence[FieldSpec]]] = ()
    store: Store | None = None
    set_fields: SetFields | None = None
    scope: str = ""
    opens_new: bool = False
    drags: bool = False


@dataclass(frozen=True)
class ListPlace:
    """Where a list stands: the open file, the icons, and the customer on the card."""

    workspace: Workspace
    icons: Icons
    spec: ListSpec
    customer_id: int
