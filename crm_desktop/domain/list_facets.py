"""What a list may be narrowed to by one of its filters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """A value as a term takes it (``none`` for an empty one), and how many customers meet it."""

    value: str
    count: int
