"""What tests of services share beside the customer file."""

from pathlib import Path

import pytest
from import_lists import Lists

from crm_desktop.storage.database import Database


@pytest.fixture
def lists(tmp_path: Path, database: Database) -> Lists:
    folder = tmp_path / "lists"
    folder.mkdir()
    return Lists(folder, database)
