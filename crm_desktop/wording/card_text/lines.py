"""A card as a page of lines: taboos first, then section by section."""

from collections.abc import Iterator

from crm_desktop.domain.customers import Section
from crm_desktop.text import mark, mark_in
from crm_desktop.wording.card import SECTIONS
from crm_desktop.wording.card_text.basics import basics_lines, completeness_lines, head_lines
from crm_desktop.wording.card_text.business import (
    contract_lines,
    opportunity_lines,
    plan_lines,
    purchase_lines,
)
from crm_desktop.wording.card_text.facts import Block, CardFacts
from crm_desktop.wording.card_text.people import people_lines
from crm_desktop.wording.card_text.service import (
    complaint_lines,
    interaction_lines,
    need_lines,
    past_visit_lines,
    preference_lines,
    promise_lines,
    taboo_lines,
    visit_lines,
)
from crm_desktop.wording.card_text.standing import standing_lines


def card_lines(view: CardFacts) -> list[str]:
    """Return the lines of a card; taboos and needs all, of long lists the newest."""
    lines = list(head_lines(view))
    for title, found in _blocks(view):
        if found:
            lines += ["", view.language.text(title), *(f"  {line}" for line in found)]
    return lines


def _blocks(view: CardFacts) -> Iterator[Block]:
    yield mark("Taboos"), list(taboo_lines(view))
    yield mark("Special needs"), list(need_lines(view))
    yield mark("Open complaints"), list(complaint_lines(view))
    yield mark("Promises"), list(promise_lines(view))
    yield mark("Visits planned"), view.newest(visit_lines(view))
    yield mark("Where we stand"), list(standing_lines(view))
    yield SECTIONS[Section.BASICS], list(basics_lines(view))
    yield mark("Contacts"), list(people_lines(view))
    yield mark("Last interactions"), view.newest(interaction_lines(view))
    yield mark("Preferences"), list(preference_lines(view))
    yield mark("Last purchases"), view.newest(purchase_lines(view))
    yield mark("Contracts"), list(contract_lines(view))
    yield mark_in("sales", "Opportunities"), view.newest(opportunity_lines(view))
    yield SECTIONS[Section.DEVELOPMENT], list(plan_lines(view))
    yield mark("Completeness"), list(completeness_lines(view))


def handover_blocks(view: CardFacts) -> Iterator[Block]:
    """Yield what the next account manager must know, in the order it is read (D27).

    What must not be overlooked comes first, then the people, the plan and the last five visits.
    """
    yield mark("Taboos"), list(taboo_lines(view))
    yield mark("Special needs"), list(need_lines(view))
    yield mark("Open complaints"), list(complaint_lines(view))
    yield mark("Promises"), list(promise_lines(view))
    yield mark("Where we stand"), list(standing_lines(view))
    yield mark("Contacts"), list(people_lines(view))
    yield SECTIONS[Section.DEVELOPMENT], list(plan_lines(view))
    yield mark_in("sales", "Opportunities"), list(opportunity_lines(view))
    yield mark("Visits planned"), list(visit_lines(view))
    yield mark("Last visits"), view.newest(past_visit_lines(view))
    yield mark("Last interactions"), view.newest(interaction_lines(view))
    yield mark("Preferences"), list(preference_lines(view))
    yield SECTIONS[Section.BASICS], [*head_lines(view), *basics_lines(view)]
    yield mark("Contracts"), list(contract_lines(view))
    yield mark("Last purchases"), view.newest(purchase_lines(view))
    yield mark("Completeness"), list(completeness_lines(view))
