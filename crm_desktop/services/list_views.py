"""Saved views of the customer list, kept in the customer file; undone like any other change."""

from collections.abc import Sequence
from dataclasses import replace

from crm_desktop.domain.changes import Changes
from crm_desktop.domain.list_views import (
    BUILT_IN,
    BuiltInView,
    ListView,
    from_stored,
    to_stored,
)
from crm_desktop.domain.problems import InputError
from crm_desktop.language.cleaning import clean
from crm_desktop.language.folding import fold
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.settings import read_setting, write_setting
from crm_desktop.storage.writing import Writing

__all__ = [
    "BUILT_IN",
    "BuiltInView",
    "ListView",
    "delete_view",
    "list_views",
    "rename_view",
    "save_view",
]

_KEY = "list_views"


def list_views(database: Database) -> list[ListView]:
    """Return the saved views in the order they were made, without the built-in ones."""
    with database.read() as reading:
        return _stored(reading)


def save_view(database: Database, view: ListView, *, author: str = "") -> Changes:
    """Keep a view; one of the same name is replaced.

    Raises InputError ``view_name_missing``.
    """
    view = replace(view, name=_name(view.name))
    with database.write("view_saved", params={"name": view.name}, author=author) as work:
        views = _stored(work)
        place = _place(views, view.name)
        if place is None:
            views.append(view)
        else:
            views[place] = view
        _store(work, views)
    return work.changes


def rename_view(database: Database, old: str, new: str, *, author: str = "") -> Changes:
    """Give a view another name.

    Raises InputError ``view_gone``, ``view_name_missing``, or ``view_name_taken`` where another
    view is called so.
    """
    name = _name(new)
    with database.write("view_renamed", params={"old": old, "name": name}, author=author) as work:
        views = _stored(work)
        place = _needed(views, old)
        if _place(views, name) not in (None, place):
            raise InputError("view_name_taken", name=name)
        views[place] = replace(views[place], name=name)
        _store(work, views)
    return work.changes


def delete_view(database: Database, name: str, *, author: str = "") -> Changes:
    """Take a view away; raises InputError ``view_gone``."""
    with database.write("view_deleted", params={"name": name}, author=author) as work:
        views = _stored(work)
        del views[_needed(views, name)]
        _store(work, views)
    return work.changes


def _stored(reading: Reading) -> list[ListView]:
    return [from_stored(one) for one in read_setting(reading, _KEY) or []]


def _store(work: Writing, views: Sequence[ListView]) -> None:
    write_setting(work, _KEY, [to_stored(view) for view in views])


def _name(typed: str) -> str:
    name = " ".join(clean(typed).split())
    if not name:
        raise InputError("view_name_missing")
    return name


def _place(views: Sequence[ListView], name: str) -> int | None:
    names = [fold(view.name) for view in views]
    return names.index(fold(name)) if fold(name) in names else None


def _needed(views: Sequence[ListView], name: str) -> int:
    place = _place(views, name)
    if place is None:
        raise InputError("view_gone", name=name)
    return place
