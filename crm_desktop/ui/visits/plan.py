"""The plan of a visit while it is typed: its fields, where a conflict belongs; knows no widget."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from crm_desktop.domain.brief_values import Conflict, ConflictCode
from crm_desktop.domain.visits import Visit
from crm_desktop.text import Language, mark
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.wording.briefs import conflict_text

WHEN = (
    FieldSpec("visit_on", hint=mark("tomorrow, 3/31, 2026-03-31")),
    FieldSpec("visit_time", hint=mark("9:30")),
    FieldSpec("duration_minutes", hint=mark("60")),
    FieldSpec("venue", columns=2, hint=mark("Meeting room, restaurant, on site")),
    FieldSpec("is_executive"),
    FieldSpec("address", columns=2),
    FieldSpec("parking"),
    FieldSpec("companions", columns=2, hint=mark("Who of ours goes along")),
    FieldSpec("host_phone", hint=mark("Whom to call at the door")),
)
GOAL = (
    FieldSpec("objective", columns=2, lines=2, hint=mark("What shall be true when you leave?")),
    FieldSpec("commitment", hint=mark("What shall they agree to?")),
    FieldSpec("fallback", hint=mark("What do you settle for?")),
    FieldSpec("agenda", lines=4, hint=mark("One point a line")),
    FieldSpec("questions", lines=4, hint=mark("One question a line")),
)
MOMENTS = (
    FieldSpec("opener", columns=2, hint=mark("What they told you last time")),
    FieldSpec("intended_peak", hint=mark("The moment they will tell others of")),
    FieldSpec("intended_ending", hint=mark("The last thing they hear or hold")),
    FieldSpec("surprise", columns=2),
    FieldSpec("gift"),
    FieldSpec("menu"),
)
LISTS = ("agenda", "questions")
TEXTS = tuple(
    spec.name
    for spec in (*WHEN, *GOAL, *MOMENTS)
    if spec.name not in ("visit_on", "visit_time", "duration_minutes", "is_executive", *LISTS)
)
"""The plans a conflict may stand in, beside the lists (D26)."""


def draft_of(stored: Visit, typed: Mapping[str, str], day: date) -> Visit:
    """Return the visit as it would be with what is typed just now."""
    values: dict[str, Any] = {name: typed[name] for name in TEXTS if name in typed}
    for name in LISTS:
        if name in typed:
            lines = (one.strip() for one in typed[name].splitlines())
            values[name] = tuple(one for one in lines if one)
    return replace(stored, visit_on=day, **values)


def placed(conflicts: Sequence[Conflict], draft: Visit) -> dict[str, list[Conflict]]:
    """Return conflicts by the field they stand in."""
    found: dict[str, list[Conflict]] = {}
    for one in conflicts:
        for name in _fields(one, draft):
            found.setdefault(name, []).append(one)
    return found


def conflict_lines(language: Language, conflicts: Sequence[Conflict]) -> list[str]:
    """Return a sentence for each, whose taboo it is in front."""
    return [
        language.labelled(one.person, conflict_text(language, one))
        if one.person
        else conflict_text(language, one)
        for one in conflicts
    ]


def _fields(conflict: Conflict, draft: Visit) -> list[str]:
    if conflict.code is ConflictCode.KEPT_DAY:
        return ["visit_on"]
    if conflict.code is ConflictCode.GIFT_POLICY:
        return ["gift"]
    plan = conflict.plan.strip("…").strip()
    texts = {name: (getattr(draft, name),) for name in TEXTS}
    texts |= {name: getattr(draft, name) for name in LISTS}
    return [name for name, some in texts.items() if any(plan in one for one in some)]
