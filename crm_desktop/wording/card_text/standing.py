"""How a customer stands, as lines of a card: cadence, risks, the influence map."""

from collections.abc import Iterator

from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.wording.card_text.facts import CardFacts
from crm_desktop.wording.standing import ALARMS, DUTIES, STATUSES, risk_text


def standing_lines(view: CardFacts) -> Iterator[str]:
    """Yield each duty with what is due, then the risks and how the deciders stand to us."""
    language, standing = view.language, view.standing
    for duty in standing.cadence:
        yield _duty_line(view, duty)
    for risk in standing.risks:
        yield language.labelled(language.text("At risk"), risk_text(language, risk))
    if standing.influence is not None:
        status = language.text(STATUSES[standing.influence.status])
        yield language.labelled(language.text("Influence map"), status)
        for alarm in standing.influence.alarms:
            yield language.text(ALARMS[alarm])


def _duty_line(view: CardFacts, duty: DutyStanding) -> str:
    language = view.language
    days = language.plural("every {count} day", "every {count} days", duty.interval.days)
    name = language.with_note(language.text(DUTIES[duty.interval.duty]), days)
    counts = language.text(
        "{actual} of {planned} this quarter, {scheduled} scheduled",
        actual=duty.actual,
        planned=duty.planned,
        scheduled=duty.scheduled,
    )
    due = "" if duty.interval.is_optional else language.due(duty.due, view.today)
    return language.labelled(name, view.with_notes(due, [counts]) if due else counts)
