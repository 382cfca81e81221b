"""A card as a page of lines for a terminal: taboos first, then section by section."""

from collections.abc import Iterator, Mapping, Sequence

from crm_desktop.domain.cards import Card
from crm_desktop.domain.completeness import SectionState, overall_percent
from crm_desktop.domain.customers import Section
from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.visits import VisitState
from crm_desktop.reports.brief_words import INTERACTIONS, ROLES, SEVERITIES
from crm_desktop.text import Language, mark

NEWEST = 5
_SECTIONS = {
    Section.BASICS: mark("Basics"),
    Section.TRANSACTIONS: mark("Transactions"),
    Section.SERVICE: mark("Service"),
    Section.DEVELOPMENT: mark("Development"),
}


def card_lines(
    language: Language, card: Card, row: ListRow, states: Mapping[Section, SectionState]
) -> list[str]:
    """Return the lines of a card; every taboo is among them, long lists show their newest."""
    lines = [*_head(language, card, row, states)]
    blocks = (
        (mark("Taboos"), _taboos(language, card)),
        (mark("Contacts"), _contacts(language, card)),
        (mark("Promises"), _promises(language, card)),
        (mark("Visits planned"), _visits(language, card)),
        (mark("Last interactions"), _interactions(language, card)),
        (mark("Last purchases"), _purchases(language, card)),
        (mark("Opportunities"), [one.title for one in card.opportunities]),
    )
    for title, found in blocks:
        shown = list(found)
        if shown:
            lines += ["", language.text(title), *(f"  {line}" for line in shown)]
    return lines


def _head(
    language: Language, card: Card, row: ListRow, states: Mapping[Section, SectionState]
) -> Iterator[str]:
    customer = card.customer
    others = [one for one in (customer.latin_name, customer.short_name) if one]
    yield language.with_note(customer.name, language.join(others)) if others else customer.name
    facts = [row.tier, row.man_class, customer.city, customer.country, customer.owner]
    yield " · ".join(one for one in facts if one)
    yield language.text("Card {percent} % complete", percent=overall_percent(states))
    for section, state in states.items():
        title = language.text(_SECTIONS[section])
        fresh = language.text("not confirmed lately") if state.is_stale else ""
        percent = f"{state.percent} %"
        value = language.with_note(percent, fresh) if fresh else percent
        yield f"  {language.labelled(title, value)}"


def _taboos(language: Language, card: Card) -> Iterator[str]:
    for taboo in sorted(card.taboos, key=lambda one: list(SEVERITIES).index(one.severity)):
        yield f"{language.text(SEVERITIES[taboo.severity])}  {taboo.text}"


def _contacts(language: Language, card: Card) -> Iterator[str]:
    names = {contact.id: contact.name for contact in card.contacts}
    for place in card.affiliations:
        if place.contact_id in names:
            role = language.text(ROLES[place.role]) if place.role else ""
            notes = [one for one in (place.title, role) if one]
            name = names[place.contact_id]
            yield language.with_note(name, language.join(notes)) if notes else name


def _promises(language: Language, card: Card) -> Iterator[str]:
    for one in card.promises:
        if one.state is PromiseState.OPEN:
            who = language.text("we") if one.direction is Direction.OURS else language.text("they")
            due = f"  {language.date(one.due_on)}" if one.due_on else ""
            yield f"{language.labelled(who, one.text)}{due}"


def _visits(language: Language, card: Card) -> Iterator[str]:
    for one in reversed(card.visits):
        if one.state is VisitState.PLANNED:
            yield f"{language.date(one.visit_on)}  {one.objective}"


def _interactions(language: Language, card: Card) -> Iterator[str]:
    for one in card.interactions[:NEWEST]:
        kind = language.text(INTERACTIONS[one.kind])
        yield f"{language.date(one.happened_on)}  {language.labelled(kind, one.summary)}"


def _purchases(language: Language, card: Card) -> Sequence[str]:
    return [
        f"{language.date(one.purchased_on)}  {language.money(one.amount, one.currency)}"
        for one in card.purchases[:NEWEST]
    ]
