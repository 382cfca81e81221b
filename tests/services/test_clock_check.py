"""A clock that jumped by years is noticed by the newest entry of the file."""

from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.domain.customers import Customer
from crm_desktop.services.card_edits import create_customer
from crm_desktop.services.clock_check import doubt_of

WRITTEN = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "is_doubtful"),
    [
        (WRITTEN - timedelta(days=2), True),
        (WRITTEN - timedelta(hours=14), False),
        (WRITTEN + timedelta(days=300), False),
        (WRITTEN + timedelta(days=4_000), True),
    ],
)
def test_a_clock_years_away_from_the_newest_entry_is_doubted(database, now, is_doubtful):
    database.clock = lambda: WRITTEN
    create_customer(database, Customer("Acme"))

    assert doubt_of(database, now) == (WRITTEN if is_doubtful else None)


def test_an_entry_by_the_right_clock_ends_the_doubt(database):
    database.clock = lambda: WRITTEN + timedelta(days=10_000)
    create_customer(database, Customer("Acme"))
    database.clock = lambda: WRITTEN
    create_customer(database, Customer("Bolt"))

    assert doubt_of(database, WRITTEN) is None


def test_an_empty_file_doubts_nothing(database):
    assert doubt_of(database, WRITTEN) is None
