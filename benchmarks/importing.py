"""Importing 100,000 customers against csv to executemany of the same list, all in."""

import csv
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from generate import TODAY, clock
from measure import Row, Sample
from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.services import imports
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.writing import Writing

ROWS = 100_000
HEADER = (
    "customer id",
    "name",
    "kind",
    "industry",
    "headcount",
    "street",
    "city",
    "country",
    "phone",
    "email",
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉"
_CITIES = ("上海", "北京", "广州", "深圳", "苏州", "杭州", "成都", "武汉", "西安", "厦门")
_TRADES = ("机械", "电子", "贸易", "食品", "医疗", "物流", "软件", "建材")


class _Timed(Database):
    """Keeps apart what search rows and figures cost; that is the same after every bulk write."""

    derived_seconds = 0.0

    def derive(
        self, work: Writing, touched: Mapping[Kind, set[int]], ranges: Mapping[Kind, list[range]]
    ) -> None:
        """Bring them up to date as ever."""
        self.derived_seconds += _seconds(lambda: super(_Timed, self).derive(work, touched, ranges))


def rows(sample: Sample) -> Iterator[Row]:
    """Import a list into a new file, then the same list again, which changes nothing.

    In seconds of processor time, for on a busy machine the clock on the wall measures the others.
    """
    path = sample.scratch / "customers.csv"
    write_list(path, ROWS)
    bare = min(_seconds(lambda: _bare(path, sample.scratch / "bare.db")) for _ in range(3))
    create(sample.scratch / "new.crm", clock=clock).close()
    database = _Timed(sample.scratch / "new.crm", clock=clock)
    planning = _seconds(lambda: _plan(database, path))
    plan = _plan(database, path)
    applying = _seconds(lambda: imports.apply(database, plan))
    again = _seconds(lambda: _plan(database, path))
    database.close()
    derived = database.derived_seconds
    note = f"to csv and executemany, {bare:.2f} s"
    yield Row("import 100,000 customers, all in", (planning + applying) / bare, 6, note=note)
    yield Row("  reading, checking, planning", planning / bare, None)
    yield Row("  storing with identity and log", (applying - derived) / bare, None)
    yield Row("  search rows and figures", derived / bare, None)
    yield Row("the same list again", again / bare, 6, note=note)


def write_list(path: Path, rows: int) -> None:
    """Write a list of customers, the same for the same number."""
    random = Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            name = random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=2))
            is_company = number % 3 == 0
            phone = f"13{random.randrange(10**8, 10**9)}"
            writer.writerow(
                (
                    f"C-{number}",
                    f"{name}贸易有限公司" if is_company else name,
                    "company" if is_company else "person",
                    random.choice(_TRADES),
                    random.randrange(1, 5000),
                    f"中山路 {random.randrange(1, 2000)} 号",
                    random.choice(_CITIES),
                    "CN",
                    phone,
                    f"c{number}@firma.example",
                )
            )


def _plan(database: Database, path: Path) -> ImportPlan:
    return imports.plan(database, [path], today=TODAY, source="measured", currency="CNY")


def _bare(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    connection = dbapi2.connect(str(target))
    connection.execute(f"CREATE TABLE list ({', '.join(f'c{n} TEXT' for n in range(len(HEADER)))})")
    with source.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        connection.executemany(f"INSERT INTO list VALUES ({','.join('?' * len(HEADER))})", rows)
    connection.commit()
    connection.close()


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
