"""How a customer stands, as lines of a card and as JSON: cadence, risks, the influence map."""

from collections.abc import Iterator
from typing import Any

from crm_desktop.cli.card_view import CardView
from crm_desktop.cli.plain import plain, plain_object
from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.services.card_standing import CardStanding
from crm_desktop.text import Language
from crm_desktop.wording.standing import ALARMS, DUTIES, STATUSES, risk_text


def standing_lines(view: CardView) -> Iterator[str]:
    """Yield each duty with what is due, then the risks and how the deciders stand to us."""
    language, standing = view.language, view.standing
    for duty in standing.cadence:
        yield _duty_line(view, duty)
    for risk in standing.risks:
        yield language.labelled(language.text("At risk"), risk_text(language, risk))
    if standing.influence is not None:
        status = language.text(STATUSES[standing.influence.status])
        yield language.labelled(language.text("Influence map"), status)
        for alarm in standing.influence.alarms:
            yield language.text(ALARMS[alarm])


def standing_json(language: Language, standing: CardStanding) -> dict[str, Any]:
    """Return the standing under its documented names."""
    influence = standing.influence
    return {
        "overdue_days": standing.overdue_days,
        "cadence": [_duty_json(duty) for duty in standing.cadence],
        "risks": [
            plain_object({"code": one.code, "params": one.params, "text": risk_text(language, one)})
            for one in standing.risks
        ],
        "influence": influence
        and {
            "status": influence.status.value,
            "alarms": [
                {"code": one.value, "text": language.text(ALARMS[one])} for one in influence.alarms
            ],
        },
    }


def _duty_line(view: CardView, duty: DutyStanding) -> str:
    language = view.language
    days = language.plural("every {count} day", "every {count} days", duty.interval.days)
    name = language.with_note(language.text(DUTIES[duty.interval.duty]), days)
    counts = language.text(
        "{actual} of {planned} this quarter, {scheduled} scheduled",
        actual=duty.actual,
        planned=duty.planned,
        scheduled=duty.scheduled,
    )
    due = "" if duty.interval.is_optional else language.due(duty.due, view.today)
    return language.labelled(name, view.with_notes(due, [counts]) if due else counts)


def _duty_json(duty: DutyStanding) -> dict[str, Any]:
    return {
        "duty": duty.interval.duty.value,
        "interval_days": duty.interval.days,
        "is_optional": duty.interval.is_optional,
        "planned": duty.planned,
        "actual": duty.actual,
        "scheduled": duty.scheduled,
        "remaining": duty.remaining,
        "to_schedule": duty.to_schedule,
        "last": plain(duty.last),
        "due": plain(duty.due),
        "overdue_days": duty.overdue_days,
    }
