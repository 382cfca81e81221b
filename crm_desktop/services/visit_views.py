"""A visit as its page shows it: the card around it, who comes, and who comes from elsewhere."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.visits import Visit
from crm_desktop.services.card_views import CardView, load_view
from crm_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit, None for one that is not planned yet; ``guests`` attend without being on the card.

    Who attends a visit that is not planned yet are the main contacts.
    """

    card: CardView
    visit: Visit | None
    attending: tuple[int, ...]
    guests: tuple[Contact, ...] = ()

    @property
    def is_binned(self) -> bool:
        """True while the customer is in the bin, where nobody is visited."""
        return self.card.card.customer.binned_at is not None


def load_visit(
    database: Database, customer_id: int, visit_id: int | None, *, today: date, playbook: Playbook
) -> VisitView:
    """Return a visit with its card; raises InputError ``customer_unknown`` or ``record_gone``."""
    view = load_view(database, customer_id, today=today, playbook=playbook)
    card = view.card
    if visit_id is None:
        main = tuple(one.contact_id for one in card.affiliations if one.is_main)
        return VisitView(view, None, main or tuple(one.id for one in card.contacts[:1] if one.id))
    visit = next((one for one in card.visits if one.id == visit_id), None)
    if visit is None:
        raise InputError("record_gone", kind=Kind.VISIT.value, id=visit_id)
    attending = tuple(one.contact_id for one in card.visit_contacts if one.visit_id == visit_id)
    strangers = set(attending) - {one.id for one in card.contacts}
    with database.read() as reading:
        guests = reading.by_ids(Kind.CONTACT, "id", strangers) if strangers else []
    return VisitView(view, visit, attending, tuple(one for one in guests if not one.binned_at))
