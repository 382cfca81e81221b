"""A whole file is looked through for duplicates, with what people said before respected."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from builders import contact, customer, place, point, store, store_customer
from import_lists import Lists

from crm_desktop.domain.contacts import DateKind, ImportantDate, PointKind
from crm_desktop.domain.customers import CustomerKind, CustomField
from crm_desktop.domain.duplicates import EvidenceCode
from crm_desktop.domain.progress import CancelledError
from crm_desktop.services.customer_bulk import bin_customers
from crm_desktop.services.duplicates import find_duplicates, tell_apart
from crm_desktop.storage.change_log import undo

PRECISION, RECALL = 0.99, 0.95


def card(database, name, *, phone="", email="", **fields):
    fields = {"kind": CustomerKind.PERSON} | fields
    points = [point(PointKind.PHONE, phone)] if phone else []
    points += [point(PointKind.EMAIL, email)] if email else []
    return store_customer(database, customer(name, **fields), *points)


def keys(database):
    return [one.keys for one in find_duplicates(database)]


def test_a_card_found_twice_is_named_with_its_reasons(database):
    one = card(database, "张美丽", phone="+86 138 0013 8000", city="杭州")
    other = card(database, "Zhang Meili", phone="13800138000", city="杭州")

    (found,) = find_duplicates(database)

    assert (found.keys, found.first.name, found.second.name) == (
        (one, other),
        "张美丽",
        "Zhang Meili",
    )
    assert [each.code for each in found.evidence] == [
        EvidenceCode.PHONE,
        EvidenceCode.SOUND,
        EvidenceCode.PLACE,
    ]


def test_a_switchboard_makes_no_duplicates(database):
    for name in ("Ann Lee", "Anna Lee", "Ben Low", "Cy Moor", "Di Nye"):
        card(database, name, phone="010 8888 6666")

    assert keys(database) == []


def test_many_copies_of_one_card_are_all_found(database):
    copies = [card(database, "Ann Lee", phone="010 8888 6666") for _ in range(5)]

    assert len(keys(database)) == len(copies) * (len(copies) - 1) // 2


def test_a_person_known_at_two_customers_makes_them_not_the_same(database):
    one = card(database, "Lin Trading", kind=CustomerKind.COMPANY)
    other = card(database, "Lin Tradings", kind=CustomerKind.COMPANY)
    (person,) = store(database, contact("Ann Lee"))
    store(database, place(person, customer_id=one), place(person, customer_id=other))
    store(database, point(PointKind.EMAIL, "ann@lin.example", contact_id=person))

    assert keys(database) == []


@pytest.mark.parametrize(
    ("heading", "value", "is_found"),
    [
        ("Customer no.", "4711-0815", True),
        ("身份证号", "330106198005010011", True),
        ("Customer since", "2019-05-01", False),
        ("Order number", "2019-05-01", False),
        ("Turnover", "1000000", False),
    ],
)
def test_only_what_names_somebody_is_a_number(database, heading, value, is_found):
    for name in ("Ann Lee", "A. Lee"):
        store_customer(
            database,
            customer(name, kind=CustomerKind.PERSON),
            CustomField(1, heading, value),
        )

    assert bool(keys(database)) is is_found


def test_who_was_told_apart_is_left_out_until_that_is_undone(database):
    one = card(database, "Ann Lee", email="ann@lee.example")
    other = card(database, "Ann Lee", email="ann@lee.example")

    changes = tell_apart(database, other, one)

    assert keys(database) == []
    assert tell_apart(database, one, other).is_empty
    undo(database, changes.operation_id)
    assert keys(database) == [(one, other)]


def test_the_bin_is_left_out(database):
    one = card(database, "Ann Lee", email="ann@lee.example")
    card(database, "Ann Lee", email="ann@lee.example")
    bin_customers(database, [one])

    assert keys(database) == []


class Stopped:
    """A person who stops a job when it is half done."""

    def __init__(self):
        self.told: list[int] = []

    def report(self, done, total):
        self.told.append(done)
        if done >= total // 2:
            raise CancelledError


def test_a_scan_tells_how_far_it_is_and_can_be_stopped(database):
    card(database, "Ann Lee", email="ann@lee.example")
    card(database, "Ann Lee", email="ann@lee.example")
    person = Stopped()

    with pytest.raises(CancelledError):
        find_duplicates(database, progress=person)

    assert person.told == sorted(person.told)


_FIRST = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文辉玲宇波宁"
_LAST = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"


def _people(random: Random) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, phone, e-mail and street of people, a sixth of them under a second card."""
    for number in range(300):
        name = random.choice(_LAST) + random.choice(_FIRST) + random.choice(_FIRST)
        phone = f"138{random.randrange(10**8):08}"
        email, street = f"p{number}@example.com", f"文{number % 40}路{random.randrange(200)}号"
        yield name, phone, email, street


def test_generated_doubles_are_found_and_nobody_else(database):
    random = Random(7)
    true = set()
    for name, phone, email, street in _people(random):
        first = card(database, name, phone=phone, email=email, street=street, city="杭州")
        if random.random() < 1 / 6:
            slip = phone if random.random() < 0.5 else phone[:-1] + str(random.randrange(10))
            same = email if slip != phone or random.random() < 0.5 else ""
            true.add((first, card(database, name, phone=slip, email=same, city="杭州")))

    found = set(keys(database))

    assert len(true) > 30
    assert len(found & true) >= RECALL * len(true)
    assert len(found & true) >= PRECISION * len(found)


def test_the_true_pairs_of_febrl_are_found(shared_data, database, tmp_path):
    folder = shared_data / "febrl"
    # Refused rows are written beside their list, and theirs is not ours to write to.
    copied = Path(shutil.copy(folder / "dataset1.csv", tmp_path))
    Lists(tmp_path, database).take(copied, source="febrl")
    with database.read() as reading:
        names = dict(
            reading.rows("SELECT customer_id, trim(value) FROM custom_field WHERE name = 'rec_id'")
        )
    with (folder / "febrl1_true_pairs.tsv").open(encoding="utf-8") as file:
        true = {tuple(sorted(row)) for row in csv.reader(file, delimiter="\t")}

    pairs = {tuple(sorted((names[one], names[other]))) for one, other in keys(database)}

    assert len(true) == 500
    assert len(pairs & true) >= PRECISION * len(pairs)
    assert len(pairs & true) >= RECALL * len(true)


def test_a_birthday_and_a_street_find_who_has_no_other_way(database):
    for name, street in (("Jonathan Smith", "12 Mill Lane"), ("Jonathan Smyth", "12 Mil Lane")):
        store_customer(
            database,
            customer(name, kind=CustomerKind.PERSON, street=street, city="Leeds"),
            ImportantDate(DateKind.BIRTHDAY, 5, 1, 1980),
        )

    assert len(keys(database)) == 1
