"""Customer files as a window works with them: made, opened, remembered, closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.problems import CrmError
from crm_desktop.services.file_hold import FileHold
from crm_desktop.storage.database import (
    SCHEMA_VERSION,
    Database,
    check_file,
    create,
    open_file,
)
from crm_desktop.storage.encryption import header
from crm_desktop.storage.encryption.header import fitting_key
from crm_desktop.storage.read_only import may_write
from crm_desktop.storage.revision import revision as newest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_desktop.domain.progress import Progress
    from crm_desktop.services.typing_drafts import DraftPlace
    from crm_desktop.storage.encryption.data_key import DataKey


class OpenFile(NamedTuple):
    """An open customer file, where it lies, and the right to write it by hand."""

    path: Path
    database: Database
    hold: FileHold


def is_protected(path: Path) -> bool:
    """Return whether a file opens only with a key; False where there is none."""
    return header.is_protected(path)


def create_file(
    path: Path, config: Path, key: "DataKey | None" = None, *, currency: str = ""
) -> OpenFile:
    """Make an empty file with a base currency where one is given, and remember it.

    With a key (``protection.prepared``) it is encrypted from its first byte on.
    Raises InputError ``file_exists``, ``folder_missing``, ``currency_code_unknown`` and
    FailureError.
    """
    from crm_desktop.services.file_money import checked_currency, set_base_currency

    code = checked_currency(currency) if currency else ""
    hold = FileHold.take(path)
    with _let_go_on_failure(hold):
        database = create(path, key)
    if code:
        set_base_currency(database, code)
    file = OpenFile(path, database, hold)
    remember(file, config)
    return file


def open_existing(path: Path, config: Path, key: "DataKey | None" = None) -> OpenFile:
    """Open a file and remember it; raises what :func:`open_held` raises.

    Its derived rows may be of an earlier day: :func:`bring_up_to_date` mends that.
    """
    file = open_held(path, key)
    remember(file, config)
    return file


def open_held(path: Path, key: "DataKey | None" = None) -> OpenFile:
    """Open a file; raises what ``storage.database.open_file`` raises.

    Raises InputError ``file_held`` too, where another window works on it. A restore that was cut
    short is finished first.
    """
    from crm_desktop.storage import restore_journal

    hold = FileHold.take(path)
    with _let_go_on_failure(hold):
        restore_journal.finish(path)
        database = open_file(path, key)
    return OpenFile(path, database, hold)


def open_at_once(path: Path, key: "DataKey | None" = None) -> OpenFile | None:
    """Open a file that needs nothing done before; None for any other, which is left as it is.

    None for an encrypted file without its key too.
    """
    from crm_desktop.storage.restore_journal import is_pending

    try:
        check_file(path)
        if is_pending(path) or not may_write(path):
            return None
        hold = FileHold.take(path)
        with _let_go_on_failure(hold):
            key = fitting_key(path, key)
            database, is_ready = Database(path, key), False
            try:
                is_ready = database.schema_version() == SCHEMA_VERSION
            finally:
                if not is_ready:
                    database.close()
            if is_ready:
                return OpenFile(path, database, hold)
    except (CrmError, OSError):
        return None
    hold.let_go()
    return None


def finish_restore(path: Path) -> None:
    """Finish a restore that was cut short, before a file is opened without being held.

    Raises InputError ``file_held`` where a window is at it, FailureError ``restore_waits``.
    """
    from crm_desktop.storage import restore_journal

    if restore_journal.is_pending(path):
        hold = FileHold.take(path)
        try:
            restore_journal.finish(path)
        finally:
            hold.let_go()


def remember(file: OpenFile, config: Path) -> None:
    """Put a file first among those opened lately."""
    # What writes settings is needed after the first paint.
    from crm_desktop.services import recent_files

    recent_files.remember(config, file.path)


def bring_up_to_date(database: Database, today: date) -> bool:
    """Move derived rows to ``today``; return whether anything had to be done.

    At opening and at midnight, off the UI thread: some seconds for a million customers. One that
    may only be read keeps the figures of the day it was written on.
    """
    if database.is_read_only:
        return False
    from crm_desktop.storage import day_change

    return day_change.bring_up_to_date(database, today)


def check_place(file: OpenFile) -> None:
    """Raise FailureError ``file_gone`` or ``file_replaced`` where the open file lies no longer."""
    file.database.connections.place.check()


def save_copy(
    database: Database, path: Path, typing: "Mapping[DraftPlace, str]", progress: "Progress"
) -> Path:
    """Copy what is open to a path where nothing lies yet, and return that.

    ``typing`` that could not be kept is kept in the copy. Raises what
    ``storage.file_copy.copy_open`` raises. Off the UI thread.
    """
    from crm_desktop.services import typing_drafts
    from crm_desktop.storage.file_copy import copy_open

    copy_open(database, path, progress)
    if typing:
        copy = open_file(path, database.key)
        try:
            for place, text in typing.items():
                typing_drafts.keep(copy, place, text)
        finally:
            copy.close()
    return path


def close(file: OpenFile) -> None:
    """Write everything back into the file and let it go."""
    file.database.close()
    file.hold.let_go()


def revision(database: Database) -> int:
    """Return a number that grows with every operation on the file."""
    with database.read() as reading:
        return newest(reading)


def sample_file(
    path: Path,
    resources: Path,
    today: date,
    progress: "Progress | None" = None,
    *,
    key: "DataKey | None" = None,
) -> OpenFile:
    """Make a file of our sample lists, scored and tiered as of ``today``.

    Raises what ``create_file`` raises; when it fails or is cancelled no file is left.
    """
    from crm_desktop.services import sample_lists

    def fill(database: Database) -> None:
        sample_lists.fill(database, resources, today=today, progress=progress)

    return _filled_file(path, fill, today, key)


def file_of_export(
    path: Path, export: Path, today: date, progress: "Progress", *, key: "DataKey | None" = None
) -> OpenFile:
    """Make a file of an export of everything; when it fails or is cancelled no file is left.

    Raises what ``create_file`` and ``full_import.import_everything`` raise.
    """
    from crm_desktop.services.full_import import import_everything

    def fill(database: Database) -> None:
        import_everything(database, export, progress)

    return _filled_file(path, fill, today, key)


def _filled_file(
    path: Path, fill: "Callable[[Database], None]", today: date, key: "DataKey | None"
) -> OpenFile:
    from crm_desktop.storage import day_change
    from crm_desktop.storage.drafts import SUFFIXES

    hold = FileHold.take(path)
    with _let_go_on_failure(hold):
        database = create(path, key)
    try:
        fill(database)
        day_change.bring_up_to_date(database, today)
    except BaseException:
        close(OpenFile(path, database, hold))
        for suffix in SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise
    return OpenFile(path, database, hold)


@contextmanager
def _let_go_on_failure(hold: FileHold) -> Iterator[None]:
    try:
        yield
    except BaseException:
        hold.let_go()
        raise
