"""Customer files of any size for measurements: python benchmarks/generate.py FILE CUSTOMERS.

The same size gives the same content on every machine, identities aside.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from rich_cards import add_rich_cards

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.writing import Writing

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
MICRO = 1_000_000
CHUNK = 100_000
RICH_CARDS = 300

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉力志永健世广义兴良海山仁波宁贵福"
    "生龙元全胜学祥才发武新利清飞彬富顺信子浩宇轩思雨佳怡欣然梓涵晨曦嘉瑞雪婷琳瑶颖露佩倩"
)
_PLACES = (
    "北京",
    "上海",
    "广州",
    "深圳",
    "杭州",
    "成都",
    "武汉",
    "西安",
    "南京",
    "苏州",
    "厦门",
    "重庆",
)
_BRANDS = "华创远恒瑞盛鼎信达泰宏博科智汇联通金海天云启腾飞龙凯越美佳益康晨光新东方正大"
_TRADES = (
    "机械",
    "电子",
    "贸易",
    "食品",
    "医疗",
    "物流",
    "软件",
    "建材",
    "化工",
    "汽车零部件",
    "纺织",
    "能源",
)
_FIRST = (
    "Anna", "Boris", "Carla", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jack", "Karin",
    "Luca", "Maria", "Nils", "Olga", "Pavel", "Quinn", "Rosa", "Stefan", "Tara", "Umar", "Vera",
    "Wanda", "Xenia", "Yusuf", "Zoe", "Łukasz", "Søren", "José", "Zoë",
)  # fmt: skip
_LAST = (
    "Almeida", "Brandt", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Hansen", "Ivanova",
    "Jansen", "Kowalski", "Larsen", "Moreau", "Novak", "O'Brien", "Petrov", "Quist", "Rossi",
    "Schmidt", "Tanaka", "Ueda", "Varga", "Weber", "Xu", "Young", "Zimmermann", "Øster",
)  # fmt: skip
_CITIES = ("Berlin", "Lyon", "Łódź", "Porto", "Leeds", "Malmö", "Graz", "Boston", "Osaka", "Turin")
_STAGES = ("lead", "qualified", "nurtured", "proposal", "expansion", "won", "lost", "dormant")
_OWNERS = tuple(f"Owner {number:02}" for number in range(25))

CUSTOMER_COLUMNS = (
    "name", "kind", "latin_name", "short_name", "industry", "source", "owner", "city", "country",
    "stage", "stage_since", "strategic_value",
)  # fmt: skip
_PURCHASE_COLUMNS = ("customer_id", "purchased_on", "amount", "currency", "reference")


def clock() -> datetime:
    """The fixed moment at which generated files are written."""
    return NOW


def generate(path: Path, customers: int) -> Database:
    """Make a file with that many customers and what usually belongs to them; return it open."""
    database = create(path, clock=clock)
    random = Random(customers)
    with database.write("generated") as work:
        for first in range(0, customers, CHUNK):
            _add_chunk(work, random, min(CHUNK, customers - first))
    with database.write("generated") as work:
        add_rich_cards(work, random, range(1, min(RICH_CARDS, customers) + 1), TODAY)
    return database


def customer_rows(random: Random, count: int) -> Iterator[tuple[object, ...]]:
    """Rows for CUSTOMER_COLUMNS."""
    for _ in range(count):
        name, kind, latin, short, place, country = _who(random)
        stage = random.choice(_STAGES)
        since = _day(random, 700) if stage != "lead" else None
        strategic = random.choice((None, None, None, 0, 1, 2, 3, 4))
        trade, owner = random.choice(_TRADES), random.choice(_OWNERS)
        yield (
            name,
            kind,
            latin,
            short,
            trade,
            "import",
            owner,
            place,
            country,
            stage,
            since,
            strategic,
        )


def _add_chunk(work: Writing, random: Random, count: int) -> None:
    keys = work.add_rows(Kind.CUSTOMER, CUSTOMER_COLUMNS, customer_rows(random, count))
    identities = (("generated", "customer", f"G{key:07}", key) for key in keys)
    columns = ("source", "entity", "external_id", "record_id")
    work.add_rows(Kind.IMPORT_IDENTITY, columns, identities)
    _add_people(work, random, keys)
    work.add_rows(Kind.PURCHASE, _PURCHASE_COLUMNS, _purchases(random, keys))
    talks = ((key, _day(random, 500), "call", "Spoke about the order") for key in keys[::2])
    columns = ("customer_id", "happened_on", "kind", "summary")
    work.add_rows(Kind.INTERACTION, columns, talks)
    chances = (
        (key, "More of it", random.randrange(1, 90_000) * MICRO, "EUR", random.randrange(0, 101))
        for key in keys[::10]
    )
    columns = ("customer_id", "title", "value", "currency", "probability")
    work.add_rows(Kind.OPPORTUNITY, columns, chances)


def _add_people(work: Writing, random: Random, keys: range) -> None:
    people = work.add_rows(Kind.CONTACT, ("name",), ((_person(random),) for _ in keys))
    belongs = zip(people, keys, strict=True)
    work.add_rows(
        Kind.AFFILIATION, ("contact_id", "customer_id", "is_main"), ((*pair, 1) for pair in belongs)
    )
    points = (point for contact in people for point in _points(random, contact))
    work.add_rows(Kind.CONTACT_POINT, ("kind", "value", "normalised", "contact_id"), points)


def _points(random: Random, contact: int) -> Iterator[tuple[object, ...]]:
    number = f"1{random.randrange(30, 99)}{random.randrange(10**8):08}"
    mail = f"p{random.randrange(10**7)}@example{contact % 97}.com"
    yield "mobile", number, f"+86{number}", contact
    yield "email", mail, mail, contact


def _purchases(random: Random, keys: Sequence[int]) -> Iterator[tuple[object, ...]]:
    for key in keys:
        for number in range(int(random.paretovariate(1.2)) % 12):
            amount = int(random.lognormvariate(7, 1.2) * 100) * MICRO // 100
            yield key, _day(random, 1200), amount, "EUR", f"R{key}-{number}"


def _who(random: Random) -> tuple[str, str, str, str, str, str]:
    """Name, kind, Latin name, short name, city and country of one customer."""
    shape = random.random()
    if shape < 0.35:
        place = random.choice(_PLACES)
        brand = random.choice(_BRANDS) + random.choice(_BRANDS)
        name = f"{place}{brand}{random.choice(_TRADES)}有限公司"
        return name, "company", "", brand, place, "CN"
    if shape < 0.65:
        return _chinese(random), "person", "", "", random.choice(_PLACES), "CN"
    person, city = _latin(random), random.choice(_CITIES)
    if shape < 0.8:
        return person, "person", "", "", city, "DE"
    return f"{person.split()[1]} {random.choice(_FIRST)} GmbH", "company", "", "", city, "DE"


def _person(random: Random) -> str:
    return _chinese(random) if random.random() < 0.6 else _latin(random)


def _chinese(random: Random) -> str:
    given = random.choice(_GIVEN) + (random.choice(_GIVEN) if random.random() < 0.75 else "")
    return random.choice(_SURNAMES) + given


def _latin(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def _day(random: Random, reach: int) -> str:
    return (TODAY - timedelta(days=random.randrange(reach))).isoformat()


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2])).close()
