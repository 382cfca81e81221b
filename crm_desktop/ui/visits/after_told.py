"""What a person tells after a visit while it is being typed; knows no widget."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.preferences import Duration, Evidence, Preference
from crm_desktop.domain.promise_lines import read_dated, read_promise
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.domain.visit_outcomes import NextStep, Stance, VisitOutcome
from crm_desktop.domain.visits import AsPlanned, Visit
from crm_desktop.services.visit_capture import VisitCapture, is_kept_at
from crm_desktop.ui.man.answers import Said

TABOO_WORDS = ("taboo", "never", "忌讳", "禁忌", "忌", "雷区")
STATED_WORDS = ("said", "says", "stated", "说", "明说")
_NEVER = frozenset({"never"})


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise; ``key`` is that of a stored one."""

    text: str
    side: Direction = Direction.OURS
    day: date | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class NotedRow:
    """A preference or a taboo that was noticed; one-off until somebody says it lasts (D1)."""

    text: str
    is_taboo: bool = False
    evidence: Evidence = Evidence.OBSERVED
    duration: Duration = Duration.SITUATIONAL
    severity: Severity = Severity.AVOID
    contact_id: int | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a MAN question: a level, *unknown* or *not applicable*, and why."""

    mark: int | str = Said.UNKNOWN.value
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is told of a visit; the ``..._line`` are typed and not entered yet."""

    as_planned: AsPlanned | None = None
    outcome: str = ""
    summary: str = ""
    peak: int | None = None
    ending: int | None = None
    emotion: Emotion | None = None
    intensity: int | None = None
    attending: tuple[int, ...] = ()
    used: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    promises: tuple[PromiseRow, ...] = ()
    noted: tuple[NotedRow, ...] = ()
    replies: Mapping[Question, Reply] = field(default_factory=dict)
    stances: Mapping[int, int] = field(default_factory=dict)
    step: str = ""
    step_for: int | None = None
    promise_line: str = ""
    noted_line: str = ""


def told_before(capture: VisitCapture) -> Told:
    """Return what is known of a visit: what was recorded, else who was to come."""
    visit, told = capture.visit, capture.told
    return Told(
        as_planned=visit.as_planned,
        outcome=visit.outcome,
        summary=told.summary if told and told.summary != visit.outcome else "",
        peak=visit.peak_rating,
        ending=visit.ending_rating,
        emotion=told.emotion if told else None,
        intensity=told.emotion_intensity if told else None,
        attending=capture.attending,
        used=capture.used,
        kept=frozenset(one.id for one in capture.owed if one.id and is_kept_at(one, capture.visit)),
        promises=tuple(
            PromiseRow(one.text, one.direction, one.due_on, one.id)
            for one in sorted(capture.promises, key=lambda one: one.id or 0)
        ),
        noted=(*_likes(capture), *_taboos(capture)),
        step=capture.action.text if capture.action else "",
    )


def outcome_of(told: Told, capture: VisitCapture, *, today: date, default: str) -> VisitOutcome:
    """Return the draft to store; what stands in a line and was not entered counts too.

    ``default`` is the line of the timeline where nothing was written.
    """
    told = entered(told, today)
    return VisitOutcome(
        visit_id=capture.visit.id or 0,
        summary=told.summary.strip() or told.outcome.strip() or default,
        as_planned=told.as_planned,
        outcome=told.outcome,
        peak_rating=told.peak,
        ending_rating=told.ending,
        emotion=told.emotion,
        emotion_intensity=told.intensity,
        attending=told.attending,
        used=told.used,
        kept=told.kept,
        not_kept=frozenset(one.id for one in capture.owed if one.id) - told.kept,
        promises=tuple(
            Promise(0, one.text, one.side, due_on=one.day, id=one.key) for one in told.promises
        ),
        preferences=tuple(_preference(one) for one in told.noted if not one.is_taboo),
        taboos=tuple(_taboo(one) for one in told.noted if one.is_taboo),
        answers=tuple(_answer(question, one) for question, one in told.replies.items()),
        stances=tuple(Stance(key, level) for key, level in told.stances.items()),
        next_step=_step(told, capture, today),
        removed=tuple(_removed(told, capture, today)),
    )


def entered(told: Told, today: date) -> Told:
    """Return it with the lines that are typed and were not entered."""
    if told.promise_line.strip():
        told = replace(
            told,
            promises=(*told.promises, promise_row(told.promise_line, today)),
            promise_line="",
        )
    if told.noted_line.strip():
        told = replace(told, noted=(*told.noted, noted_row(told.noted_line)), noted_line="")
    return told


def promise_row(line: str, today: date, side: Direction = Direction.OURS) -> PromiseRow:
    """Return the promise a line tells; ``side`` is whose it is where the line does not say."""
    found = read_promise(line, today)
    return PromiseRow(found.text, found.side or side, found.day)


def noted_row(line: str, *, is_taboo: bool = False, contact_id: int | None = None) -> NotedRow:
    """Return what a line says was noticed: ``taboo: ...``, ``never: ...``, ``said: ...``."""
    head, colon, rest = line.replace("：", ":", 1).partition(":")
    word = head.strip().casefold()
    row = NotedRow(line.strip(), is_taboo, contact_id=contact_id)
    if not colon or not rest.strip():
        return row
    if word in TABOO_WORDS:
        severity = Severity.NEVER if word in _NEVER else Severity.AVOID
        return replace(row, text=rest.strip(), is_taboo=True, severity=severity)
    if word in STATED_WORDS:
        return replace(row, text=rest.strip(), evidence=Evidence.STATED)
    return row


def same_noted(row: NotedRow, before: NotedRow) -> NotedRow:
    """Return a thing that was typed anew with the choices it had; another kind is another thing."""
    if row.is_taboo != before.is_taboo:
        return replace(row, contact_id=before.contact_id)
    return replace(before, text=row.text)


def planned_outcome(visit: Visit, answer: AsPlanned | None) -> str:
    """Return what came of a visit that went so, in the words of its plan."""
    if answer is AsPlanned.YES:
        return visit.commitment or visit.objective
    return visit.fallback if answer is AsPlanned.PARTLY else ""


def to_text(told: Told) -> str:
    """Return it as a text that :func:`from_text` reads back."""
    return json.dumps(asdict(told), ensure_ascii=False, default=_plain)


def from_text(text: str, start: Told) -> Told:
    """Return what a text holds; what can't be read stays as in ``start``."""
    try:
        stored = json.loads(text)
        return _read(stored, start)
    except (ValueError, TypeError, KeyError, AttributeError):
        return start


def _read(stored: Mapping[str, Any], start: Told) -> Told:
    plain = ("outcome", "summary", "peak", "ending", "intensity", "step", "step_for")
    lines = ("promise_line", "noted_line")
    return replace(
        start,
        **{name: stored[name] for name in (*plain, *lines)},
        as_planned=AsPlanned(stored["as_planned"]) if stored["as_planned"] else None,
        emotion=Emotion(stored["emotion"]) if stored["emotion"] else None,
        attending=tuple(stored["attending"]),
        used=frozenset(stored["used"]),
        kept=frozenset(stored["kept"]),
        promises=tuple(_promise_row(one) for one in stored["promises"]),
        noted=tuple(_noted_row(one) for one in stored["noted"]),
        replies={Question(key): Reply(**one) for key, one in stored["replies"].items()},
        stances={int(key): one for key, one in stored["stances"].items()},
    )


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _promise_row(stored: Mapping[str, Any]) -> PromiseRow:
    day = date.fromisoformat(stored["day"]) if stored["day"] else None
    return PromiseRow(stored["text"], Direction(stored["side"]), day, stored["key"])


def _noted_row(stored: Mapping[str, Any]) -> NotedRow:
    return NotedRow(
        stored["text"],
        stored["is_taboo"],
        Evidence(stored["evidence"]),
        Duration(stored["duration"]),
        Severity(stored["severity"]),
        stored["contact_id"],
        stored["key"],
    )


def _likes(capture: VisitCapture) -> Iterator[NotedRow]:
    for one in capture.preferences:
        yield NotedRow(
            one.text,
            evidence=one.evidence,
            duration=one.duration,
            contact_id=one.contact_id,
            key=one.id,
        )


def _taboos(capture: VisitCapture) -> Iterator[NotedRow]:
    for one in capture.taboos:
        yield NotedRow(one.text, True, severity=one.severity, contact_id=one.contact_id, key=one.id)


def _preference(row: NotedRow) -> Preference:
    return Preference(
        0,
        row.text,
        contact_id=row.contact_id,
        evidence=row.evidence,
        duration=row.duration,
        id=row.key,
    )


def _taboo(row: NotedRow) -> Taboo:
    return Taboo(0, row.text, severity=row.severity, contact_id=row.contact_id, id=row.key)


def _answer(question: Question, reply: Reply) -> Answer:
    level = reply.mark if isinstance(reply.mark, int) else None
    return Answer(question, level, reply.mark == Said.NOT_APPLICABLE, reply.evidence)


def _step(told: Told, capture: VisitCapture, today: date) -> NextStep | None:
    found = read_dated(told.step, today)
    if not found.text:
        return None
    action = capture.action
    if told.step_for is not None:
        return NextStep(found.text, found.day, opportunity_id=told.step_for)
    if action is None or action.id is None:
        return NextStep(found.text, found.day)
    due = found.day or (action.due_on if found.text == action.text else None)
    return NextStep(found.text, due, action_id=action.id)


def _removed(told: Told, capture: VisitCapture, today: date) -> Iterator[tuple[Kind, int]]:
    """What was recorded before and taken out since."""
    rows = {one.key for one in told.promises}
    yield from ((Kind.PROMISE, one.id) for one in capture.promises if one.id and one.id not in rows)
    likes = {one.key for one in told.noted if not one.is_taboo}
    taboos = {one.key for one in told.noted if one.is_taboo}
    yield from (
        (Kind.PREFERENCE, one.id) for one in capture.preferences if one.id and one.id not in likes
    )
    yield from ((Kind.TABOO, one.id) for one in capture.taboos if one.id and one.id not in taboos)
    action, step = capture.action, _step(told, capture, today)
    is_amended = step is not None and step.action_id is not None
    if action is not None and action.id is not None and not is_amended:
        yield Kind.RELATIONSHIP_ACTION, action.id
