"""What the first tab says of a customer, line by line; knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from crm_desktop.domain.contacts import Affiliation, PointKind
from crm_desktop.domain.development import OPEN_STATES
from crm_desktop.domain.influence_map import MapStatus, is_key_player
from crm_desktop.domain.interactions import ComplaintState
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.card_views import CardView
from crm_desktop.text import Language
from crm_desktop.wording.card import (
    COMPLAINT_STATES,
    EMOTIONS,
    INTERACTIONS,
    ROLES,
    STANCES,
)
from crm_desktop.wording.standing import ALARMS, DUTIES, STATUSES, risk_text

NEXT_SHOWN, PROMISES_SHOWN, RECENT_SHOWN, PEOPLE_SHOWN = 4, 6, 5, 5
_REACHED_BY = (PointKind.MOBILE, PointKind.PHONE, PointKind.EMAIL, PointKind.WECHAT)
_STATUS_LOOKS = {MapStatus.RED: "problem", MapStatus.AMBER: "warning", MapStatus.GREEN: "good"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: a text, what stands muted after it, and a style."""

    text: str
    detail: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to reach somebody, to be copied by a click."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """A person of the card with what matters before a call."""

    name: str
    detail: str
    ways: tuple[Reach, ...]


def next_visit(view: CardView) -> Visit | None:
    """Return the next planned visit, None without one."""
    planned = [
        one
        for one in view.card.visits
        if one.state is VisitState.PLANNED and one.visit_on >= view.today
    ]
    return min(planned, key=lambda one: (one.visit_on, one.visit_time or time.max), default=None)


def untold_visit(view: CardView, now: datetime) -> Visit | None:
    """Return the last planned visit whose time has passed, None without one."""
    passed = [
        one for one in view.card.visits if one.state is VisitState.PLANNED and one.is_over(now)
    ]
    return max(passed, key=lambda one: (one.visit_on, one.visit_time or time.max), default=None)


def visit_line(visit: Visit, view: CardView, language: Language) -> Line:
    """Return when the visit is, and for what."""
    when = language.date(visit.visit_on)
    if visit.visit_time:
        when = f"{when} {language.time(visit.visit_time)}"
    when = language.with_note(when, language.relative(visit.visit_on, view.today))
    return Line(when, visit.objective or visit.venue)


def next_lines(view: CardView, language: Language) -> list[Line]:
    """Return what is to be done next, the earliest first; what has no day comes last."""
    steps = sorted(_steps(view), key=lambda one: (one[0] is None, one[0] or view.today))
    return [_dated(day, text, view, language) for day, text in steps[:NEXT_SHOWN]]


def standing_lines(view: CardView, language: Language) -> list[Line]:
    """Return what is overdue, why the customer may be slipping away, and who supports us."""
    standing = view.standing
    found = [_complaint(one.state, language) for one in view.card.complaints if one.is_open]
    for duty in standing.cadence:
        name = language.text(DUTIES[duty.interval.duty])
        if not duty.interval.is_optional:
            look = "problem" if duty.overdue_days else ""
            due = language.due(duty.due, view.today)
            found.append(Line(_sentence(language.labelled(name, due)), "", look))
    found += [Line(_sentence(risk_text(language, one)), "", "warning") for one in standing.risks]
    if standing.influence is not None:
        status = standing.influence.status
        told = _sentence(language.text(STATUSES[status]))
        found.append(Line(told, "", _STATUS_LOOKS[status]))
        alarms = [_sentence(language.text(ALARMS[one])) for one in standing.influence.alarms]
        found += [Line(alarm, "", "warning") for alarm in alarms]
    return found


def promise_lines(view: CardView, direction: Direction, language: Language) -> list[Line]:
    """Return the open promises of one side, overdue first."""
    still_open = [
        one
        for one in view.card.promises
        if one.state is PromiseState.OPEN and one.direction is direction
    ]
    still_open.sort(key=lambda one: (one.due_on is None, one.due_on or view.today))
    return [_promise(one, view, language) for one in still_open[:PROMISES_SHOWN]]


def recent_lines(view: CardView, language: Language) -> list[Line]:
    """Return what happened last."""
    known = [one for one in view.card.interactions if one.happened_on <= view.today]
    found = []
    for one in known[:RECENT_SHOWN]:
        kind = language.text(INTERACTIONS[one.kind])
        mood = language.text(EMOTIONS[one.emotion]) if one.emotion else ""
        day = language.date(one.happened_on)
        notes = " · ".join(part for part in (day, kind, mood) if part)
        found.append(Line(one.summary, notes))
    return found


def key_people(view: CardView, language: Language) -> list[KeyPerson]:
    """Return the people who count, the main contact and those with most influence first."""
    contacts = {one.id: one for one in view.card.contacts}
    places = [
        one
        for one in view.card.affiliations
        if one.contact_id in contacts and (one.left_on is None or one.left_on > view.today)
    ]
    places.sort(key=lambda one: (not one.is_main, not is_key_player(one), -(one.influence or 0)))
    return [
        KeyPerson(
            contacts[one.contact_id].name,
            _place_words(one, language),
            tuple(_ways(view, one.contact_id, language)),
        )
        for one in places[:PEOPLE_SHOWN]
    ]


def own_ways(view: CardView, language: Language) -> tuple[Reach, ...]:
    """Return how the customer itself is reached."""
    return tuple(_ways(view, None, language))


def purchase_lines(view: CardView, recent: Sequence[Purchase], language: Language) -> list[Line]:
    """Return the sum of recent purchases, how many they are, and how many no sum holds."""
    if not recent:
        return []
    counted = [view.amounts[one.id or 0] for one in recent if one.id in view.amounts]
    total = sum(counted, Decimal(0))
    money = language.short_money(total, view.currency) if view.currency else language.number(total)
    count = language.plural("{count} purchase", "{count} purchases", len(recent))
    last = language.text("last on {day}", day=language.date(recent[0].purchased_on))
    found = [Line(money, f"{count} · {last}", "figure")]
    if missing := len(recent) - len(counted):
        told = language.plural(
            "{count} purchase is left out: its currency has no exchange rate.",
            "{count} purchases are left out: their currency has no exchange rate.",
            missing,
        )
        found.append(Line(told, "", "warning"))
    return found


def goal_lines(view: CardView, language: Language) -> list[Line]:
    """Return the goals not reached yet."""
    goals = [one for one in view.card.goals if one.reached_on is None]
    return [
        Line(one.text, language.due(one.due_on, view.today) if one.due_on else "") for one in goals
    ]


def man_lines(view: CardView, language: Language) -> list[str]:
    """Return the scores of a lead's letters, and how sure they are."""
    found = view.assessment
    if found is None or not found.is_assessed:
        return []
    score = language.text("{score} of 100", score=round(found.overall))
    sure = language.text("confidence {share}", share=language.percent(float(found.confidence), 0))
    return [f"{found.man_class} · {score} · {sure}"]


def _sentence(words: str) -> str:
    """Return words that stand on a line of their own, where they may follow others too."""
    return words[:1].upper() + words[1:]


def _steps(view: CardView) -> Iterator[tuple[date | None, str]]:
    card = view.card
    for chance in card.opportunities:
        if chance.state in OPEN_STATES and chance.next_step:
            yield chance.next_step_on, f"{chance.title}: {chance.next_step}"
    for action in card.actions:
        if action.done_on is None:
            yield action.due_on, action.text
    for contract in card.contracts:
        if contract.renews_on and contract.renews_on >= view.today:
            yield contract.renews_on, contract.name


def _dated(day: date | None, text: str, view: CardView, language: Language) -> Line:
    if day is None:
        return Line(text)
    look = "problem" if day < view.today else ""
    return Line(text, language.due(day, view.today), look)


def _promise(one: Promise, view: CardView, language: Language) -> Line:
    who = one.who
    if not who and one.contact_id is not None:
        who = next((c.name for c in view.card.contacts if c.id == one.contact_id), "")
    due = language.due(one.due_on, view.today) if one.due_on else ""
    look = "problem" if one.is_overdue(view.today) else ""
    return Line(one.text, " · ".join(part for part in (who, due) if part), look)


def _complaint(state: ComplaintState, language: Language) -> Line:
    told = language.text(COMPLAINT_STATES[state])
    return Line(language.labelled(language.text("Open complaint"), told), "", "problem")


def _place_words(one: Affiliation, language: Language) -> str:
    role = language.text(ROLES[one.role]) if one.role else ""
    stance = language.text(STANCES[one.stance]) if one.stance is not None else ""
    return " · ".join(part for part in (one.title, role, stance) if part)


def _ways(view: CardView, contact_id: int | None, language: Language) -> Iterator[Reach]:
    points = [one for one in view.card.points if one.contact_id == contact_id]
    for kind in _REACHED_BY:
        for one in points:
            if one.kind is kind:
                yield Reach(language.phone(one.value, one.extension or None), one.value)
