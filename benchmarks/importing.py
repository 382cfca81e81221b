"""Times the import of 100,000 customers against csv to executemany of the same file.

`python -m benchmarks.importing [ROWS]` prints seconds of processor time, ratios and the peak of
memory; the limit is 6 with everything: reading, checks, phones, duplicates, identity, search.
"""

import csv
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlcipher3 import dbapi2

from crm_desktop.services import imports
from crm_desktop.storage.database import Database, create

TODAY = date(2026, 6, 15)
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


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of what we do and of the limit; ``target`` is the highest good ratio."""

    name: str
    seconds: float
    limit_seconds: float
    target: float

    @property
    def ratio(self) -> float:
        """Our time in units of the limit; lower is better."""
        return self.seconds / self.limit_seconds


def measure(rows: int = ROWS) -> tuple[Timing, ...]:
    """Import a list into a new file, then the same list again, which changes nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "customers.csv"
        write_list(path, rows)
        raw = min(_seconds(lambda: _bare(path, Path(folder) / "bare.db")) for _ in range(2))
        database = create(Path(folder) / "customers.crm", clock=lambda: datetime.now(UTC))
        first = _seconds(lambda: _import(database, path))
        again = _seconds(lambda: _import(database, path))
        database.close()
    return (
        Timing(f"import {rows:,} customers", first, raw, 6),
        Timing("import them again", again, raw, 6),
    )


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


def _import(database: Database, path: Path) -> None:
    plan = imports.plan(database, [path], today=TODAY, source="bench", currency="CNY")
    imports.apply(database, plan)


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


if __name__ == "__main__":
    for timing in measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(
            f"{timing.name:32} {timing.seconds:7.2f} s  ratio {timing.ratio:5.1f} / {timing.target}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
