"""Words of the influence map: how a person stands, and who is linked with whom (D1)."""

from collections.abc import Mapping
from typing import Protocol
from unicodedata import bidirectional

from crm_desktop.domain.contacts import Affiliation, Coverage, LinkKind, Role
from crm_desktop.text import Language, mark
from crm_desktop.wording.card import COVERAGE, ROLES, STANCES

_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI"})
UNKNOWN_STANCE = mark("stance not known")
RINGS: Mapping[Coverage, str] = {
    **{kind: words for kind, words in COVERAGE.items() if words},
    Coverage.UNKNOWN: mark("contact not known"),
}
SENTENCES: Mapping[LinkKind, str] = {
    LinkKind.REPORTS_TO: mark("{who} reports to {whom}"),
    LinkKind.INFLUENCES: mark("{who} influences {whom}"),
    LinkKind.CONFLICTS: mark("{who} is in conflict with {whom}"),
}


class OtherPlaceLike(Protocol):
    """A place of somebody at another customer; the role is a code."""

    @property
    def customer(self) -> str:
        """The name of the customer."""

    @property
    def title(self) -> str:
        """What they are there, empty where nobody knows."""

    @property
    def role(self) -> str:
        """The code of their role, empty for none."""


def stance_words(language: Language, stance: int | None) -> str:
    """Return how somebody stands to us, in words also where nobody knows."""
    return language.text(UNKNOWN_STANCE if stance is None else STANCES[stance])


def standing_words(language: Language, place: Affiliation) -> list[str]:
    """Return role, stance, influence and coverage of a person in words, what is known of them."""
    text = language.text
    found = [text(ROLES[place.role])] if place.role else []
    found.append(stance_words(language, place.stance))
    if place.influence is not None:
        found.append(text(mark("influence {level} of 4"), level=place.influence))
    found.append(text(RINGS[place.coverage]))
    if place.left_on is not None:
        found.append(text(mark("left on {day}"), day=language.date(place.left_on)))
    return found


def link_words(language: Language, kind: LinkKind, who: str, whom: str) -> str:
    """Return a link as a sentence; a name that runs to the left turns nothing else round."""
    return language.text(SENTENCES[kind], who=_in_order(who), whom=_in_order(whom))


def _in_order(name: str) -> str:
    if any(bidirectional(one) in _TURNING for one in name):
        return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
    return name


def elsewhere_words(language: Language, place: OtherPlaceLike) -> str:
    """Return where else somebody is known and as what: `also at Acme (CFO)`."""
    role = ROLES.get(Role(place.role)) if place.role in set(Role) else None
    what = place.title or (language.text(role) if role else "")
    if what:
        return language.text("also at {customer} ({title})", customer=place.customer, title=what)
    return language.text("also at {customer}", customer=place.customer)
