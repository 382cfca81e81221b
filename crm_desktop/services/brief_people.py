"""Who a brief is about: who sits at the table, the influence map, a card to scan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from crm_desktop.domain.brief_rules import order_attendees
from crm_desktop.domain.brief_values import Attendee, InfluenceMap, MapEdge, MapNode, VisitingCard
from crm_desktop.domain.briefs import Annexes
from crm_desktop.domain.cards import Card
from crm_desktop.domain.code_links import CodeKind, link_text
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.domain.influence_map import read_map
from crm_desktop.domain.visits import Visit
from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import pinyin_name
from crm_desktop.services.card_standing import last_contacts

MAX_UNPLANNED = 3
_PHONES = (PointKind.MOBILE, PointKind.PHONE)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30ff]")
_OTHER_HAN_LANGUAGES = ("ja", "ko")


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a brief is for, and the clock of its reader that deadlines are compared with."""

    today: date
    now: datetime

    def local(self, moment: datetime) -> datetime:
        """Return a stored moment on the reader's clock."""
        return moment.astimezone(self.now.tzinfo)

    def day_of(self, moment: datetime) -> date:
        """Return the day a stored moment falls on where the reader is."""
        return self.local(moment).date()


@dataclass(frozen=True)
class People:
    """The people of a card as of a day, and who of them the brief's ``visit`` is with."""

    card: Card
    photos: Mapping[int, bytes]
    visit: Visit | None
    moment: Moment

    @property
    def today(self) -> date:
        """The day the card is looked at."""
        return self.moment.today

    @cached_property
    def contacts(self) -> dict[int, Contact]:
        """Contacts by key, each with how the name is pronounced."""
        return {one.id: _pronounced(one) for one in self.card.contacts if one.id is not None}

    @cached_property
    def places(self) -> dict[int, Affiliation]:
        """Affiliations by contact."""
        return {one.contact_id: one for one in self.card.affiliations}

    @cached_property
    def attendees(self) -> tuple[Attendee, ...]:
        """Who sits at the table: those planned, else the main contacts, who decides first.

        A person we serve is always among them, whoever else of the card comes along.
        """
        found = [self._attendee(key) for key in self._planned() or self._usual()]
        if self.card.customer.kind is CustomerKind.PERSON and not self._is_there(found):
            found.insert(0, _as_attendee(self.card.customer, self.photos))
        return order_attendees(found)

    def name(self, contact_id: int | None) -> str:
        """The name of a contact, empty for none."""
        found = self.contacts.get(contact_id) if contact_id is not None else None
        return found.name if found else ""

    def attends(self, contact_id: int | None) -> bool:
        """True for who is at the table, and for what belongs to the customer as a whole."""
        return contact_id is None or any(one.contact.id == contact_id for one in self.attendees)

    def is_present(self, contact_id: int | None) -> bool:
        """False for a contact who has left the customer by the day, or is in the bin."""
        if contact_id is None:
            return True
        place = self.places.get(contact_id)
        return contact_id in self.contacts and (place is None or _is_here(place, self.today))

    def talked_to(self) -> dict[int | None, str]:
        """Return the name of whom an interaction was with, where it was one person."""
        found: dict[int | None, str] = {}
        for one in self.card.interaction_contacts:
            is_first = one.interaction_id not in found
            found[one.interaction_id] = self.name(one.contact_id) if is_first else ""
        return found

    def _planned(self) -> list[int]:
        if self.visit is None:
            return []
        return [
            one.contact_id
            for one in self.card.visit_contacts
            if one.visit_id == self.visit.id and one.contact_id in self.contacts
        ]

    def _usual(self) -> list[int]:
        present = [one for one in self.card.affiliations if self.is_present(one.contact_id)]
        main = [one for one in present if one.is_main]
        if self.card.customer.kind is CustomerKind.COMPANY:
            main = main or present
        ranked = sorted(main, key=lambda one: -(one.influence or 0))
        return [one.contact_id for one in ranked[:MAX_UNPLANNED]]

    def _attendee(self, key: int) -> Attendee:
        place = self.places.get(key) or Affiliation(key, self.card.customer.id or 0)
        return Attendee(self.contacts[key], place, self.photos.get(key))

    def _is_there(self, attendees: list[Attendee]) -> bool:
        """True when a contact of the card is the person the card is of."""
        own = fold(self.card.customer.name)
        return any(fold(one.contact.name) == own for one in attendees)


def annexes(people: People, uid: str, visit_uid: str = "") -> Annexes:
    """Return the influence map, the card of the first attendee, the links and the history."""
    card, attendees = people.card, people.attendees
    nodes = tuple(
        MapNode(one.contact_id, one, people.name(one.contact_id))
        for one in card.affiliations
        if people.is_present(one.contact_id)
    )
    keys = {node.key for node in nodes}
    edges = tuple(
        MapEdge(one.from_contact_id, one.to_contact_id, one.kind)
        for one in card.links
        if one.from_contact_id in keys and one.to_contact_id in keys
    )
    standing = read_map(card.affiliations, last_contacts(card), today=people.today)
    return Annexes(
        influence=InfluenceMap(nodes, edges, standing) if len(nodes) > 1 else None,
        card=_visiting_card(people, _first(attendees)) if attendees else None,
        card_link=link_text(CodeKind.CARD, uid),
        visit_link=link_text(CodeKind.VISIT, visit_uid) if visit_uid else "",
        history=card.interactions,
    )


def with_host(people: People) -> Visit | None:
    """Return the visit with a phone to call at the door: the one planned, else the host's own."""
    visit = people.visit
    if visit is None or visit.host_phone or not people.attendees:
        return visit
    own = _own_points(people.card, _first(people.attendees))
    phones = [one.value for kind in _PHONES for one in own if one.kind is kind]
    return replace(visit, host_phone=phones[0]) if phones else visit


def _first(attendees: tuple[Attendee, ...]) -> Attendee:
    """The person we serve, else who decides."""
    return next((one for one in attendees if one.is_customer), attendees[0])


def _visiting_card(people: People, attendee: Attendee) -> VisitingCard:
    card = people.card
    points = _own_points(card, attendee) or [one for one in card.points if one.contact_id is None]
    is_company = card.customer.kind is CustomerKind.COMPANY
    return VisitingCard(
        name=attendee.contact.name,
        organisation=card.customer.name if is_company else "",
        title=attendee.affiliation.title,
        phones=_reached_at(points, _PHONES),
        emails=_reached_at(points, (PointKind.EMAIL,)),
    )


def _own_points(card: Card, attendee: Attendee) -> list[ContactPoint]:
    return [one for one in card.points if one.contact_id == attendee.contact.id]


def _reached_at(points: list[ContactPoint], kinds: tuple[PointKind, ...]) -> tuple[str, ...]:
    return tuple(one.normalised or one.value for one in points if one.kind in kinds)


def _is_here(place: Affiliation, today: date) -> bool:
    return place.left_on is None or place.left_on > today


def _pronounced(contact: Contact) -> Contact:
    if contact.phonetic:
        return contact
    return replace(contact, phonetic=reading(contact.name, contact.language))


def reading(name: str, language: str) -> str:
    """Return the pinyin of a Chinese name, else nothing.

    Japanese and Korean names in Han characters are read otherwise.
    """
    if not _HAN.search(name) or _KANA.search(name):
        return ""
    return "" if language.lower().startswith(_OTHER_HAN_LANGUAGES) else pinyin_name(name)


def _as_attendee(customer: Customer, photos: Mapping[int, bytes]) -> Attendee:
    """Return a person who is the customer, with the words of the card."""
    contact = Contact(
        name=customer.name,
        latin_name=customer.latin_name,
        phonetic=customer.phonetic or reading(customer.name, customer.language),
        salutation=customer.salutation,
        language=customer.language,
        preferred_channel=customer.preferred_channel,
        preferred_hours=customer.preferred_hours,
    )
    place = Affiliation(0, customer.id or 0, counterpart=customer.owner)
    return Attendee(contact, place, photos.get(0))
