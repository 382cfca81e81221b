"""What the card itself offers for a visit that is being planned: openers and small surprises."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from crm_desktop.domain.brief_values import Remark, Surprise
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.visits import Visit, VisitContact
from crm_desktop.services.brief_cautions import guard, taboos_of
from crm_desktop.services.brief_people import Moment, People
from crm_desktop.services.brief_talk import openers, surprises
from crm_desktop.services.briefs import with_guests
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database

MOST = 4
_DRAFT = 0


@dataclass(frozen=True, slots=True)
class VisitIdeas:
    """The customer's own words to open with, and surprises from their facts (D7, D8)."""

    openers: tuple[Remark, ...] = ()
    surprises: tuple[Surprise, ...] = ()


def visit_ideas(
    database: Database,
    visit: Visit,
    contact_ids: Collection[int],
    playbook: Playbook,
    moment: Moment,
) -> VisitIdeas:
    """Return at most four of each that touch no taboo of who attends (D26).

    Raises InputError ``customer_unknown``. May run off the UI thread.
    """
    draft = replace(visit, id=_DRAFT)
    attending = tuple(VisitContact(_DRAFT, one) for one in contact_ids)
    with database.read() as reading:
        card = load_card(reading, visit.customer_id).as_of(moment.today)
        card = with_guests(reading, replace(card, visit_contacts=attending), draft)
    people = People(card, {}, draft, moment)
    watch = guard(taboos_of(people), playbook)
    return VisitIdeas(
        tuple(openers(people, watch, limit=MOST)), tuple(surprises(people, watch)[:MOST])
    )
