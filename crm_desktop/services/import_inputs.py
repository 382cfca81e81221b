"""Opens what a person wants to import and understands each list: what it is, and where from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

from crm_desktop.domain.import_fields import NEEDS
from crm_desktop.domain.import_guess import SURE, understand
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import CUSTOM, Assumption, Entity, TableMapping
from crm_desktop.domain.problems import InputError
from crm_desktop.formats.mapping_columns import map_by_rule
from crm_desktop.formats.mapping_file import Others, TableRule
from crm_desktop.formats.table import Table
from crm_desktop.services.import_choices import Wishes
from crm_desktop.services.import_opening import OpenedList, open_lists

UNNAMED = "list:"
"""Sources nobody named begin so; what they hold may refer to each other."""


@dataclass(frozen=True, slots=True)
class InputTable:
    """An open list, how it is understood, and the source its ids belong to.

    ``is_stated`` says that encoding and delimiter are no guess, ``saved_as`` is the name of the
    saved mapping that was followed.
    """

    table: Table
    mapping: TableMapping
    source: str
    currency: str = ""
    is_stated: bool = False
    saved_as: str = ""

    @property
    def entity(self) -> Entity:
        """What a row of it is."""
        return self.mapping.entity

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.table.path


@dataclass(frozen=True, slots=True)
class Inputs:
    """The lists that are imported, in the order given, and why others are not."""

    tables: tuple[InputTable, ...]
    assumptions: tuple[Assumption, ...]
    currency: str = ""


def open_inputs(paths: Sequence[Path], wishes: Wishes, today: date) -> Inputs:
    """Open every list of ``paths``; a folder stands for its lists and its ``mapping.toml``.

    Raises TableError and MappingError, and InputError ``folder_has_no_lists``,
    ``list_not_understood``, ``lists_not_understood`` or ``column_needed``.
    """
    opened = open_lists(paths, wishes)
    tables, left_out = [], []
    for one, mapping in zip(opened.lists, understood(opened.lists, today), strict=True):
        if one.is_left_out:
            continue
        if is_doubtful(one, mapping, opened.lists):
            left_out.append(Assumption("table_left_out", {"table": one.table.path.name}))
            continue
        check_needs(one, mapping)
        tables.append(_input(one, mapping, wishes.source))
    if not tables:
        raise InputError("lists_not_understood", paths=[path.name for path in opened.files])
    return Inputs(tuple(tables), tuple(left_out), opened.currency)


def understood(opened: Sequence[OpenedList], today: date) -> list[TableMapping]:
    """How each of the lists is understood: as stated, as saved, else as guessed beside the rest."""
    unknown = [one for one in opened if one.table.mapping is None]
    guesses = iter(understand([one.view for one in unknown], today))
    return [_mapping(one, one.table.mapping or next(guesses)) for one in opened]


def is_doubtful(one: OpenedList, mapping: TableMapping, beside: Sequence[OpenedList] = ()) -> bool:
    """True for one of several lists that nobody can tell the content of."""
    return mapping.confidence < SURE and len(beside) > 1 and one.choice is None


def _input(one: OpenedList, mapping: TableMapping, source: str) -> InputTable:
    stated = one.rule.source if one.rule else ""
    return InputTable(
        one.table,
        mapping,
        source or stated or fingerprint(one.view),
        mapping.conventions.currency,
        bool(one.options.encoding and one.options.delimiter) or not one.table.is_text,
        one.saved_as,
    )


def check_needs(one: OpenedList, mapping: TableMapping) -> None:
    """Refuse a list where no column has what every row needs, rather than all of its rows.

    Raises InputError ``list_not_understood`` or ``column_needed``.
    """
    bound = {binding.field for binding in mapping.bindings}
    missing = [group[0] for group in NEEDS[mapping.entity] if bound.isdisjoint(group)]
    path = str(one.table.path)
    is_guess = (one.rule is None or one.rule.entity is None) and one.choice is None
    is_unsure = mapping.confidence < SURE and mapping.entity is not Entity.CUSTOMERS
    if is_guess and (missing or is_unsure):
        raise InputError("list_not_understood", path=path)
    if missing:
        raise InputError("column_needed", path=path, entity=mapping.entity.value, columns=missing)


def _mapping(one: OpenedList, guess: TableMapping) -> TableMapping:
    if one.choice is not None:
        return one.choice.mapping(guess)
    if one.rule is None or (one.table.mapping is not None and not one.saved_as):
        return guess
    if one.rule.columns:
        return map_by_rule(one.rule, one.view)
    return replace(_without_custom(guess, one.rule), key=one.rule.key)


def _without_custom(guess: TableMapping, rule: TableRule) -> TableMapping:
    said = tuple(doubt for doubt in guess.assumptions if doubt.code != "entity_guessed")
    if rule.others is Others.CUSTOM:
        return replace(guess, assumptions=said) if rule.entity else guess
    kept = tuple(b for b in guess.bindings if not b.field.startswith(CUSTOM))
    said = tuple(
        replace(doubt, code="columns_left_out") if doubt.code == "columns_are_custom" else doubt
        for doubt in (said if rule.entity else guess.assumptions)
    )
    return replace(guess, bindings=kept, assumptions=said)


def fingerprint(view: TableView) -> str:
    """A source for a list nobody named: the same for the same name and header."""
    header = view.header or (str(view.width),)
    text = "\x1f".join((view.name.casefold(), *header))
    return UNNAMED + blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
