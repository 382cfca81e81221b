"""vCards of phones and programs are read as a person means them; none is lost quietly."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.formats.list_file import read_lists
from crm_desktop.formats.table import RowProblemCode, TableError, TableErrorCode
from crm_desktop.formats.vcard_cards import read_cards
from crm_desktop.formats.vcard_lines import Property, read_lines

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "vcard"


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.fixture
def said(tmp_path):
    """Return what each card of a text or of bytes says, by column, and the problems told."""

    def read(content):
        path = tmp_path / "people.vcf"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (table,) = read_lists(path)
        problems = []
        rows = list(table.rows(problems.append))
        cards = [dict(filter(all, zip(table.header, cells, strict=True))) for _, cells in rows]
        return cards, problems

    return read


def test_a_card_of_a_phone_is_read_whole(said):
    (found,), problems = said(
        card(
            "UID:urn:uuid:4711",
            "N:张;梅;;;",
            "FN:张梅",
            "ORG:上海贸易有限公司;采购部",
            "TITLE:采购经理",
            "TEL;TYPE=CELL:13800138000",
            "TEL;TYPE=WORK,FAX:021-1",
            "TEL;TYPE=WORK,VOICE:021-2",
            "EMAIL;TYPE=HOME:z@home.example",
            "EMAIL;TYPE=WORK,PREF:z@work.example",
            "ADR;TYPE=WORK:;;中山路 1 号;上海;;200000;中国",
            "BDAY:19800512",
            "CATEGORIES:VIP,采购",
            "NOTE:line one\\nline two\\, and more",
            "X-WECHAT:zhangmei",
            "X-FAVOURITE-TEA:green",
        )
    )

    assert problems == []
    assert found == {
        "external_id": "4711", "name": "张梅", "company": "上海贸易有限公司",
        "department": "采购部",
        "title": "采购经理", "mobile": "13800138000", "fax": "021-1", "fax label": "work",
        "phone": "021-2", "phone label": "work", "email": "z@work.example", "email label": "work",
        "email 2": "z@home.example", "email 2 label": "home", "street": "中山路 1 号",
        "city": "上海", "postal_code": "200000", "country": "中国", "birthday": "1980-05-12",
        "tags": "VIP,采购", "note": "line one\nline two, and more", "wechat": "zhangmei",
        "X-FAVOURITE-TEA": "green",
    }  # fmt: skip


def test_quoted_printable_goes_on_over_soft_breaks_that_are_not_indented(said):
    text = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        "=E5=BC=A0;=E6=A2=85\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:one=0Atw=\no=\n three\n"
        "TEL;CELL:1\nEND:VCARD\n"
    )

    (found,), problems = said(text)

    assert (found["name"], found["note"], found["mobile"]) == ("张梅", "one\ntwothree", "1")
    assert problems == []


@pytest.mark.parametrize("charset", ["GBK", "GB2312", "Big5"])
def test_each_property_may_have_its_character_set(said, charset):
    head = f"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET={charset}:".encode()

    (found,), _ = said(head + "王芳".encode(charset) + b"\nEND:VCARD\n")

    assert found["name"] == "王芳"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030", "utf-16-le"])
def test_a_whole_file_may_have_another_encoding(said, encoding):
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""

    (found,), _ = said(mark + card("FN:王芳芳", "NOTE:你好，北京的朋友们").encode(encoding))

    assert found["name"] == "王芳芳"


def test_an_unknown_character_set_is_read_as_it_best_can(said):
    content = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=murks:J\xc3\xbcrgen\nEND:VCARD\n"

    (found,), _ = said(content)

    assert found["name"] == "Jürgen"


def test_a_fold_in_the_middle_of_a_letter_is_mended(said):
    whole = card("FN:" + "ж" * 60).encode()
    cut = whole.index(b"FN:") + 30

    (found,), _ = said(whole[:cut] + b"\r\n " + whole[cut:])

    assert found["name"] == "ж" * 60


def test_apples_groups_give_labels(said):
    (found,), _ = said(
        card(
            "FN:Ann",
            "item1.TEL:1",
            "item1.X-ABLabel:_$!<School>!$_",
            "item2.URL:http://a.example",
            "item2.X-ABLabel:her shop",
            "item3.X-ABDATE:2010-06-01",
            "item3.X-ABLabel:_$!<Anniversary>!$_",
        )
    )

    assert (found["phone label"], found["website label"]) == ("School", "her shop")
    assert found["anniversary"] == "2010-06-01"


@pytest.mark.parametrize("mark", ["X-ABShowAs:COMPANY", "KIND:org"])
def test_a_card_of_a_firm_is_a_firm(said, mark):
    (found,), _ = said(card("FN:Harbour Hotel", "N:;;;;", "ORG:Harbour Hotel", mark))

    assert (found["company"], found["kind"]) == ("Harbour Hotel", "company")


def test_version_4_writes_numbers_as_links(said):
    (found,), _ = said(card("FN:Ann", "TEL;VALUE=uri:tel:+44-1;ext=55", version="4.0"))

    assert found["phone"] == "+44-1 ext. 55"


def test_a_birthday_without_its_year_keeps_it_open(said):
    (found,), _ = said(card("FN:Ann", "BDAY:--0512", version="4.0"))

    assert found["birthday"] == "--05-12"


def test_pictures_are_no_text(said):
    (found,), _ = said(card("FN:Ann", "PHOTO;ENCODING=b:" + "QUJD" * 20, "LOGO:data:image/png,x"))

    assert found == {"name": "Ann"}


def test_the_picture_of_a_phone_may_go_on_without_indents(said):
    lines = "\n".join(["QUJD" * 15] * 3)

    (found,), problems = said(
        f"BEGIN:VCARD\nVERSION:2.1\nFN:Ann\nPHOTO;JPEG;BASE64:{lines}\n\nTEL:1\nEND:VCARD\n"
    )

    assert found == {"name": "Ann", "phone": "1"}
    assert problems == []


def test_a_card_inside_another_is_a_card_of_its_own(said):
    found, _ = said(card("FN:Boss", "AGENT:", "BEGIN:VCARD", "FN:Helper", "END:VCARD", "TEL:1"))

    assert sorted(one["name"] for one in found) == ["Boss", "Helper"]


def codes(problems):
    return [(one.code, one.line) for one in problems]


def test_a_card_without_its_end_is_read_and_told(said):
    found, problems = said("BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n")

    assert [one["name"] for one in found] == ["Ann", "Bo"]
    assert codes(problems) == [(RowProblemCode.CARD_NOT_ENDED, 1)]


def test_a_line_that_is_no_property_is_told_with_its_number(said):
    found, problems = said(card("FN:Ann", "what is this", "TEL:1"))

    assert found == [{"name": "Ann", "phone": "1"}]
    assert codes(problems) == [(RowProblemCode.LINE_NOT_UNDERSTOOD, 4)]


def test_a_card_of_nobody_is_refused_with_its_line(said):
    found, problems = said(card("FN:Ann") + card("TEL:1"))

    assert len(found) == 1
    assert codes(problems) == [(RowProblemCode.CARD_OF_NOBODY, 5)]
    assert problems[0].is_refused


def test_a_file_without_a_card_is_empty(tmp_path):
    path = tmp_path / "none.vcf"
    path.write_text("BEGIN:VCARD of mine\n")

    with pytest.raises(TableError) as caught:
        read_lists(path)

    assert caught.value.code is TableErrorCode.EMPTY


@given(st.binary(max_size=400))
def test_any_bytes_end_in_lines_and_cards(content):
    lines = list(read_lines(b"BEGIN:VCARD\n" + content))

    cards = list(read_cards(lines))

    assert len(cards) >= 1
    assert all(isinstance(one.line, int) for one in lines)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_a_value_comes_back_whatever_it_holds(text):
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    content = f"BEGIN:VCARD\nVERSION:3.0\nNOTE:{escaped}\nEND:VCARD\n".encode()

    (found,) = read_cards(read_lines(content))

    assert found.said("NOTE") == text.strip()


def test_parameters_in_quotes_may_hold_marks():
    (found,) = read_lines(b'ADR;LABEL="a;b:c";TYPE=home,"work":;;x;;;;')

    assert isinstance(found, Property)
    assert found.params["LABEL"] == ("a;b:c",)
    assert found.types == {"HOME", "WORK"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cards are not there")
def test_every_card_of_the_shared_files_is_read_or_refused():
    cards = {}
    for path in sorted(SHARED.rglob("*.vcf")):
        wide = path.read_bytes()
        text = wide.decode("utf-16") if wide.startswith(b"\xff\xfe") else wide.decode("latin-1")
        begun = text.upper().count("BEGIN:VCARD")
        if begun:
            (table,) = read_lists(path)
            problems = []
            rows = list(table.rows(problems.append))
            refused = [one for one in problems if one.is_refused]
            cards[path.name] = (len(rows) + len(refused), begun)

    assert all(found == begun for found, begun in cards.values()), cards
    assert cards["LargeFile.vcf"] == (1000, 1000)
