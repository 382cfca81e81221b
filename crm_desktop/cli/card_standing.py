"""How a customer stands, as JSON: cadence, risks, the influence map."""

from typing import Any

from crm_desktop.cli.plain import plain, plain_object
from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.domain.card_standing import CardStanding
from crm_desktop.text import Language
from crm_desktop.wording.standing import ALARMS, risk_text


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
