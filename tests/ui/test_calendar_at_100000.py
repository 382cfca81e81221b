"""With 100,000 visits and 60,000 birthdays the calendar answers within a frame or three."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from person import HELD_MS, Person

from crm_desktop.domain.changes import Kind
from crm_desktop.services import files
from crm_desktop.storage.database import open_file
from crm_desktop.ui.navigation import Page

TODAY = date(2026, 3, 10)
"""The day every window of the tests lives on."""

VISITS, PEOPLE, CUSTOMERS = 100_000, 60_000, 5_000
_VISIT = ("customer_id", "visit_on", "visit_time", "objective")
_DATE = ("kind", "month", "day", "lunar", "contact_id")


@pytest.fixture(scope="module")
def many(blank_file: Path, tmp_path_factory) -> Path:
    """Visits over a year around today, and a birthday of everybody."""
    path = Path(shutil.copyfile(blank_file, tmp_path_factory.mktemp("many") / "many.crm"))
    database = open_file(path)
    with database.write("imported") as work:
        keys = work.add_rows(Kind.CUSTOMER, ("name",), ((f"Firm {n}",) for n in range(CUSTOMERS)))
        people = work.add_rows(Kind.CONTACT, ("name",), ((f"Person {n}",) for n in range(PEOPLE)))
        places = ((person, keys[person % CUSTOMERS]) for person in people)
        work.add_rows(Kind.AFFILIATION, ("contact_id", "customer_id"), places)
        days = (
            ("birthday", n % 12 + 1, n % 28 + 1, n % 5 == 0, person)
            for n, person in enumerate(people)
        )
        work.add_rows(Kind.IMPORTANT_DATE, _DATE, days)
        visits = (
            (
                keys[n % CUSTOMERS],
                (TODAY + timedelta(days=n % 360 - 90)).isoformat(),
                f"{8 + n % 10:02}:00:00",
                "Renew the contract",
            )
            for n in range(VISITS)
        )
        work.add_rows(Kind.VISIT, _VISIT, visits)
    files.bring_up_to_date(database, TODAY)
    database.close()
    return path


def test_no_act_holds_the_window(many, make_host):
    person = Person(make_host(many))
    window = person.host.window
    window.resize(1280, 800)
    window.go(Page.CALENDAR)
    person.wait()
    person.watch()

    for keys in ("Right", "Down", "PgDown", "PgUp", "T", "Alt+Right", "Alt+Left", "Return", "Down"):
        person.press(keys)
    for words in ("Visits", "Lunar dates", "Agenda", "Promises due", "Visits", "Month"):
        person.click_button(words, inside=window.page.head)
    person.wait()

    slow = [one for one in person.held_ms if one[0] > HELD_MS]
    assert slow == []
