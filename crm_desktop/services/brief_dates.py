"""The days ahead of a customer: birthdays by sun and moon, festivals, renewals, promises (D19)."""

from collections.abc import Iterator
from datetime import date, timedelta

from crm_desktop.domain.brief_values import Occasion, OccasionKind
from crm_desktop.domain.briefs import Outlook
from crm_desktop.domain.care_dates import EXPIRIES
from crm_desktop.domain.contacts import DateKind
from crm_desktop.domain.promises import PromiseState
from crm_desktop.services.brief_cautions import Guard
from crm_desktop.services.brief_people import People
from crm_desktop.services.care_calendar import (
    FESTIVAL_NAMES,
    festivals_between,
    keeps_festivals,
    lunar_words,
    next_day,
)

AHEAD_DAYS = 60
_OCCASIONS = {
    DateKind.BIRTHDAY: OccasionKind.BIRTHDAY,
    DateKind.ANNIVERSARY: OccasionKind.ANNIVERSARY,
    DateKind.OTHER: OccasionKind.OTHER,
} | dict.fromkeys(EXPIRIES, OccasionKind.EXPIRY)


def outlook(people: People, watch: Guard) -> Outlook:
    """Return our position and the days of the next 60 days, the nearest first (D19, D20)."""
    today = people.today
    last = today + timedelta(days=AHEAD_DAYS)
    found = [*_dates(people), *_renewals(people), *_due_promises(people)]
    who = people.card.customer
    if keeps_festivals(who.country, who.language, who.name) and not watch.is_mourning:
        found += _festivals(today, last)
    coming = [one for one in found if today <= one.on <= last]
    ordered = sorted(coming, key=lambda one: (one.on, one.text, one.person))
    return Outlook(people.card.swot, tuple(ordered))


def _dates(people: People) -> Iterator[Occasion]:
    """Yield important days; one without words of its own is told by whose it is."""
    for one in people.card.dates:
        on = next_day(one, people.today) if people.is_present(one.contact_id) else None
        if on is not None:
            person = people.name(one.contact_id)
            text = one.label or person or people.card.customer.name
            whose = person if one.label else ""
            yield Occasion(on, _OCCASIONS[one.kind], text, whose, lunar_words(one))


def _festivals(first: date, last: date) -> list[Occasion]:
    return [
        Occasion(on, OccasionKind.HOLIDAY, "", lunar=FESTIVAL_NAMES[festival])
        for on, festival in festivals_between(first, last)
    ]


def _renewals(people: People) -> Iterator[Occasion]:
    for one in people.card.contracts:
        if one.renews_on is not None:
            yield Occasion(one.renews_on, OccasionKind.RENEWAL, one.name)


def _due_promises(people: People) -> Iterator[Occasion]:
    for one in people.card.promises:
        if one.due_on is not None and one.state is PromiseState.OPEN:
            person = people.name(one.contact_id) or one.who
            yield Occasion(one.due_on, OccasionKind.PROMISE, one.text, person)
