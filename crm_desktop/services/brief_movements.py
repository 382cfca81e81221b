"""What moved at a customer since the last visit: stances, MAN, tier, preferences, steps (D2, D3).

What was noticed at the last visit itself is news too: the brief for it could not know.
"""

from collections.abc import Iterator
from datetime import date

from crm_desktop.domain.brief_values import Change, ChangeKind
from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.man import Assessment, assess
from crm_desktop.domain.preferences import Duration
from crm_desktop.domain.promises import PromiseState
from crm_desktop.services.brief_people import People
from crm_desktop.storage.change_log import history
from crm_desktop.storage.man_records import as_answer
from crm_desktop.storage.reading import Reading

DONE, NOT_DONE = "✓ ", "✗ "
ARROW = " → "
UNTOLD = "???"
"""The class of somebody of whom too little is known to say anything."""


def movements(
    reading: Reading, people: People, last: date, assessment: Assessment | None
) -> Iterator[Change]:
    """Yield what moved from the day ``last`` of the last visit on, up to the day of the brief.

    ``assessment`` is that of today, None where MAN does not belong.
    """
    found = (
        *_stances(reading, people, last),
        *_likes(people, last),
        *_steps(people.card, last),
        *_words_kept(people.card, last),
        *_tiers(people.card, last),
        *(_man(people.card, last, assessment) if assessment is not None else ()),
    )
    yield from (one for one in found if one.on <= people.today)


def _stances(reading: Reading, people: People, last: date) -> Iterator[Change]:
    """How far each has come over all changes since, told once."""
    for place in people.card.affiliations:
        name = people.name(place.contact_id)
        if place.id is None or not name:
            continue
        told = [
            (people.moment.day_of(operation.happened_at), change)
            for operation, change in history(reading, Kind.AFFILIATION, place.id)
            if change.field == "stance" and operation.undone_by is None and operation.undoes is None
        ]
        since = [(on, change) for on, change in told if last <= on <= people.today]
        if since and since[-1][1].before != since[0][1].after:
            levels = _level(since[-1][1].before), _level(since[0][1].after)
            yield Change(since[0][0], ChangeKind.STANCE, "", name, levels)


def _level(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _likes(people: People, last: date) -> Iterator[Change]:
    for like in people.card.preferences:
        if like.noted_on is not None and like.noted_on >= last:
            who = people.name(like.contact_id)
            is_one_off = like.duration is Duration.SITUATIONAL
            kind = ChangeKind.PREFERENCE
            yield Change(like.noted_on, kind, like.text, who, is_one_off=is_one_off)


def _steps(card: Card, last: date) -> Iterator[Change]:
    """What was agreed to come next, and what of it was done."""
    told = {one.id: one.happened_on for one in card.interactions}
    for action in card.actions:
        agreed = told.get(action.interaction_id)
        if action.done_on is not None and action.done_on >= last:
            yield Change(action.done_on, ChangeKind.STEP, DONE + action.text)
        elif action.done_on is None and agreed is not None and agreed >= last:
            yield Change(agreed, ChangeKind.STEP, action.text, due_on=action.due_on)


def _words_kept(card: Card, last: date) -> Iterator[Change]:
    for promise in card.promises:
        if promise.state is PromiseState.OPEN or promise.closed_on is None:
            continue
        if promise.closed_on >= last:
            sign = DONE if promise.state is PromiseState.KEPT else NOT_DONE
            yield Change(promise.closed_on, ChangeKind.PROMISE, sign + promise.text)


def _tiers(card: Card, last: date) -> Iterator[Change]:
    moves = sorted(
        (one.since, one.id or 0, one.previous, one.tier)
        for one in card.tier_records
        if one.since is not None and one.since > last and one.previous not in ("", one.tier)
    )
    if moves and moves[0][2] != moves[-1][3]:
        yield Change(moves[-1][0], ChangeKind.TIER, moves[0][2] + ARROW + moves[-1][3])


def _man(card: Card, last: date, now: Assessment) -> Iterator[Change]:
    """The class, else the score, before the visit and today."""
    days = {one.id: one.assessed_on for one in card.man_snapshots}
    stored = sorted(card.man_answers, key=lambda one: (days[one.snapshot_id], one.snapshot_id))
    answers = [as_answer(one, days[one.snapshot_id]) for one in stored]
    newest = max((one.answered_on for one in now.answers if one.answered_on), default=None)
    if newest is None or newest < last or now.man_class == UNTOLD:
        return
    earlier = [one for one in answers if one.answered_on is None or one.answered_on < last]
    before = assess(earlier, as_of=last, kind=card.customer.kind)
    if not before.is_assessed:
        text = ARROW.lstrip() + now.man_class
    elif before.man_class != now.man_class:
        text = before.man_class + ARROW + now.man_class
    elif round(before.overall) != round(now.overall):
        text = f"{now.man_class} {round(before.overall)}{ARROW}{round(now.overall)}"
    else:
        return
    yield Change(newest, ChangeKind.MAN, text)
