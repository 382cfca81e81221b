"""The schema of a new file, from SQL written down beforehand.

Making it from the SQLModel tables costs a second of imports; a test holds both to the same.
"""

from pathlib import Path
from typing import Any

NEWEST = Path(__file__).parent / "newest_schema.sql"
ALEMBIC_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def write_schema(connection: Any, version: int) -> None:
    """Make every table and index on an empty file, inside the caller's transaction."""
    for statement in NEWEST.read_text(encoding="utf-8").split(";\n\n"):
        connection.execute(statement)
    connection.execute(ALEMBIC_TABLE)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{version:04}",))
