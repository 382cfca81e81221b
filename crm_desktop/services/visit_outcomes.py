"""Recording what came of a visit: one operation for everything, amended as often as one likes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.preferences import Duration, Evidence, Preference, PreferenceUse
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.domain.visit_outcomes import NextStep, VisitOutcome, telling_of
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.language.folding import fold
from crm_desktop.services.card_edits import add, change_fields
from crm_desktop.services.interaction_log import make_take_part
from crm_desktop.services.man_edits import store_answer
from crm_desktop.services.visits import make_attend
from crm_desktop.storage.database import Database
from crm_desktop.storage.record_removal import remove_whole
from crm_desktop.storage.writing import Writing


def record_outcome(
    database: Database, outcome: VisitOutcome, *, now: datetime, author: str = ""
) -> Changes:
    """Store everything a person tells of a visit as one operation, which one undo takes back.

    The visit is held then, and the timeline has it: one interaction, which a second call amends.
    What is noticed again is confirmed and not noted twice. Raises InputError ``record_gone``,
    ``visit_ahead`` for one of a later day, or the field and the code of what is wrong.
    """
    with database.write("visit_recorded", author=author) as work:
        visit = _visit(work, outcome.visit_id, now.date())
        work.title = replace(work.title, params={"day": visit.visit_on.isoformat()})
        _hold(work, visit, outcome)
        told = _tell(work, visit, outcome, author)
        for kind, key in outcome.removed:
            if work.get(kind, key) is not None:
                remove_whole(work, kind, key)
        _keep_word(work, visit, outcome)
        _promise(work, visit, outcome, told, author)
        _notice(work, visit, outcome)
        _heed(work, visit, outcome)
        _use(work, outcome)
        for given in outcome.answers:
            dated = replace(given, answered_on=visit.visit_on, source=outcome.source)
            store_answer(work, visit.customer_id, dated, author)
        _take_stances(work, visit, outcome)
        if outcome.next_step is not None:
            _go_on(work, visit, outcome.next_step, told, author)
    return work.changes


def call_off(database: Database, visit_id: int, *, reason: str = "", author: str = "") -> Changes:
    """Note that a visit did not take place and why; raises InputError ``record_gone``."""
    with database.write("visit_called_off", author=author) as work:
        values = {"state": VisitState.CANCELLED, "outcome": reason}
        change_fields(work, Kind.VISIT, visit_id, values)
    return work.changes


def postpone(
    database: Database,
    visit_id: int,
    day: date,
    *,
    at: time | None = None,
    author: str = "",
) -> Changes:
    """Plan a visit for another day with everything else as it was.

    Raises InputError ``record_gone``.
    """
    with database.write("visit_postponed", params={"day": day.isoformat()}, author=author) as work:
        values = {"visit_on": day, "visit_time": at, "state": VisitState.PLANNED}
        change_fields(work, Kind.VISIT, visit_id, values)
    return work.changes


def _visit(work: Writing, visit_id: int, today: date) -> Visit:
    visit: Visit | None = work.get(Kind.VISIT, visit_id)
    if visit is None:
        raise InputError("record_gone", kind=Kind.VISIT.value, id=visit_id)
    if visit.visit_on > today:
        raise InputError("visit_ahead", day=visit.visit_on)
    return visit


def _hold(work: Writing, visit: Visit, outcome: VisitOutcome) -> None:
    values = {
        "state": VisitState.HELD,
        "as_planned": outcome.as_planned,
        "outcome": outcome.outcome,
        "peak_rating": outcome.peak_rating,
        "ending_rating": outcome.ending_rating,
    }
    change_fields(work, Kind.VISIT, outcome.visit_id, values)
    make_attend(work, visit.id or 0, outcome.attending)


def _tell(work: Writing, visit: Visit, outcome: VisitOutcome, author: str) -> int:
    """Return the key of the one interaction that tells of the visit."""
    kind = InteractionKind.EXECUTIVE_VISIT if visit.is_executive else InteractionKind.VISIT
    values: dict[str, Any] = {
        "happened_on": visit.visit_on,
        "happened_at": visit.visit_time,
        "kind": kind,
        "summary": outcome.summary,
        "emotion": outcome.emotion,
        "emotion_intensity": outcome.emotion_intensity if outcome.emotion else None,
    }
    near = work.values(
        Kind.INTERACTION,
        "WHERE customer_id = ? AND (visit_id = ? OR happened_on = ?)",
        (visit.customer_id, outcome.visit_id, visit.visit_on.isoformat()),
    )
    known = telling_of(visit, near)
    if known is not None and known.id is not None:
        key = known.id
        change_fields(work, Kind.INTERACTION, key, values | {"visit_id": outcome.visit_id})
    else:
        key = add(
            work,
            Interaction(visit.customer_id, author=author, visit_id=outcome.visit_id, **values),
        )
    make_take_part(work, key, set(outcome.attending))
    return key


def _keep_word(work: Writing, visit: Visit, outcome: VisitOutcome) -> None:
    """Close the promises kept at the visit, and open again what was taken for kept by mistake."""
    day = visit.visit_on
    for one in work.values(Kind.PROMISE, "WHERE customer_id = ?", (visit.customer_id,)):
        is_kept = one.id in outcome.kept
        if is_kept and one.state is PromiseState.OPEN:
            values = {"state": PromiseState.KEPT, "closed_on": max(day, one.made_on or day)}
            change_fields(work, Kind.PROMISE, one.id, values)
        elif one.state is PromiseState.KEPT and not is_kept and one.id in outcome.not_kept:
            change_fields(
                work, Kind.PROMISE, one.id, {"state": PromiseState.OPEN, "closed_on": None}
            )


def _promise(work: Writing, visit: Visit, outcome: VisitOutcome, told: int, author: str) -> None:
    alone = outcome.attending[0] if len(outcome.attending) == 1 else None
    for one in outcome.promises:
        if one.id is not None:
            _amend(work, Kind.PROMISE, one, ("text", "direction", "due_on"))
            continue
        is_ours = one.direction is Direction.OURS
        draft: Promise = replace(
            one,
            customer_id=visit.customer_id,
            who=author if is_ours else "",
            contact_id=None if is_ours else alone,
            made_on=visit.visit_on,
            interaction_id=told,
        )
        add(work, draft)


def _notice(work: Writing, visit: Visit, outcome: VisitOutcome) -> None:
    """Store the preferences that were noticed; one of a visit is new only once."""
    stored = work.values(Kind.PREFERENCE, "WHERE customer_id = ?", (visit.customer_id,))
    for like in outcome.preferences:
        if like.id is not None:
            _amend(work, Kind.PREFERENCE, like, ("text", "evidence", "duration", "contact_id"))
        elif (known := _known(stored, like)) is not None:
            _confirm(work, known, like, visit.visit_on)
        else:
            draft = replace(
                like,
                customer_id=visit.customer_id,
                noted_on=visit.visit_on,
                source=outcome.source,
            )
            stored.append(replace(draft, id=add(work, draft)))


def _heed(work: Writing, visit: Visit, outcome: VisitOutcome) -> None:
    """Store the taboos that were met with; a known one is never taken lighter than it was."""
    stored = work.values(Kind.TABOO, "WHERE customer_id = ?", (visit.customer_id,))
    ranks = list(Severity)
    for taboo in outcome.taboos:
        if taboo.id is not None:
            _amend(work, Kind.TABOO, taboo, ("text", "severity", "contact_id"))
        elif (known := _known(stored, taboo)) is None:
            draft = replace(
                taboo,
                customer_id=visit.customer_id,
                noted_on=visit.visit_on,
                source=outcome.source,
            )
            stored.append(replace(draft, id=add(work, draft)))
        elif ranks.index(taboo.severity) < ranks.index(known.severity):
            change_fields(work, Kind.TABOO, known.id, {"severity": taboo.severity})


def _known(stored: Sequence[Any], wanted: Preference | Taboo) -> Any:
    """Return the record that says the same of the same person already."""
    said = _said(wanted.text)
    return next(
        (one for one in stored if one.contact_id == wanted.contact_id and _said(one.text) == said),
        None,
    )


def _said(text: str) -> str:
    return " ".join(fold(text).split())


def _confirm(work: Writing, known: Preference, seen: Preference, day: date) -> None:
    """Take what was noticed again as confirmed, and as surer or lasting where it was said to be."""
    values: dict[str, object] = {}
    if known.noted_on is None or known.noted_on < day:
        values["confirmed_on"] = max(day, known.confirmed_on or day)
    if seen.duration is Duration.LASTING:
        values["duration"] = Duration.LASTING
    if list(Evidence).index(seen.evidence) < list(Evidence).index(known.evidence):
        values["evidence"] = seen.evidence
    change_fields(work, Kind.PREFERENCE, known.id or 0, values)


def _amend(work: Writing, kind: Kind, record: Any, fields: Sequence[str]) -> None:
    """Set fields of a record; one that was removed meanwhile stays so."""
    if work.get(kind, record.id) is not None:
        change_fields(work, kind, record.id, {name: getattr(record, name) for name in fields})


def _use(work: Writing, outcome: VisitOutcome) -> None:
    known = work.values(Kind.PREFERENCE_USE, "WHERE visit_id = ? ORDER BY id", (outcome.visit_id,))
    for one in known:
        if one.preference_id not in outcome.used:
            work.remove(Kind.PREFERENCE_USE, one.id)
    for key in sorted(outcome.used - {one.preference_id for one in known}):
        add(work, PreferenceUse(key, outcome.visit_id))


def _take_stances(work: Writing, visit: Visit, outcome: VisitOutcome) -> None:
    places = work.values(Kind.AFFILIATION, "WHERE customer_id = ?", (visit.customer_id,))
    wanted = {one.contact_id: one.level for one in outcome.stances}
    for place in places:
        if place.contact_id in wanted:
            values = {"stance": wanted[place.contact_id]}
            change_fields(work, Kind.AFFILIATION, place.id, values)


def _go_on(work: Writing, visit: Visit, step: NextStep, told: int, author: str) -> None:
    if step.opportunity_id is not None:
        values = {"next_step": step.text, "next_step_on": step.due_on}
        change_fields(work, Kind.OPPORTUNITY, step.opportunity_id, values)
    elif step.action_id is not None and work.get(Kind.RELATIONSHIP_ACTION, step.action_id):
        values = {"text": step.text, "due_on": step.due_on}
        change_fields(work, Kind.RELATIONSHIP_ACTION, step.action_id, values)
    else:
        draft = RelationshipAction(
            visit.customer_id, step.text, owner=author, due_on=step.due_on, interaction_id=told
        )
        add(work, draft)
