"""Writes how a list is understood as a mapping file, which reads it the same way again."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.imports import Binding, Entity, TableMapping, UpdateKey
from crm_desktop.formats.csv_file import CsvOptions
from crm_desktop.formats.mapping_file import Others

_DELETE = "\x7f"
_WILD = {"[": "[[]", "*": "[*]", "?": "[?]"}


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """One section of a mapping file: the name of the list, its headings, how it is understood."""

    file: str
    header: Sequence[str] | None
    mapping: TableMapping
    options: CsvOptions
    source: str = ""


def mapping_text(tables: Sequence[WrittenTable]) -> str:
    """Return a mapping file with a section for each list, as ``read_mapping`` takes it."""
    return "\n".join("\n".join(_section(table)) + "\n" for table in tables)


def _section(table: WrittenTable) -> Iterator[str]:
    mapping, options = table.mapping, table.options
    yield "[[table]]"
    yield f"file = {_quoted(''.join(_WILD.get(one, one) for one in table.file))}"
    yield f"entity = {_quoted(mapping.entity.value)}"
    if options.has_header is not None:
        yield f"header = {str(options.has_header).lower()}"
    stated = (
        ("delimiter", options.delimiter),
        ("encoding", options.encoding),
        ("dates", mapping.conventions.date_order),
        ("decimals", mapping.conventions.decimal_mark),
        ("currency", mapping.conventions.currency),
        ("source", table.source),
        ("key", None if mapping.key is UpdateKey.ID else mapping.key.value),
    )
    yield from (f"{key} = {_quoted(str(value))}" for key, value in stated if value)
    yield f"others = {_quoted(Others.LEAVE_OUT.value)}"
    yield ""
    yield "[table.columns]"
    for field in dict.fromkeys(binding.field for binding in mapping.bindings):
        bindings = [one for one in mapping.bindings if one.field == field]
        said = [_column(one, table.header, mapping.entity) for one in bindings]
        value = said[0] if len(said) == 1 else f"[{', '.join(said)}]"
        yield f"{_key(field)} = {value}"


def _column(binding: Binding, header: Sequence[str] | None, entity: Entity) -> str:
    return f"{{ {', '.join(_parts(binding, header, entity))} }}"


def _parts(binding: Binding, header: Sequence[str] | None, entity: Entity) -> Iterator[str]:
    names = [_name(place, header) for place in binding.columns]
    field = field_of(entity, binding.field)
    takes_many = field is not None and field.takes_many
    if binding.constant is not None:
        yield f"constant = {_quoted(binding.constant)}"
    else:
        yield f"columns = [{', '.join(names)}]" if len(names) > 1 else f"column = {names[0]}"
    if binding.part is not None:
        yield f"part = {binding.part + 1}"
    if binding.label_column is not None:
        yield f"label_column = {_name(binding.label_column, header)}"
    if binding.replacements:
        pairs = (f"{_quoted(a)} = {_quoted(b)}" for a, b in binding.replacements.items())
        yield f"values = {{ {', '.join(pairs)} }}"
    if binding.scale != 1:
        yield f"times = {binding.scale}"
    stated = (
        ("join", binding.joiner if len(names) > 1 and binding.joiner != " " else ""),
        ("split", binding.separator),
        ("label", binding.label if takes_many else ""),
        ("currency", binding.currency),
        ("dates", binding.date_order),
    )
    yield from (f"{key} = {_quoted(str(value))}" for key, value in stated if value)


def _name(place: int, header: Sequence[str] | None) -> str:
    """The heading of a column where it means this one alone, else its position from 1."""
    folded = [fold(name) for name in header or ()]
    if header and place < len(header) and folded[place] and folded.count(folded[place]) == 1:
        return _quoted(header[place])
    return str(place + 1)


def _key(field: str) -> str:
    return field if field.replace("_", "").isascii() and field.isidentifier() else _quoted(field)


def _quoted(text: str) -> str:
    """A basic string of TOML; JSON escapes the same characters but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
