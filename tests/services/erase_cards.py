"""Cards whose every text, logged state, draft and file holds needles, and where they are sought."""

import sys
from pathlib import Path
from random import Random
from typing import get_type_hints

from builders import TODAY, customer, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.import_identity import ImportIdentity
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import attachments, recent_things, trust_log, typing_drafts, window_states
from crm_desktop.services.recent_things import Thing, ThingKind
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.storage import erase_scope
from crm_desktop.storage.change_log import undo
from crm_desktop.storage.database import Database

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from rich_cards import add_rich_cards

NEEDLES = ("Quetzalkern", "赵敏敏密")
NAME = "Quetzalkern 赵敏敏密"
CONTENT = Random(7).randbytes(60_000) + "Quetzalkern 赵敏敏密".encode() * 2_000
_CODES = frozenset(
    {"currency", "annual_revenue_currency", "language", "country", "sha256", "media_type"}
    | {"question", "rule", "tier", "section", "privacy", "previous", "method", "settings"}
    | {"key", "value", "entity", "source", "stage", "preferred_channel", "moment"}
)


def store_full_card(database: Database, name: str = NAME) -> int:
    """A customer with records of every kind, all of them changed, some removed or brought back."""
    key = store_customer(database, customer(name), external_id=f"{name}-1")
    with database.write("filled") as work:
        add_rich_cards(work, Random(3), range(key, key + 1), TODAY)
        work.add(ImportIdentity("list", "customer", f"{name}-2", key, f'{{"note": "{name}"}}'))
    attachments.add_attachment(database, key, None, f"{name}.txt", CONTENT)
    spoil(database, key, f"{name} wrote")
    spoil(database, key, name)
    for kind in (Kind.TABOO, Kind.PROMISE, Kind.ATTACHMENT, Kind.TAG):
        remove_one(database, kind, key)
    undo(database, remove_one(database, Kind.GOAL, key))
    return key


def spoil(database: Database, customer_id: int, text: str) -> None:
    """Write a text into every free field of everything that goes with a customer."""
    with database.write("fields_set", params={"name": text}) as work:
        scope = erase_scope.scope_of_customer(work, customer_id)
        for kind, keys in scope.living.items():
            hints = get_type_hints(VALUE_CLASSES[kind])
            names = [name for name, type_ in hints.items() if type_ is str and name not in _CODES]
            for key in keys if kind not in (Kind.IMPORT_IDENTITY, Kind.DISMISSAL) else ():
                work.change(kind, key, **dict.fromkeys(names, text))


def remove_one(database: Database, kind: Kind, customer_id: int) -> int:
    with database.write("record_removed", params={"name": NAME}) as work:
        found = work.values(kind, "WHERE customer_id = ? ORDER BY id DESC", (customer_id,))
        work.remove_many(kind, [found[0].id])
    assert work.changes.operation_id
    return work.changes.operation_id


def leave_traces(database: Database, customer_id: int) -> None:
    """Type, look, print and filter as somebody does who works with the card."""
    place = DraftPlace(Kind.CUSTOMER, customer_id, customer_id, "note")
    typing_drafts.keep(database, place, f"still typing of {NAME}", base=NAME)
    recent_things.remember(database, [Thing(ThingKind.CARD, customer_id)])
    window_states.keep(database, {"pages": {"customers": {"filter": NAME}}, "scroll": [1, NAME]})
    subject = trust_log.subject_of(Kind.CUSTOMER, customer_id)
    code = TrustCode.BRIEF_PRINTED
    trust_log.note_alone(
        database,
        TrustNote(code, "Li", subject, name="2026-06-15-Quetzalkern-赵敏敏密.en.pdf"),
        TrustNote(code, "Li", "customer:999", name="about quetzalkern 赵敏敏密.pdf"),
        TrustNote(code, "Li", "customer:999", name="other.pdf"),
    )


def remnants(folder: Path, needles: tuple[str, ...] = NEEDLES) -> list[str]:
    """Where the needles stand in the files of a folder, in any of the ways text is stored."""
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        folded = content.lower()
        for needle in needles:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                sought = needle.encode(encoding)
                if sought in content or sought.lower() in folded:
                    found.append(f"{path.name}: {needle} in {encoding}")
            if needle.encode("unicode_escape").lower() in folded and not needle.isascii():
                found.append(f"{path.name}: {needle} escaped")
    return found
