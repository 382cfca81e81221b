"""Erasing somebody from the file, from what lies beside it, and from older backups, in one go."""

from dataclasses import dataclass, replace
from pathlib import Path

from crm_desktop.domain.backups import Backup
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import ErasePlan, Older, Subject
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.paths import Paths
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.erase import Erased, erase, plan_erase
from crm_desktop.services.erase_backups import Cleaned, clean, holders
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class WholePlan:
    """What would go and stay, and the older backups that hold it."""

    plan: ErasePlan
    backups: tuple[Backup, ...]


def subjects_of(database: Database, subject: Subject) -> tuple[tuple[Subject, str], ...]:
    """Return a customer and its people with their names; nobody for a person alone."""
    if subject.kind is not Kind.CUSTOMER:
        return ()
    with database.read() as reading:
        card = load_card(reading, subject.key)
    people = ((Subject(Kind.CONTACT, one.id or 0), one.name) for one in card.contacts)
    return ((subject, card.customer.name), *people)


def plan_everywhere(database: Database, subject: Subject, config: Path) -> WholePlan:
    """Return what erasing would do here and in older backups. Raises InputError ``record_gone``."""
    plan = plan_erase(database, subject)
    places = places_of(database.path, config)
    return WholePlan(plan, tuple(holders(database, places, plan.keys)))


def erase_everywhere(
    database: Database,
    whole: WholePlan,
    paths: Paths,
    older: Older,
    *,
    progress: Progress,
    author: str = "",
) -> tuple[Erased, Cleaned]:
    """Erase, then rewrite or delete the older backups; there is no safety copy and no undo.

    Raises what ``erase`` raises, with nothing done. Stopped by ``progress`` between two backups it
    says which still hold the erased.
    """
    done = erase(database, whole.plan.subject, config=paths.config, logs=paths.logs, author=author)
    try:
        # Asked for again: one more backup may have been made while a person read the plan.
        found = holders(database, places_of(database.path, paths.config), whole.plan.keys)
        return done, clean(database, found, older, progress, author=author)
    except CrmError as error:  # who was erased is gone all the same, and screens must know
        return replace(done, trouble=done.trouble or error), Cleaned()
