"""Connections to a customer file: SQLCipher's SQLite with the settings that lose nothing."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

APPLICATION_ID = 0x43524D44
"""Marks a file as ours in its header ("CRMD")."""

BUSY_TIMEOUT_MS = 3_000

_ON_CONNECT = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


def connect(path: Path) -> Any:
    """Return a driver connection in autocommit mode, so that we begin transactions ourselves."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        for statement in _ON_CONNECT:
            connection.execute(statement)
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def make_engine(path: Path) -> Engine:
    """Return an engine on ``path``.

    ``module`` is named so that driver errors are known to SQLAlchemy, and the pool class because
    it would otherwise take the one for in-memory files.
    """
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        pool_reset_on_return=None,
    )
