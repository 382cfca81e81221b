"""Bringing an older file up to date: on a verified copy first, then in one transaction.

Alembic's default (batch mode with foreign keys on) deletes child rows on SQLite and can stop half
way; here foreign keys are off, one BEGIN IMMEDIATE holds all of it, and nothing is committed
before row counts and foreign keys have been checked.
"""

import os
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import CrmError, FailureError
from crm_desktop.storage.durable import write_failure
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import copy_key_file
from crm_desktop.storage.engine import BUSY_TIMEOUT_MS, connect
from crm_desktop.storage.errors import as_problem, translated

SCRIPTS = Path(__file__).parent


def upgrade(
    path: Path,
    key: DataKey | None = None,
    *,
    scripts: Path = SCRIPTS,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
) -> Path:
    """Migrate the file at ``path`` to the newest schema and return the copy made before.

    The copy stands beside the file, is verified before the first change, and stays there; that of
    an encrypted file has the same key and a key file of its own. Raises
    FailureError ``migration_failed`` with the file as it was, or what else keeps a file from being
    written; a kill at any moment leaves it as it was too.
    """
    try:
        with translated(path):
            copy = _verified_copy(path, key)
    except OSError as error:
        raise write_failure(error, path.parent) from error
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _bare(path, key, busy_timeout_ms),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", _begin_immediate)
    try:
        with engine.connect() as connection, connection.begin():
            before = _counted(connection.exec_driver_sql)
            _run(connection, scripts)
            _check(connection, before, path)
    except CrmError:
        raise
    except Exception as error:
        raise _problem(error, path) from error
    finally:
        engine.dispose()
    _sweep(copy)
    return copy


def _sweep(copy: Path) -> None:
    """Remove what killed migrations left of their copies."""
    for part in copy.parent.glob(f"{escape(copy.name)}.*.part*"):
        with suppress(OSError):
            part.unlink()


def _problem(error: Exception, path: Path) -> CrmError:
    """Return what to tell a person; whatever went wrong, the transaction was rolled back."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    found = as_problem(cause, path) if isinstance(cause, dbapi2.Error) else None
    return found or FailureError("migration_failed", path=str(path), reason=type(cause).__name__)


def _bare(path: Path, key: DataKey | None, busy_timeout_ms: int) -> Any:
    connection = connect(path, key, busy_timeout_ms=busy_timeout_ms)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _run(connection: Connection, scripts: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    directory = ScriptDirectory.from_config(config)
    head = directory.get_current_head()

    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs(str(head), revision)

    with EnvironmentContext(config, directory, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
    connection.exec_driver_sql(f"PRAGMA user_version={int(str(head))}")


def _check(connection: Connection, before: dict[str, int], path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    fewer = {
        table: count
        for table, count in before.items()
        if _count(connection.exec_driver_sql, table) < count
    }
    if broken or fewer:
        reason = "foreign_keys" if broken else "rows_missing"
        raise FailureError("migration_failed", path=str(path), reason=reason)
    # Fails as a damaged file when the index does not hold what its table does.
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")


def _verified_copy(path: Path, key: DataKey | None) -> Path:
    """Copy the file by SQLite's backup, check the copy, and only then give it its name."""
    source = connect(path, key)
    version = source.execute("PRAGMA user_version").fetchone()[0]
    copy = path.with_name(f"{path.stem}.before-schema-{version}{path.suffix}")
    draft = copy.with_name(f"{copy.name}.{os.getpid()}.part")
    target = connect(draft, key)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        is_whole = target.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not is_whole or _counted(target.execute) != _counted(source.execute):
            raise FailureError("migration_failed", path=str(path), reason="copy_damaged")
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    finally:
        source.close()
        target.close()
    try:
        copy_key_file(path, copy)
        return draft.replace(copy)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _counted(execute: Any) -> dict[str, int]:
    """Return how many rows each table holds; the inside of the search index and what the program
    may forget at any time do not count."""
    names = execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name NOT LIKE 'search%' AND name <> 'state'"
    ).fetchall()
    return {name: _count(execute, name) for (name,) in names}


def _count(execute: Any, table: str) -> int:
    return int(execute(f"SELECT count(*) FROM {table}").fetchone()[0])
