"""The people of a card, how to reach them, and the days that matter to them."""

from collections.abc import Iterator

from crm_desktop.domain.contacts import (
    Affiliation,
    Contact,
    ContactPoint,
    ImportantDate,
    PointKind,
)
from crm_desktop.domain.customers import Customer
from crm_desktop.text import mark
from crm_desktop.wording.card import COVERAGE, DATES, LINKS, POINTS, ROLES, STANCES
from crm_desktop.wording.card_text.facts import CardFacts
from crm_desktop.wording.day_words import day_words
from crm_desktop.wording.languages import language_name


def people_lines(view: CardFacts) -> Iterator[str]:
    """Yield every contact with role and stance, and below it how to reach and please them."""
    contacts = {contact.id: contact for contact in view.card.contacts}
    for place in view.card.affiliations:
        contact = contacts.get(place.contact_id)
        if contact is not None:
            yield _person(view, contact, place)
            yield from (f"  {line}" for line in _details(view, contact, place))
    yield from _links(view)


def point_text(view: CardFacts, point: ContactPoint) -> str:
    """Return a phone number or an address with its kind and label."""
    number = view.language.phone(point.value, point.extension or None)
    kind = view.language.text(POINTS[point.kind])
    return view.with_notes(view.language.labelled(kind, number), [point.label])


def reached_by(view: CardFacts, who: Contact | Customer) -> str:
    """Return by which channel and at which hours somebody likes to be reached."""
    channel = who.preferred_channel
    if channel in set(PointKind):
        channel = view.language.text(POINTS[PointKind(channel)])
    return " ".join(one for one in (channel, who.preferred_hours) if one)


def date_text(view: CardFacts, one: ImportantDate) -> str:
    """Return a day to remember, in the calendar it is kept in."""
    language = view.language
    name = one.label or language.text(DATES[one.kind])
    return language.labelled(name, day_words(one, language))


def _person(view: CardFacts, contact: Contact, place: Affiliation) -> str:
    text = view.language.text
    name = view.with_notes(contact.name, [contact.latin_name, contact.phonetic])
    role = text(ROLES[place.role]) if place.role else ""
    influence = (
        "" if place.influence is None else text("influence {level} of 4", level=place.influence)
    )
    stance = "" if place.stance is None else text(STANCES[place.stance])
    left = text("left on {day}", day=view.on(place.left_on)) if place.left_on else ""
    coverage = text(COVERAGE[place.coverage]) if COVERAGE[place.coverage] else ""
    known = [place.title, place.department, role, influence, stance, coverage, left]
    return " · ".join([name, *(one for one in known if one)])


def _details(view: CardFacts, contact: Contact, place: Affiliation) -> Iterator[str]:
    card, text = view.card, view.language.text
    told = (
        (mark("how to address"), contact.salutation),
        (
            mark("prefers"),
            reached_by(view, contact),
        ),
        (mark("speaks"), language_name(view.language, contact.language)),
        (mark("cares about"), place.cares_about),
        (mark("our counterpart"), place.counterpart),
        (mark("note"), contact.note),
    )
    yield from (view.language.labelled(text(label), value) for label, value in told if value)
    yield from (point_text(view, one) for one in card.points if one.contact_id == contact.id)
    yield from (date_text(view, one) for one in card.dates if one.contact_id == contact.id)
    for style in card.styles:
        if style.contact_id == contact.id:
            yield view.playbook.styles[style.style].headline.get(view.language.code)


def _links(view: CardFacts) -> Iterator[str]:
    for link in view.card.links:
        one, other = view.person(link.from_contact_id), view.person(link.to_contact_id)
        if one and other:
            yield f"{one} → {view.language.text(LINKS[link.kind])} → {other}"
