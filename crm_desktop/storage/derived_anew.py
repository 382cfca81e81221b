"""Everything derived made anew from the records, and how much of it had been wrong."""

from datetime import date
from typing import Any

from crm_desktop.domain.problems import InputError
from crm_desktop.storage import currency, list_marks, listing, product_pairs, ratings, search_index
from crm_desktop.storage.revision import revision
from crm_desktop.storage.settings import tier_scheme
from crm_desktop.storage.writing import Writing

SEARCH = "search"
_CHECK = "INSERT INTO search (search) VALUES ('integrity-check')"
_MONEY = "SELECT id, {column} FROM {table} ORDER BY id"
_AMOUNTS = (("purchase", "base_amount"), ("opportunity", "base_value"))


def make_indexes_anew(work: Writing) -> None:
    """Build every index of every table again."""
    work.execute("REINDEX")


def make_anew(work: Writing) -> dict[str, int]:
    """Make all that is derived anew for the day it stands on.

    Return how many rows differed by table; what a write leaves to the next day change, such as
    everybody else's value index, does not count. Leaves no entry in the change log.
    """
    day = listing.listed_day(work)
    if day is None:
        return {}
    wrong = {table: _converted(work, table, column) for table, column in _AMOUNTS}
    for table, rebuild in (("listing", listing.rebuild), ("list_mark", list_marks.rebuild)):
        before = _changes(work)
        rebuild(work, day, bulk=False)
        wrong[table] = _changes(work) - before
    wrong["listing"] -= 1  # the day is noted beside the lines
    wrong["rating"] = _rated(work, day)
    wrong[SEARCH] = _searched(work)
    product_pairs.rebuild(work)
    return {table: count for table, count in wrong.items() if count > 0}


def make_first(work: Writing) -> None:
    """Derive everything of a file that has records and nothing derived yet, for today."""
    day = work.now.astimezone().date()
    currency.convert_all(work)
    listing.rebuild(work, day, bulk=True)
    list_marks.rebuild(work, day, bulk=True)
    ratings.rebuild(work, day=day, scheme=tier_scheme(work), revision=revision(work))
    search_index.rebuild(work)
    product_pairs.rebuild(work)


def _rated(work: Writing, day: date) -> int:
    """Rate everybody anew; an index counts as wrong only where it was of today's revision."""
    newest = ratings.Rated(day, revision(work))
    compared = "customer_id, tier" + (", value_index" if ratings.rated(work) == newest else "")
    sql = f"SELECT {compared} FROM rating ORDER BY customer_id"
    before = set(work.rows(sql))
    ratings.rebuild(work, day=day, scheme=tier_scheme(work), revision=newest.revision)
    return len({row[0] for row in before ^ set(work.rows(sql))})


def _converted(work: Writing, table: str, column: str) -> int:
    sql = _MONEY.format(table=table, column=column)
    before = work.rows(sql)
    currency.convert_all(work)
    return sum(old != new for old, new in zip(before, work.rows(sql), strict=True))


def _searched(work: Writing) -> int:
    """Index every card again where one of them was wrong; return how many were."""
    wrong = search_index.differing(work)
    try:
        work.execute(_CHECK)
    except InputError:
        wrong = max(wrong, 1)
    if wrong:
        search_index.rebuild(work)
    return wrong


def _changes(work: Writing) -> Any:
    found = work.one("SELECT total_changes()")
    return found[0] if found else 0
