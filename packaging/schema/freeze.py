"""Writes the SQL of a new file anew from the tables: python packaging/schema/freeze.py.

What older files lack beside it is a migration of its own.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "crm_desktop" / "storage" / "newest_schema.sql"


def main() -> None:
    """Write down the schema as the program describes it now."""
    sys.path.insert(0, str(ROOT))
    from crm_desktop.storage.schema import statements

    FROZEN.write_text(";\n\n".join(statements()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
