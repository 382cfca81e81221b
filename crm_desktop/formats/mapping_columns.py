"""Applies a rule of a mapping file to the columns a table really has."""

from collections.abc import Iterator
from dataclasses import replace

from crm_desktop.domain.import_columns import label_columns
from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import CUSTOM, Assumption, Binding, Entity, TableMapping
from crm_desktop.formats.mapping_errors import MappingError, MappingErrorCode
from crm_desktop.formats.mapping_file import ColumnRule, Others, TableRule


def map_by_rule(rule: TableRule, table: TableView) -> TableMapping:
    """The mapping a rule with columns makes of a table.

    Columns no rule names become custom fields of customers or are left out, and are listed.
    Raises MappingError where the table has no such column.
    """
    entity = rule.entity or Entity.CUSTOMERS
    bindings = [
        binding for column in rule.columns for binding in _bindings(column, entity, rule, table)
    ]
    used = {place for binding in bindings for place in binding.columns} | label_columns(bindings)
    rest = [place for place in range(table.width) if place not in used]
    names = tuple(_name(table, place) for place in rest if not table.is_blank(place))
    keeps = entity is Entity.CUSTOMERS and rule.others is Others.CUSTOM
    if keeps:
        bindings += [Binding(CUSTOM + _name(table, place), (place,)) for place in rest]
    code = "columns_are_custom" if keeps else "columns_left_out"
    doubts = (Assumption(code, {"table": table.name, "columns": names}),) if names else ()
    return TableMapping(
        table.name,
        entity,
        tuple(bindings),
        rule.conventions,
        rule.source,
        assumptions=doubts,
        key=rule.key,
    )


def _bindings(
    column: ColumnRule, entity: Entity, rule: TableRule, table: TableView
) -> Iterator[Binding]:
    """One binding; for a field of several values one a column, each with its label."""
    places = tuple(_place(name, column, rule, table) for name in column.columns)
    field = field_of(entity, column.field)
    labels = column.label_column
    binding = Binding(
        field=column.field,
        columns=places,
        constant=column.constant,
        joiner=column.joiner,
        separator=column.separator,
        part=column.part,
        label=column.label,
        currency=column.currency,
        scale=column.times,
        replacements=column.values or {},
        label_column=None if labels is None else _place(labels, column, rule, table),
        date_order=column.date_order,
    )
    if field is not None and field.takes_many and places:
        yield from (replace(binding, columns=(place,)) for place in places)
    else:
        yield binding


def _place(name: str | int, column: ColumnRule, rule: TableRule, table: TableView) -> int:
    where = rule.place.at("columns").at(column.field)
    if isinstance(name, int):
        if name > table.width:
            allowed = f"1-{table.width}"
            raise MappingError(MappingErrorCode.NO_SUCH_COLUMN, where, value=name, allowed=allowed)
        return name - 1
    headings = [fold(heading) for heading in table.header or ()]
    if fold(name) not in headings:
        allowed_names = table.header or ()
        raise MappingError(
            MappingErrorCode.NO_SUCH_COLUMN, where, value=name, allowed=allowed_names
        )
    return headings.index(fold(name))


def _name(table: TableView, place: int) -> str:
    return (table.header[place] if table.header else "") or f"#{place + 1}"
