"""Writes the SQL of the first migration anew from the tables: python packaging/schema/freeze.py.

Only until the first release; a later change of the schema is a migration of its own.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "crm_desktop" / "storage" / "migrations" / "versions" / "0001_card.sql"


def main() -> None:
    """Freeze the schema as the program describes it now."""
    sys.path.insert(0, str(ROOT))
    from crm_desktop.storage.schema import statements

    FROZEN.write_text(";\n\n".join(statements()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
