"""A week on paper: the visits and the days to remember of seven days."""

from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.brief_privacy import for_privacy
from crm_desktop.domain.briefs import PrivacyLevel, VisitBrief
from crm_desktop.domain.care_dates import CareDate


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day; visits by time, those without one last."""

    day: date
    visits: tuple[VisitBrief, ...] = ()
    care: tuple[CareDate, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Seven days in their order, as of ``today``."""

    days: tuple[WeekDay, ...]
    today: date
    privacy: PrivacyLevel = PrivacyLevel.FULL


def week_for_privacy(plan: WeekPlan, level: PrivacyLevel) -> WeekPlan:
    """Return the week reduced to what ``level`` may show.

    On paper that others see there are no days to remember, which belong to other people.
    """
    if level is PrivacyLevel.FULL:
        return plan
    days = (
        WeekDay(one.day, tuple(for_privacy(visit, level) for visit in one.visits))
        for one in plan.days
    )
    return replace(plan, days=tuple(days), privacy=level)
