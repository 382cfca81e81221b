"""What a person decided about the lists of an import, without a widget."""

from dataclasses import replace
from pathlib import Path

from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.imports import (
    Binding,
    Conventions,
    DecimalMark,
    Entity,
    FieldType,
    UpdateKey,
)
from crm_desktop.services.import_choices import ListChoice
from crm_desktop.services.import_survey import ListWishes, Survey, left_out
from crm_desktop.services.import_views import ListView, with_bindings

SURE, LIKELY = 0.9, 0.75
"""Guesses are called sure or likely from here on; what a person said is sure."""
KEYED = (Entity.CUSTOMERS, Entity.CONTACTS)
"""What can be recognised by something else than its id."""


class Decisions:
    """The lists a person looks at, as they are understood and as they were changed by hand."""

    def __init__(self, paths: list[Path]) -> None:
        self.mapping = next((path for path in paths if path.suffix.lower() == ".toml"), None)
        self.paths = tuple(path for path in paths if path != self.mapping)
        self.choices: dict[Path, ListChoice] = {}
        self.views: tuple[ListView, ...] = ()

    def wishes(self, currency: str) -> ListWishes:
        """What to look at and to plan."""
        return ListWishes(self.paths, self.mapping, dict(self.choices), currency)

    def take(self, found: Survey) -> None:
        """Show how the lists are understood now."""
        self.views = found.lists

    def at(self, place: int) -> ListView | None:
        """One of the lists."""
        return self.views[place] if 0 <= place < len(self.views) else None

    def show(self, place: int, view: ListView) -> None:
        """Have a list understood as a view says."""
        self.views = (*self.views[:place], view, *self.views[place + 1 :])
        self.choices[view.path] = view.as_choice()

    def set_entity(self, place: int, entity: Entity) -> None:
        """Say what a row is: which column is which is guessed anew."""
        view = self.views[place]
        self.choices[view.path] = replace(
            view.as_choice(), entity=entity, bindings=None, key=UpdateKey.ID, is_left_out=False
        )

    def set_reading(self, place: int, **stated: object) -> None:
        """Say how a text is written; its columns are guessed anew."""
        view = self.views[place]
        kept = self.choices.get(view.path)
        entity = kept.entity if kept else None
        said = replace(view.as_choice(), entity=entity, bindings=None)
        if kept is None:
            said = ListChoice(key=said.key)
        self.choices[view.path] = replace(said, **stated)  # type: ignore[arg-type]

    def set_key(self, place: int, key: UpdateKey) -> None:
        """Say by what a row is recognised."""
        view = self.views[place]
        self.show(place, replace(view, mapping=replace(view.mapping, key=key)))

    def set_decimals(self, place: int, mark: DecimalMark | None) -> None:
        """Say what stands before decimals."""
        view = self.views[place]
        said = Conventions(
            view.mapping.conventions.date_order, mark, view.mapping.conventions.currency
        )
        self.show(place, replace(view, mapping=replace(view.mapping, conventions=said)))

    def set_left_out(self, place: int, *, is_left_out: bool) -> None:
        """Leave a list out, or take it after all."""
        view = self.views[place]
        self.choices[view.path] = left_out(view, is_left_out=is_left_out)

    def bind(self, place: int, column: int, bindings: list[Binding]) -> None:
        """Have a column fill these fields alone: what else filled them gives way."""
        view = self.views[place]
        self.show(place, with_columns(view, column, bindings))

    def add_constant(self, place: int, binding: Binding) -> None:
        """Fill a field with the same value in every row."""
        view = self.views[place]
        kept = [one for one in view.mapping.bindings if one.field != binding.field]
        self.show(place, with_bindings(view, [*kept, binding]))

    def remove_constant(self, place: int, field: str) -> None:
        """Take a value of every row away."""
        view = self.views[place]
        kept = [b for b in view.mapping.bindings if b.field != field or b.constant is None]
        self.show(place, with_bindings(view, kept))


def with_columns(view: ListView, column: int, bindings: list[Binding]) -> ListView:
    """The view with one column filling these fields; columns joined with it give way too."""
    used = {place for binding in bindings for place in binding.columns} | {column}
    fields = {binding.field for binding in bindings if not takes_many(view, binding.field)}
    kept = []
    for one in view.mapping.bindings:
        rest = tuple(place for place in one.columns if place not in used)
        if (one.constant is not None or rest) and one.field not in fields:
            kept.append(replace(one, columns=rest))
    return with_bindings(view, [*kept, *bindings])


def takes_many(view: ListView, key: str) -> bool:
    """True for a field that keeps several values, such as phones."""
    field = field_of(view.mapping.entity, key)
    return field is not None and field.takes_many


def type_of(view: ListView, key: str) -> FieldType:
    """How the cells of a field are understood; a field of a person's own is text."""
    field = field_of(view.mapping.entity, key)
    return FieldType.TEXT if field is None else field.kind


def constants(view: ListView) -> list[Binding]:
    """The values that every row of a list gets."""
    return [one for one in view.mapping.bindings if one.constant is not None]
