"""The lists beside the stream: promises both ways and complaints (D9, D25)."""

from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.complaint_clock import as_answered
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.services import interaction_log
from crm_desktop.text import mark
from crm_desktop.ui.card.records.complaint_body import ComplaintBody
from crm_desktop.ui.card.records.service.stream_rows import clock_of
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec

_HAPPENED = (
    FieldSpec("happened_on"),
    FieldSpec("happened_at", hint="14:30"),
    FieldSpec("summary", columns=3, lines=2),
)
_PROMISE_FIELDS = (
    FieldSpec("text", columns=2, hint=mark("What was promised?")),
    FieldSpec("direction"),
    FieldSpec("due_on"),
    FieldSpec("who"),
    FieldSpec("contact_id", is_choice=True, label=mark("Contact")),
    FieldSpec("made_on"),
    FieldSpec("state"),
    FieldSpec("closed_on"),
)
_COMPLAINT_FIELDS = (
    FieldSpec("severity"),
    FieldSpec("category"),
    FieldSpec("remedy_sought", columns=2, lines=2),
    FieldSpec("received_at"),
    FieldSpec("responded_at", hint=mark("e.g. today 14:30")),
    FieldSpec("resolved_at", hint=mark("e.g. yesterday 9:15")),
    FieldSpec("closed_on"),
    FieldSpec("root_cause", columns=2, lines=2),
)


def promise_spec(shown: Shown) -> ListSpec:
    """What we owe and what they owe."""

    def summary(one: Promise) -> Summary:
        whose = shown.words(Kind.PROMISE, "direction", one.direction)
        who = shown.person(one.contact_id) or one.who
        if one.state is not PromiseState.OPEN:
            badge = shown.words(Kind.PROMISE, "state", one.state)
            look = "good" if one.state is PromiseState.KEPT else "danger"
            return Summary(
                one.text, shown.joined(whose, who, shown.day(one.closed_on)), badge, look
            )
        badge, look = shown.due_badge(one.due_on)
        return Summary(one.text, shown.joined(whose, who), badge, look, wraps=True)

    def actions(one: Promise) -> list[RowAction]:
        if one.state is not PromiseState.OPEN:
            return []
        key, kept, broken = one.id or 0, shown.text("Kept"), shown.text("Broken")
        return [
            shown.one_click(
                Kind.PROMISE, key, kept, state=PromiseState.KEPT, closed_on=shown.today
            ),
            shown.one_click(
                Kind.PROMISE, key, broken, "x", state=PromiseState.BROKEN, closed_on=shown.today
            ),
        ]

    return ListSpec(
        Kind.PROMISE,
        mark("Promises"),
        mark("Add promise"),
        mark("No promise is open. Write down what you or they promised, with its day."),
        _PROMISE_FIELDS,
        summary,
        lambda customer: Promise(customer, "", made_on=shown.today),
        options={"contact_id": shown.people(mark("nobody in particular"))},
        actions=actions,
        new_fields=((Kind.PROMISE, _PROMISE_FIELDS[:6]),),
    )


def complaint_spec(shown: Shown) -> ListSpec:
    """Complaints with their step and their clock."""

    def summary(one: Complaint) -> Summary:
        happened = shown.interaction(one.interaction_id)
        text = happened.summary if happened is not None else one.category
        state = shown.words(Kind.COMPLAINT, "state", one.state)
        if not one.is_open:
            return Summary(text, shown.day(one.closed_on), state, "good")
        due, is_late = clock_of(shown, one)
        severity = shown.words(Kind.COMPLAINT, "severity", one.severity)
        detail = shown.joined(due, severity)
        return Summary(text, detail, state, "danger" if is_late else "warning", wraps=True)

    def actions(one: Complaint) -> list[RowAction]:
        if not one.is_open or one.resolved_at is not None:
            return []
        key, now = one.id or 0, shown.workspace.clock()
        if as_answered(one).responded_at is None:
            words = shown.text("Answered now")
            return [shown.one_click(Kind.COMPLAINT, key, words, responded_at=now)]
        words = shown.text("Resolved now")
        return [shown.one_click(Kind.COMPLAINT, key, words, resolved_at=now)]

    return ListSpec(
        Kind.COMPLAINT,
        mark("Complaints"),
        mark("Add complaint"),
        mark("No complaint. If one comes, log it at once: its clock starts here."),
        _COMPLAINT_FIELDS,
        summary,
        lambda customer: _new_entry(shown, customer, InteractionKind.COMPLAINT),
        actions=actions,
        body=lambda place: ComplaintBody(place, shown),
        new_fields=((Kind.INTERACTION, _HAPPENED),),
        store=lambda drafts, author: _log_complaint(shown, drafts[0], author),
        opens_new=True,
    )


def _new_entry(shown: Shown, customer_id: int, kind: InteractionKind) -> Interaction:
    return Interaction(customer_id, shown.today, kind, "", author=shown.workspace.author)


def _log(shown: Shown, draft: Interaction, author: str) -> tuple[int, Changes]:
    workspace = shown.workspace
    now = workspace.clock()
    return interaction_log.log_interaction(workspace.database, draft, now=now, author=author)


def _log_complaint(shown: Shown, draft: Any, author: str) -> tuple[int, Changes]:
    _, changes = _log(shown, draft, author)
    return next(iter(changes.ids[Kind.COMPLAINT])), changes
