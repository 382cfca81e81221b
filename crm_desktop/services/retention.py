"""Cards past their term: the list, its rules, and keeping one on with a reason (D28)."""

from collections.abc import Collection
from datetime import date

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.periods import months_before
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.retention import (
    PastTerm,
    RetentionRule,
    RetentionTerms,
    past_term,
    terms_from_settings,
    terms_to_settings,
)
from crm_desktop.services.card_edits import add
from crm_desktop.storage import retention as stored
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.retention import Kept

__all__ = [
    "Kept",
    "keep_on",
    "kept_on",
    "past_terms",
    "past_terms_in",
    "set_terms",
    "terms_in",
    "terms_of",
]


def past_terms(database: Database, today: date) -> tuple[PastTerm, ...]:
    """Return the cards past their term, the longest first; for a worker.

    Left out is who is in the bin, and who is kept on until a later day.
    """
    with database.read() as reading:
        return past_terms_in(reading, today)


def past_terms_in(reading: Reading, today: date) -> tuple[PastTerm, ...]:
    """Like :func:`past_terms`, in a reading that is open."""
    terms = terms_in(reading)
    kept = {one.customer_id for one in stored.kept(reading, today)}
    found = [
        past
        for life in stored.lives(reading, today, _latest(terms, today))
        if life.customer_id not in kept and (past := past_term(life, terms, today))
    ]
    return tuple(sorted(found, key=lambda one: (one.ended_on, one.name, one.customer_id)))


def _latest(terms: RetentionTerms, today: date) -> dict[RetentionRule, date]:
    """Return the last day that each term can be counted from and be over today."""
    return {
        rule: months_before(today, months) if months else date.min for rule, months in terms.items()
    }


def kept_on(database: Database, today: date) -> tuple[Kept, ...]:
    """Return the cards a person keeps beyond their term, with the reason."""
    with database.read() as reading:
        return tuple(stored.kept(reading, today))


def keep_on(
    database: Database,
    ids: Collection[int],
    until: date,
    reason: str,
    *,
    today: date,
    author: str = "",
) -> Changes:
    """Keep cards until a day though their term is over, with a reason; one operation.

    Raises InputError ``retention_reason_missing``, or ``retention_day_past`` for a day that is no
    later than today.
    """
    if not reason.strip():
        raise InputError("retention_reason_missing", field="reason")
    if until <= today:
        raise InputError("retention_day_past", field="until")
    params = {"count": len(ids), "day": until.isoformat()}
    with database.write("cards_kept", params=params, author=author) as work:
        old = work.by_ids(Kind.DISMISSAL, "customer_id", ids)
        work.remove_many(Kind.DISMISSAL, [one.id for one in old if one.subject == stored.KEPT])
        for key in ids:
            add(work, Dismissal(stored.KEPT, key, until=until, reason=reason))
    return work.changes


def terms_of(database: Database) -> RetentionTerms:
    """Return how many months each rule of the file keeps a card."""
    with database.read() as reading:
        return terms_in(reading)


def terms_in(reading: Reading) -> RetentionTerms:
    """Like :func:`terms_of`, in a reading that is open."""
    return terms_from_settings(settings.read_setting(reading, settings.RETENTION))


def set_terms(database: Database, terms: RetentionTerms, *, author: str = "") -> Changes:
    """Keep cards so many months from now on."""
    with database.write("retention_set", author=author) as work:
        settings.write_setting(work, settings.RETENTION, terms_to_settings(terms))
    return work.changes
