"""Connections to a customer file: SQLCipher's SQLite with the settings that lose nothing."""

from pathlib import Path
from threading import Lock
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import FailureError
from crm_desktop.storage.addresses import file_address
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.file_place import FilePlace

APPLICATION_ID = 0x43524D44
"""Marks a file as ours in its header ("CRMD")."""

BUSY_TIMEOUT_MS = 3_000
KEPT_IDLE = 4
_CACHED_STATEMENTS = 256

# The driver binds None and bytes four times as fast by an adapter as by asking them for one.
dbapi2.register_adapter(type(None), {None: None}.get)
dbapi2.register_adapter(bytes, bytearray)

_ON_CONNECT = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
)


def connect(
    path: Path,
    key: DataKey | None = None,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    is_still: bool = False,
) -> Any:
    """Return a driver connection in autocommit mode, so that we begin transactions ourselves.

    An encrypted file needs its key; a new file is encrypted with the key that is given. A file
    that ``is_still`` is only read, without its log and without anything being written beside it.
    """
    connection = dbapi2.connect(
        file_address(path.absolute(), "immutable=1") if is_still else str(path),
        uri=is_still,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        if key is not None:
            unlock_connection(connection, key)
        for statement in (*_ON_CONNECT, f"PRAGMA busy_timeout={busy_timeout_ms}"):
            connection.execute(statement)
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def connect_damaged(path: Path, key: DataKey | None = None) -> Any:
    """Return a connection to a private copy of a damaged file, for reading what can be read.

    SQLite then opens a file that is shorter than it says, or whose schema it can't follow.
    """
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        if key is not None:
            unlock_connection(connection, key)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
    except dbapi2.Error:
        connection.close()
        raise
    connection.text_factory = _tolerant
    return connection


def _tolerant(raw: bytes) -> str:
    """Return text with a mark for each byte that is no character any more."""
    return raw.decode("utf-8", "replace")


def unlock_connection(connection: Any, key: DataKey) -> None:
    """Give a new connection its key, which has to come before anything else.

    The log of the driver would write to the terminal what we say ourselves. The form of the
    pages is named, so that a driver with another one in mind reads the files there are.
    """
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f'PRAGMA key="{key.key_specification()}"')
    connection.execute("PRAGMA cipher_compatibility=4")


class Connections:
    """The connections of one open file; each unit of work takes one and gives it back.

    Safe to use from several threads.
    """

    def __init__(
        self,
        path: Path,
        key: DataKey | None = None,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        is_still: bool = False,
    ) -> None:
        self._path = path
        self._key = key
        self._is_still = is_still
        self.place = FilePlace.of(path, is_still=is_still)
        self._busy_timeout_ms = busy_timeout_ms
        self._idle: list[Any] = []
        self._lock = Lock()
        self._is_closed = False

    def take(self) -> Any:
        """Return a connection.

        Raises FailureError ``file_closed`` once they are closed, and ``file_gone`` or
        ``file_replaced`` rather than mix what is left of a file with another one.
        """
        with self._lock:
            if self._is_closed:
                raise FailureError("file_closed", path=str(self._path))
            if self._idle:
                return self._idle.pop()
        self.place.check()
        return connect(
            self._path,
            self._key,
            busy_timeout_ms=self._busy_timeout_ms,
            is_still=self._is_still,
        )

    def give_back(self, connection: Any) -> None:
        """Keep a connection without a transaction for the next unit of work."""
        with self._lock:
            if not self._is_closed and len(self._idle) < KEPT_IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close every idle connection; those in use close when they are given back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
