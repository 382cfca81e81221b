"""Two cards beside each other that may be of one customer, and what a person decides about them."""

from dataclasses import dataclass

from crm_desktop.domain.duplicates import Evidence

_SAME = "same:"


@dataclass(frozen=True, slots=True)
class CardName:
    """What a list shows of a card."""

    customer_id: int
    name: str
    external_id: str
    city: str
    kind: str


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two cards of perhaps one customer with the reasons, the weightiest first."""

    first: CardName
    second: CardName
    evidence: tuple[Evidence, ...]
    points: float
    is_sure: bool

    @property
    def keys(self) -> tuple[int, int]:
        """The two customers, the older one first."""
        return self.first.customer_id, self.second.customer_id


def same_subject(one: int, other: int) -> str:
    """Return the subject of the proposal that two cards are of one customer."""
    first, second = sorted((one, other))
    return f"{_SAME}{first}:{second}"


def pair_of(subject: str) -> tuple[int, int] | None:
    """Return the two cards of such a subject, None for another one."""
    parts = subject.removeprefix(_SAME).split(":")
    if not subject.startswith(_SAME) or len(parts) != 2 or not all(map(str.isdecimal, parts)):
        return None
    return int(parts[0]), int(parts[1])
