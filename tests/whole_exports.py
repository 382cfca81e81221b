"""Exports of everything as tests write, change and take them in."""

from pathlib import Path

import pytest
from builders import TODAY, customer, store_customer

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.paths import find_resources
from crm_desktop.services.full_export import Wish, export_everything
from crm_desktop.services.full_import import import_everything
from crm_desktop.services.playbook import playbook_of
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.digest import file_digest
from crm_desktop.text import Language, LanguageCode

RESOURCES = find_resources()
LANGUAGES = [Language.load(code, RESOURCES / "locale") for code in LanguageCode]


def store_one(database: Database, name: str = "Acme", *records: object, **fields) -> int:
    return store_customer(database, customer(name, **fields), *records)


def export(database: Database, path: Path, progress=None):
    wish = Wish(TODAY, LANGUAGES, playbook_of(database, RESOURCES))
    return export_everything(database, path, wish, progress or NoProgress())


def digest_of(database: Database) -> str:
    with database.read() as reading:
        return file_digest(reading)


def again(tmp_path: Path, exported: Path, name: str = "new.crm") -> Database:
    fresh = create(tmp_path / name)
    import_everything(fresh, exported, NoProgress())
    return fresh


def refusal(database: Database, path: Path) -> str:
    with pytest.raises(CrmError) as caught:
        import_everything(database, path, NoProgress())
    return caught.value.problem.code
