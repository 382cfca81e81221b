"""What the desktop is told of: the day at its start, a visit soon, a clock; knows no widget.

A notice names a customer only where the person allows it, and never a promise, a complaint or
anything else that was written down.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_desktop.domain.today import Day, Proposal, TodayKind, TodayPart
from crm_desktop.text import Language
from crm_desktop.ui.habits import Reminding

VISIT_SOON = timedelta(minutes=30)
CLOCK_SOON = timedelta(minutes=60)
PROMISES_FROM_HOUR = 15
"""Ours: then there is still time to keep what was promised for today."""
_PROMISES = (TodayKind.OUR_PROMISE, TodayKind.THEIR_PROMISE)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One notice; it is shown once for its ``key``, which holds the day."""

    key: tuple[object, ...]
    title: str
    text: str


def reminders(language: Language, day: Day, now: datetime, reminding: Reminding) -> list[Reminder]:
    """Return what is to be told at a moment, in order; nothing where reminding is off."""
    if reminding is Reminding.OFF:
        return []
    found = [_summary(language, day), _promises(language, day, now)]
    soon = [
        _visit(language, one, now, reminding)
        for one in day.visits
        if _is_soon(one, now, VISIT_SOON)
    ]
    clocks = [
        _clock(language, one, reminding)
        for one in day.proposals
        if one.kind is TodayKind.COMPLAINT and _is_soon(one, now, CLOCK_SOON)
    ]
    return [one for one in (*found, *soon, *clocks) if one is not None]


def _summary(language: Language, day: Day) -> Reminder | None:
    totals = {part.part: part.total for part in day.parts}
    visits, due = len(day.visits), totals.get(TodayPart.DUE, 0)
    touch = totals.get(TodayPart.TOUCH, 0)
    parts = [
        language.plural("{count} visit", "{count} visits", visits) if visits else "",
        language.plural("{count} thing due", "{count} things due", due) if due else "",
        language.plural("{count} contact overdue", "{count} contacts overdue", touch)
        if touch
        else "",
    ]
    text = language.join([part for part in parts if part])
    if not text:
        return None
    return Reminder(("summary", day.today), language.text("Today"), text)


def _promises(language: Language, day: Day, now: datetime) -> Reminder | None:
    due = sum(one.kind in _PROMISES and one.due == day.today for one in day.proposals)
    if not due or now.hour < PROMISES_FROM_HOUR:
        return None
    text = language.plural("{count} promise is due today", "{count} promises are due today", due)
    return Reminder(("promises", day.today), language.text("Before the day ends"), text)


def _visit(language: Language, one: Proposal, now: datetime, reminding: Reminding) -> Reminder:
    assert one.at is not None
    minutes = max(round((one.at - now).total_seconds() / 60), 0)
    text = language.plural("In {count} minute", "In {count} minutes", minutes)
    if reminding is Reminding.NAMED:
        text = language.labelled(one.who.name, text)
    title = language.text("Visit at {time}", time=language.time(one.at))
    return Reminder(("visit", *one.key), title, text)


def _clock(language: Language, one: Proposal, reminding: Reminding) -> Reminder:
    assert one.at is not None
    title = language.text("A complaint is due at {time}", time=language.time(one.at))
    is_named = reminding is Reminding.NAMED
    text = one.who.name if is_named else language.text("Open Today to see it")
    return Reminder(("complaint", *one.key, one.act), title, text)


def _is_soon(one: Proposal, now: datetime, span: timedelta) -> bool:
    return one.at is not None and now <= one.at <= now + span
