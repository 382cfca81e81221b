"""Everything a card's page shows of one customer, read in one snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.card_standing import CardStanding
from crm_desktop.domain.cards import Card
from crm_desktop.domain.completeness import SectionState, completeness, overall_percent
from crm_desktop.domain.customers import Section
from crm_desktop.domain.man import Assessment, assess
from crm_desktop.domain.playbook import Playbook
from crm_desktop.services.card_standing import card_standing
from crm_desktop.storage import settings
from crm_desktop.storage.cards import base_amounts, has_records, load_card, photos
from crm_desktop.storage.database import Database
from crm_desktop.storage.figures import figures
from crm_desktop.storage.list_page import PageRow, page
from crm_desktop.storage.man_records import man_answers

LARGE = 1500
"""So many interactions and purchases take 15 ms to read."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as of today with what the rules say of it.

    ``row`` is the customer's line of the list, None for one in the bin. ``assessment`` is None
    where MAN does not belong (D2). ``photos`` are by contact, the customer's own under 0.
    ``currency`` is the base currency of the file, empty while none is set; ``amounts`` are the
    purchases in it by key, without those whose currency has no rate.
    """

    card: Card
    today: date
    row: PageRow | None
    standing: CardStanding
    sections: Mapping[Section, SectionState]
    assessment: Assessment | None
    photos: Mapping[int, bytes]
    currency: str
    amounts: Mapping[int, Decimal]

    @property
    def customer_id(self) -> int:
        """The key of the customer."""
        return self.card.customer.id or 0

    @property
    def percent(self) -> int:
        """How complete the card is, 0-100."""
        return overall_percent(self.sections)


def is_large(database: Database, customer_id: int) -> bool:
    """Return whether reading a card takes longer than a person should wait for; takes 0.2 ms."""
    with database.read() as reading:
        return has_records(reading, customer_id, LARGE)


def load_view(database: Database, customer_id: int, *, today: date, playbook: Playbook) -> CardView:
    """Return the view of a card; raises InputError ``customer_unknown``."""
    with database.read() as reading:
        card = load_card(reading, customer_id)
        rows = page(reading, [customer_id])
        row = rows[0] if rows else None
        found = figures(reading, today, [customer_id]).get(customer_id)
        answers = man_answers(reading, today, [customer_id]).get(customer_id, [])
        pictures = photos(reading, customer_id)
        amounts = base_amounts(reading, customer_id)
        currency = settings.base_currency(reading)
        cadence = settings.cadence(reading)
    known = card.as_of(today)
    shows_man = found is not None and found.shows_man
    kind = card.customer.kind
    return CardView(
        card=card,
        today=today,
        row=row,
        standing=card_standing(known, row.tier if row else "", cadence, today=today),
        sections=completeness(card, playbook.expected[kind], today=today),
        assessment=assess(answers, as_of=today, kind=kind) if shows_man else None,
        photos=pictures,
        currency=currency,
        amounts=amounts,
    )
