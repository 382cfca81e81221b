"""What nobody may overlook on a brief: taboos, special needs, and plans that may break them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from crm_desktop.domain.brief_values import Conflict, ConflictCode, Of
from crm_desktop.domain.briefs import Cautions
from crm_desktop.domain.conflicts import clashes, kept_days, trigger_words
from crm_desktop.domain.playbook import LexiconEntry, Playbook
from crm_desktop.domain.preferences import SpecialNeed
from crm_desktop.domain.taboos import Taboo, TabooCalendar
from crm_desktop.domain.visits import Visit
from crm_desktop.language import kept_days as calendars
from crm_desktop.language.folding import fold
from crm_desktop.services.brief_people import People

SHOWN_AROUND = 24
"""Characters of a long plan that are shown before and behind a word that was found."""

MOURNING = "mourning"
"""The entry of the playbook's lexicon that knows a house in mourning."""

_CALENDARS = {
    TabooCalendar.QINGMING: calendars.is_qingming,
    TabooCalendar.GHOST_FESTIVAL: calendars.is_ghost_festival,
    TabooCalendar.RAMADAN: calendars.is_ramadan,
    TabooCalendar.SABBATH: calendars.is_sabbath,
    TabooCalendar.LENT: calendars.is_lent,
}


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return a text as one folded line; every brief asks for the same words of the lexicon."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class Guard:
    """The taboos of a card with all their trigger words, to hold plans and proposals against."""

    taboos: tuple[Taboo, ...]
    is_mourning: bool = False

    def allows(self, text: str) -> bool:
        """True when a proposal touches no taboo."""
        return not self.hits([text])

    def hits(self, plans: Sequence[str]) -> list[tuple[str, str, Taboo]]:
        """Return plan, word and taboo of every possible conflict (D26)."""
        texts = {plan: plan for plan in plans if plan}
        whole = "\n".join(map(_folded, texts))
        near = [
            _with_words(one, (word for word in one.triggers if _folded(word) in whole))
            for one in self.taboos
        ]
        found = clashes(texts, [one for one in near if one.triggers], {}, fold=_folded)
        return [(one.plan, one.word, one.taboo) for one in found]

    def may_congratulate(self, day: date) -> bool:
        """False in mourning and on the days of the dead (D26)."""
        is_day_of_dead = calendars.is_qingming(day) or calendars.is_ghost_festival(day)
        return not (self.is_mourning or is_day_of_dead)


def guard(taboos: Sequence[Taboo], playbook: Playbook) -> Guard:
    """Return the taboos with what the lexicon adds to their trigger words."""
    texts = [_folded(one.text) for one in taboos]
    # Few of the lexicon's words stand in any of the texts; the others need one look, not forty.
    near = _near("\n".join(texts), playbook.lexicon)
    armed = [
        _with_words(one, trigger_words(one, _near(text, near), fold=_folded))
        for one, text in zip(taboos, texts, strict=True)
    ]
    return Guard(tuple(armed), is_mourning(texts, mourning_words(playbook)))


def mourning_words(playbook: Playbook) -> tuple[str, ...]:
    """Return the words by which a taboo tells of a house in mourning, folded."""
    entry = playbook.lexicon.get(MOURNING)
    return tuple(map(_folded, entry.keywords.words)) if entry else ()


def is_mourning(texts: Iterable[str], words: Sequence[str]) -> bool:
    """True where a taboo's text holds one of the folded words (D26)."""
    return any(word in _folded(text) for text in texts for word in words)


def cautions(people: People, watch: Guard) -> Cautions:
    """Return every taboo and special need of the card and its people, and the conflicts (D26).

    Another customer's card speaks here of whom we meet only.
    """
    needs = [one for one in people.card.special_needs if _concerns(people, one)]
    return Cautions(
        taboos=tuple(Of(one, people.name(one.contact_id)) for one in taboos_of(people)),
        needs=tuple(Of(one, people.name(one.contact_id)) for one in needs),
        conflicts=conflicts(people, people.visit, watch) if people.visit else (),
    )


def taboos_of(people: People) -> list[Taboo]:
    """Return the taboos of the card, and what other cards say of whom we meet."""
    return [one for one in people.card.taboos if _concerns(people, one)]


def _concerns(people: People, one: Taboo | SpecialNeed) -> bool:
    """True for the card's own, and for another card's where its person is at the table.

    What was told in confidence elsewhere stays there; health goes with whoever may walk in.
    """
    if one.customer_id == people.card.customer.id or people.attends(one.contact_id):
        return True
    return one.is_safety_fact and people.is_present(one.contact_id)


def conflicts(people: People, visit: Visit, watch: Guard) -> tuple[Conflict, ...]:
    """Return a line for each plan and word, or kept day, naming every taboo it may break."""
    told: dict[Conflict, list[Taboo]] = {}
    for plan, word, taboo in watch.hits(_plans(visit)):
        told.setdefault(Conflict("", _excerpt(plan, word), word), []).append(taboo)
    for taboo in _kept(visit.visit_on, watch):
        kept = Conflict("", code=ConflictCode.KEPT_DAY, calendar=taboo.calendar, on=visit.visit_on)
        told.setdefault(kept, []).append(taboo)
    found = [_against(people, one, taboos) for one, taboos in told.items()]
    if visit.gift and people.card.customer.gift_policy:
        policy = people.card.customer.gift_policy
        found.append(Conflict(policy, visit.gift, code=ConflictCode.GIFT_POLICY))
    return tuple(found)


def _kept(day: date, watch: Guard) -> list[Taboo]:
    """Return the taboos whose calendar keeps a day."""
    asked = {one.calendar for one in watch.taboos} - {TabooCalendar.NONE}
    kept = {one: [day] for one in asked if _CALENDARS[one](day)}
    return [one.taboo for one in kept_days(day, watch.taboos, kept)]


def _against(people: People, conflict: Conflict, taboos: Sequence[Taboo]) -> Conflict:
    texts = dict.fromkeys(one.text for one in taboos)
    names = dict.fromkeys(people.name(one.contact_id) for one in taboos)
    person = " · ".join(filter(None, names))
    return replace(conflict, taboo=" / ".join(texts), person=person)


def _plans(visit: Visit) -> list[str]:
    """Everything that was planned for a visit, in the user's words."""
    return [
        visit.gift,
        visit.menu,
        visit.venue,
        visit.companions,
        visit.surprise,
        visit.objective,
        visit.commitment,
        visit.fallback,
        visit.opener,
        visit.intended_peak,
        visit.intended_ending,
        *visit.agenda,
        *visit.questions,
    ]


def _near(text: str, lexicon: Mapping[str, LexiconEntry]) -> dict[str, LexiconEntry]:
    """Return the entries whose keywords may stand in a text, for the exact look to decide."""
    return {
        name: entry
        for name, entry in lexicon.items()
        if any(_folded(word) in text for word in entry.keywords.words)
    }


def _with_words(taboo: Taboo, words: Iterable[str]) -> Taboo:
    return replace(taboo, triggers=tuple(words))


def _excerpt(plan: str, word: str) -> str:
    """Return a plan as it is shown beside the word: whole, or what stands around it."""
    if len(plan) <= 3 * SHOWN_AROUND:
        return plan
    place = max(plan.casefold().find(word.casefold()), 0)
    start, end = max(place - SHOWN_AROUND, 0), place + len(word) + SHOWN_AROUND
    return ("…" if start else "") + plan[start:end].strip() + ("…" if end < len(plan) else "")
