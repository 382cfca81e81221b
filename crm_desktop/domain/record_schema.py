"""The JSON Schema of an export, made from the value classes, so that it can't fall behind them."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_type_hints

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.kinds import VALUE_CLASSES

EXPORT_FORMAT = "crm-desktop"
RECORDS = "records"
EXPORT_VERSION = 1
"""Counted up when an export changes so that an older program can't read it."""

RECORDS_NAME = "crm-desktop.json"
"""The part of an export that holds the records."""
ATTACHMENTS = "attachments"
"""The folder of an export that holds files under their SHA-256."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMS: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,6})?$"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?$"},
    datetime: {"type": "string", "format": "date-time"},
    tuple[str, ...]: {"type": "array", "items": {"type": "string"}},
}
_STAMPS: Mapping[str, Mapping[str, Any]] = {
    "uid": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "created_at": {"type": "string", "format": "date-time"},
    "updated_at": {"type": "string", "format": "date-time"},
    "version": {"type": "integer", "minimum": 1},
}


def export_schema() -> dict[str, Any]:
    """Return the JSON Schema of crm-desktop.json."""
    kinds = {kind.value: {"$ref": f"#/$defs/{kind.value}"} for kind in Kind}
    records = {name: {"type": "array", "items": item} for name, item in kinds.items()}
    return {
        "$schema": _DIALECT,
        "title": "CRM Desktop export",
        "type": "object",
        "required": ["format", "version", RECORDS],
        "properties": {
            "format": {"const": EXPORT_FORMAT},
            "version": {"const": EXPORT_VERSION},
            "exported_at": {"type": "string", "format": "date-time"},
            "is_whole": {"type": "boolean"},
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            RECORDS: {"type": "object", "properties": records, "additionalProperties": False},
        },
        "$defs": {kind.value: _record(value_class) for kind, value_class in VALUE_CLASSES.items()},
    }


def _record(value_class: type[object]) -> dict[str, Any]:
    hints = get_type_hints(value_class)
    names = [field.name for field in fields(value_class)]  # type: ignore[arg-type]
    needed = [
        field.name
        for field in fields(value_class)  # type: ignore[arg-type]
        if field.default is MISSING and field.name != "id"
    ]
    own = {name: {"type": "integer"} if name == "id" else _form(hints[name]) for name in names}
    return {
        "description": (value_class.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {**own, **_STAMPS},
        "required": ["id", *needed, *_STAMPS],
        "additionalProperties": False,
    }


def _form(hint: Any) -> Mapping[str, Any]:
    if isinstance(hint, UnionType):
        bare = next(part for part in get_args(hint) if part is not type(None))
        return {"anyOf": [_form(bare), {"type": "null"}]}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    return _FORMS[hint]
