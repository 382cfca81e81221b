"""Marks of sensitive facts on more kinds of records, what consents cover, and why a card is kept."""

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns with their defaults, and indexes for marked facts; nothing is marked here."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
