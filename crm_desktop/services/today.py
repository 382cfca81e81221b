"""The day of an account manager: everything due over the whole file, ranked with its reasons."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from crm_desktop.domain import today_rules as rules
from crm_desktop.domain.at_risk import RiskCode, risks
from crm_desktop.domain.cadence import Cadence, Interval, standing
from crm_desktop.domain.care_dates import CareDate, CareKind
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.periods import quarter_of
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.today import PARTS, Day, DayPart, Proposal, TodayPart, Who, day_part
from crm_desktop.services.care_calendar import days_kept
from crm_desktop.services.care_dates import care_dates_between
from crm_desktop.storage import settings, visits
from crm_desktop.storage import today as stored
from crm_desktop.storage import today_customers as customers
from crm_desktop.storage.database import Database
from crm_desktop.storage.due_days import tier_since
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.tier_records import tiers

USUAL_LIMITS: Mapping[TodayPart, int] = {
    TodayPart.VISITS: 40,
    TodayPart.DUE: 12,
    TodayPart.TOUCH: 8,
    TodayPart.AHEAD: 8,
    TodayPart.TIDY: 5,
}
"""So many of each part are shown at first; a person does not do more before noon."""
PROMISED_AHEAD_DAYS = 2
"""Ours: a promise is told of two days before its day, so that it can still be kept."""
UNTOLD_DAYS = 30
"""Ours: nobody remembers how an older visit went."""
CARE_LEAD_DAYS = 14
_CARE_LEAD = "care_lead_days"
_MOST_SILENT = 200
_CARE_STEPS = (1, 4)
"""A file with more dates than are shown within so many days is read no further."""

Found = tuple[list[Proposal], int]
"""Proposals of one kind, and how many there are in all."""


@dataclass(frozen=True, slots=True)
class DayWish:
    """What day is asked for, at which moment of it, and how much of each part."""

    today: date
    now: datetime
    limits: Mapping[TodayPart, int]


def day_wish(today: date, now: datetime, limits: Mapping[TodayPart, int] | None = None) -> DayWish:
    """Return the wish for a day; without ``limits`` as much as is shown at first.

    ``now`` has a zone; on another day than its own the whole of ``today`` lies ahead.
    """
    local = now if now.tzinfo is not None else now.replace(tzinfo=UTC)
    if local.date() != today:
        local = datetime.combine(today, datetime.min.time(), tzinfo=local.tzinfo)
    return DayWish(today, local, dict(USUAL_LIMITS) | dict(limits or {}))


def load_day(database: Database, wish: DayWish, playbook: Playbook) -> Day:
    """Return what to do on a day; for a worker, 80 ms at 100,000 customers.

    What was done with or put off is left out, and so is everybody in the bin.
    """
    with database.read() as reading:
        lead = care_lead_days(reading)
        found = _Gathering(reading, wish)
        gathered = found.all()
    care, further = _care_dates(database, wish, lead, playbook)
    with database.read() as reading:
        proposals, total = _care(reading, wish.today, care)
    gathered.append((proposals, total + further))
    return Day(wish.today, tuple(_parts(gathered, wish)))


def has_customers(database: Database) -> bool:
    """Return whether there is anybody to think of; takes no time."""
    with database.read() as reading:
        return stored.has_customers(reading)


def care_lead_of(database: Database) -> int:
    """Return how many days before it a day to remember is told of in this file (D19)."""
    with database.read() as reading:
        return care_lead_days(reading)


def set_care_lead(database: Database, days: int, *, author: str = "") -> Changes:
    """Tell of days to remember so many days before."""
    with database.write("care_lead_set", author=author) as work:
        settings.write_setting(work, _CARE_LEAD, days)
    return work.changes


def care_lead_days(reading: Reading) -> int:
    """Return how many days before it a day to remember is told of (D19)."""
    found = settings.read_setting(reading, _CARE_LEAD)
    return found if isinstance(found, int) and 1 <= found <= 90 else CARE_LEAD_DAYS


def _parts(gathered: Iterable[Found], wish: DayWish) -> Iterator[DayPart]:
    proposals: dict[TodayPart, list[Proposal]] = {part: [] for part in TodayPart}
    totals = dict.fromkeys(TodayPart, 0)
    for some, total in gathered:
        if some:
            part = PARTS[some[0].kind]
            proposals[part] += some
            totals[part] += total
    for part in TodayPart:
        if proposals[part]:
            found = proposals[part], totals[part]
            yield day_part(part, found, today=wish.today, limit=wish.limits[part])


class _Gathering:
    """One reading of the file for one day."""

    def __init__(self, reading: Reading, wish: DayWish) -> None:
        self._reading, self._wish = reading, wish
        self._today = wish.today
        self._scope = stored.scope(reading, wish.today, max(wish.limits.values()))
        self._gone = stored.dismissed(reading, wish.today)
        self._told: set[int] = set()

    def all(self) -> list[Found]:
        """Return every kind but the care dates."""
        return [
            self._visits(),
            self._complaints(),
            self._due(Kind.PROMISE, "promise", rules.of_promise, until=self._promised_until),
            self._due(Kind.RELATIONSHIP_ACTION, "action", rules.of_action),
            self._due(Kind.SWOT_ITEM, "swot", rules.of_swot),
            self._due(Kind.OPPORTUNITY, "opportunity", rules.of_step),
            self._overdue(),
            self._silent(),
            self._renewals(),
            self._chances(),
            self._leads(),
            self._stale(),
        ]

    def _visits(self) -> Found:
        first = self._today - timedelta(days=UNTOLD_DAYS)
        hidden = self._hidden("visit")
        today = stored.open_visits(self._scope, hidden)
        # Those to be told of stand first, and must not push the day's own out of the list.
        room = max(self._limit(TodayPart.VISITS) - len(today), 0)
        untold = stored.untold_visits(self._scope, first, hidden, limit=room)
        found = [*untold.values, *today]
        people = visits.attendee_names(self._reading, [one.id for one in found])
        who = self._people(one.customer_id for one in found)
        now = self._wish.now
        proposals = [
            rules.of_visit(one, who[one.customer_id], people.get(one.id, ()), now) for one in found
        ]
        return proposals, untold.total + len(today)

    def _complaints(self) -> Found:
        end = datetime.combine(self._today, datetime.max.time(), tzinfo=self._wish.now.tzinfo)
        found = stored.complaints(self._scope, int(end.timestamp() * 1_000_000))
        hidden = {key for key, _ in self._hidden("complaint")}
        who = self._people(one.customer_id for one, _ in found)
        now = self._wish.now
        return _whole(
            rules.of_complaint(one, about, who[one.customer_id], now)
            for one, about in found
            if one.id not in hidden
        )

    def _due(
        self,
        kind: Kind,
        subject: str,
        rule: Callable[..., Proposal],
        *,
        until: date | None = None,
    ) -> Found:
        hidden = self._hidden(subject)
        found = stored.due(self._scope, kind, until or self._today, hidden)
        who = self._people(one.customer_id for one in found.values)
        proposals = [rule(one, who[one.customer_id], self._today) for one in found.values]
        return proposals, found.total

    def _overdue(self) -> Found:
        found = customers.overdue(
            self._reading, self._today, self._gone, limit=self._limit(TodayPart.TOUCH)
        )
        keys = list(found.due_of)
        self._told |= set(keys)
        who, cadence = self._people(keys), settings.cadence(self._reading)
        tier_of = {key: who[key].tier for key in keys}
        since = tier_since(self._reading, self._today, keys, tier_of)
        quarter = quarter_of(self._today)
        touches = customers.standing_touches(self._reading, self._today, quarter, keys)
        proposals = []
        for key in keys:
            duties = standing(
                _asked(cadence, tier_of[key]),
                touches[key],
                since=date.fromisoformat(since[key]),
                period=quarter,
                today=self._today,
            )
            if duties:
                proposals.append(rules.of_duties(duties, who[key], found.due_of[key]))
        return proposals, found.total

    def _silent(self) -> Found:
        """Those who fell silent, without those who are to be met anyway.

        The marks stand on the day of the list; the rule has the last word on another.
        """
        keys = [
            key
            for key in customers.silent(self._reading, limit=_MOST_SILENT)
            if key not in self._told
        ]
        known = customers.activities(self._reading, keys, self._today)
        hidden = {(one.customer_id, one.occurs_on) for one in self._gone if one.subject == "risk"}
        who = self._people(keys)
        return _whole(
            rules.of_risk(risk, who[key], known[key].last_purchase)
            for key in keys
            if key in known and (key, known[key].last_purchase) not in hidden
            for risk in risks(known[key], today=self._today)
            if risk.code is RiskCode.SILENT
        )

    def _renewals(self) -> Found:
        last = self._today + timedelta(days=rules.RENEWAL_DAYS)
        hidden = self._hidden("contract")
        found = stored.renewals(self._scope, last, hidden)
        keys = {one.customer_id for one in found.values}
        who = self._people(keys)
        met = stored.last_contacts(self._reading, keys, self._today)
        proposals = [
            rules.of_renewal(one, who[one.customer_id], met.get(one.customer_id), self._today)
            for one in found.values
        ]
        return proposals, found.total

    def _chances(self) -> Found:
        found = stored.without_step(self._scope, self._hidden("opportunity"))
        who = self._people(one.customer_id for one in found.values)
        return [rules.of_chance(one, who[one.customer_id]) for one in found.values], found.total

    def _leads(self) -> Found:
        limit = self._limit(TodayPart.TIDY)
        found, total = customers.leads(self._reading, self._gone, limit=limit)
        who = self._people(key for key, _ in found)
        return [rules.of_lead(who[key], since, self._today) for key, since in found], total

    def _stale(self) -> Found:
        limit = self._limit(TodayPart.TIDY)
        found, total = customers.unconfirmed(self._reading, self._today, self._gone, limit=limit)
        who = self._people(found)
        return [rules.of_stale(one, who[key], self._today) for key, one in found.items()], total

    @property
    def _promised_until(self) -> date:
        return self._today + timedelta(days=PROMISED_AHEAD_DAYS)

    def _limit(self, part: TodayPart) -> int:
        return self._wish.limits[part]

    def _hidden(self, subject: str) -> set[tuple[int, date | None]]:
        """Keys of the records of a sort that were dismissed, with the day they spoke of."""
        start = f"{subject}:"
        return {
            (int(one.subject[len(start) :]), one.occurs_on)
            for one in self._gone
            if one.subject.startswith(start) and one.subject[len(start) :].isdecimal()
        }

    def _people(self, customer_ids: Iterable[int]) -> dict[int, Who]:
        return _people(self._reading, self._today, set(customer_ids))


def _care_dates(
    database: Database, wish: DayWish, lead: int, playbook: Playbook
) -> tuple[list[CareDate], int]:
    """Return the days ahead as far as so many are shown, and how many are further ahead.

    A large file has hundreds a day: those nobody sees are only counted.
    """
    found: list[CareDate] = []
    for days in (*(step for step in _CARE_STEPS if step < lead), lead):
        last = wish.today + timedelta(days=days)
        found = care_dates_between(database, wish.today, last, today=wish.today, playbook=playbook)
        if len(found) > wish.limits[TodayPart.AHEAD] and days < lead:
            rest = last + timedelta(days=1), wish.today + timedelta(days=lead)
            with database.read() as reading:
                return found, stored.count_dates(reading, days_kept(*rest))
    return found, 0


def _care(reading: Reading, today: date, found: Sequence[CareDate]) -> Found:
    """A festival is told for each of the best customers who keep it; renewals stand apart."""
    own = [one for one in found if one.customer_id is not None and one.kind is not CareKind.RENEWAL]
    who = _people(reading, today, {one.customer_id for one in own if one.customer_id is not None})
    proposals = [
        rules.of_care(one, who[one.customer_id], today)
        for one in own
        if one.customer_id is not None and one.customer_id in who
    ]
    total = len(proposals)
    for one in found:
        if one.customer_id is None:
            total += one.count
            keepers = (Who(who.customer_id, who.name, who.tier) for who in one.keepers)
            proposals += [rules.of_care(one, who, today) for who in keepers]
    return proposals, total


def _people(reading: Reading, today: date, keys: set[int]) -> dict[int, Who]:
    if not keys:
        return {}
    names, tier_of = visits.customer_names(reading, keys), tiers(reading, today, keys)
    return {key: Who(key, name, tier_of.get(key, "")) for key, name in names.items()}


def _asked(cadence: Cadence, tier: str) -> Sequence[Interval]:
    return cadence[Tier(tier)] if tier else ()


def _whole(proposals: Iterable[Proposal]) -> Found:
    found = list(proposals)
    return found, len(found)
