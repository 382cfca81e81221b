"""How the lists of an import are understood, for a person to look at and to change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.imports import CUSTOM, Binding, Entity, TableMapping
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.formats.table import Cells
from crm_desktop.services.import_choices import ListChoice, Wishes
from crm_desktop.services.import_inputs import check_needs, is_doubtful, understood
from crm_desktop.services.import_opening import OpenedList, open_lists

_SHOWN_ROWS = 40


@dataclass(frozen=True, slots=True)
class ListView:
    """One list as it is understood: its first rows, and which column fills which field.

    ``problem`` is why it can't be taken as it is; without ``mapping`` bindings it can't be read at
    all. ``saved_as`` is the saved mapping that was followed, "" for none. A list that
    ``is_left_out`` was left out by a person, or because nobody can tell what it holds.
    """

    path: Path
    mapping: TableMapping
    header: Cells | None = None
    rows: tuple[Cells, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    is_text: bool = False
    is_card_file: bool = False
    saved_as: str = ""
    problem: Problem | None = None
    is_left_out: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.header or (self.rows[0] if self.rows else ()))

    @property
    def is_readable(self) -> bool:
        """False for a file that is no list."""
        return bool(self.rows or self.header)

    def heading(self, place: int) -> str:
        """What a column is called: its heading, or its number from 1 where it has none."""
        return (self.header[place] if self.header else "") or f"#{place + 1}"

    def bindings_of(self, place: int) -> list[Binding]:
        """What a column fills, in the order of the mapping."""
        return [one for one in self.mapping.bindings if place in one.columns]

    def as_choice(self) -> ListChoice:
        """The decisions that lead to this view again."""
        said = self.mapping
        return ListChoice(
            said.entity,
            said.bindings,
            said.conventions,
            said.key,
            self.encoding if self.is_text else "",
            self.delimiter if self.is_text else "",
            self.header is not None if self.is_text else None,
            self.is_left_out,
        )


def look_at_lists(paths: Sequence[Path], wishes: Wishes, today: date) -> tuple[ListView, ...]:
    """Return how every list is understood; what is wrong with one of them stands in its view.

    Raises MappingError and InputError ``folder_has_no_lists``. May run off the UI thread.
    """
    unreadable: list[ListView] = []

    def note(path: Path, error: CrmError) -> None:
        nothing = TableMapping(path.stem, Entity.CUSTOMERS, ())
        unreadable.append(ListView(path, nothing, problem=error.problem))

    opened = open_lists(paths, wishes, note).lists
    views = [
        _view(one, mapping, opened)
        for one, mapping in zip(opened, understood(opened, today), strict=True)
    ]
    return (*views, *unreadable)


def _view(one: OpenedList, mapping: TableMapping, beside: Sequence[OpenedList]) -> ListView:
    doubtful = is_doubtful(one, mapping, beside)
    problem = None
    if not (one.is_left_out or doubtful):
        try:
            check_needs(one, mapping)
        except CrmError as error:
            problem = error.problem
    table, width = one.table, one.view.width
    return ListView(
        table.path,
        mapping,
        one.view.header,
        tuple(cells[:width] for _, cells in table.sample[:_SHOWN_ROWS]),
        table.encoding,
        table.delimiter,
        table.is_text,
        table.mapping is not None,
        one.saved_as,
        problem,
        one.is_left_out or doubtful,
    )


def with_column(view: ListView, place: int, binding: Binding | None) -> ListView:
    """The view with one column filling a field, or none: what else fills the field gives way.

    A field that takes many values keeps its other columns.
    """
    bindings = [_without(one, place) for one in view.mapping.bindings]
    kept = [one for one in bindings if one is not None]
    if binding is not None:
        field = field_of(view.mapping.entity, binding.field)
        if field is None or not field.takes_many:
            kept = [one for one in kept if one.field != binding.field]
        kept.append(binding)
    return with_bindings(view, kept)


def with_bindings(view: ListView, bindings: Sequence[Binding]) -> ListView:
    """The view with other bindings, which a person stated."""
    ordered = sorted(bindings, key=lambda one: one.columns or (view.width,))
    return replace(
        view,
        mapping=replace(view.mapping, bindings=tuple(ordered), confidence=1.0),
        problem=None,
        is_left_out=False,
    )


def _without(binding: Binding, place: int) -> Binding | None:
    if place not in binding.columns:
        return binding
    rest = tuple(one for one in binding.columns if one != place)
    return replace(binding, columns=rest) if rest else None


def own_field(name: str) -> str:
    """The key of a field of a person's own making."""
    return CUSTOM + name


def own_name(key: str) -> str | None:
    """The name of a field of a person's own making, None for a field of the program."""
    return key.removeprefix(CUSTOM) if key.startswith(CUSTOM) else None
