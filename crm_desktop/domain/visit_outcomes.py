"""What a person tells of a visit after it: how it went, and all that came of it (D7, D25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Emotion, Interaction, InteractionKind
from crm_desktop.domain.man_questions import Answer
from crm_desktop.domain.preferences import Preference
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.visits import AsPlanned, Visit

VISIT_KINDS = frozenset({InteractionKind.VISIT, InteractionKind.EXECUTIVE_VISIT})


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next and until when: that of an opportunity, else an action of its own.

    ``action_id`` is the key of an action that is amended.
    """

    text: str
    due_on: date | None = None
    opportunity_id: int | None = None
    action_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody who attended stands to us now, -2..+2, None unknown."""

    contact_id: int
    level: int | None


@dataclass(frozen=True, slots=True)
class VisitOutcome:
    """What came of a visit; ``summary`` is its line in the timeline.

    Promises, preferences and taboos with a key are amended, those without are new; ``removed`` are
    the kinds and keys of those taken out again. ``used`` are the keys of all preferences that
    were used, ``kept`` those of the promises of before that were kept at the visit, ``not_kept``
    those that were said to be and were not. ``source`` is what the visit is called where what was
    noticed at it is shown.
    """

    visit_id: int
    summary: str
    as_planned: AsPlanned | None = None
    outcome: str = ""
    peak_rating: int | None = None
    ending_rating: int | None = None
    emotion: Emotion | None = None
    emotion_intensity: int | None = None
    attending: tuple[int, ...] = ()
    used: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    not_kept: frozenset[int] = frozenset()
    promises: tuple[Promise, ...] = ()
    preferences: tuple[Preference, ...] = ()
    taboos: tuple[Taboo, ...] = ()
    answers: tuple[Answer, ...] = ()
    stances: tuple[Stance, ...] = ()
    next_step: NextStep | None = None
    removed: tuple[tuple[Kind, int], ...] = ()
    source: str = ""


def telling_of(visit: Visit, interactions: Iterable[Interaction]) -> Interaction | None:
    """Return the entry of the timeline that tells of a visit.

    That is the one that names it, else the only visit of the day that names none: somebody may
    have noted in a line what is now told in full.
    """
    known = sorted(interactions, key=lambda one: one.id or 0)
    named = [one for one in known if one.visit_id == visit.id]
    if named:
        return named[0]
    nameless = [
        one
        for one in known
        if one.visit_id is None and one.kind in VISIT_KINDS and one.happened_on == visit.visit_on
    ]
    return nameless[0] if len(nameless) == 1 else None
