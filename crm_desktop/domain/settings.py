"""Settings that belong to a customer file and travel with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; ``value`` is JSON."""

    key: str
    value: str
    id: int | None = None
