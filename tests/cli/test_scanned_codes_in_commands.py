"""The text of a code on a brief names its customer to every command that takes one."""

from contextlib import closing

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.code_links import CodeKind, link_text
from crm_desktop.storage.database import open_file
from crm_desktop.storage.scanned import uid_of


@pytest.fixture
def code(file) -> str:
    with closing(open_file(file)) as database, database.read() as reading:
        (key,) = reading.one("SELECT id FROM customer WHERE name = 'Acme Ltd'")
        return link_text(CodeKind.CARD, uid_of(reading, Kind.CUSTOMER, key))


@pytest.mark.parametrize("bend", [str, str.upper, lambda text: text.replace(":", "：")])
def test_show_opens_what_was_scanned(call, file, code, bend):
    answer = call("show", bend(code), "--file", file, "--json")

    assert answer.json["name"] == "Acme Ltd"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "belongs to nobody in this file"), ("zh_CN", "不属于本文件")]
)
def test_a_code_of_another_file_is_bad_input_in_one_line(call, file, code, language, told):
    answer = call("show", code[:-8] + "00000000", "--file", file, "--lang", language)

    assert answer.code == 2
    assert told in answer.err
    assert len(answer.err.strip().splitlines()) == 1
