"""What must not be overlooked at a customer, and what happened there."""

from collections.abc import Iterator

from crm_desktop.domain.interactions import Complaint, Interaction
from crm_desktop.domain.preferences import Preference, SpecialNeed
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.wording.card import (
    COMPLAINT_SEVERITIES,
    COMPLAINT_STATES,
    EMOTIONS,
    EVIDENCE,
    INTERACTIONS,
    NEED_CATEGORIES,
    PREFERENCE_CATEGORIES,
    SEVERITIES,
    TABOO_CATEGORIES,
)
from crm_desktop.wording.card_text.facts import CardFacts


def taboo_lines(view: CardFacts) -> Iterator[str]:
    """Yield every taboo, the worst first; none is ever left out or cut."""
    for taboo in sorted(view.card.taboos, key=lambda one: list(SEVERITIES).index(one.severity)):
        yield _taboo(view, taboo)


def need_lines(view: CardFacts) -> Iterator[str]:
    """Yield every special need with what to arrange."""
    return (_need(view, one) for one in view.card.special_needs)


def promise_lines(view: CardFacts) -> Iterator[str]:
    """Yield the open promises of both sides, the earliest due first."""
    still_open = [one for one in view.card.promises if one.state is PromiseState.OPEN]
    for one in sorted(still_open, key=lambda one: (one.due_on is None, one.due_on or view.today)):
        yield _promise(view, one)


def complaint_lines(view: CardFacts) -> Iterator[str]:
    """Yield the open complaints with the step they are at."""
    told = {one.id: one.summary for one in view.card.interactions}
    for one in view.card.complaints:
        if one.is_open:
            yield _complaint(view, one, told.get(one.interaction_id, ""))


def visit_lines(view: CardFacts) -> Iterator[str]:
    """Yield the visits to come, the next one first."""
    planned = [one for one in view.card.visits if one.state is VisitState.PLANNED]
    return (_visit(view, one) for one in reversed(planned))


def past_visit_lines(view: CardFacts) -> Iterator[str]:
    """Yield the visits that were held with what came of them, the last one first."""
    held = [one for one in view.card.visits if one.state is VisitState.HELD]
    for one in held:
        outcome = f" → {one.outcome}" if one.outcome else ""
        yield f"{_visit(view, one)}{outcome}"


def interaction_lines(view: CardFacts) -> Iterator[str]:
    """Yield what happened, the newest first."""
    return (_interaction(view, one) for one in view.card.interactions)


def preference_lines(view: CardFacts) -> Iterator[str]:
    """Yield what they like and how we know."""
    return (_preference(view, one) for one in view.card.preferences)


def _taboo(view: CardFacts, taboo: Taboo) -> str:
    text = view.language.text
    severity = text(SEVERITIES[taboo.severity])
    category = text(TABOO_CATEGORIES[taboo.category])
    notes = [category, taboo.why, taboo.source, view.on(taboo.noted_on)]
    return f"{severity}  {_of(view, taboo.contact_id)}{view.with_notes(taboo.text, notes)}"


def _need(view: CardFacts, need: SpecialNeed) -> str:
    category = view.language.text(NEED_CATEGORIES[need.category])
    notes = [category, need.arranged_by, need.source, view.on(need.noted_on)]
    arranged = f" → {need.arrangement}" if need.arrangement else ""
    return f"{_of(view, need.contact_id)}{view.with_notes(need.text, notes)}{arranged}"


def _promise(view: CardFacts, promise: Promise) -> str:
    language = view.language
    ours = promise.direction is Direction.OURS
    who = language.text("we") if ours else view.person(promise.contact_id) or language.text("they")
    due = ""
    if promise.due_on:
        distance = language.due(promise.due_on, view.today)
        due = view.with_notes(view.on(promise.due_on), [distance])
    return "  ".join(filter(None, (language.labelled(who, promise.text), due)))


def _complaint(view: CardFacts, complaint: Complaint, summary: str) -> str:
    text = view.language.text
    state = text(COMPLAINT_STATES[complaint.state])
    severity = text(COMPLAINT_SEVERITIES[complaint.severity])
    day = view.on(complaint.received_at.astimezone().date())
    notes = [severity, state, complaint.remedy_sought]
    return f"{day}  {view.with_notes(summary or complaint.category, notes)}"


def _visit(view: CardFacts, visit: Visit) -> str:
    time = view.language.time(visit.visit_time) if visit.visit_time else ""
    keys = {one.contact_id for one in view.card.visit_contacts if one.visit_id == visit.id}
    people = [one.name for one in view.card.contacts if one.id in keys]
    when = " ".join(filter(None, (view.on(visit.visit_on), time)))
    known = [when, visit.objective, visit.venue, view.listed(people)]
    return "  ".join(one for one in known if one)


def _interaction(view: CardFacts, one: Interaction) -> str:
    text = view.language.text
    emotion = text(EMOTIONS[one.emotion]) if one.emotion else ""
    rating = text("satisfaction {rating} of 5", rating=one.satisfaction) if one.satisfaction else ""
    told = view.with_notes(one.summary, [emotion, rating, one.author])
    return (
        f"{view.on(one.happened_on)}  {view.language.labelled(text(INTERACTIONS[one.kind]), told)}"
    )


def _preference(view: CardFacts, one: Preference) -> str:
    text = view.language.text
    notes = [text(PREFERENCE_CATEGORIES[one.category]), text(EVIDENCE[one.evidence])]
    return f"{_of(view, one.contact_id)}{view.with_notes(one.text, notes)}"


def _of(view: CardFacts, contact_id: int | None) -> str:
    name = view.person(contact_id)
    return view.language.labelled(name, "") if name else ""
