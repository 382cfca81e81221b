"""A customer file: made, opened, checked to be ours, and handed out as units of work."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import fitting_key
from crm_desktop.storage.engine import APPLICATION_ID, BUSY_TIMEOUT_MS, Connections, connect
from crm_desktop.storage.errors import translated
from crm_desktop.storage.read_only import has_log, may_write
from crm_desktop.storage.reading import Reading

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Kind
    from crm_desktop.storage.writing import Writing

SCHEMA_VERSION = 5
"""The number of the newest migration; a file with a higher one comes from a newer program."""

_LOGGED = "wal"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Database:
    """An open customer file.

    Safe to use from several threads: each unit of work has a connection of its own.
    """

    def __init__(
        self,
        path: Path,
        key: DataKey | None = None,
        *,
        clock: Clock = utc_now,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        read_from: Path | None = None,
    ) -> None:
        """``read_from`` is the file itself, or a private copy, of one that may only be read."""
        self.path = path
        self.key = key
        self.clock = clock
        self._read_from = read_from
        self.connections = Connections(
            read_from or path,
            key,
            busy_timeout_ms=busy_timeout_ms,
            is_still=read_from is not None,
        )

    @property
    def is_read_only(self) -> bool:
        """True for a file that may only be read: every write of it is refused."""
        return self._read_from is not None

    def schema_version(self) -> int:
        """Return the schema number over a connection that the next unit of work takes up.

        Raises what :func:`schema_version` raises.
        """
        with translated(self.path):
            connection = self.connections.take()
            try:
                return _version_of(connection, self.path)
            finally:
                self.connections.give_back(connection)

    def read(self, *, within_s: float | None = None) -> Reading:
        """Return a unit of work over one snapshot of the file.

        With ``within_s`` its queries raise TookTooLongError after so many seconds.
        """
        return Reading(self, within_s)

    def write(
        self,
        code: str,
        *,
        params: Mapping[str, object] | None = None,
        author: str = "",
        undoes: int | None = None,
    ) -> "Writing":
        """Return a unit of work that is one entry of the change log.

        Raises FailureError ``file_read_only``, and ``file_gone`` or ``file_replaced`` where the
        file no longer lies where it was opened.
        """
        if self.is_read_only:
            raise FailureError("file_read_only", path=str(self.path))
        self.connections.place.check()
        # A window reads its first rows before anything is written; this takes as long to import.
        from crm_desktop.storage.writing import Title, Writing

        return Writing(self, Title(code, params or {}, author, undoes))

    def derive(
        self,
        work: "Writing",
        touched: "Mapping[Kind, set[int]]",
        ranges: "Mapping[Kind, list[range]]",
    ) -> None:
        """Bring search rows and derived figures up to date inside a write."""
        from crm_desktop.storage.derived import refresh

        refresh(work, touched, ranges)

    def close(self) -> None:
        """Write the log back into the file and let it go; the object is dead afterwards."""
        self.connections.close()
        if self._read_from is not None and self._read_from != self.path:
            from crm_desktop.storage.read_only import forget_copy

            forget_copy(self._read_from)


def create(path: Path, key: DataKey | None = None, *, clock: Clock = utc_now) -> Database:
    """Make a new customer file, encrypted where a key is given, and return it open.

    Raises InputError ``file_exists`` rather than touch a file that is there.
    """
    if _exists(path):
        raise InputError("file_exists", path=str(path))
    if not path.parent.is_dir():
        raise InputError("folder_missing", path=str(path.parent))
    from crm_desktop.storage.drafts import drafted, publish

    with drafted(path) as draft:
        with translated(path):
            _write_schema(draft, key)
        publish(draft, path)
    return open_file(path, key, clock=clock)


def open_file(
    path: Path,
    key: DataKey | None = None,
    *,
    clock: Clock = utc_now,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
) -> Database:
    """Open an existing customer file, bringing an older one up to date first.

    A file that may not be written to is opened to be read. A key is not used where the file is not
    encrypted. Raises what :func:`check_file` raises, InputError ``file_protected`` without a key,
    ``key_of_other_file``, ``file_not_ours``, ``file_newer`` or ``file_damaged``, and FailureError
    when the file can't be read.
    """
    check_file(path)
    key = fitting_key(path, key)
    if not may_write(path):
        return _open_to_read(path, key, clock)
    version = schema_version(path, key)
    if version > SCHEMA_VERSION:
        raise InputError("file_newer", path=str(path))
    if version < SCHEMA_VERSION:
        from crm_desktop.storage.migrations.upgrade import upgrade

        upgrade(path, key)
    _keep_log(path, key)
    return Database(path, key, clock=clock, busy_timeout_ms=busy_timeout_ms)


def _keep_log(path: Path, key: DataKey | None) -> None:
    """Let a file keep a log again, which a program that was killed may have been about to replace.

    Readers and a writer would wait for each other without; where somebody has it open, it stays.
    """
    with translated(path):
        connection = connect(path, key)
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != _LOGGED:
                with suppress(dbapi2.OperationalError):
                    connection.execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()


def check_file(path: Path) -> None:
    """Look at a file from outside.

    Raises InputError ``file_missing``, ``file_not_ours`` for a folder, ``file_of_no_bytes`` and
    what ``file_names.check_one_name`` raises.
    """
    if not _exists(path):
        raise InputError("file_missing", path=str(path))
    if not path.is_file():
        raise InputError("file_not_ours", path=str(path))
    if path.stat().st_size == 0 and not has_log(path):
        raise InputError("file_of_no_bytes", path=str(path))
    if path.stat().st_nlink > 1:
        from crm_desktop.storage.file_names import check_one_name

        check_one_name(path)


def _open_to_read(path: Path, key: DataKey | None, clock: Clock) -> Database:
    """Open a file that may not be written to, by way of a copy where it can't be read as it is."""
    source = path
    if has_log(path) or schema_version(path, key, is_still=True) < SCHEMA_VERSION:
        from crm_desktop.storage.read_only import forget_copy, private_copy

        source = private_copy(path)
        try:
            _bring_in_log(source, key, path)
        except BaseException:
            forget_copy(source)
            raise
    if schema_version(source, key, is_still=True) > SCHEMA_VERSION:
        raise InputError("file_newer", path=str(path))
    return Database(path, key, clock=clock, read_from=source)


def _bring_in_log(copy: Path, key: DataKey | None, path: Path) -> None:
    """Write the log of a copy into it and bring it up to date; trouble is told of ``path``."""
    try:
        with translated(copy):
            connection = connect(copy, key)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                connection.close()
        if schema_version(copy, key) < SCHEMA_VERSION:
            from crm_desktop.storage.migrations.upgrade import upgrade

            upgrade(copy, key)
    except CrmError as error:
        error.tell_of(path)
        raise


def schema_version(path: Path, key: DataKey | None = None, *, is_still: bool = False) -> int:
    """Return the schema number of a file; raises InputError ``file_not_ours`` for any other.

    Raises what ``fitting_key`` raises.
    """
    key = fitting_key(path, key)
    with translated(path):
        connection = connect(path, key, is_still=is_still)
        try:
            return _version_of(connection, path)
        finally:
            connection.close()


def _version_of(connection: Any, path: Path) -> int:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise InputError("file_not_ours", path=str(path))
    return int(version)


def _write_schema(path: Path, key: DataKey | None) -> None:
    from crm_desktop.storage.empty_file import write_schema

    connection = connect(path, key)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        write_schema(connection, SCHEMA_VERSION)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise FailureError("file_cannot_open", path=str(path)) from error
