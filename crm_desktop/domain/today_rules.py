"""What each kind of record proposes on a day, with its reason and its action (Today)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from crm_desktop.domain.at_risk import Risk
from crm_desktop.domain.cadence import Duty, DutyStanding
from crm_desktop.domain.care_dates import EXPIRIES, CareDate, CareKind
from crm_desktop.domain.complaint_clock import clock
from crm_desktop.domain.customers import Section
from crm_desktop.domain.development import Opportunity, RelationshipAction, SwotItem
from crm_desktop.domain.interactions import Complaint
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.purchases import Contract
from crm_desktop.domain.today import (
    Proposal,
    Reason,
    ReasonCode,
    TodayAct,
    TodayKind,
    Who,
    most_pressing,
)
from crm_desktop.domain.visits import Visit

RENEWAL_DAYS = 90
_EXPIRIES = frozenset(one.value for one in EXPIRIES)
_DUTY_ACTS: Mapping[Duty, TodayAct] = MappingProxyType(
    {
        Duty.CONTACT: TodayAct.LOG_CALL,
        Duty.VISIT: TodayAct.PLAN_VISIT,
        Duty.EXECUTIVE_VISIT: TodayAct.PLAN_VISIT,
        Duty.BATCH_TOUCH: TodayAct.LOG_MESSAGE,
        Duty.SURVEY: TodayAct.LOG_SURVEY,
    }
)


def of_visit(visit: Visit, who: Who, people: Sequence[str], now: datetime) -> Proposal:
    """Propose the brief of a visit of today, and to tell of one whose time has passed.

    ``now`` is the local moment on the day that is looked at.
    """
    at, has_passed = _starts(visit, now), visit.is_over(now)
    if has_passed:
        kind, act = TodayKind.HOW_DID_IT_GO, TodayAct.TELL
        reason = Reason(ReasonCode.VISIT_PASSED, {"day": visit.visit_on, "people": tuple(people)})
    else:
        kind, act = TodayKind.VISIT, TodayAct.PRINT_BRIEF
        reason = _visit_reason(visit, people)
    return Proposal(
        kind, who, act, f"visit:{visit.id}", reason, visit.visit_on, at,
        occurs_on=visit.visit_on, record_id=visit.id, is_late=has_passed,
    )  # fmt: skip


def of_promise(promise: Promise, who: Who, today: date) -> Proposal:
    """Propose to keep a promise of ours, or to have one of theirs kept (D25)."""
    is_ours = promise.direction is Direction.OURS
    return Proposal(
        TodayKind.OUR_PROMISE if is_ours else TodayKind.THEIR_PROMISE,
        who,
        TodayAct.KEPT,
        f"promise:{promise.id}",
        Reason(
            ReasonCode.WE_PROMISED if is_ours else ReasonCode.THEY_PROMISED,
            {"text": promise.text, "made_on": promise.made_on, "by": promise.who},
        ),
        promise.due_on,
        occurs_on=promise.due_on,
        record_id=promise.id,
        is_late=promise.is_overdue(today),
    )


def of_complaint(complaint: Complaint, summary: str, who: Who, now: datetime) -> Proposal:
    """Propose the step an open complaint is at, by its clock (D9)."""
    due = clock(complaint, who.tier, now=now)
    if complaint.resolved_at is not None:
        code, act, at = ReasonCode.COMPLAINT_FOLLOW_UP, TodayAct.FOLLOW_UP, complaint.resolved_at
    elif complaint.responded_at is None:
        code, act, at = ReasonCode.COMPLAINT_ANSWER, TodayAct.ANSWERED, due.respond_by
    else:
        code, act, at = ReasonCode.COMPLAINT_RESOLVE, TodayAct.RESOLVED, due.resolve_by
    local = at.astimezone(now.tzinfo)
    return Proposal(
        TodayKind.COMPLAINT,
        who,
        act,
        f"complaint:{complaint.id}",
        Reason(code, {"text": summary, "by": local, "hours": _hours(now, local)}),
        local.date(),
        None if complaint.resolved_at is not None else local,
        record_id=complaint.id,
        is_late=due.is_overdue,
    )


def of_action(action: RelationshipAction, who: Who, today: date) -> Proposal:
    """Propose what was agreed to do for the relationship."""
    reason = Reason(ReasonCode.ACTION, {"text": action.text, "owner": action.owner})
    return Proposal(
        TodayKind.ACTION, who, TodayAct.DONE, f"action:{action.id}", reason, action.due_on,
        occurs_on=action.due_on, record_id=action.id, is_late=_is_before(action.due_on, today),
    )  # fmt: skip


def of_swot(item: SwotItem, who: Who, today: date) -> Proposal:
    """Propose the action derived from a line of the SWOT (D20)."""
    params = {"text": item.action, "from": item.text, "quadrant": item.quadrant}
    return Proposal(
        TodayKind.SWOT_ACTION, who, TodayAct.DONE, f"swot:{item.id}",
        Reason(ReasonCode.SWOT_ACTION, params), item.due_on,
        occurs_on=item.due_on, record_id=item.id, is_late=_is_before(item.due_on, today),
    )  # fmt: skip


def of_step(chance: Opportunity, who: Who, today: date) -> Proposal:
    """Propose to go on with an opportunity whose next step is due."""
    params = {"title": chance.title, "step": chance.next_step, "day": chance.next_step_on}
    return Proposal(
        TodayKind.NEXT_STEP, who, TodayAct.NEXT_STEP, f"opportunity:{chance.id}",
        Reason(ReasonCode.STEP_PASSED, params), chance.next_step_on,
        occurs_on=chance.next_step_on, record_id=chance.id,
        is_late=_is_before(chance.next_step_on, today),
    )  # fmt: skip


def of_chance(chance: Opportunity, who: Who) -> Proposal:
    """Propose a next step for an open opportunity that has none (D4)."""
    params = {
        "title": chance.title,
        "value": chance.value,
        "currency": chance.currency,
        "probability": chance.probability,
    }
    return Proposal(
        TodayKind.NO_NEXT_STEP, who, TodayAct.NEXT_STEP, f"opportunity:{chance.id}",
        Reason(ReasonCode.CHANCE_WITHOUT_STEP, params), record_id=chance.id,
    )  # fmt: skip


def of_lead(who: Who, since: date | None, today: date) -> Proposal:
    """Propose a next step for a lead with nothing planned (D4)."""
    params = {"since": since, "days": (today - since).days if since else None}
    reason = Reason(ReasonCode.LEAD_WITHOUT_STEP, params)
    return Proposal(TodayKind.NO_NEXT_STEP, who, TodayAct.NEXT_STEP, "lead", reason)


def of_duties(duties: Sequence[DutyStanding], who: Who, due: date) -> Proposal:
    """Propose to meet a customer whose cadence is overdue, by its longest overdue duty (D3).

    ``due`` is the day the most pressing duty fell due.
    """
    duty = most_pressing(duties)
    params = {
        "duty": duty.interval.duty,
        "tier": who.tier,
        "days": duty.interval.days,
        "last": duty.last,
        "due": duty.due,
    }
    code = ReasonCode.DUTY if duty.last is not None else ReasonCode.DUTY_NEVER
    return Proposal(
        TodayKind.CADENCE, who, _DUTY_ACTS[duty.interval.duty], "cadence", Reason(code, params),
        duty.due, occurs_on=due, is_late=True, duties=tuple(duties),
    )  # fmt: skip


def of_risk(risk: Risk, who: Who, last_purchase: date | None) -> Proposal:
    """Propose to call a customer that has fallen silent (D17)."""
    return Proposal(
        TodayKind.AT_RISK, who, TodayAct.LOG_CALL, "risk", Reason(ReasonCode.SILENT, risk.params),
        occurs_on=last_purchase,
    )  # fmt: skip


def of_care(care: CareDate, who: Who, today: date) -> Proposal:
    """Propose to greet on a day to remember, or to speak of a document that runs out (D19).

    Where nobody may congratulate there is only to be in touch (D26).
    """
    may_greet = care.may_congratulate and care.kind.value not in _EXPIRIES
    may_greet = may_greet and care.kind is not CareKind.CONTRACT_END
    return Proposal(
        TodayKind.CARE_DATE,
        who,
        TodayAct.GREET if may_greet else TodayAct.LOG_CALL,
        care.subject,
        Reason(ReasonCode.CARE, {"care": care}),
        care.on,
        occurs_on=care.on,
        record_id=care.contact_id,
        is_late=care.on < today,
    )


def of_renewal(contract: Contract, who: Who, last_contact: date | None, today: date) -> Proposal:
    """Propose to see a customer before a contract renews; reasons name the last contact (D17)."""
    params = {"name": contract.name, "day": contract.renews_on, "last": last_contact}
    code = ReasonCode.RENEWAL if last_contact else ReasonCode.RENEWAL_UNTOUCHED
    return Proposal(
        TodayKind.RENEWAL, who, TodayAct.PLAN_VISIT, f"contract:{contract.id}",
        Reason(code, params), contract.renews_on, occurs_on=contract.renews_on,
        record_id=contract.id, is_late=_is_before(contract.renews_on, today),
    )  # fmt: skip


def of_stale(sections: Mapping[Section, date | None], who: Who, today: date) -> Proposal:
    """Propose to look through a card of tier A; ``sections`` are the stale ones with the day they
    were last confirmed, None for never (D1)."""
    days = [day for day in sections.values() if day is not None]
    names = tuple(sections)
    if not days:
        reason = Reason(ReasonCode.NEVER_CONFIRMED, {"sections": names})
    else:
        oldest = min(days)
        reason = Reason(ReasonCode.STALE, {"sections": names, "days": (today - oldest).days})
    return Proposal(
        TodayKind.STALE, who, TodayAct.LOOK_THROUGH, "stale", reason,
        occurs_on=min(days, default=None),
    )  # fmt: skip


def _visit_reason(visit: Visit, people: Sequence[str]) -> Reason:
    place = visit.venue or visit.address
    if not (people or place or visit.objective):
        return Reason(ReasonCode.VISIT_BARE)
    params = {"people": tuple(people), "place": place, "objective": visit.objective}
    return Reason(ReasonCode.VISIT, params)


def _starts(visit: Visit, now: datetime) -> datetime | None:
    if visit.visit_time is None:
        return None
    return datetime.combine(visit.visit_on, visit.visit_time, tzinfo=now.tzinfo)


def _hours(now: datetime, by: datetime) -> int:
    return round(abs((now - by).total_seconds()) / 3600)


def _is_before(day: date | None, today: date) -> bool:
    return day is not None and day < today
