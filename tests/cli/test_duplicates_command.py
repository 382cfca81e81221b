"""`duplicates` says which cards may be of one customer and why."""

import pytest
from builders import customer, point, store_customer

from crm_desktop.domain.contacts import PointKind
from crm_desktop.storage.database import open_file


@pytest.fixture
def twins_file(customer_file):
    database = open_file(customer_file)
    for name in ("Lin Trading Ltd", "LIN TRADING"):
        store_customer(database, customer(name), point(PointKind.EMAIL, "office@lin.example"))
    for name in ("Acme GmbH", "Acme Nord"):
        store_customer(database, customer(name), point(PointKind.EMAIL, "mail@acme.example"))
    database.close()
    return customer_file


def test_the_surest_pair_stands_first_with_its_reasons(call, twins_file):
    told = call("duplicates", "--file", twins_file)

    lines = told.out.splitlines()
    assert told.code == 0
    assert lines[1].startswith("Almost certain  Lin Trading Ltd (1)  LIN TRADING (2)")
    assert "same e-mail office@lin.example and same name" in lines[1]
    assert lines[2].startswith("Possible")
    assert "part of the name" in lines[2]


def test_only_the_sure_ones_where_asked(call, twins_file):
    told = call("duplicates", "--sure", "--file", twins_file)

    assert len(told.out.splitlines()) == 2


def test_it_speaks_chinese(call, twins_file):
    told = call("duplicates", "--file", twins_file, "--lang", "zh_CN")

    assert "几乎确定" in told.out
    assert "邮箱相同：office@lin.example" in told.out


def test_a_program_gets_codes_and_keys(call, twins_file):
    first, second = call("duplicates", "--file", twins_file, "--json").json

    assert (first["first"]["id"], first["second"]["id"], first["is_sure"]) == (1, 2, True)
    assert [one["code"] for one in first["evidence"]] == ["same_email", "same_name"]
    assert second["is_sure"] is False


def test_a_file_without_any_says_so(call, customer_file):
    assert call("duplicates", "--file", customer_file).out == "No card looks like another one.\n"
    assert call("duplicates", "--file", customer_file, "--json").json == []
