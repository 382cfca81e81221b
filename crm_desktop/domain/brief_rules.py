"""How a brief is put in order: caps, what leads, what page 1 gives up first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from crm_desktop.domain.brief_values import Attendee, Change, ChangeKind, Of, OpenComplaint
from crm_desktop.domain.briefs import Section
from crm_desktop.domain.contacts import Role
from crm_desktop.domain.interactions import ComplaintSeverity, Interaction
from crm_desktop.domain.preferences import Evidence, Preference, SpecialNeed
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.taboos import Severity, Taboo

T = TypeVar("T")

MAX_ITEMS = 3
"""Items of a block on page 1; taboos, safety facts and complaints are exempt."""

FRONT = (
    Section.WHO,
    Section.CAUTIONS,
    Section.PLAN,
    Section.SERVICE,
    Section.CHANGES,
    Section.NEEDS,
    Section.BUSINESS,
    Section.RAPPORT,
    Section.SELLING,
)
BACK = (Section.PURCHASES, Section.SATISFACTION, Section.SWOT, Section.DATES, Section.NOTES)
ANNEXES = (Section.MAP, Section.CARD, Section.HISTORY)

DEFAULT_SECTIONS = FRONT + BACK

GIVE_UP_ORDER = (
    Section.SELLING,
    Section.RAPPORT,
    Section.BUSINESS,
    Section.NEEDS,
    Section.CHANGES,
)
"""The blocks a crowded page 1 hands over to page 2, the first one first."""

_CHANGE_RANKS = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (ChangeKind.COMPLAINT,),
            (ChangeKind.PEOPLE, ChangeKind.STANCE),
            (ChangeKind.PROMISE, ChangeKind.RETURN, ChangeKind.STEP),
            (ChangeKind.MAN, ChangeKind.TIER, ChangeKind.OPPORTUNITY, ChangeKind.CONTRACT),
            (ChangeKind.PREFERENCE, ChangeKind.PURCHASE),
            (ChangeKind.CARD,),
        )
    )
    for kind in kinds
}
_SEVERITIES = tuple(Severity)
_COMPLAINT_SEVERITIES = tuple(reversed(ComplaintSeverity))
_KEY_ROLES = frozenset({Role.DECIDER, Role.APPROVER, Role.SPONSOR})


def arrange(chosen: Iterable[Section]) -> tuple[Section, ...]:
    """The chosen blocks, the user's order kept within page 1, page 2 and the annexes.

    Cautions are always there, right behind *who*, whatever was chosen.
    """
    wanted = tuple(dict.fromkeys(chosen))
    head = tuple(section for section in (Section.WHO,) if section in wanted)
    fixed = frozenset({Section.WHO, Section.CAUTIONS})
    rest = [section for section in wanted if section not in fixed]
    groups = [tuple(section for section in rest if section in part) for part in _GROUPS]
    return (*head, Section.CAUTIONS, *groups[0], *groups[1], *groups[2])


_GROUPS = (frozenset(FRONT), frozenset(BACK), frozenset(ANNEXES))


def capped(items: Sequence[T], limit: int = MAX_ITEMS) -> tuple[tuple[T, ...], int]:
    """The first ``limit`` items and how many were left out."""
    return tuple(items[:limit]), max(len(items) - limit, 0)


def order_taboos(taboos: Iterable[Of[Taboo]]) -> tuple[Of[Taboo], ...]:
    """Never before avoid before note; a safety fact leads its severity, then newest first.

    A safety fact counts as *never*, whatever was stored (D1).
    """
    return tuple(sorted(taboos, key=_taboo_rank))


def severity_of(taboo: Taboo) -> Severity:
    """The severity that counts: an allergy is always *never* (D1)."""
    return Severity.NEVER if taboo.is_safety_fact else taboo.severity


def _taboo_rank(of: Of[Taboo]) -> tuple[int, bool, int]:
    taboo = of.record
    rank = _SEVERITIES.index(severity_of(taboo))
    return rank, not taboo.is_safety_fact, _newest(taboo.noted_on)


def order_needs(needs: Iterable[Of[SpecialNeed]]) -> tuple[tuple[Of[SpecialNeed], ...], int]:
    """All safety facts, then at most three other needs, and how many were left out."""
    every = tuple(needs)
    safety = tuple(of for of in every if of.record.is_safety_fact)
    others, left = capped([of for of in every if not of.record.is_safety_fact])
    return safety + others, left


def order_promises(
    promises: Iterable[Of[Promise]], side: Direction, today: date
) -> tuple[Of[Promise], ...]:
    """One side's promises: overdue first, then by due day; those without a day come last."""
    mine = [of for of in promises if of.record.direction is side]
    return tuple(sorted(mine, key=lambda of: _promise_rank(of.record, today)))


def _promise_rank(promise: Promise, today: date) -> tuple[bool, date]:
    return not promise.is_overdue(today), promise.due_on or date.max


def order_complaints(complaints: Iterable[OpenComplaint]) -> tuple[OpenComplaint, ...]:
    """Overdue first, then the severest, then the oldest."""
    return tuple(
        sorted(
            complaints,
            key=lambda one: (
                not one.is_overdue,
                _COMPLAINT_SEVERITIES.index(one.complaint.severity),
                one.complaint.received_at,
            ),
        )
    )


def order_attendees(attendees: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """The customer itself, who decides, then by influence; equals keep their order."""
    return tuple(sorted(attendees, key=_attendee_rank))


def _attendee_rank(attendee: Attendee) -> tuple[bool, bool, int]:
    place = attendee.affiliation
    return not attendee.is_customer, place.role not in _KEY_ROLES, -(place.influence or 0)


def order_preferences(preferences: Iterable[Of[Preference]]) -> tuple[Of[Preference], ...]:
    """The strongest first, what was stated before what was seen or concluded, then newest."""
    ranks = tuple(Evidence)
    return tuple(
        sorted(
            preferences,
            key=lambda of: (
                -of.record.strength,
                ranks.index(of.record.evidence),
                _newest(of.record.confirmed_on or of.record.noted_on),
            ),
        )
    )


def order_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What may change the talk first: trouble, people, our standing, business; then the newest."""
    return tuple(sorted(changes, key=lambda one: (_CHANGE_RANKS[one.kind], -one.on.toordinal())))


def newest_first(interactions: Iterable[Interaction]) -> tuple[Interaction, ...]:
    """Interactions by day, the newest first."""
    return tuple(sorted(interactions, key=lambda one: one.happened_on, reverse=True))


def _newest(day: date | None) -> int:
    return -day.toordinal() if day else 0
