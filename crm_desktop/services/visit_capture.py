"""What a person is asked after a visit, and what they told of it before."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.brief_rules import order_preferences
from crm_desktop.domain.brief_values import Of
from crm_desktop.domain.cards import Card
from crm_desktop.domain.contacts import Affiliation
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.development import OPEN_STATES, Opportunity, RelationshipAction
from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.playbook import Bilingual, Playbook
from crm_desktop.domain.preferences import Duration, Preference
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.visit_outcomes import VISIT_KINDS, telling_of
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.visit_views import VisitView

OFFERED, ASKED, OWED = 5, 3, 4


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who may have been there; ``place`` is None for a guest from elsewhere."""

    contact_id: int
    name: str
    place: Affiliation | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A MAN question that was open, with the answer in force; ``is_told`` by this visit."""

    question: Question
    answer: Answer | None = None
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class VisitCapture:
    """A visit with what may be told of it; ``told`` is the interaction of one that was recorded.

    ``promises``, ``preferences``, ``taboos`` and ``action`` came of it by then; ``owed`` are
    promises of before, open or kept at the visit; ``offered`` are preferences that could be used,
    ``used`` the keys of those that were. ``asks`` is empty where
    MAN does not belong (D2).
    """

    visit: Visit
    kind: CustomerKind
    people: tuple[Met, ...]
    attending: tuple[int, ...]
    told: Interaction | None = None
    promises: tuple[Promise, ...] = ()
    preferences: tuple[Preference, ...] = ()
    taboos: tuple[Taboo, ...] = ()
    owed: tuple[Promise, ...] = ()
    action: RelationshipAction | None = None
    offered: tuple[Of[Preference], ...] = ()
    used: frozenset[int] = frozenset()
    opportunities: tuple[Opportunity, ...] = ()
    asks: tuple[Ask, ...] = ()

    @property
    def is_recorded(self) -> bool:
        """True for a visit that was told of before."""
        told = self.told
        is_named = told is not None and told.visit_id == self.visit.id
        return is_named and self.visit.state is VisitState.HELD


def capture_of(view: VisitView, sources: Collection[str], playbook: Playbook) -> VisitCapture:
    """Return what to ask of a stored visit; ``sources`` are its names in every language."""
    visit, card = view.visit, view.card.card
    assert visit is not None
    told = telling_of(visit, card.interactions)
    names = {one.id: one.name for one in card.contacts}
    used = frozenset(one.preference_id for one in card.preference_uses if one.visit_id == visit.id)
    made = told.id if told else 0
    return VisitCapture(
        visit=visit,
        kind=card.customer.kind,
        people=tuple(_people(view)),
        attending=view.attending,
        told=told,
        promises=tuple(one for one in card.promises if made and one.interaction_id == made),
        preferences=tuple(one for one in card.preferences if _is_of(one, visit, sources)),
        taboos=tuple(one for one in card.taboos if _is_of(one, visit, sources)),
        owed=tuple(_owed(card, visit, made or 0)),
        action=_action(card, made or 0),
        offered=_offered(view, names, used, sources),
        used=used,
        opportunities=tuple(one for one in card.opportunities if one.state in OPEN_STATES),
        asks=tuple(_asks(view, sources, playbook)),
    )


def _owed(card: Card, visit: Visit, told: int) -> list[Promise]:
    """What was promised before, what was kept at the visit first, then what is due first."""
    found = [
        one
        for one in card.promises
        if (one.interaction_id != told or not told)
        and (one.made_on is None or one.made_on <= visit.visit_on)
        and (one.state is PromiseState.OPEN or is_kept_at(one, visit))
    ]
    found.sort(key=lambda one: (one.state is PromiseState.OPEN, one.due_on or date.max))
    return found[:OWED]


def is_kept_at(promise: Promise, visit: Visit) -> bool:
    """Return whether a promise was kept on the day of a visit."""
    return promise.state is PromiseState.KEPT and promise.closed_on == visit.visit_on


def is_first_visit(card: Card, visit: Visit | None) -> bool:
    """Return whether nobody of ours was ever there before: the first impression stays (D7)."""
    own = visit.id if visit is not None else None
    held = any(one.state is VisitState.HELD and one.id != own for one in card.visits)
    logged = any(
        one.kind in VISIT_KINDS and (own is None or one.visit_id != own)
        for one in card.interactions
    )
    return not (held or logged)


def _people(view: VisitView) -> Iterator[Met]:
    card, today = view.card.card, view.card.today
    contacts = {one.id: one.name for one in card.contacts}
    for place in card.affiliations:
        is_here = place.left_on is None or place.left_on > today
        name = contacts.get(place.contact_id)
        if name is not None and (is_here or place.contact_id in view.attending):
            yield Met(place.contact_id, name, place)
    for one in view.guests:
        if one.id is not None:
            yield Met(one.id, one.name)


def _is_of(record: Preference | Taboo, visit: Visit, sources: Collection[str]) -> bool:
    return record.noted_on == visit.visit_on and record.source in sources


def _action(card: Card, told: int) -> RelationshipAction | None:
    """The first step that came of the visit and is still to be done."""
    mine = [
        one for one in card.actions if told and one.interaction_id == told and one.done_on is None
    ]
    return min(mine, key=lambda one: one.id or 0, default=None)


def _offered(
    view: VisitView,
    names: dict[int | None, str],
    used: frozenset[int],
    sources: Collection[str],
) -> tuple[Of[Preference], ...]:
    """The lasting ones of who attends, as on the brief, and whatever was used."""
    card, visit = view.card.card, view.visit
    assert visit is not None
    attending = {None, *view.attending}
    fit = [
        Of(one, names.get(one.contact_id, "") if one.contact_id else "")
        for one in card.preferences
        if one.id in used
        or (
            one.duration is Duration.LASTING
            and one.contact_id in attending
            and not _is_of(one, visit, sources)
        )
    ]
    ordered = order_preferences(fit)
    first = [of for of in ordered if of.record.id in used]
    rest = [of for of in ordered if of.record.id not in used]
    return (*first, *rest[: max(OFFERED - len(first), 0)])


def _asks(view: VisitView, sources: Collection[str], playbook: Playbook) -> Iterator[Ask]:
    """What this visit answered, then what the plan meant to ask, then the next best questions."""
    assessment, visit = view.card.assessment, view.visit
    if assessment is None or visit is None:
        return
    known = {one.question: one for one in assessment.answers}
    told = [
        question
        for question, one in known.items()
        if one.source in sources and one.answered_on == visit.visit_on
    ]
    texts = playbook.man[view.card.card.customer.kind]
    planned = [one for one in Question if _is_planned(texts[one].ask, visit.questions)]
    best = [one.question for one in assessment.next_questions]
    open_ones = [one for one in dict.fromkeys((*planned, *best)) if one not in told]
    for question in (*told, *open_ones[:ASKED]):
        yield Ask(question, known.get(question), question in told)


def _is_planned(ask: Bilingual, planned: Collection[str]) -> bool:
    return any(words in question for question in planned for words in (ask.en, ask.zh_cn))
