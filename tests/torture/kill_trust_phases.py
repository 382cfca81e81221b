"""What protects a file, while the program is killed: backups, restores, keys, and erasing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from file_state import state
from kill_phase import FILE, TODAY, Phase, clock, use

from crm_desktop.domain.backups import Backup, Places, Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.promises import Promise
from crm_desktop.services import backups, card_edits, erase, files, protection, restores, trust_log
from crm_desktop.services.backup_places import places_of
from crm_desktop.storage.backup import verified_contents
from crm_desktop.storage.database import Database, create, open_file
from crm_desktop.storage.engine import connect

CHEAP = protection.Cost(memory_kib=64, passes=1, lanes=1)


class MakeBackup(Phase):
    """Edits, and a backup after each, with a copy in a second folder."""

    acts = 40
    disturbed = (1, 2)

    def act(self, folder: Path, number: int) -> None:
        """Change the file, every second time make a backup."""
        if number % 2:
            _edit(self.database, number)
        else:
            made = backups.make(self.database, Reason.BY_HAND, _places(folder))
            for trouble in made.troubles:
                raise FailureError(trouble.code, **trouble.params)

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """What is called a backup is whole, in both folders; none that was told is missing."""
        found = [one for one in backups.all_of(folder / FILE, _places(folder)) if one.number]
        copied, told = sum(bool(one.copies) for one in found), min(done // 2, 10)
        # One that was under way may have pushed out an older one, and may have no copy.
        if len(found) < told or copied < told - (len(found) - told):
            yield f"{len(found)} backups, {copied} of them with a copy, where {told} were told"
        for one in found[:2]:
            if not one.is_verified:
                yield f"{one.path.name} has a name and is not verified"
            yield from _half(one)


def _half(backup: Backup) -> Iterator[str]:
    for path in (backup.path, *backup.copies):
        found = verified_contents(path, None, NoProgress())
        if backup.contents is not None and found != backup.contents:
            yield f"{path.name} is not what it was"


def _places(folder: Path) -> Places:
    own = places_of(folder / FILE)
    return Places(own.own, own.beside, folder / "second.backups")


def _edit(database: Database, number: int) -> None:
    card_edits.set_fields(database, Kind.CUSTOMER, 1, {"city": f"City {number}"})


class Restore(Phase):
    """One of two backups after the other in the place of a file."""

    acts = 24
    disturbed = (1, 2)

    def prepare(self, folder: Path) -> None:
        """Make two backups, and change the file once more."""
        super().prepare(folder)
        with closing(open_file(folder / FILE, clock=clock)) as database:
            for number in (1, 2):
                _edit(database, number)
                kept = Places(folder / "kept", folder / "kept")
                backups.make(database, Reason.BY_HAND, kept)
            _edit(database, 3)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[None]:
        """The file is closed while it is replaced."""
        yield

    def act(self, folder: Path, number: int) -> None:
        """Put the other backup in its place."""
        chosen = sorted((folder / "kept").glob("*.crm"))[number % 2]
        restores.restore(
            folder / FILE, restores.backup_at(chosen), places_of(folder / FILE), clock=clock
        )

    def state(self, folder: Path) -> str:
        """Open the file as the program does."""
        with super().opened(folder):
            use(self.database)
        return str(state(folder / FILE))

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """What a restore replaced is kept whole."""
        for one in backups.all_of(folder / FILE, places_of(folder / FILE))[:2]:
            yield from _half(one)


class Rekey(Phase):
    """A file is encrypted, gets another passphrase, another key, and is made plain again."""

    acts = 24
    disturbed = (1, 2, 3, 4)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[None]:
        """The file is closed while it is written again."""
        yield

    def act(self, folder: Path, number: int) -> None:
        """Do what comes next; the passphrase tells the number of the act."""
        path, old, new = folder / FILE, _words(number - 1), _words(number)
        match number % 4:
            case 1:
                protection.protect(path, new, cost=CHEAP)
            case 2:
                protection.change_passphrase(path, old, new, cost=CHEAP)
            case 3:
                protection.rotate_key(path, old, new, cost=CHEAP)
            case _:
                protection.unprotect(path, old)

    def state(self, folder: Path) -> str:
        """Open the file by the passphrase that fits, and return that with what it holds."""
        path = folder / FILE
        number, key = self._key_of(path) if protection.is_protected(path) else (0, None)
        file = files.open_held(path, key)
        try:
            use(file.database)
            assert trust_log.check_chain(file.database) is None
        finally:
            files.close(file)
        return f"{number}: {state(path, lambda one: connect(one, key))}"

    def _key_of(self, path: Path) -> tuple[int, protection.DataKey]:
        for number in range(self.acts, 0, -1):
            try:
                return number, protection.unlock(path, _words(number))
            except InputError:
                continue
        raise AssertionError("no passphrase opens the file")


def _words(number: int) -> str:
    return f"the words of act {number}"


class Erase(Phase):
    """One customer after the other is erased for good."""

    acts = 20

    def prepare(self, folder: Path) -> None:
        """Make customers with texts that can be found again."""
        (folder / "config").mkdir()
        (folder / "logs").mkdir()
        with closing(create(folder / FILE, clock=clock)) as database:
            for number in range(1, self.acts + 2):
                _fill(database, number, _needle(number))
            files.bring_up_to_date(database, TODAY)

    def act(self, folder: Path, number: int) -> None:
        """Erase the next one."""
        subject = erase.Subject(Kind.CUSTOMER, number)
        done = erase.erase(self.database, subject, config=folder / "config", logs=folder / "logs")
        if done.trouble is not None:
            raise done.trouble

    def state(self, folder: Path) -> str:
        """Open the file, which cleans what an erase left, and look for its texts."""
        with self.opened(folder):
            files.bring_up_to_date(self.database, TODAY)
            assert trust_log.check_chain(self.database) is None
            use(self.database)
            with self.database.read() as reading:
                living = {one.id for one in reading.values(Kind.CUSTOMER)}
        gone = set(range(1, self.acts + 1)) - living
        assert not _found(folder, gone), f"left of {_found(folder, gone)}"
        return str(state(folder / FILE))

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """Nothing is left of who was told to be erased, before anybody opens the file."""
        yield from (f"{number} is left" for number in _found(folder, set(range(1, done + 1))))


def _fill(database: Database, number: int, needle: str) -> None:
    draft = Customer(needle, city=needle, background=f"{needle} " * 200)
    key, _ = card_edits.create_customer(database, draft)
    assert key == number
    card_edits.set_fields(database, Kind.CUSTOMER, key, {"city": f"{needle} Town"})
    card_edits.add_record(database, Promise(key, f"Call {needle}"))
    talk = Interaction(key, TODAY, InteractionKind.CALL, f"With {needle}")
    card_edits.add_record(database, talk)
    card_edits.add_attachment(database, key, None, f"{needle}.txt", needle.encode() * 500)


def _needle(number: int) -> str:
    return f"Quetz{number:03}kern"


def _found(folder: Path, numbers: set[int]) -> list[int]:
    content = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    return sorted(number for number in numbers if _needle(number).encode() in content)


TRUST_PHASES: dict[str, type[Phase]] = {
    "backup": MakeBackup,
    "restore": Restore,
    "rekey": Rekey,
    "erase": Erase,
}
