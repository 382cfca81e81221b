"""What the influence map shows of a card: its people, where they stand, their links; no widget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.cards import Card
from crm_desktop.domain.contacts import Affiliation, Contact, ContactLink
from crm_desktop.domain.influence_layout import MapLayout, arrange
from crm_desktop.domain.influence_layout_routes import Route, routes
from crm_desktop.domain.influence_map import is_present
from crm_desktop.services.card_views import CardView
from crm_desktop.services.people_map import OtherPlace
from crm_desktop.text import Language
from crm_desktop.wording.card import ROLES
from crm_desktop.wording.people_map import elsewhere_words, standing_words

_ROW_PX = 40.0
_ASIDE = 2.5
"""How much further away somebody counts who stands aside of the direction looked in."""
STEPS: Mapping[str, tuple[int, int]] = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
}

Others = Mapping[int, tuple[OtherPlace, ...]]


@dataclass(frozen=True)
class MapPerson:
    """Somebody on the map in words: ``title`` stands below the name, ``tells`` is all of it."""

    contact: Contact
    place: Affiliation
    role: str
    title: str
    tells: str
    photo: bytes | None
    is_here: bool
    others: tuple[OtherPlace, ...]

    @property
    def key(self) -> int:
        """The key of the contact."""
        return self.place.contact_id


@dataclass(frozen=True)
class MapModel:
    """The people by contact, the layout of those shown, and the links as drawn with their keys."""

    customer_id: int
    people: Mapping[int, MapPerson]
    layout: MapLayout
    routes: Sequence[Route]
    links: Sequence[ContactLink]
    left: int
    is_by_hand: bool

    def order(self) -> list[int]:
        """Return the people as they are read: row by row from the left."""
        boxes = self.layout.boxes
        return sorted(boxes, key=lambda key: (round(boxes[key].y / _ROW_PX), boxes[key].x))

    def beside(self, key: int, direction: str) -> int | None:
        """Return who stands nearest in a direction, None where nobody does."""
        right, down = STEPS[direction]
        own, best, nearest = self.layout.boxes[key], None, 0.0
        for other, box in self.layout.boxes.items():
            across, along = box.x - own.x, box.y - own.y
            ahead = across * right + along * down
            if other == key or ahead <= 1:
                continue
            aside = abs(across * down) + abs(along * right)
            away = hypot(ahead, aside * _ASIDE)
            if best is None or away < nearest:
                best, nearest = other, away
        return best

    def links_of(self, key: int) -> list[ContactLink]:
        """Return the links of somebody."""
        return [one for one in self.links if key in (one.from_contact_id, one.to_contact_id)]


def read_model(view: CardView, others: Others, language: Language, *, shows_left: bool) -> MapModel:
    """Return the map of a card; who has left stands at its foot, or is left out.

    May run off the UI thread: 200 people with many links take 30 ms.
    """
    card = view.card
    people = {one.key: one for one in _people(view, others, language)}
    here = [one.place for one in people.values() if one.is_here]
    gone = [one.place for one in people.values() if not one.is_here]
    layout = _laid_out(here, gone if shows_left else [], card)
    shown = [one for one in card.links if _is_drawn(one, layout)]
    edges = [MapEdge(one.from_contact_id, one.to_contact_id, one.kind) for one in shown]
    return MapModel(
        customer_id=view.customer_id,
        people=people,
        layout=layout,
        routes=routes(layout.boxes, edges),
        links=shown,
        left=len(gone),
        is_by_hand=any(one.map_x is not None for one in (*here, *gone)),
    )


def _is_drawn(link: ContactLink, layout: MapLayout) -> bool:
    ends = {link.from_contact_id, link.to_contact_id}
    return len(ends) > 1 and ends <= layout.boxes.keys()


def _laid_out(here: Sequence[Affiliation], gone: Sequence[Affiliation], card: Card) -> MapLayout:
    """Lay those out who are here as on paper, and the others around them."""
    edges = [MapEdge(one.from_contact_id, one.to_contact_id, one.kind) for one in card.links]
    layout = arrange(here, edges)
    if not gone:
        return layout
    boxes = layout.boxes
    fixed = [
        replace(one, map_x=round(boxes[one.contact_id].x), map_y=round(boxes[one.contact_id].y))
        for one in here
    ]
    loose = [replace(one, map_x=None, map_y=None) for one in gone]
    return arrange([*fixed, *loose], [] if not fixed else edges)


def _people(view: CardView, others: Others, language: Language) -> list[MapPerson]:
    card = view.card
    contacts = {one.id: one for one in card.contacts}
    found = []
    for place in card.affiliations:
        contact = contacts.get(place.contact_id)
        if contact is None:
            continue
        other = others.get(place.contact_id, ())
        words = [contact.name, place.title, *standing_words(language, place)]
        words += [elsewhere_words(language, one) for one in other]
        found.append(
            MapPerson(
                contact,
                place,
                language.text(ROLES[place.role]) if place.role else "",
                _below(place, language),
                ", ".join(filter(None, words)),
                view.photos.get(place.contact_id),
                is_present(place, view.today),
                other,
            )
        )
    return found


def _below(place: Affiliation, language: Language) -> str:
    """Return what stands below a name: that they left, else what they are."""
    if place.left_on is not None:
        return language.text("left on {day}", day=language.date(place.left_on))
    return place.title or place.department
