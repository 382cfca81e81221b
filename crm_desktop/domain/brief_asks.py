"""What a brief does not know yet, turned into short questions instead of empty boxes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.briefs import Section, VisitBrief


class AskCode(StrEnum):
    """Facts a brief misses, each a question somebody can ask."""

    ATTENDEES = "attendees"
    HOW_TO_ADDRESS = "how_to_address"
    PLACE = "place"
    TABOOS = "taboos"
    OBJECTIVE = "objective"
    COMMITMENT = "commitment"
    ENDING = "ending"
    FIRST_CONTACT = "first_contact"
    PAINS = "pains"
    PRESENT_SOLUTION = "present_solution"
    COMPETITOR = "competitor"
    RENEWAL = "renewal"
    OPENER = "opener"
    PREFERENCES = "preferences"
    STYLE = "style"
    PURCHASES = "purchases"
    SATISFACTION = "satisfaction"
    SWOT = "swot"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Ask:
    """A short question that stands where a fact is missing; ``name`` is whom it is about."""

    code: AskCode
    name: str = ""


def asks(brief: VisitBrief, section: Section) -> tuple[Ask, ...]:
    """What is unknown in a block of a *full* brief, as questions in printing order."""
    found = _MISSING.get(section, _nothing)(brief)
    return tuple(ask for is_missing, ask in found if is_missing)


_Found = tuple[tuple[bool, Ask], ...]


def _nothing(_brief: VisitBrief) -> _Found:
    return ()


def _missing_who(brief: VisitBrief) -> _Found:
    visit, customer = brief.visit, brief.customer
    placed = bool(customer.street or (visit and (visit.address or visit.venue)))
    unnamed = [one for one in brief.attendees if not one.contact.salutation]
    first = unnamed[0].contact.name if unnamed else ""
    return (
        (not brief.attendees, Ask(AskCode.ATTENDEES)),
        (bool(unnamed), Ask(AskCode.HOW_TO_ADDRESS, first)),
        (not placed, Ask(AskCode.PLACE)),
    )


def _missing_cautions(brief: VisitBrief) -> _Found:
    return ((not brief.cautions.taboos, Ask(AskCode.TABOOS)),)


def _missing_plan(brief: VisitBrief) -> _Found:
    visit = brief.visit
    return (
        (not (visit and visit.objective), Ask(AskCode.OBJECTIVE)),
        (not (visit and visit.commitment), Ask(AskCode.COMMITMENT)),
        (not (visit and (visit.intended_peak or visit.intended_ending)), Ask(AskCode.ENDING)),
    )


def _missing_changes(brief: VisitBrief) -> _Found:
    recent = brief.recent
    is_first = not recent.interactions and not recent.is_acquainted
    return ((is_first, Ask(AskCode.FIRST_CONTACT)),)


PRESENT_SOLUTION_QUESTION = "N2"
"""The question of MAN that asks for the present solution too."""


def _missing_needs(brief: VisitBrief) -> _Found:
    is_asked = any(one.code == PRESENT_SOLUTION_QUESTION for one in brief.needs.questions)
    knows_solution = bool(brief.customer.present_solution)
    return (
        (not brief.needs.pains, Ask(AskCode.PAINS)),
        (not knows_solution and not is_asked, Ask(AskCode.PRESENT_SOLUTION)),
        (not brief.customer.competitor, Ask(AskCode.COMPETITOR)),
    )


def _missing_business(brief: VisitBrief) -> _Found:
    return ((brief.business.renewal is None, Ask(AskCode.RENEWAL)),)


def _missing_rapport(brief: VisitBrief) -> _Found:
    rapport = brief.rapport
    return (
        (rapport.opener is None, Ask(AskCode.OPENER)),
        (not rapport.preferences, Ask(AskCode.PREFERENCES)),
        (rapport.style is None, Ask(AskCode.STYLE)),
    )


_MISSING: dict[Section, Callable[[VisitBrief], _Found]] = {
    Section.WHO: _missing_who,
    Section.CAUTIONS: _missing_cautions,
    Section.PLAN: _missing_plan,
    Section.CHANGES: _missing_changes,
    Section.NEEDS: _missing_needs,
    Section.BUSINESS: _missing_business,
    Section.RAPPORT: _missing_rapport,
    Section.PURCHASES: lambda brief: ((not brief.figures.months, Ask(AskCode.PURCHASES)),),
    Section.SATISFACTION: lambda brief: ((not brief.figures.scores, Ask(AskCode.SATISFACTION)),),
    Section.SWOT: lambda brief: ((not brief.outlook.swot, Ask(AskCode.SWOT)),),
    Section.DATES: lambda brief: ((not brief.outlook.occasions, Ask(AskCode.DATES)),),
}
