"""`today`: what to do on a day, ranked, with its reasons."""

import argparse
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain, plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.domain.today import Day, DayPart, Proposal, TodayPart
from crm_desktop.services.today import day_wish, load_day
from crm_desktop.text import mark
from crm_desktop.wording.today import ACTS, PARTS, reason_text, when_text

_HEADER = (mark("When"), mark("Tier"), mark("Customer"), mark("Why"), mark("Action"))
_REASON, _NAME = 3, 2


def run(context: Context, options: argparse.Namespace) -> None:
    """Print the day; what was done with or put off is left out."""
    with closing(context.open()) as database:
        playbook = context.playbook(database)
        now = database.clock().astimezone()
        limits = dict.fromkeys(TodayPart, options.limit) if options.limit else None
        day = load_day(database, day_wish(context.as_of, now, limits), playbook)
    if context.as_json:
        context.say_json(as_json(context, day))
        return
    if not day.parts:
        context.say(context.language.text("Nothing is due"))
    for part in day.parts:
        for line in _lines(context, day, part):
            context.say(line)


def as_json(context: Context, day: Day) -> dict[str, Any]:
    """Return a day under its documented names."""
    parts = [
        {
            "part": part.part.value,
            "total": part.total,
            "proposals": [_proposal(context, day, one) for one in part.proposals],
        }
        for part in day.parts
    ]
    return {"as_of": plain(day.today), "parts": parts}


def _proposal(context: Context, day: Day, one: Proposal) -> dict[str, Any]:
    return plain_object(
        {
            "kind": one.kind,
            "customer": {
                "id": one.who.customer_id,
                "name": one.who.name,
                "tier": one.who.tier or None,
            },
            "action": one.act,
            "due": one.due,
            "at": one.at,
            "is_late": one.is_late,
            "subject": one.subject,
            "occurs_on": one.occurs_on,
            "record_id": one.record_id,
            "reason": {
                "code": one.reason.code,
                "text": reason_text(context.language, one, day.today),
            },
            "cadence": [_duty(duty) for duty in one.duties],
        }
    )


def _duty(duty: DutyStanding) -> dict[str, Any]:
    return plain_object(
        {
            "duty": duty.interval.duty,
            "days": duty.interval.days,
            "is_optional": duty.interval.is_optional,
            "planned": duty.planned,
            "actual": duty.actual,
            "scheduled": duty.scheduled,
            "remaining": duty.remaining,
            "to_schedule": duty.to_schedule,
            "last": duty.last,
            "due": duty.due,
        }
    )


def _lines(context: Context, day: Day, part: DayPart) -> list[str]:
    language = context.language
    title = language.with_note(language.text(PARTS[part.part]), language.number(part.total))
    rows = [
        (
            when_text(language, one, day.today),
            one.who.tier,
            one.who.name,
            reason_text(language, one, day.today),
            language.text(ACTS[one.act]),
        )
        for one in part.proposals
    ]
    header = tuple(map(language.text, _HEADER))
    table = table_lines(header, rows, flexible=(_REASON, _NAME), width=context.width)
    more = language.plural("and {count} more", "and {count} more", part.hidden)
    return [title, *table, *([more] if part.hidden else []), ""]
