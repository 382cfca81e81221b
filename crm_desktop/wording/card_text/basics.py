"""Head and basics of a card: who this is, how it stands, and how complete the card is."""

from collections.abc import Iterator

from crm_desktop.domain.completeness import SectionState, overall_percent
from crm_desktop.domain.customers import Address, Customer, Ownership
from crm_desktop.text import mark
from crm_desktop.wording.card import FIELDS, KINDS, OWNERSHIPS, SECTIONS
from crm_desktop.wording.card_text.business import money
from crm_desktop.wording.card_text.facts import CardFacts, labelled
from crm_desktop.wording.card_text.people import date_text, point_text, reached_by
from crm_desktop.wording.languages import language_name


def head_lines(view: CardFacts) -> Iterator[str]:
    """Yield the name and, in a line each, who this is and how it stands."""
    customer, language = view.card.customer, view.language
    others = [customer.latin_name, customer.phonetic, customer.short_name]
    yield view.with_notes(customer.name, others)
    country = language.country(customer.country) if customer.country else ""
    number = f"id:{customer.id}"
    who = [language.text(KINDS[customer.kind]), customer.city, country, number]
    yield " · ".join(one for one in (*who, *view.card.external_ids) if one)
    yield " · ".join(one for one in _standing(view) if one)


def completeness_lines(view: CardFacts) -> Iterator[str]:
    """Yield how complete the card is as a whole and by section, and what is missing."""
    text = view.language.text
    yield text("Card {percent}% complete", percent=overall_percent(view.states))
    for section, state in view.states.items():
        percent = view.with_notes(f"{state.percent}%", [_freshness(view, state)])
        missing = view.listed(text(FIELDS[field]) for field in state.missing)
        lacks = text("missing: {fields}", fields=missing) if missing else ""
        line = view.language.labelled(text(SECTIONS[section]), percent)
        yield "  ".join(one for one in (line, lacks) if one)


def basics_lines(view: CardFacts) -> Iterator[str]:
    """Yield every known fact of the customer itself."""
    card, text = view.card, view.language.text
    yield from labelled(view, _facts(view, card.customer))
    yield from (point_text(view, one) for one in card.points if one.contact_id is None)
    yield from (date_text(view, one) for one in card.dates if one.contact_id is None)
    for place in card.addresses:
        yield view.language.labelled(place.label or text("address"), _address(view, place))
    yield from (view.language.labelled(one.name, one.value) for one in card.custom_fields)
    yield from labelled(view, [(mark("tags"), view.listed(tag.name for tag in card.tags))])


def _standing(view: CardFacts) -> Iterator[str]:
    row, text = view.row, view.language.text
    stage = view.playbook.stages[row.stage].get(view.language.code)
    index = "" if row.value_index is None else view.language.number(row.value_index, 1)
    if row.tier:
        yield view.with_notes(
            text("tier {tier}", tier=row.tier),
            [text("index {index}", index=index) if index else ""],
        )
    if row.man_class:
        score = "" if row.man_score is None else view.language.number(row.man_score, 1)
        yield view.with_notes(f"MAN {row.man_class}", [score])
    yield stage
    if row.owner:
        yield text("owner: {owner}", owner=row.owner)
    if row.last_contact:
        yield text("last contact {day}", day=view.on(row.last_contact))


def _freshness(view: CardFacts, state: SectionState) -> str:
    text = view.language.text
    if state.confirmed_on is None:
        return text("never confirmed")
    day = text("confirmed on {day}", day=view.on(state.confirmed_on))
    return f"{day}!" if state.is_stale else day


def _facts(view: CardFacts, one: Customer) -> Iterator[tuple[str, str]]:
    language = view.language
    yield mark("how to address"), one.salutation
    yield mark("industry"), one.industry
    yield mark("headcount"), "" if one.headcount is None else language.number(one.headcount)
    yield mark("annual revenue"), money(view, one.annual_revenue, one.annual_revenue_currency)
    yield mark("background"), one.background
    yield mark("address"), _address(view, one)
    yield mark("parking"), one.parking
    yield mark("website"), one.website
    yield mark("tax number"), one.tax_number
    yield mark("registration number"), one.registration_number
    yield mark("language"), language_name(view.language, one.language)
    yield mark("prefers"), reached_by(view, one)
    yield mark("source"), one.source
    yield mark("present solution"), one.present_solution
    yield mark("competitor"), one.competitor
    yield mark("payment terms"), _days(view, one.payment_terms_days)
    yield mark("payment method"), one.payment_method
    if one.ownership is not Ownership.PRIVATE:
        yield mark("ownership"), language.text(OWNERSHIPS[one.ownership])
    yield mark("gift policy"), one.gift_policy
    if one.strategic_value is not None:
        value = language.text("{value} of 4", value=one.strategic_value)
        yield mark("strategic value"), view.with_notes(value, [one.strategic_reason])
    yield mark("note"), one.note


def _days(view: CardFacts, days: int | None) -> str:
    return "" if days is None else view.language.plural("{count} day", "{count} days", days)


def _address(view: CardFacts, one: Customer | Address) -> str:
    country = view.language.country(one.country) if one.country else ""
    parts = [one.street, f"{one.postal_code} {one.city}".strip(), one.region, country]
    if view.is_chinese:
        parts = [country, one.region, one.city, one.street, one.postal_code]
        return " ".join(dict.fromkeys(part for part in parts if part))
    return ", ".join(dict.fromkeys(part for part in parts if part))
