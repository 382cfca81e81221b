"""What was chosen for briefs, remembered as JSON and read back; knows no widget."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from crm_desktop.domain.brief_rules import ANNEXES, BACK, DEFAULT_SECTIONS, FRONT, arrange
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.services.brief_previews import BriefChoices, Paper
from crm_desktop.text import LanguageCode

Member = TypeVar("Member", bound=StrEnum)

PARTS = (FRONT, BACK, ANNEXES)
"""Blocks keep to their part: page 1, page 2, annexes."""

LOCKED = Section.CAUTIONS
FIXED = (Section.WHO, Section.CAUTIONS)
"""The blocks that lead page 1 whatever order was chosen."""


def to_state(
    choices: BriefChoices, order: Iterable[Section], language: LanguageCode
) -> dict[str, object]:
    """Return choices as values of JSON; ``order`` also holds the blocks switched off.

    Paper in the ``language`` of the window is no choice: it follows when the window changes.
    """
    chosen = () if choices.languages == (language,) else choices.languages
    return {
        "languages": [one.value for one in chosen],
        "privacy": choices.privacy.value,
        "paper": choices.paper.value,
        "one_page": choices.one_page,
        "sections": [one.value for one in choices.sections],
        "order": [one.value for one in order],
        "day_plan": choices.with_day_plan,
    }


def from_state(state: Mapping[str, object], language: LanguageCode) -> BriefChoices:
    """Return remembered choices; what is unknown or missing is as at the first time."""
    sections = _members(Section, state.get("sections"))
    return BriefChoices(
        languages=_members(LanguageCode, state.get("languages")) or (language,),
        privacy=_member(PrivacyLevel, state.get("privacy"), PrivacyLevel.FULL),
        paper=_member(Paper, state.get("paper"), Paper.A4),
        one_page=state.get("one_page") is True,
        sections=arrange(sections) if "sections" in state else DEFAULT_SECTIONS,
        with_day_plan=state.get("day_plan") is not False,
    )


def full_order(state: Mapping[str, object]) -> tuple[Section, ...]:
    """Return every block in the order remembered; new ones stand at the end of their part."""
    known = _members(Section, state.get("order"))
    return arrange((*known, *(one for part in PARTS for one in part)))


def _member(kind: type[Member], value: object, usual: Member) -> Member:
    found = _members(kind, [value])
    return found[0] if found else usual


def _members(kind: type[Member], values: object) -> tuple[Member, ...]:
    if not isinstance(values, list):
        return ()
    known = {one.value: one for one in kind}
    found = (known.get(one) for one in values if isinstance(one, str))
    return tuple(dict.fromkeys(one for one in found if one is not None))
