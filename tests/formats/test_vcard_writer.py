"""Cards that are written are read back with nothing lost, and other programs read them too."""

from base64 import b64decode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.formats.vcard_cards import Card, read_cards
from crm_desktop.formats.vcard_lines import read_lines
from crm_desktop.formats.vcard_table import read_vcards
from crm_desktop.formats.vcard_writer import (
    LONGEST_LINE,
    DayOfYear,
    PostalAddress,
    Vcard,
    fold,
    write_vcard,
)

BOTH = pytest.mark.parametrize("version", list(VcardVersion))
PHOTO = bytes(range(256)) * 9
RICH = Vcard(
    "王芳; Fang, Wang\\",
    "01a2204f-9a6d-7258-82cf-4f0415ecf373",
    family="王",
    given="芳",
    nickname="Fangfang",
    phonetic="Wáng Fāng",
    organisation="Acme, Inc; 上海",
    department="Sales",
    title="Head\nof sales",
    points=(
        ContactPoint(PointKind.MOBILE, "+86 138 0000 0002", label="work"),
        ContactPoint(PointKind.PHONE, "010 8888, ext. 12", label="Front desk; night"),
        ContactPoint(PointKind.FAX, "010 9999"),
        ContactPoint(PointKind.EMAIL, "fang@example.com", label="home"),
        ContactPoint(PointKind.WECHAT, "fang_88"),
        ContactPoint(PointKind.MESSENGER, "fang.wang", label="skype"),
    ),
    websites=("https://example.com/a,b;c",),
    addresses=(
        PostalAddress("1 Main St, 2nd floor", "上海", "SH", "200000", "CN", "work"),
        PostalAddress("Dock 4", "Leeds"),
    ),
    birthday=DayOfYear(1, 31, 1972),
    anniversary=DayOfYear(6, 5),
    categories=("A, B", "标杆"),
    language="zh",
    note="First line\nsecond; with, marks \\n and 𬱖👩‍👩‍👧",
    own_fields=(("X-SPOUSE", "Li"), ("车队 Fleet", "12 vans; 3 trucks")),
    photo=("image/jpeg", PHOTO),
    revised_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
)


def read(content: bytes) -> Card:
    (card,) = read_cards(read_lines(content))
    assert card.is_ended
    assert card.bad_lines == []
    return card


@BOTH
def test_lines_are_short_end_as_they_must_and_cut_no_letter(version):
    content = write_vcard(RICH, version)

    assert content.endswith(b"END:VCARD\r\n")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        assert line.decode("utf-8") is not None
        assert b"\n" not in line


@BOTH
def test_every_part_is_read_back(version, tmp_path):
    path = tmp_path / "one.vcf"
    path.write_bytes(write_vcard(RICH, version))
    table = read_vcards(path)
    ((_, cells),) = list(table.rows(print))
    said = dict(zip(table.header, cells, strict=True))

    assert said["external_id"] == RICH.uid
    assert (said["name"], said["company"]) == (RICH.name, RICH.organisation)
    assert (said["department"], said["title"]) == ("Sales", "Head\nof sales")
    assert said["phonetic"] == RICH.phonetic
    assert (said["mobile"], said["fax"]) == ("+86 138 0000 0002", "010 9999")
    assert (said["phone"], said["phone label"]) == ("010 8888, ext. 12", "Front desk; night")
    assert (said["email"], said["email label"]) == ("fang@example.com", "home")
    assert (said["wechat"], said["messenger"]) == ("fang_88", "fang.wang")
    assert said["website"] == "https://example.com/a,b;c"
    assert (said["birthday"], said["anniversary"]) == ("1972-01-31", "--06-05")
    assert said["note"] == RICH.note
    assert (said["city"], said["street"]) == ("上海", "1 Main St, 2nd floor")
    assert said["other_city"] == "Leeds"
    assert said["X-SPOUSE"] == "Li"
    assert said["车队 Fleet"] == "12 vans; 3 trucks"
    assert said["language"] == "zh"


@BOTH
@pytest.mark.parametrize(
    ("kind", "label", "line"),
    [
        (PointKind.PHONE, "work", "TEL;TYPE=VOICE,WORK:1"),
        (PointKind.FAX, "home", "TEL;TYPE=FAX,HOME:1"),
        (PointKind.PHONE, "main work", "TEL;TYPE=VOICE,MAIN,WORK:1"),
        (PointKind.MOBILE, "", "TEL;TYPE=CELL:1"),
        (PointKind.MOBILE, "私人", "item1.TEL;TYPE=CELL:1"),
        (PointKind.MESSENGER, "企业 QQ", "item1.IMPP:im:1"),
        (PointKind.WECHAT, "work", "X-WECHAT;TYPE=WORK:1"),
    ],
)
def test_what_a_number_is_for_is_written_and_read_again(version, kind, label, line, tmp_path):
    path = tmp_path / "one.vcf"
    card = Vcard("Ann", points=(ContactPoint(kind, "1", label=label),))
    path.write_bytes(write_vcard(card, version))
    table = read_vcards(path)
    ((_, cells),) = list(table.rows(print))

    assert line.upper() in path.read_text("utf-8").upper().splitlines()
    said = dict(zip(table.header, cells, strict=True))
    assert (said[kind.value], said[f"{kind.value} label"]) == ("1", label)


@BOTH
def test_no_value_begins_a_line_of_its_own(version):
    evil = "a\rNOTE:x\r\nNOTE:y\nNOTE:z"
    card = Vcard(
        evil,
        evil,
        nickname=evil,
        organisation=evil,
        points=tuple(ContactPoint(kind, evil, label=evil) for kind in PointKind),
        websites=(evil,),
        addresses=(PostalAddress(evil, label=evil),),
        categories=(evil,),
        language=evil,
        own_fields=((evil, evil),),
        photo=(f"image/{evil}", PHOTO),
    )

    assert read(write_vcard(card, version)).all("NOTE") == []


def test_what_is_said_more_often_than_there_are_fields_is_kept(tmp_path):
    path = tmp_path / "much.vcf"
    lines = [f"ADR:;;{number} Main St;Leeds;;;" for number in range(1, 5)]
    lines += ["TITLE:Head", "TITLE:Board", *(f"X-OWN{number}:v{number}" for number in range(60))]
    path.write_text("\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Ann", *lines, "END:VCARD"]))
    table = read_vcards(path)
    ((_, cells),) = list(table.rows(print))
    said = dict(zip(table.header, cells, strict=True))

    assert said["title"] == "Head"
    assert {f"v{number}" for number in range(60)} <= set(
        "\n".join(cells).replace(": ", "\n").split()
    )
    assert "4 Main St, Leeds" in "\n".join(cells)
    assert "Board" in "\n".join(cells)


@BOTH
def test_the_photo_is_the_same_to_the_byte(version):
    card = read(write_vcard(RICH, version))

    (photo,) = card.all("PHOTO")

    assert b64decode(photo.value.rpartition(",")[2]) == PHOTO
    assert photo.is_binary is (version is VcardVersion.THREE)


@BOTH
def test_a_company_is_read_as_one(version, tmp_path):
    path = tmp_path / "firm.vcf"
    path.write_bytes(write_vcard(Vcard("Acme", is_company=True), version))
    table = read_vcards(path)
    ((_, cells),) = list(table.rows(print))

    assert dict(zip(table.header, cells, strict=True))["kind"] == "company"


def test_four_says_what_it_is_as_the_standard_wants():
    card = read(write_vcard(RICH, VcardVersion.FOUR))

    assert card.version == "4.0"
    assert card.said("UID") == f"urn:uuid:{RICH.uid}"
    assert card.said("BDAY") == "19720131"
    assert card.said("KIND") == "individual"


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)


@given(TEXT, TEXT, TEXT, st.sampled_from(list(VcardVersion)))
def test_any_text_comes_back(name, note, heading, version):
    name, note, heading = name.strip() or "x", note.strip(), heading.strip() or "y"
    written = Vcard(name, note=note, own_fields=((heading, "v"),), categories=(name,))

    card = read(write_vcard(written, version))

    assert card.said("FN") == name
    assert card.said("NOTE") == note
    assert card.words(card.all("CATEGORIES")[0]) == [name]


@given(st.text(max_size=400))
def test_folding_cuts_no_letter_and_unfolds_to_the_same(text):
    line = "NOTE:" + "".join(
        one for one in text if one not in "\r\n" and not "\ud800" <= one <= "\udfff"
    )

    pieces = fold(line).split(b"\r\n")

    assert all(len(piece) <= LONGEST_LINE for piece in pieces)
    assert [piece.decode() for piece in pieces]
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line.encode()


@pytest.mark.parametrize("version", list(VcardVersion))
def test_the_form_is_that_of_another_program(shared_data, version):
    """kcontacts' own output: the same properties stand in the same form."""
    name = "vcard1.vcf.ref" if version is VcardVersion.FOUR else "vcard1.vcf.3.ref"
    folder = shared_data / "vcard" / "kcontacts"
    found = sorted(folder.rglob("*.ref"))
    assert found, name
    known: dict[str, set[str]] = {}
    for path in found:
        for card in read_cards(read_lines(path.read_bytes())):
            if card.version == version.value:
                for one in card.properties:
                    known.setdefault(one.name, set()).update(one.params)
    mine = read(write_vcard(RICH, version))
    shared = [one for one in mine.properties if one.name in known and one.name != "PHOTO"]

    assert len(shared) > 6
    assert [one.name for one in shared if not set(one.params) <= known[one.name] | {"TYPE"}] == []
