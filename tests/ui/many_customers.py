"""A file of 100,000 customers made in seconds: names, places, and purchases of every tenth."""

from datetime import date, timedelta
from pathlib import Path

from crm_desktop.domain.changes import Kind
from crm_desktop.services import files
from crm_desktop.storage.database import create
from crm_desktop.storage.settings import BASE_CURRENCY, write_setting

COUNT = 100_000
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
_CITIES = ("上海", "北京", "Berlin", "Osaka", "Lyon")
_COLUMNS = ("name", "kind", "city", "country", "owner", "stage")
_PURCHASE = ("customer_id", "purchased_on", "amount", "currency")
MICRO = 1_000_000


def make_many(path: Path, today: date) -> None:
    """Write the file; the same at every call."""
    database = create(path)
    with database.write("imported") as work:
        write_setting(work, BASE_CURRENCY, "EUR")
        keys = work.add_rows(Kind.CUSTOMER, _COLUMNS, (_customer(n) for n in range(COUNT)))
        rows = ((key, _day(today, key), (key % 977 + 1) * 10 * MICRO, "EUR") for key in keys[::10])
        work.add_rows(Kind.PURCHASE, _PURCHASE, rows)
    files.bring_up_to_date(database, today)
    database.close()


def _customer(number: int) -> tuple[str, ...]:
    surname = _SURNAMES[number % 20]
    given = _GIVEN[number // 20 % 20] + _GIVEN[number // 400 % 20]
    kind = "person" if number % 3 else "company"
    name = surname + given if number % 3 else f"{surname}{given}贸易有限公司 {number}"
    return name, kind, _CITIES[number % 5], "CN", f"Owner {number % 7}", "lead"


def _day(today: date, key: int) -> str:
    return (today - timedelta(days=key % 700)).isoformat()
