"""The sensitive facts of a file and what they stand on: settled, pending, lost (D28)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.consents import (
    Consent,
    ConsentScope,
    Footing,
    LegalGround,
    SensitiveFact,
    footing,
    losing,
)
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import trust_log
from crm_desktop.services.card_edits import add, change_fields
from crm_desktop.storage import scrubbing
from crm_desktop.storage import sensitive_facts as stored
from crm_desktop.storage.database import Database
from crm_desktop.storage.fact_erasing import erase_records, forget_note
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing

Owner = tuple[int | None, int | None]
"""Customer and contact a record is of, one of both set."""


@dataclass(frozen=True, slots=True)
class ListedFact:
    """A sensitive fact with the names of whom it is about and how it stands on a day."""

    fact: SensitiveFact
    customer: str
    people: tuple[str, ...]
    footing: Footing

    @property
    def is_settled(self) -> bool:
        """True where a consent or another ground covers it."""
        return self.footing is Footing.COVERED


def listed_facts(database: Database, today: date) -> tuple[ListedFact, ...]:
    """Return every marked fact: what lost its ground first, then what waits, then the settled.

    Safety facts come before others of their group; then by customer. For a worker.
    """
    with database.read() as reading:
        return listed_in(reading, today)


def listed_in(reading: Reading, today: date) -> tuple[ListedFact, ...]:
    """Like :func:`listed_facts`, in a reading that is open."""
    found = _listed(reading, today)
    order = (Footing.LOST, Footing.PENDING, Footing.COVERED)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order.index(one.footing), not one.fact.is_safety, one.customer, one.fact.record_id,
            ),
        )
    )  # fmt: skip


def settle(
    database: Database, facts: Iterable[SensitiveFact], draft: Consent, *, author: str = ""
) -> Changes:
    """Record the same consent, or another ground, of everybody the facts are about.

    ``draft`` says everything but who and what it covers: each person gets one record for each kind
    of fact. Raises InputError with the field and the code of what is wrong, and then keeps nothing.
    """
    wanted = dict.fromkeys(pair for fact in facts for pair in _wanted(fact))
    with database.write("facts_settled", params={"count": len(wanted)}, author=author) as work:
        for (customer, contact), scope in wanted:
            add(work, replace(draft, customer_id=customer, contact_id=contact, covers=scope))
    return work.changes


def losing_ground(database: Database, consent_id: int, today: date) -> tuple[ListedFact, ...]:
    """Return the facts that nothing covers once a consent is withdrawn on a day.

    Raises InputError ``record_gone``.
    """
    with database.read() as reading:
        known = stored.consents(reading)
        gone = next((one for one in known if one.id == consent_id), None)
        if gone is None:
            raise InputError("record_gone", kind=Kind.CONSENT.value, id=consent_id)
        lost = losing(stored.sensitive_facts(reading), known, gone, today)
        return tuple(_named(reading, [(one, Footing.LOST) for one in lost]))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A consent that ends on a day, and what becomes of the facts it carried.

    ``erased`` go with it for good; ``kept`` stay on the other ``ground``, which ``basis`` puts in
    words.
    """

    consent_id: int
    on: date
    erased: Sequence[SensitiveFact] = ()
    kept: Sequence[SensitiveFact] = ()
    ground: LegalGround = LegalGround.LAW
    basis: str = ""


def withdraw(database: Database, wish: Withdrawal, *, author: str = "") -> Changes:
    """Note that a consent was withdrawn and do with its facts what was decided, as one operation.

    An undo gives the consent back, but not what was erased.

    Raises InputError ``keeping_needs_ground`` where facts are kept without words for the ground,
    ``record_gone``, or what the fields of the consent refuse.
    """
    if wish.kept and not wish.basis.strip():
        raise InputError("keeping_needs_ground", field="basis")
    with database.write("consent_withdrawn", author=author) as work:
        change_fields(work, Kind.CONSENT, wish.consent_id, {"withdrawn_on": wish.on})
        gone = work.values(Kind.CONSENT, "WHERE id = ?", (wish.consent_id,))[0]
        _erase(work, wish.erased, author)
        grounds = dict.fromkeys(pair for fact in wish.kept for pair in _wanted(fact))
        for (customer, contact), scope in grounds:
            draft = Consent(
                gone.purpose,
                wish.basis,
                given_on=wish.on,
                customer_id=customer,
                contact_id=contact,
                ground=wish.ground,
                covers=scope,
            )
            add(work, draft)
    if wish.erased:
        _clean(database)
    return work.changes


def erase_facts(database: Database, facts: Sequence[SensitiveFact], *, author: str = "") -> Changes:
    """Take facts off their cards for good, out of the history too; there is no undo."""
    with database.write("facts_erased", params={"count": len(facts)}, author=author) as work:
        _erase(work, facts, author)
    _clean(database)
    return replace(work.changes, operation=None)


def _erase(work: Writing, facts: Sequence[SensitiveFact], author: str) -> None:
    """Take facts out and note how many; of a contact only the note goes."""
    if not facts:
        return
    whole = []
    for fact in facts:
        if fact.kind is Kind.CONTACT:
            values: dict[str, object] = {"note": "", "sensitive": False, "sensitive_kind": None}
            change_fields(work, Kind.CONTACT, fact.record_id, values)
            forget_note(work, fact.record_id)
        else:
            whole.append((fact.kind, fact.record_id))
    erase_records(work, whole)
    trust_log.note(work, TrustNote(TrustCode.FACTS_ERASED, author, "", {"facts": len(facts)}))


def _clean(database: Database) -> None:
    """Write the file anew; where another reads it just now the next opening makes up for it."""
    with suppress(CrmError):
        scrubbing.scrub(database)


def _wanted(fact: SensitiveFact) -> list[tuple[Owner, ConsentScope]]:
    """Who has to agree to a fact: customer and contact of a record, one of both set."""
    scope = ConsentScope(fact.about.value)
    people: list[Owner] = [(None, one) for one in fact.people]
    return [(who, scope) for who in people or [(fact.customer_id, None)]]


def _listed(reading: Reading, today: date) -> list[ListedFact]:
    known = _by_owner(stored.consents(reading))
    facts = stored.sensitive_facts(reading)
    return _named(reading, [(one, footing(one, _about(known, one), today)) for one in facts])


def _by_owner(consents: Iterable[Consent]) -> dict[Owner, list[Consent]]:
    """Group records by customer and contact: a file may have thousands of both."""
    found: dict[Owner, list[Consent]] = defaultdict(list)
    for one in consents:
        found[one.customer_id if one.contact_id is None else None, one.contact_id].append(one)
    return found


def _about(known: Mapping[Owner, list[Consent]], fact: SensitiveFact) -> list[Consent]:
    owners = [who for who, _ in _wanted(fact)]
    return [one for who in owners for one in known.get(who, ())]


def _named(reading: Reading, found: Sequence[tuple[SensitiveFact, Footing]]) -> list[ListedFact]:
    customers = stored.names(reading, Kind.CUSTOMER, {one.customer_id for one, _ in found})
    contacts = stored.names(reading, Kind.CONTACT, {key for one, _ in found for key in one.people})
    return [
        ListedFact(
            one,
            customers.get(one.customer_id, ""),
            tuple(contacts[key] for key in one.people if key in contacts),
            state,
        )
        for one, state in found
    ]
