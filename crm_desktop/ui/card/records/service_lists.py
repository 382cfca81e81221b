"""The lists of the service tab: the timeline, promises both ways, complaints (D8, D9, D25)."""

from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.complaint_clock import ComplaintClock, clock
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.services import interaction_log
from crm_desktop.text import mark
from crm_desktop.ui.card.records.interaction_body import InteractionBody
from crm_desktop.ui.card.records.quick_entry import KIND_ICONS
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec

_HAPPENED = (
    FieldSpec("kind"),
    FieldSpec("happened_on"),
    FieldSpec("happened_at", hint="14:30"),
    FieldSpec("summary", columns=3, lines=2),
)
_ENTRY_FIELDS = (
    *_HAPPENED,
    FieldSpec("detail", columns=3, lines=3),
    FieldSpec("initiative"),
    FieldSpec("satisfaction", is_choice=True, label=mark("Satisfaction")),
    FieldSpec("author"),
    FieldSpec("emotion"),
    FieldSpec("emotion_intensity", is_choice=True, label=mark("How strong")),
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
    FieldSpec("state"),
    FieldSpec("severity"),
    FieldSpec("category"),
    FieldSpec("closed_on"),
    FieldSpec("remedy_sought", columns=2, lines=2),
    FieldSpec("root_cause", columns=2, lines=2),
)


def timeline_spec(shown: Shown) -> ListSpec:
    """Everything that happened, the newest first."""

    def summary(one: Interaction) -> Summary:
        took_part = shown.took_part(one.id or 0)
        names = shown.language.join([shown.person(key) for key in sorted(took_part)])
        words = "" if one.satisfaction is None else f"{one.satisfaction} / 5"
        emotion = shown.words(Kind.INTERACTION, "emotion", one.emotion)
        badge = shown.words(Kind.INTERACTION, "kind", one.kind)
        look = "danger" if one.kind is InteractionKind.COMPLAINT else "section"
        detail = shown.joined(names, emotion, words, shown.day(one.happened_on))
        return Summary(one.summary, detail, badge, look, KIND_ICONS[one.kind])

    def actions(one: Interaction) -> list[RowAction]:
        if one.kind is not InteractionKind.COMPLAINT or shown.has_complaint(one.id or 0):
            return []
        words = shown.text("Start the clock")
        return [RowAction(words, lambda: _start_clock(shown, one.id or 0), "clock")]

    return ListSpec(
        Kind.INTERACTION,
        mark("Timeline"),
        mark("Add entry"),
        mark("Nothing is logged yet. Type a line above and press Enter: that is the first entry."),
        _ENTRY_FIELDS,
        summary,
        lambda customer: _new_entry(shown, customer, InteractionKind.VISIT),
        options={
            **shown.levels(Kind.INTERACTION, "satisfaction"),
            **shown.levels(Kind.INTERACTION, "emotion_intensity"),
        },
        columns=3,
        actions=actions,
        body=lambda place: InteractionBody(place, shown),
        new_fields=((Kind.INTERACTION, _HAPPENED),),
        store=lambda drafts, author: _log(shown, drafts[0], author),
        opens_new=True,
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
        due = clock(one, shown.tier(), now=shown.workspace.clock())
        severity = shown.words(Kind.COMPLAINT, "severity", one.severity)
        detail = shown.joined(_clock_text(shown, one, due), severity)
        return Summary(text, detail, state, "danger" if due.is_overdue else "warning")

    def actions(one: Complaint) -> list[RowAction]:
        if not one.is_open or one.resolved_at is not None:
            return []
        key, now = one.id or 0, shown.workspace.clock()
        if one.responded_at is None:
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
        new_fields=((Kind.INTERACTION, _HAPPENED[1:]),),
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


def _start_clock(shown: Shown, interaction_id: int) -> None:
    workspace = shown.workspace
    database, author, now = workspace.database, workspace.author, workspace.clock()
    workspace.write(
        lambda: interaction_log.open_complaint(database, interaction_id, now=now, author=author),
        notice=shown.text("The clock of this complaint runs."),
    )


def _clock_text(shown: Shown, one: Complaint, due: ComplaintClock) -> str:
    language = shown.language
    if one.resolved_at is not None:
        return shown.text("resolved; follow up and close")
    if one.responded_at is None:
        by = language.moment(due.respond_by.astimezone())
        return shown.text("answer by {moment}", moment=by)
    by = language.moment(due.resolve_by.astimezone())
    return shown.text("resolve by {moment}", moment=by)
