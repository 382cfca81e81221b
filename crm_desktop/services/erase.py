"""Erasing a customer or a person for good: what would go and what stays, then all in one (D28).

There is no undo and no safety copy. Neither needs the UI thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.erasures import ERASED, Elsewhere, ErasePlan, Subject
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import trust_log
from crm_desktop.services.erase_names import naming
from crm_desktop.services.erase_traces import forget_outside
from crm_desktop.storage import erase_scope, erasing, mentions, scrubbing, tombstones
from crm_desktop.storage.database import Database
from crm_desktop.storage.erase_scope import EraseScope
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.trust_log import names_of as stored_names
from crm_desktop.storage.writing import Writing

MOST_MENTIONS = 200
_HIDDEN = frozenset({Kind.CUSTOMER, Kind.CONTACT, Kind.IMPORT_IDENTITY, Kind.DISMISSAL})


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of it: the changes for screens, and the operations that can't be undone any more.

    ``is_named`` tells whether a text names the erased, for what a window still remembers;
    ``trouble`` is why the file could not be cleaned yet, which the next opening makes up for.
    """

    changes: Changes
    operations: frozenset[int]
    records: int
    is_named: Callable[[str], bool] = field(compare=False)
    trouble: CrmError | None = None


def plan_erase(database: Database, subject: Subject) -> ErasePlan:
    """Return what erasing would do; looks through all texts and the whole change log.

    That takes 4 seconds for 100,000 customers and 400,000 states in the log.

    Raises InputError ``record_gone``.
    """
    with database.read() as reading:
        scope = _scope(reading, subject)
        names = {
            kind: dict(stored_names(reading, kind, scope.living.get(kind, frozenset())))
            for kind in (Kind.CUSTOMER, Kind.CONTACT)
        }
        known = sorted(erasing.names_in(reading, scope))
        found = mentions.mentions(reading, known, scope, MOST_MENTIONS)
        owners = {one.customer_id for one in found if one.customer_id}
        customers = dict(stored_names(reading, Kind.CUSTOMER, owners))
        kept = dict(stored_names(reading, Kind.CONTACT, scope.kept_people))
        name = names[subject.kind].pop(subject.key)
        return ErasePlan(
            subject,
            name,
            {kind: len(keys) for kind, keys in scope.living.items() if kind not in _HIDDEN},
            tuple(names[Kind.CUSTOMER].values()),
            tuple(names[Kind.CONTACT].values()),
            tuple(kept.values()),
            len(erasing.blobs_in(reading, scope)),
            erasing.count_log(reading, scope),
            tuple(Elsewhere(one, customers.get(one.customer_id or 0, "")) for one in found),
            tuple(
                (kind, key) for kind in (Kind.CUSTOMER, Kind.CONTACT) for key in scope.keys(kind)
            ),
        )


def erase(
    database: Database, subject: Subject, *, config: Path, logs: Path, author: str = ""
) -> Erased:
    """Erase somebody from the file and from what the program keeps beside it, and note it.

    ``config`` and ``logs`` are the folders of settings and of reports of mistakes. Raises
    InputError ``record_gone`` and what keeps a file from being written; nothing is erased then.
    """
    with database.write(ERASED, author=author) as work:
        done = erase_in(work, subject, TrustCode.ERASED, author)
    done = replace(done, changes=replace(work.changes, operation=None))
    forget_outside(done.is_named, config, logs)
    try:
        scrubbing.scrub(database)
    except CrmError as error:
        return replace(done, trouble=error)
    return done


def erase_in(work: Writing, subject: Subject, code: TrustCode | None, author: str) -> Erased:
    """Erase somebody as a part of a write; the file is to be cleaned afterwards.

    Without a code nothing is noted: in a backup, whose log must stay that of its file.
    """
    scope = _scope(work, subject)
    names = erasing.names_in(work, scope)
    is_named = naming(names)
    uid = tombstones.identity(work, subject.kind, subject.key)
    operations = erasing.erase(work, scope, is_named)
    if code is not None:
        known_as = f"{subject.kind.value}#{tombstones.known_as(work, subject.kind, uid)}"
        trust_log.note(work, TrustNote(code, author, known_as))
    count = sum(map(len, scope.living.values()))
    return Erased(Changes(), operations, count, is_named)


def check_name(plan: ErasePlan, typed: str) -> None:
    """Raise InputError ``erase_name_differs`` where what was typed is not the name."""
    if " ".join(typed.split()).casefold() != " ".join(plan.name.split()).casefold():
        raise InputError("erase_name_differs", field="name", name=plan.name)


def _scope(reading: Reading, subject: Subject) -> EraseScope:
    if subject.kind is Kind.CUSTOMER:
        return erase_scope.scope_of_customer(reading, subject.key)
    return erase_scope.scope_of_person(reading, subject.key)
