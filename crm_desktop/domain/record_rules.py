"""What the fields of one record must be to each other: days in order, reasons given, and such."""

from collections.abc import Callable, Collection
from dataclasses import fields
from datetime import date
from typing import Any

from crm_desktop.domain import field_checks as checks
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import ConsentMethod
from crm_desktop.domain.contacts import ContactPoint, ImportantDate, PointKind
from crm_desktop.domain.customers import Stage
from crm_desktop.domain.interactions import Complaint, ComplaintState
from crm_desktop.domain.problems import Problem
from crm_desktop.domain.sensitive import default_mark

Rule = tuple[frozenset[str], Callable[[Any], Problem | None]]
"""The fields a rule speaks of, and what it says of a record."""

_LONGEST_LUNAR_MONTH = 30
_LEAP_YEAR = 2024
_PHONES = (PointKind.PHONE, PointKind.MOBILE, PointKind.FAX)


def check_record(
    kind: Kind, record: object, edited: Collection[str] | None = None
) -> Problem | None:
    """Return what is wrong between the fields of a record, or None.

    With ``edited`` only rules that speak of one of those fields count: what came by import must
    not keep another field from being mended.
    """
    names = {one.name for one in fields(record)} if edited is None else set(edited)  # type: ignore[arg-type]
    for spoken_of, rule in _RULES.get(kind, ()):
        if names & spoken_of and (problem := rule(record)):
            return problem
    return None


def check_move(kind: Kind, before: object, after: object) -> Problem | None:
    """Return what keeps a record from going from one state to the next, or None.

    A complaint is not closed before it is followed up (D9).
    """
    if kind is Kind.COMPLAINT and isinstance(before, Complaint) and isinstance(after, Complaint):
        was_open = before.is_open and before.state is not ComplaintState.FOLLOW_UP
        if was_open and not after.is_open:
            return Problem("complaint_follow_up_first", field="state")
    return None


def _in_order(first: str, last: str) -> Rule:
    def rule(record: Any) -> Problem | None:
        start, end = getattr(record, first), getattr(record, last)
        if start is None or end is None or start <= end:
            return None
        return Problem("days_out_of_order", {"first": _day(start)}, last)

    return frozenset({first, last}), rule


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _reasoned(field: str, reason: str, code: Callable[[str], Problem], *values: object) -> Rule:
    """A value (one of ``values``, or any) needs a reason beside it."""

    def rule(record: Any) -> Problem | None:
        value = getattr(record, field)
        needs = value in values if values else value is not None
        return code(reason) if needs and not getattr(record, reason).strip() else None

    return frozenset({field, reason}), rule


def _strategic(field: str) -> Problem:
    return Problem("strategic_reason_missing", field=field)


def _lost(field: str) -> Problem:
    return Problem("lost_reason_missing", field=field)


def _witnessed(field: str) -> Problem:
    return Problem("consent_witness_missing", field=field)


def _mark_kept(kind: Kind) -> Rule:
    """A mark that a fact was given by what it says is taken back with a reason (D28)."""

    def rule(record: Any) -> Problem | None:
        if record.sensitive or record.sensitive_reason.strip():
            return None
        found = default_mark(kind, record)
        if found is None:
            return None
        return Problem("sensitive_reason_missing", {"kind": found.kind.value}, "sensitive_reason")

    return frozenset({"sensitive", "sensitive_reason"}), rule


def _calendar_day(record: ImportantDate) -> Problem | None:
    if record.leap_month and not record.lunar:
        return Problem("leap_month_not_lunar", field="leap_month")
    if record.lunar:
        is_day = 1 <= record.day <= _LONGEST_LUNAR_MONTH
    else:
        is_day = _is_solar(record.year or _LEAP_YEAR, record.month, record.day)
    if is_day:
        return None
    if record.lunar:
        return Problem("lunar_day_unknown", {"day": record.day}, "day")
    return Problem("day_unknown", {"month": record.month, "day": record.day}, "day")


def _is_solar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _reachable(record: ContactPoint) -> Problem | None:
    if record.kind is PointKind.EMAIL:
        return checks.email("value", record.value)
    return checks.phone("value", record.value) if record.kind in _PHONES else None


def _between_two(record: Any) -> Problem | None:
    if record.from_contact_id == record.to_contact_id:
        return Problem("link_to_self", field="to_contact_id")
    return None


def _answered(record: Any) -> Problem | None:
    if record.not_applicable and record.level is not None:
        return Problem("man_level_not_applicable", field="level")
    return None


def _of_somebody(record: Any) -> Problem | None:
    if record.customer_id is None and record.contact_id is None:
        return Problem("record_of_nobody")
    return None


_OWNED: Rule = (frozenset({"customer_id", "contact_id"}), _of_somebody)
_RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.CUSTOMER: (
        _reasoned("strategic_value", "strategic_reason", _strategic),
        _reasoned("stage", "stage_reason", _lost, Stage.LOST),
    ),
    Kind.CONTACT_LINK: ((frozenset({"from_contact_id", "to_contact_id"}), _between_two),),
    Kind.CONTACT_POINT: (_OWNED, (frozenset({"kind", "value"}), _reachable)),
    Kind.ATTACHMENT: (_OWNED,),
    Kind.IMPORTANT_DATE: (
        _OWNED,
        (frozenset({"month", "day", "year", "lunar", "leap_month"}), _calendar_day),
        _mark_kept(Kind.IMPORTANT_DATE),
    ),
    Kind.CONSENT: (
        _OWNED,
        _in_order("given_on", "withdrawn_on"),
        _in_order("given_on", "until"),
        _reasoned("method", "witness", _witnessed, ConsentMethod.ORAL),
    ),
    Kind.TABOO: (_mark_kept(Kind.TABOO),),
    Kind.SPECIAL_NEED: (_mark_kept(Kind.SPECIAL_NEED),),
    Kind.INTERACTION: (_mark_kept(Kind.INTERACTION),),
    Kind.CONTACT: (_mark_kept(Kind.CONTACT),),
    Kind.PAIN_POINT: (_in_order("noted_on", "resolved_on"),),
    Kind.PREFERENCE: (_in_order("noted_on", "confirmed_on"), _mark_kept(Kind.PREFERENCE)),
    Kind.CONTRACT: (_in_order("starts_on", "ends_on"), _in_order("starts_on", "renews_on")),
    Kind.COMPLAINT: (
        _in_order("received_at", "responded_at"),
        _in_order("received_at", "resolved_at"),
    ),
    Kind.PROMISE: (_in_order("made_on", "due_on"), _in_order("made_on", "closed_on")),
    Kind.MAN_ANSWER: ((frozenset({"level", "not_applicable"}), _answered),),
    Kind.TIER_PIN: (_in_order("pinned_on", "expires_on"),),
    Kind.OPPORTUNITY: (_in_order("opened_on", "closed_on"),),
}
