"""How an entry of the stream reads: its title, what stands below it, its picture; no widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.complaint_clock import as_answered, clock
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.timeline import Entry, Event, FollowUp
from crm_desktop.language.folding import fold
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.card.records.sensitivity import sensitivity
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.wording.levels import INTENSITIES

KIND_ICONS = {
    InteractionKind.VISIT: "handshake",
    InteractionKind.EXECUTIVE_VISIT: "briefcase",
    InteractionKind.CALL: "phone",
    InteractionKind.EMAIL: "mail",
    InteractionKind.MESSAGE: "message-circle",
    InteractionKind.MEETING: "users",
    InteractionKind.GIFT: "gift",
    InteractionKind.EVENT: "star",
    InteractionKind.SERVICE: "headset",
    InteractionKind.SURVEY: "list",
    InteractionKind.COMPLAINT: "flame",
}
_LONGEST = 400
_RETURN = mark_in("a purchase taken back", "Return")


@dataclass(frozen=True, slots=True)
class Step:
    """Something an interaction led to: its words, when it is due, whether it is done."""

    record: FollowUp
    text: str
    detail: str
    look: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class StreamRow:
    """An entry in words; a quiet one stands in one line in a lighter ink.

    ``look`` is the style of the badge and ``tone`` that of the picture: ``info``, ``danger``,
    ``good`` or ``muted``.
    """

    entry: Entry
    title: str
    detail: str = ""
    badge: str = ""
    look: str = "section"
    icon: str = "circle"
    tone: str = "info"
    is_quiet: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def spoken(self) -> str:
        """Everything the row says, for who can't see it."""
        steps = [f"{one.text} {one.detail}" for one in self.steps]
        return ", ".join(filter(None, (self.badge, self.title, self.detail, *steps)))


class StreamRows:
    """Puts the entries of the card in hand into words."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._language = shown.language
        self._makers: Mapping[Event, Callable[[Entry], StreamRow]] = {
            Event.INTERACTION: self._interaction,
            Event.VISIT_HELD: self._visit,
            Event.PROMISED: self._promised,
            Event.KEPT: self._closed,
            Event.BROKEN: self._closed,
            Event.DONE: self._done,
            Event.BOUGHT: self._bought,
            Event.ASSESSED: self._assessed,
            Event.TIER: self._tier,
            Event.PRINTED: self._printed,
        }

    def stamp(self) -> object:
        """Return what the words of an entry hang on beside its record."""
        view = self._shown.view
        consents = view.card.consents if view is not None else ()
        return self._shown.today, tuple(self._shown.names().items()), consents

    def row(self, entry: Entry) -> StreamRow:
        """Return how an entry reads now."""
        return self._makers[entry.event](entry)

    def holds(self, entry: Entry, words: list[str]) -> bool:
        """Return whether an entry holds every one of some folded words somewhere."""
        record = entry.record
        parts = [self._names(entry), *(one.text for one in entry.follow_ups)]
        if isinstance(record, Interaction):
            parts += [record.summary, record.detail, *parts_of(record)]
            parts.append(self._words(Kind.INTERACTION, "kind", record.kind))
            parts.append(self._words(Kind.INTERACTION, "emotion", record.emotion))
        else:
            row = self.row(entry)
            parts += [row.title, row.detail, row.badge]
        text = fold(" ".join(filter(None, parts)))
        return all(word in text for word in words)

    def step(self, one: FollowUp) -> Step:
        """Return how something an interaction led to reads."""
        if isinstance(one, Promise):
            whose = self._words(Kind.PROMISE, "direction", one.direction)
            if one.state is not PromiseState.OPEN:
                state = self._words(Kind.PROMISE, "state", one.state)
                look = "good" if one.state is PromiseState.KEPT else "danger"
                return Step(one, one.text, self._shown.joined(whose, state), look, is_open=False)
            due, look = self._shown.due_badge(one.due_on)
            return Step(one, one.text, self._shown.joined(whose, due), look, is_open=True)
        if one.done_on is not None:
            done = self._shown.text("done on {day}", day=self._shown.day(one.done_on))
            return Step(one, one.text, done, "good", is_open=False)
        due, look = self._shown.due_badge(one.due_on)
        return Step(one, one.text, self._shown.joined(one.owner, due), look, is_open=True)

    def _interaction(self, entry: Entry) -> StreamRow:
        one: Interaction = entry.record
        kind = self._words(Kind.INTERACTION, "kind", one.kind)
        rating = self._shown.text("{rating} of 5", rating=one.satisfaction)
        rest = (
            kind,
            self._names(entry),
            rating if one.satisfaction else "",
            self._moment(one),
            self._rung(one),
            sensitivity(self._shown, Kind.INTERACTION, one),
        )
        badge, look, tone, due = mood_words(self._shown, one), "warning", "info", ""
        if one.kind is InteractionKind.COMPLAINT:
            tone = "danger"
            state, look, due = self._complaint(entry)
            badge = self._shown.joined(state, badge)
        return StreamRow(
            entry,
            _short(one.summary),
            self._shown.joined(due, *rest),
            badge,
            look,
            KIND_ICONS[one.kind],
            tone,
            steps=tuple(self.step(each) for each in entry.follow_ups),
        )

    def _complaint(self, entry: Entry) -> tuple[str, str, str]:
        """The step a complaint is at, the look of it, and the clock that runs."""
        complaint = entry.complaint
        if complaint is None:
            return "", "danger", ""
        state = self._words(Kind.COMPLAINT, "state", complaint.state)
        if not complaint.is_open:
            return state, "good", ""
        return state, "danger", clock_of(self._shown, complaint)[0]

    def _moment(self, one: Interaction) -> str:
        found = self._shown.workspace.playbook.moments.get(one.moment)
        if found is None:
            return ""
        label = found.label.get(self._language.code)
        rating = (
            self._shown.text("{rating} of 5", rating=one.moment_rating) if one.moment_rating else ""
        )
        return self._language.with_note(label, rating) if rating else label

    def _rung(self, one: Interaction) -> str:
        return self._words(Kind.INTERACTION, "initiative", one.initiative)

    def _visit(self, entry: Entry) -> StreamRow:
        one = entry.record
        kind = (
            self._shown.text("executive visit") if one.is_executive else self._shown.text("visit")
        )
        title = one.outcome or one.objective or self._shown.text("Visit held")
        detail = self._shown.joined(kind, self._names(entry), one.venue)
        icon = "briefcase" if one.is_executive else "handshake"
        return StreamRow(entry, _short(title), detail, icon=icon)

    def _promised(self, entry: Entry) -> StreamRow:
        one: Promise = entry.record
        is_ours = one.direction is Direction.OURS
        who = self._shown.text("We promised") if is_ours else self._shown.text("They promised")
        title = self._language.labelled(who, _short(one.text))
        if one.state is PromiseState.OPEN:
            due, look = self._shown.due_badge(one.due_on)
        else:
            due, look = self._words(Kind.PROMISE, "state", one.state), "section"
        detail = self._names(entry) or one.who
        return StreamRow(entry, title, detail, due, look, "arrow-right", "muted")

    def _closed(self, entry: Entry) -> StreamRow:
        one: Promise = entry.record
        is_kept = entry.event is Event.KEPT
        is_late = bool(is_kept and one.due_on and one.closed_on and one.closed_on > one.due_on)
        told = (
            self._shown.text("Promise kept late") if is_late else self._shown.text("Promise kept")
        )
        told = told if is_kept else self._shown.text("Promise broken")
        detail = self._words(Kind.PROMISE, "direction", one.direction)
        icon, tone = ("check", "good") if is_kept else ("x", "danger")
        title = self._language.labelled(told, _short(one.text))
        return StreamRow(entry, title, detail, icon=icon, tone=tone, is_quiet=True)

    def _done(self, entry: Entry) -> StreamRow:
        one: RelationshipAction = entry.record
        title = self._language.labelled(self._shown.text("Done"), _short(one.text))
        detail = self._shown.joined(self._names(entry), one.owner)
        return StreamRow(entry, title, detail, icon="check", tone="good", is_quiet=True)

    def _bought(self, entry: Entry) -> StreamRow:
        sale = entry.record
        lines = self._shown.lines_of(sale.id)
        names = dict.fromkeys(
            self._shown.product(line.product_id) or line.description for line in lines
        )
        what = [one for one in names if one]
        money = self._shown.money(sale.amount, sale.currency)
        told = self._shown.text(_RETURN) if sale.amount < 0 else self._shown.text("Purchase")
        detail = self._language.join(what[:2]) + (" …" if len(what) > 2 else "")
        title = self._shown.joined(told, money, sale.reference)
        return StreamRow(entry, title, detail.strip(), icon="wallet", tone="muted", is_quiet=True)

    def _assessed(self, entry: Entry) -> StreamRow:
        title = self._shown.text("MAN assessed")
        author = getattr(entry.record, "author", "")
        return StreamRow(entry, title, author, icon="target", tone="muted", is_quiet=True)

    def _tier(self, entry: Entry) -> StreamRow:
        one = entry.record
        title = (
            self._shown.text("Tier {before} → {after}", before=one.previous, after=one.tier)
            if one.previous
            else self._shown.text("Tier {after} for the first time", after=one.tier)
        )
        return StreamRow(entry, title, icon="chart-column", tone="muted", is_quiet=True)

    def _printed(self, entry: Entry) -> StreamRow:
        privacy = self._words(Kind.PRINTED_BRIEF, "privacy", entry.record.privacy)
        title = self._shown.language.plural(
            "Brief printed", "Brief printed {count} times", entry.count
        )
        return StreamRow(entry, title, privacy, icon="printer", tone="muted", is_quiet=True)

    def _names(self, entry: Entry) -> str:
        names = [self._shown.person(key) for key in entry.people]
        return self._language.join([name for name in names if name])

    def _words(self, kind: Kind, field: str, value: object) -> str:
        return self._shown.words(kind, field, value) if value is not None else ""


def parts_of(one: Interaction) -> list[str]:
    """Return the IHEART parts of an interaction in their order, with what it did for trust."""
    return [
        one.identified,
        one.heard,
        one.empathised,
        one.acted,
        one.responded,
        one.thanked,
        one.trust,
    ]


def clock_of(shown: Shown, one: Complaint) -> tuple[str, bool]:
    """Return what the clock of an open complaint asks for next, until when, and if it is late."""
    if one.resolved_at is not None:
        return shown.text("resolved; follow up and close"), False
    one = as_answered(one)
    due = clock(one, shown.tier(), now=shown.workspace.clock())
    waits_for_answer = one.responded_at is None
    moment = (due.respond_by if waits_for_answer else due.resolve_by).astimezone()
    late = moment < shown.workspace.clock()
    if waits_for_answer:
        msgid = mark("overdue: answer by {moment}") if late else mark("answer by {moment}")
    else:
        msgid = mark("overdue: resolve by {moment}") if late else mark("resolve by {moment}")
    return shown.text(msgid, moment=_near(shown, moment)), late


def _near(shown: Shown, moment: datetime) -> str:
    """Return a day and time, the year only where it is another."""
    style: Literal["month_day", "short"] = "short"
    if moment.year == shown.today.year:
        style = "month_day"
    return f"{shown.language.date(moment.date(), style)} {shown.language.time(moment)}"


def mood_words(shown: Shown, one: Interaction) -> str:
    """Return the emotion an interaction showed, with how strong it was; empty for none."""
    if one.emotion is None:
        return ""
    words = shown.words(Kind.INTERACTION, "emotion", one.emotion)
    strength = INTENSITIES.get(one.emotion_intensity or 0)
    return shown.language.with_note(words, shown.text(strength)) if strength else words


def is_new_month(before: date | None, day: date) -> bool:
    """True where a month heading stands above a day that follows another."""
    return before is None or (before.year, before.month) != (day.year, day.month)


def _short(text: str) -> str:
    text = " ".join(text[: 2 * _LONGEST].split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
