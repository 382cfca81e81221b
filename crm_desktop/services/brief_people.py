"""Who a brief is about: attendees, what nobody may overlook, the influence map, cards to scan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from crm_desktop.domain.brief_values import (
    Attendee,
    Conflict,
    InfluenceMap,
    MapEdge,
    MapNode,
    Of,
    VisitingCard,
)
from crm_desktop.domain.briefs import Annexes, Cautions
from crm_desktop.domain.cards import Card
from crm_desktop.domain.conflicts import clashes, kept_days
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.taboos import TabooCalendar
from crm_desktop.domain.visits import Visit
from crm_desktop.language import kept_days as calendars
from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import pinyin_name

MAX_UNPLANNED = 3
CARD_LINK = "crm-desktop:card/{uid}"
_PHONES = (PointKind.MOBILE, PointKind.PHONE)
_CALENDARS = {
    TabooCalendar.QINGMING: calendars.is_qingming,
    TabooCalendar.GHOST_FESTIVAL: calendars.is_ghost_festival,
    TabooCalendar.RAMADAN: calendars.is_ramadan,
    TabooCalendar.SABBATH: calendars.is_sabbath,
    TabooCalendar.LENT: calendars.is_lent,
}


@dataclass(frozen=True)
class People:
    """The people of a card, looked up by key."""

    card: Card
    photos: Mapping[int, bytes]

    @cached_property
    def contacts(self) -> dict[int, Contact]:
        """Contacts by key, each with how the name is pronounced."""
        return {one.id: _pronounced(one) for one in self.card.contacts if one.id is not None}

    @cached_property
    def places(self) -> dict[int, Affiliation]:
        """Affiliations by contact."""
        return {one.contact_id: one for one in self.card.affiliations}

    def name(self, contact_id: int | None) -> str:
        """The name of a contact, empty for none."""
        found = self.contacts.get(contact_id) if contact_id is not None else None
        return found.name if found else ""

    def attendees(self, visit: Visit | None) -> tuple[Attendee, ...]:
        """Who sits at the table: those planned, else the main contacts, else the person."""
        if self.card.customer.kind is CustomerKind.PERSON and not self.contacts:
            return (_as_attendee(self.card.customer, self.photos),)
        planned = [
            one.contact_id
            for one in self.card.visit_contacts
            if visit is not None and one.visit_id == visit.id and one.contact_id in self.contacts
        ]
        keys = planned or self._usual_contacts()
        found = tuple(
            Attendee(self.contacts[key], self._place(key), self.photos.get(key)) for key in keys
        )
        if self.card.customer.kind is CustomerKind.PERSON and not planned:
            return (_as_attendee(self.card.customer, self.photos), *found)
        return found

    def _usual_contacts(self) -> list[int]:
        present = [
            one
            for one in self.card.affiliations
            if one.left_on is None and one.contact_id in self.contacts
        ]
        main = [one for one in present if one.is_main] or present
        ranked = sorted(main, key=lambda one: -(one.influence or 0))
        return [one.contact_id for one in ranked[:MAX_UNPLANNED]]

    def _place(self, contact_id: int) -> Affiliation:
        return self.places.get(contact_id) or Affiliation(contact_id, self.card.customer.id or 0)


def cautions(people: People, visit: Visit | None, playbook: Playbook) -> Cautions:
    """Return every taboo and special need of the card, and the conflicts of the plan (D26)."""
    card = people.card
    return Cautions(
        taboos=tuple(Of(one, people.name(one.contact_id)) for one in card.taboos),
        needs=tuple(Of(one, people.name(one.contact_id)) for one in card.special_needs),
        conflicts=_conflicts(people, visit, playbook) if visit else (),
    )


def _conflicts(people: People, visit: Visit, playbook: Playbook) -> tuple[Conflict, ...]:
    plans = {
        "gift": visit.gift,
        "menu": visit.menu,
        "venue": visit.venue,
        "surprise": visit.surprise,
        "objective": visit.objective,
        "opener": visit.opener,
        "agenda": "\n".join(visit.agenda),
        "questions": "\n".join(visit.questions),
    }
    taboos = people.card.taboos
    kept = {
        calendar: [visit.visit_on] if keeps(visit.visit_on) else []
        for calendar, keeps in _CALENDARS.items()
    }
    found = clashes(plans, taboos, playbook.lexicon, fold=fold)
    found += kept_days(visit.visit_on, taboos, kept)
    return tuple(
        Conflict(one.plan, one.word, one.taboo.text, people.name(one.taboo.contact_id))
        for one in found
    )


def annexes(people: People, attendees: tuple[Attendee, ...], uid: str, today: date) -> Annexes:
    """Return the influence map, the card of the first attendee, the link and the history."""
    card = people.card
    present = [one for one in card.affiliations if one.left_on is None or one.left_on > today]
    nodes = tuple(
        MapNode(one.contact_id, one, people.name(one.contact_id))
        for one in present
        if one.contact_id in people.contacts
    )
    keys = {node.key for node in nodes}
    edges = tuple(
        MapEdge(one.from_contact_id, one.to_contact_id, one.kind)
        for one in card.links
        if one.from_contact_id in keys and one.to_contact_id in keys
    )
    return Annexes(
        influence=InfluenceMap(nodes, edges) if len(nodes) > 1 else None,
        card=_visiting_card(people, attendees[0]) if attendees else None,
        card_link=CARD_LINK.format(uid=uid),
        history=card.interactions,
    )


def last_contacts(card: Card) -> dict[int, date]:
    """Return when each contact last took part in an interaction."""
    days = {one.id: one.happened_on for one in card.interactions}
    found: dict[int, date] = {}
    for one in card.interaction_contacts:
        day = days.get(one.interaction_id)
        if day is not None:
            found[one.contact_id] = max(day, found.get(one.contact_id, day - timedelta(days=1)))
    return found


def _visiting_card(people: People, attendee: Attendee) -> VisitingCard:
    card, key = people.card, attendee.contact.id
    is_company = card.customer.kind is CustomerKind.COMPANY
    points = [one for one in card.points if one.contact_id == key]
    if not points:
        points = [one for one in card.points if one.contact_id is None]
    return VisitingCard(
        name=attendee.contact.name,
        organisation=card.customer.name if is_company else "",
        title=attendee.affiliation.title,
        phones=_reached_at(points, _PHONES),
        emails=_reached_at(points, (PointKind.EMAIL,)),
    )


def _reached_at(points: list[ContactPoint], kinds: tuple[PointKind, ...]) -> tuple[str, ...]:
    return tuple(one.normalised or one.value for one in points if one.kind in kinds)


def _pronounced(contact: Contact) -> Contact:
    if contact.phonetic:
        return contact
    return replace(contact, phonetic=_reading(contact.name))


def _reading(name: str) -> str:
    """Return the pinyin of a name written in Han characters, else nothing."""
    read = pinyin_name(name)
    return read if read != name and not name.isascii() else ""


def _as_attendee(customer: Customer, photos: Mapping[int, bytes]) -> Attendee:
    """Return a person who is the customer, with the words of the card."""
    contact = Contact(
        name=customer.name,
        latin_name=customer.latin_name,
        phonetic=customer.phonetic or _reading(customer.name),
        salutation=customer.salutation,
        language=customer.language,
        preferred_channel=customer.preferred_channel,
        preferred_hours=customer.preferred_hours,
        note=customer.note,
    )
    return Attendee(contact, Affiliation(0, customer.id or 0), photos.get(0))
