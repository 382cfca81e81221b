"""A tiering scheme as plain JSON values, for settings and for the record of a run."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from crm_desktop.domain.tier_scheme import Method, Scheme, Term, normalised


def to_settings(scheme: Scheme) -> dict[str, Any]:
    """Return the scheme as JSON values, decimals as strings, with its ``key``."""
    stored: dict[str, Any] = {
        field.name: _plain(getattr(scheme, field.name))
        for field in fields(scheme)
        if field.name != "weights"
    }
    weights = {term.value: str(weight) for term, weight in normalised(scheme.weights).items()}
    return stored | {"weights": weights, "key": scheme.key}


def from_settings(stored: Mapping[str, Any]) -> Scheme:
    """Return the scheme of :func:`to_settings`; what is missing has its default."""
    values: dict[str, Any] = {
        field.name: _typed(field.type, stored[field.name])
        for field in fields(Scheme)
        if field.name in stored and field.name != "weights"
    }
    if "weights" in stored:
        values["weights"] = {
            Term(name): Decimal(weight) for name, weight in stored["weights"].items()
        }
    return Scheme(**values)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _typed(kind: Any, value: Any) -> Any:
    if kind is Decimal:
        return Decimal(value)
    return Method(value) if kind is Method else value
