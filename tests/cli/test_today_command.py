"""`today` prints what the window shows, in the reader's language or for a program."""

import pytest
from builders import TODAY, customer, promise, store_customer

from crm_desktop.domain.customers import Customer
from crm_desktop.storage.database import open_file


@pytest.fixture
def due_file(customer_file):
    database = open_file(customer_file)
    many = [promise(f"Promise {n}", due_on=TODAY.replace(day=n)) for n in range(1, 15)]
    store_customer(database, customer("Acme"), *many)
    store_customer(database, Customer("Lead"))
    database.close()
    return customer_file


def test_the_day_is_told_by_parts_in_their_order(call, due_file):
    told = call("today", "--file", due_file, "--as-of", TODAY.isoformat())

    lines = told.out.splitlines()
    assert (told.code, lines[0]) == (0, "Due (14)")
    assert "overdue by 14 days" in lines[2]
    assert "We promised: Promise 1" in lines[2]
    assert "and 2 more" in lines
    assert "Loose ends (1)" in lines


def test_it_speaks_chinese(call, due_file):
    told = call("today", "--file", due_file, "--as-of", TODAY.isoformat(), "--lang", "zh_CN")

    assert told.out.startswith("待办（14）")
    assert "逾期 14 天" in told.out


def test_a_program_gets_as_much_as_it_asks_for(call, due_file):
    told = call(
        "today", "--limit", "14", "--file", due_file, "--as-of", TODAY.isoformat(), "--json"
    )

    part = told.json["parts"][0]
    assert (part["part"], part["total"], len(part["proposals"])) == ("due", 14, 14)
    assert part["proposals"][0]["action"] == "kept"


def test_nothing_is_due_in_an_empty_file(call, customer_file):
    told = call("today", "--file", customer_file)

    assert told.out.strip() == "Nothing is due"
    assert call("today", "--file", customer_file, "--json").json["parts"] == []


@pytest.mark.parametrize("number", ["0", "-1", "many", "1000"])
def test_an_odd_limit_is_refused_in_one_line(call, customer_file, number):
    told = call("today", f"--limit={number}", "--file", customer_file)

    assert told.code == 2
    assert f"--limit wants a whole number from 1 to 999, not “{number}”." in told.err
