"""The days to think of customers, over the whole file or of one of them (D19)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from crm_desktop.domain.care_dates import CareDate, CareKind, Festival, Keeper
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.playbook import Playbook
from crm_desktop.language import kept_days
from crm_desktop.services.brief_cautions import is_mourning, mourning_words
from crm_desktop.services.care_calendar import (
    FESTIVAL_NAMES,
    days_kept,
    falls_on,
    festivals_between,
    is_chinese_place,
    lunar_words,
    speaks_chinese,
)
from crm_desktop.storage import care_dates as stored
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading


class _Window(NamedTuple):
    """Which days are asked for, as of which day, and of whom; None for everybody."""

    first: date
    last: date
    today: date
    customer_id: int | None = None


def care_dates_between(
    database: Database, first: date, last: date, *, today: date, playbook: Playbook
) -> list[CareDate]:
    """Return the days of everybody from ``first`` to ``last``, the earliest first (D19).

    A person's date stands once, at the customer where they are the main contact; a festival once
    for all who keep it. Who left, who is in the bin, and what was done with or put off is left out.
    """
    window = _Window(first, last, today)
    with database.read() as reading:
        festivals = list(_festivals(reading, window, playbook))
        return _found(reading, window, playbook, festivals)


def care_dates_of(
    database: Database,
    customer_id: int,
    days: tuple[date, date],
    *,
    today: date,
    playbook: Playbook,
) -> list[CareDate]:
    """Return the days of one customer and its people in a run of days; festivals are for all."""
    window = _Window(*days, today, customer_id)
    with database.read() as reading:
        return _found(reading, window, playbook, [])


def _found(
    reading: Reading, window: _Window, playbook: Playbook, festivals: list[CareDate]
) -> list[CareDate]:
    found = [*_dates(reading, window), *_contracts(reading, window), *festivals]
    hidden = _hidden(reading, window)
    kept = [one for one in found if not hidden(one)]
    ordered = sorted(kept, key=lambda one: (one.on, one.customer_name, one.person, one.subject))
    return _guarded(reading, ordered, playbook)


def _dates(reading: Reading, window: _Window) -> Iterator[CareDate]:
    """The main contact's customer comes first, so that a person's date is told there."""
    if window.customer_id is None:
        rows = stored.dates_on(reading, days_kept(window.first, window.last), window.today)
    else:
        rows = stored.dates_at(reading, window.customer_id, window.today)
    told: set[int | None] = set()
    for row in sorted(rows, key=lambda row: (row.date.id, not row.is_main, row.customer_id)):
        if row.date.id not in told:
            told.add(row.date.id)
            yield from _falling(row, window)


def _falling(row: stored.Dated, window: _Window) -> Iterator[CareDate]:
    one = row.date
    for occurrence in falls_on(one, window.first, window.last):
        yield CareDate(
            occurrence.on,
            CareKind(one.kind.value),
            f"date:{one.id}",
            row.customer_id,
            row.customer_name,
            one.contact_id,
            row.person,
            one.label,
            lunar_words(one),
            occurrence.years,
        )


def _contracts(reading: Reading, window: _Window) -> Iterator[CareDate]:
    """A contract that ends on the day it renews is told once."""
    days, only = (window.first, window.last), window.customer_id
    renewals = stored.contract_days(reading, "renews_on", days, window.today, only)
    renewed = {(one.contract_id, one.on) for one in renewals}
    for one in renewals:
        yield _agreed(one, CareKind.RENEWAL, f"contract:{one.contract_id}")
    for one in stored.contract_days(reading, "ends_on", days, window.today, only):
        if (one.contract_id, one.on) not in renewed:
            yield _agreed(one, CareKind.CONTRACT_END, f"contract_end:{one.contract_id}")


def _agreed(one: stored.Agreed, kind: CareKind, subject: str) -> CareDate:
    return CareDate(one.on, kind, subject, one.customer_id, one.customer_name, label=one.name)


def _hidden(reading: Reading, window: _Window) -> Callable[[CareDate], bool]:
    found: dict[tuple[str, date | None], list[Dismissal]] = {}
    for one in stored.dismissals_between(reading, window.first, window.last):
        found.setdefault((one.subject, one.occurs_on), []).append(one)

    def is_hidden(care: CareDate) -> bool:
        said = found.get((care.subject, care.on), ())
        return any(
            one.hides(care.subject, care.on, window.today)
            for one in said
            if care.customer_id is not None or one.customer_id is None
        )

    return is_hidden


def _guarded(reading: Reading, found: list[CareDate], playbook: Playbook) -> list[CareDate]:
    """Mark whom nobody may congratulate: in mourning, and on the days of the dead (D26)."""
    keys = {one.customer_id for one in found if one.customer_id is not None}
    mourning = in_mourning(reading, playbook, keys) if keys else set()
    return [
        replace(one, may_congratulate=False)
        if one.customer_id in mourning or _is_day_of_dead(one.on)
        else one
        for one in found
    ]


@lru_cache(maxsize=1024)
def _is_day_of_dead(day: date) -> bool:
    """Remembered, because thousands of dates fall on the few days that are asked for."""
    return kept_days.is_qingming(day) or kept_days.is_ghost_festival(day)


def in_mourning(
    reading: Reading, playbook: Playbook, keys: Collection[int] | None = None
) -> set[int]:
    """Return which customers have a house in mourning, of all or of these."""
    words = mourning_words(playbook)
    found = stored.taboos_with(reading, words, keys)
    return {customer for customer, text in found if is_mourning([text], words)}


def _festivals(reading: Reading, window: _Window, playbook: Playbook) -> Iterator[CareDate]:
    """Yield a festival once, with how many keep it; nobody who mourns or was greeted counts."""
    falling = festivals_between(window.first, window.last)
    if not falling:
        return
    keeping, mourning = _keeping(reading), in_mourning(reading, playbook)
    for on, festival in falling:
        subject = f"festival:{festival.value}"
        done = _done(stored.dismissals_between(reading, on, on), subject, window.today)
        count, top = stored.keepers(reading, keeping, mourning | done, window.today)
        if count:
            yield _festival(on, festival, count, top)


def _done(dismissals: Iterable[Dismissal], subject: str, today: date) -> set[int]:
    return {
        one.customer_id
        for one in dismissals
        if one.customer_id is not None and one.hides(subject, one.occurs_on, today)
    }


def _festival(
    on: date, festival: Festival, count: int, top: list[tuple[int, str, str]]
) -> CareDate:
    return CareDate(
        on,
        CareKind.FESTIVAL,
        f"festival:{festival.value}",
        lunar=FESTIVAL_NAMES[festival],
        festival=festival,
        count=count,
        keepers=tuple(Keeper(*one) for one in top),
    )


def _keeping(reading: Reading) -> stored.Keeping:
    countries, languages, speakers = stored.spellings(reading)
    return stored.Keeping(
        tuple(filter(is_chinese_place, countries)),
        tuple(filter(speaks_chinese, languages)),
        tuple(filter(speaks_chinese, speakers)),
    )
