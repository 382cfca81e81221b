"""What somebody is doing when the program is killed: edit, import, attach, and what files do."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

from kill_file_phases import FILE_PHASES
from kill_phase import TODAY, Phase
from kill_trust_phases import TRUST_PHASES
from PIL import Image

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.tier_scheme import Scheme
from crm_desktop.services import card_edits, duplicate_merge, imports, tiers, typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.storage import change_log
from crm_desktop.storage.database import Database

ROWS = 40
LISTS = ("customers", "purchases", "taboos")
REJECTED = "purchases.csv.rejected.csv"


class Edit(Phase):
    """Every way to change cards, one operation each."""

    acts = 44
    disturbed = (1, 2, 3, 4, 6, 7, 8, 10, 11)

    def act(self, folder: Path, number: int) -> None:
        """Do what comes next in the row."""
        EDITS[number % len(EDITS)](self.database, number)


def _set(database: Database, number: int) -> None:
    values = {"name": f"Acme {number}", "city": f"City {number}", "background": f"{number} " * 400}
    card_edits.set_fields(database, Kind.CUSTOMER, 1, values)


def _promise(database: Database, number: int) -> None:
    card_edits.add_record(database, Promise(2, f"Promise {number}", due_on=TODAY))


def _contact(database: Database, number: int) -> None:
    points = [ContactPoint(PointKind.EMAIL, f"p{number}@example.com")]
    card_edits.add_contact(database, 3, Contact(f"Person {number}"), points=points)


def _tag(database: Database, number: int) -> None:
    card_edits.tag_many(database, [1, 2, 3], f"tag {number}")


def _customer(database: Database, number: int) -> None:
    card_edits.create_customer(database, Customer(f"New {number}", city="Leeds"))


def _merge(database: Database, _number: int) -> None:
    with database.read() as reading:
        newest = reading.values(Kind.CUSTOMER, "ORDER BY id DESC LIMIT 1")[0]
    duplicate_merge.merge(database, 4, newest.id, ["city"])


def _undo(database: Database, _number: int) -> None:
    with database.read() as reading:
        newest = change_log.operations(reading, limit=1)[0]
    change_log.undo(database, newest.id)


def _tiers(database: Database, number: int) -> None:
    tiers.apply(database, tiers.plan(database, as_of=TODAY, scheme=Scheme()), author=f"{number}")


def _bin(database: Database, _number: int) -> None:
    card_edits.bin_customers(database, [5])


def _restore(database: Database, _number: int) -> None:
    card_edits.restore_customers(database, [5])


def _typing(database: Database, number: int) -> None:
    typing_drafts.keep(database, DraftPlace(Kind.CUSTOMER, 1, 1, "city"), f"Typed {number}")


EDITS: tuple[Callable[[Database, int], None], ...] = (
    *(_set, _promise, _contact, _tag, _customer, _merge, _undo, _tiers, _bin, _restore, _typing),
)


class Import(Phase):
    """The same lists again and again, each time with other values and a few new rows."""

    acts = 16

    def before(self, folder: Path, number: int) -> None:
        """Write the lists."""
        write_lists(folder / "lists", number)

    def act(self, folder: Path, number: int) -> None:
        """Take the lists in; one row is always refused."""
        lists = [folder / "lists" / f"{name}.csv" for name in LISTS]
        plan = imports.plan(self.database, lists, today=TODAY, source="s", currency="CNY")
        imports.apply(self.database, plan)

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """The refused row is kept whole."""
        path = folder / "lists" / REJECTED
        if path.exists() and path.read_bytes().count(b"\n") != 2:
            yield "half a list of refused rows"
        # A kill behind the write of an import that was not told leaves it under its first name.
        if done and not path.exists() and not any(path.parent.glob(f".{REJECTED}.*.draft")):
            yield "the refused row is lost"


def write_lists(folder: Path, number: int) -> None:
    """Write customers, their purchases and taboos, all told apart by a number."""
    folder.mkdir(exist_ok=True)
    rows = range(ROWS + number)
    tables = {
        "customers": ["id,name,city", *(f"C{n},Name {n} {number},City {n % 9}" for n in rows)],
        "purchases": [
            "id,customer_id,purchased_on,amount",
            *(f"P{n},C{n},2026-0{n % 5 + 1}-11,{n * number}.50" for n in rows),
            "P-bad,C1,2026-13-45,1",
        ],
        "taboos": ["id,customer_id,text", *(f"T{n},C{n},Never {n} {number}" for n in rows)],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


class Attach(Phase):
    """Files of 150 KB and photos."""

    acts = 18
    disturbed = (1, 3)

    def act(self, folder: Path, number: int) -> None:
        """Keep a file, or every third time another photo of one customer."""
        if number % 3:
            content = Random(number).randbytes(150_000)
            card_edits.add_attachment(self.database, 1, None, f"plan {number}.bin", content)
        else:
            card_edits.set_photo(self.database, 2, None, picture(number))


def picture(number: int) -> bytes:
    """A picture of its own for every number."""
    stored = BytesIO()
    image = Image.frombytes("RGB", (90, 90), Random(number).randbytes(90 * 90 * 3))
    image.save(stored, "PNG")
    return stored.getvalue()


PHASES: dict[str, type[Phase]] = {
    "edit": Edit,
    "import": Import,
    "attach": Attach,
    **FILE_PHASES,
    **TRUST_PHASES,
}
