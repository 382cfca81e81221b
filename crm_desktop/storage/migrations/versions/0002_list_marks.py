"""What the customer list shows beside figures: due days, next actions, completeness and flags."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table with a row for everybody; the day change at opening fills it."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
    # Without a day the derived rows are made again, all of them, at the next write at the latest.
    op.get_bind().exec_driver_sql("DELETE FROM state WHERE key IN ('listed', 'rated')")
