"""Scoring leads by MAN: one customer, or every prospect in order (D2, D4)."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man import Assessment, assess, prospect_rank
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.man_trend import Trend, TrendPoint, trend
from crm_desktop.domain.playbook import Bilingual, Playbook
from crm_desktop.services.customers import find_customer
from crm_desktop.storage import list_rows
from crm_desktop.storage.cards import load_customer
from crm_desktop.storage.database import Database
from crm_desktop.storage.figures import figures
from crm_desktop.storage.man_records import man_answers


@dataclass(frozen=True, slots=True)
class LeadScore:
    """A customer, its assessment and how the score came there, day by day.

    ``is_shown`` is False where MAN does not belong (D2).
    """

    customer_id: int
    name: str
    kind: CustomerKind
    assessment: Assessment
    trend: Trend
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
    course = _course(answers, customer.kind, as_of)
    name, kind = customer.name, customer.kind
    return LeadScore(key, name, kind, assessment, course, external.get(key, ""), shown)


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
            _course(answers.get(key, []), one.kind, as_of),
            external.get(key, ""),
        )
        for key, one in found.items()
        if one.shows_man
    ]
    return sorted(leads, key=_rank)


def _course(answers: list[Answer], kind: CustomerKind, as_of: date) -> Trend:
    """Assess again on every day an answer was given, by what was known on that day."""
    days = {one.answered_on for one in answers if one.answered_on is not None}
    then = ((day, assess(answers, as_of=day, kind=kind)) for day in days)
    points = [TrendPoint(day, found.overall, found.man_class) for day, found in then]
    return trend(points, as_of=as_of)


def question_text(playbook: Playbook, lead: LeadScore, question: Question) -> Bilingual:
    """Return how to ask a question of this kind of customer."""
    return playbook.man[lead.kind][question].ask


def _rank(lead: LeadScore) -> tuple[object, ...]:
    return (prospect_rank(lead.assessment), lead.name)
