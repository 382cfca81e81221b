"""What must not be overlooked at a customer, in the order it is shown in: the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.preferences import SpecialNeed
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.text import Language, mark
from crm_desktop.wording.card import SEVERITIES

_NEED = mark("NEED")
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Caution:
    """One line of the strip: a taboo, or a need that protects somebody's health.

    ``badge`` is how bad it is in a word, ``whose`` the contact's name, empty for the customer.
    ``is_pinned`` says that it stays in sight however many there are.
    """

    kind: Kind
    record_id: int
    badge: str
    text: str
    whose: str
    is_pinned: bool

    def spoken(self, language: Language) -> str:
        """The whole line as it is read aloud."""
        text = language.labelled(self.whose, self.text) if self.whose else self.text
        return f"{self.badge} {text}"


def cautions(card: Card, language: Language) -> tuple[Caution, ...]:
    """Return all taboos and safety needs of a card: never, what health needs, avoid, mind."""
    people = {one.id: one.name for one in card.contacts}
    worst = [one for one in card.taboos if one.severity is Severity.NEVER]
    others = sorted(
        (one for one in card.taboos if one.severity is not Severity.NEVER),
        key=lambda one: _ORDER.index(one.severity),
    )
    needs = [one for one in card.special_needs if one.is_safety_fact]
    found: list[Caution] = []
    found += [_taboo(one, people.get(one.contact_id, ""), language) for one in worst]
    found += [_need(one, people.get(one.contact_id, ""), language) for one in needs]
    found += [_taboo(one, people.get(one.contact_id, ""), language) for one in others]
    return tuple(found)


def counts_text(found: Sequence[Caution], language: Language) -> str:
    """Return how many there are, for the name of the whole strip."""
    count = len(found)
    return language.plural("{count} taboo or need", "{count} taboos and needs", count)


def _taboo(one: Taboo, whose: str, language: Language) -> Caution:
    badge = language.text(SEVERITIES[one.severity])
    is_pinned = one.severity is Severity.NEVER
    return Caution(Kind.TABOO, one.id or 0, badge, one.text, whose, is_pinned)


def _need(one: SpecialNeed, whose: str, language: Language) -> Caution:
    text = f"{one.text} → {one.arrangement}" if one.arrangement else one.text
    badge = language.text(_NEED)
    return Caution(Kind.SPECIAL_NEED, one.id or 0, badge, text, whose, is_pinned=True)
