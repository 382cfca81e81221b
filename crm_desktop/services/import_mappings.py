"""Mappings a person saved, kept in the customer file so that the next list is read the same way."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crm_desktop.domain.changes import Changes
from crm_desktop.formats.mapping_errors import MappingError
from crm_desktop.formats.mapping_file import parse_mapping
from crm_desktop.formats.mapping_writer import WrittenTable, mapping_text
from crm_desktop.services.import_choices import SavedMapping
from crm_desktop.services.import_opening import headings_of, original_name
from crm_desktop.services.import_views import ListView
from crm_desktop.services.whole_files import write_whole
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading

_KEY = "import.mappings"


def saved_mappings(reading: Reading) -> tuple[SavedMapping, ...]:
    """Return the saved mappings, the newest first; one that can't be read is passed over."""
    found = [_read(one) for one in _stored(reading)]
    return tuple(one for one in reversed(found) if one is not None)


def names_of_mappings(database: Database) -> list[str]:
    """Return the names of the saved mappings, the newest first."""
    with database.read() as reading:
        return [one.name for one in saved_mappings(reading)]


def save_mapping(database: Database, name: str, view: ListView, *, author: str = "") -> Changes:
    """Keep how a list is understood under a name, in place of what has that name."""
    entry = {
        "name": name,
        "text": mapping_text([_written(view)]),
        "headings": headings_of(view.header or ()),
    }
    with database.write("mapping_saved", params={"name": name}, author=author) as work:
        kept = [one for one in _stored(work) if one.get("name") != name]
        settings.write_setting(work, _KEY, [*kept, entry])
    return work.changes


def forget_mapping(database: Database, name: str, *, author: str = "") -> Changes:
    """Take a saved mapping out; lists it fitted are guessed again."""
    with database.write("mapping_forgotten", params={"name": name}, author=author) as work:
        kept = [one for one in _stored(work) if one.get("name") != name]
        settings.write_setting(work, _KEY, kept)
    return work.changes


def write_mapping_file(path: Path, views: Sequence[ListView]) -> None:
    """Write how lists are understood as a file for ``import --map``. Raises FailureError."""
    write_whole(path, mapping_text([_written(view) for view in views]).encode("utf-8"))


def _stored(reading: Reading) -> list[dict[str, Any]]:
    found = settings.read_setting(reading, _KEY)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _read(entry: dict[str, Any]) -> SavedMapping | None:
    name, text, headings = (str(entry.get(key, "")) for key in ("name", "text", "headings"))
    try:
        mapping = parse_mapping(text, Path(name))
    except MappingError:
        return None
    return SavedMapping(name, text, headings, mapping.rules[0])


def _written(view: ListView) -> WrittenTable:
    choice = view.as_choice()
    named = original_name(view.path)
    return WrittenTable(named, view.header, choice.mapping(view.mapping), choice.options)
