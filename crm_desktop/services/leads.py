"""Scoring leads by MAN: one customer, or every prospect in order (D2, D4)."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man import Assessment, assess, prospect_rank
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook import Bilingual, Playbook
from crm_desktop.services.customers import find_customer
from crm_desktop.storage import list_rows
from crm_desktop.storage.cards import load_customer
from crm_desktop.storage.database import Database
from crm_desktop.storage.figures import figures
from crm_desktop.storage.man_records import man_answers


@dataclass(frozen=True, slots=True)
class LeadScore:
    """A customer and its assessment; ``is_shown`` is False where MAN does not belong (D2)."""

    customer_id: int
    name: str
    kind: CustomerKind
    assessment: Assessment
    external_id: str = ""
    is_shown: bool = True


def score(database: Database, text: str, *, as_of: date) -> LeadScore:
    """Return the assessment of the customer that ``text`` means, as of a day."""
    with database.read() as reading:
        key = find_customer(reading, text)
        customer = load_customer(reading, key)
        answers = man_answers(reading, as_of, [key]).get(key, [])
        shown = figures(reading, as_of, [key])[key].shows_man
        external = list_rows.external_ids(reading, [key])
    assessment = assess(answers, as_of=as_of, kind=customer.kind)
    return LeadScore(key, customer.name, customer.kind, assessment, external.get(key, ""), shown)


def score_prospects(database: Database, *, as_of: date) -> list[LeadScore]:
    """Return everybody MAN belongs to, the best overall score first, unassessed ones last (D4)."""
    with database.read() as reading:
        names = list_rows.names(reading)
        found = figures(reading, as_of)
        answers = man_answers(reading, as_of)
        external = list_rows.external_ids(reading, found)
    leads = [
        LeadScore(
            key,
            names[key],
            one.kind,
            assess(answers.get(key, []), as_of=as_of, kind=one.kind),
            external.get(key, ""),
        )
        for key, one in found.items()
        if one.shows_man
    ]
    return sorted(leads, key=_rank)


def question_text(playbook: Playbook, lead: LeadScore, question: Question) -> Bilingual:
    """Return how to ask a question of this kind of customer."""
    return playbook.man[lead.kind][question].ask


def _rank(lead: LeadScore) -> tuple[object, ...]:
    return (prospect_rank(lead.assessment), lead.name)
