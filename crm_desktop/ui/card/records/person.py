"""A contact and their place at the customer, as one record of the people tab."""

from dataclasses import dataclass

from crm_desktop.domain.cards import Card
from crm_desktop.domain.contacts import Affiliation, Contact


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the customer on the card."""

    contact: Contact
    place: Affiliation

    @property
    def id(self) -> int:
        """The key of the place: removing it takes the person from this customer alone."""
        return self.place.id or 0


def people_of(card: Card) -> list[Person]:
    """Return the people of a card, the main contact first and those who left last."""
    contacts = {one.id: one for one in card.contacts}
    found = [
        Person(contacts[place.contact_id], place)
        for place in card.affiliations
        if place.contact_id in contacts
    ]
    return sorted(found, key=lambda one: one.place.left_on is not None)
