"""What a person does with a line of the day: kept, done, greeted, later, done with it."""

from datetime import date, datetime

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.interactions import Initiative, Interaction, InteractionKind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.today import Proposal, TodayAct, TodayKind
from crm_desktop.services.card_edits import add, change_fields
from crm_desktop.storage.database import Database
from crm_desktop.storage.writing import Writing

_RECORDS = {
    TodayKind.OUR_PROMISE: Kind.PROMISE,
    TodayKind.THEIR_PROMISE: Kind.PROMISE,
    TodayKind.COMPLAINT: Kind.COMPLAINT,
    TodayKind.ACTION: Kind.RELATIONSHIP_ACTION,
    TodayKind.SWOT_ACTION: Kind.SWOT_ITEM,
}
AT_ONCE = frozenset(
    {TodayAct.KEPT, TodayAct.DONE, TodayAct.ANSWERED, TodayAct.RESOLVED, TodayAct.GREET}
)
"""The actions that need nothing but the click."""


def do_at_once(
    database: Database, one: Proposal, *, now: datetime, words: str = "", author: str = ""
) -> Changes:
    """Carry out an action of ``AT_ONCE`` as one operation; ``words`` is the line a greeting leaves.

    Raises InputError ``record_gone`` where the record was removed meanwhile.
    """
    if one.act is TodayAct.GREET:
        return _greet(database, one, now, words, author=author)
    assert one.record_id is not None
    kind = _RECORDS[one.kind]
    values = _values(one.act, now)
    params = {"kind": kind.value, "fields": sorted(values)}
    with database.write("fields_set", params=params, author=author) as work:
        change_fields(work, kind, one.record_id, values)
    return work.changes


def dismiss(database: Database, one: Proposal, *, author: str = "") -> Changes:
    """Never propose this again; what it spoke of stays as it is."""
    with database.write("proposal_dismissed", author=author) as work:
        _put_away(work, one, None)
    return work.changes


def postpone(database: Database, one: Proposal, until: date, *, author: str = "") -> Changes:
    """Propose this again from a day on."""
    params = {"day": until.isoformat()}
    with database.write("proposal_postponed", params=params, author=author) as work:
        _put_away(work, one, until)
    return work.changes


def set_next_step(
    database: Database, one: Proposal, text: str, on: date, *, author: str = ""
) -> Changes:
    """Give an opportunity its next step; a lead without one gets an action of its own.

    Raises InputError with the field and the code of what is wrong.
    """
    if not text.strip():
        raise InputError("field_empty", field="next_step")
    with database.write("next_step_set", params={"day": on.isoformat()}, author=author) as work:
        if one.record_id is not None:
            values = {"next_step": text, "next_step_on": on}
            change_fields(work, Kind.OPPORTUNITY, one.record_id, values)
        else:
            add(work, RelationshipAction(one.who.customer_id, text, due_on=on))
    return work.changes


def _greet(database: Database, one: Proposal, now: datetime, words: str, *, author: str) -> Changes:
    """Log the greeting, and be done with it for this year."""
    local = now.astimezone() if now.tzinfo is None else now
    with database.write("greeted", params={"name": one.who.name}, author=author) as work:
        add(
            work,
            Interaction(
                one.who.customer_id,
                local.date(),
                InteractionKind.MESSAGE,
                words,
                author=author,
                initiative=Initiative.PREVENTIVE,
            ),
        )
        _put_away(work, one, None)
    return work.changes


def _put_away(work: Writing, one: Proposal, until: date | None) -> None:
    """A proposal that was put off before is put off anew."""
    known = work.values(
        Kind.DISMISSAL,
        "WHERE customer_id = ? AND subject = ? AND occurs_on IS ?",
        (one.who.customer_id, one.subject, one.occurs_on and one.occurs_on.isoformat()),
    )
    if known:
        work.change(Kind.DISMISSAL, known[0].id, until=until)
    else:
        add(work, Dismissal(one.subject, one.who.customer_id, one.occurs_on, until))


def _values(act: TodayAct, now: datetime) -> dict[str, object]:
    if act is TodayAct.KEPT:
        return {"state": PromiseState.KEPT}
    if act is TodayAct.DONE:
        return {"done_on": now.date()}
    return {"responded_at" if act is TodayAct.ANSWERED else "resolved_at": now}
