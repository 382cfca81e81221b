"""Visits and days to remember go to other calendars, which change them at a second import."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from builders import TODAY, contact, contract, customer, place, store, store_customer, taboo
from icalendar import Calendar

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.language.lunar import solar_of
from crm_desktop.paths import find_resources
from crm_desktop.services.calendar_export import CalendarWish, export_calendar
from crm_desktop.services.playbook import playbook_of
from crm_desktop.text import Language, LanguageCode

RESOURCES = find_resources()
NOW = datetime.combine(TODAY, time(9), UTC)


def exported(database, tmp_path, code=LanguageCode.ENGLISH):
    """Return the events by their uid, as the library reads them back."""
    path = tmp_path / "out.ics"
    language = Language.load(code, RESOURCES / "locale")
    wish = CalendarWish(NOW, language, playbook_of(database, RESOURCES))
    count = export_calendar(database, path, wish, NoProgress())
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == count
    return {str(one["uid"]): one for one in events}


def only(database, tmp_path):
    (event,) = exported(database, tmp_path).values()
    return event


def with_date(database, **fields):
    key = store_customer(database, customer())
    person = store(database, contact("Ann Lee"))[0]
    store(database, place(person, customer_id=key))
    store(database, ImportantDate(contact_id=person, **fields))
    return key


def test_a_visit_is_at_its_hour_wherever_it_is_read(database, tmp_path):
    key = store_customer(database, customer("Acme, Ltd; \\ 公司"))
    day = TODAY + timedelta(days=3)
    store(database, Visit(key, day, time(9, 30), 45, venue="Dock 4", objective="Sign", gift="Pork"))
    store(database, taboo("No pork", customer_id=key))

    event = only(database, tmp_path)

    assert event["summary"] == "Visit: Acme, Ltd; \\ 公司"
    assert event.decoded("dtstart") == datetime.combine(day, time(9, 30))  # no zone
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert event["location"] == "Dock 4"
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(minutes=-30)
    assert "pork" not in event.to_ical().decode().lower()


def test_a_second_export_has_the_same_uid_and_a_higher_sequence(database, tmp_path):
    key = store_customer(database, customer())
    visit = store(database, Visit(key, TODAY + timedelta(days=3), time(9, 30)))[0]
    first = exported(database, tmp_path)
    with database.write("moved") as work:
        work.change(Kind.VISIT, visit, visit_on=TODAY + timedelta(days=5))

    second = exported(database, tmp_path)

    assert first.keys() == second.keys()
    (before,), (after,) = first.values(), second.values()
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart").date() == TODAY + timedelta(days=5)


def test_a_visit_called_off_is_cancelled_there_too(database, tmp_path):
    key = store_customer(database, customer())
    store(database, Visit(key, TODAY + timedelta(days=3), state=VisitState.CANCELLED))

    event = only(database, tmp_path)

    assert event["status"] == "CANCELLED"
    assert event.decoded("dtstart") == TODAY + timedelta(days=3)
    assert event.walk("VALARM") == []


def test_what_is_over_rings_no_more(database, tmp_path):
    key = store_customer(database, customer())
    store(database, Visit(key, TODAY - timedelta(days=3), time(9), state=VisitState.HELD))

    assert only(database, tmp_path).walk("VALARM") == []


def test_a_birthday_comes_every_year_with_an_alarm_at_the_lead_time(database, tmp_path):
    with_date(database, kind=DateKind.BIRTHDAY, month=3, day=14, year=1980)

    event = only(database, tmp_path)

    assert event["summary"] == "Birthday: Ann Lee"
    assert event["rrule"]["FREQ"] == ["YEARLY"]
    assert event.decoded("dtstart") == date(TODAY.year, 3, 14)
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(days=-13, hours=-15)
    assert "1980" not in event.to_ical().decode()


def test_a_leap_day_falls_on_the_last_of_february(database, tmp_path):
    with_date(database, kind=DateKind.BIRTHDAY, month=2, day=29)

    event = only(database, tmp_path)

    assert event.decoded("dtstart").day == 29
    assert event["rrule"]["BYMONTHDAY"] == [-1]


def test_a_lunar_birthday_is_written_out_for_ten_years(database, tmp_path):
    with_date(database, kind=DateKind.BIRTHDAY, month=8, day=15, lunar=True)

    events = exported(database, tmp_path)

    days = sorted(one.decoded("dtstart") for one in events.values())
    assert days[-1].year == TODAY.year + 10
    assert all("rrule" not in one for one in events.values())
    assert solar_of(TODAY.year + 1, 8, 15) in days


def test_a_document_runs_out_once_and_a_contract_is_told_once(database, tmp_path):
    key = with_date(database, kind=DateKind.PASSPORT_EXPIRY, month=5, day=1, year=TODAY.year + 1)
    day = TODAY + timedelta(days=40)
    store(database, contract(customer_id=key, renews_on=day, ends_on=day))

    events = exported(database, tmp_path).values()

    assert sorted(str(one["summary"]) for one in events) == [
        "Contract renews: Acme",
        "Passport runs out: Ann Lee",
    ]
    assert all("rrule" not in one for one in events)


def test_who_is_in_mourning_is_wished_nothing(database, tmp_path):
    key = with_date(database, kind=DateKind.BIRTHDAY, month=3, day=14)
    store(database, taboo("In mourning for the father", customer_id=key))

    assert exported(database, tmp_path) == {}


def test_chinese_words_and_folded_lines(database, tmp_path):
    key = store_customer(database, customer("上海" * 60))
    store(database, Visit(key, TODAY, time(8)))

    (event,) = exported(database, tmp_path, LanguageCode.CHINESE).values()

    assert event["summary"] == "拜访：" + "上海" * 60
    lines = (tmp_path / "out.ics").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_another_ending_is_refused(database, tmp_path):
    wish = CalendarWish(NOW, Language.load(LanguageCode.ENGLISH, RESOURCES / "locale"), None)
    with pytest.raises(InputError) as caught:
        export_calendar(database, tmp_path / "out.txt", wish, NoProgress())
    assert caught.value.problem.code == "calendar_ending"
