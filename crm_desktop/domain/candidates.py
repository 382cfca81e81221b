"""One of several customers a typed text may mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What tells a customer from others of the same name."""

    id: int
    external_id: str
    name: str
    city: str
