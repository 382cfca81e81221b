"""Moving the derived rows of a file to another day."""

from datetime import date

from crm_desktop.storage import list_marks, listing, ratings, scrubbing
from crm_desktop.storage.database import Database
from crm_desktop.storage.revision import revision
from crm_desktop.storage.settings import tier_scheme


def bring_up_to_date(database: Database, today: date) -> bool:
    """Move lines, marks and ratings to ``today`` where they stand on another day or changed since.

    Return whether anything had to be done. To be called at opening and at midnight, off the UI
    thread; leaves no entry in the change log. Cleans a file whose last erase was cut short.
    """
    scrubbing.finish(database)
    with database.read() as reading:
        if ratings.rated(reading) == ratings.Rated(today, revision(reading)):
            return False
    with database.write("rated") as work:
        if listing.listed_day(work) != today:
            listing.rebuild(work, today, bulk=False)
            list_marks.rebuild(work, today, bulk=False)
        ratings.rebuild(work, day=today, scheme=tier_scheme(work), revision=revision(work))
    return True
