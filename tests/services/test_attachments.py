"""Files and photos on a card: small, harmless, stored once, and back again by undo."""

import io
import random

import pytest
from brief_cards import store_person
from builders import store_customer
from PIL import Image

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.services import attachments, card_edits, photo_files
from crm_desktop.storage import change_log


def picture(size=(1200, 800), kind="PNG", mode="RGB", **options):
    stored = io.BytesIO()
    Image.new(mode, size, 128).save(stored, kind, **options)
    return stored.getvalue()


@pytest.fixture
def acme(database):
    return store_customer(database, Customer("Acme"))


def attachments_of(database):
    with database.read() as reading:
        return reading.values(Kind.ATTACHMENT, "ORDER BY id")


def test_a_file_is_kept_under_its_own_name_and_comes_back(database, acme):
    key, _ = card_edits.add_attachment(database, acme, None, "C:\\x\\..\\合同\u202e.pdf", b"%PDF")

    (stored,) = attachments_of(database)
    assert (stored.id, stored.name, stored.media_type) == (key, "合同.pdf", "application/pdf")
    assert card_edits.attachment_content(database, stored.sha256) == b"%PDF"


def test_the_same_bytes_are_stored_once(database, acme):
    for name in ("a.txt", "b.txt"):
        card_edits.add_attachment(database, acme, None, name, b"same")

    with database.read() as reading:
        assert reading.one("SELECT count(*) FROM blob") == (1,)


def test_a_removed_file_comes_back_with_its_bytes(database, acme):
    key, _ = card_edits.add_attachment(database, acme, None, "a.txt", b"text")
    changes = card_edits.remove_record(database, Kind.ATTACHMENT, key)

    change_log.undo(database, changes.operation_id)

    assert card_edits.attachment_content(database, attachments_of(database)[0].sha256) == b"text"


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "attachment_empty"), (None, "attachment_too_large")]
)
def test_an_empty_or_huge_file_is_refused(database, acme, content, code, monkeypatch):
    monkeypatch.setattr(attachments, "MAX_BYTES", 10)

    with pytest.raises(InputError, match=code):
        card_edits.add_attachment(database, acme, None, "a", b"x" * 11 if content is None else b"")

    assert attachments_of(database) == []


def test_bytes_that_are_gone_are_told_of(database):
    with pytest.raises(InputError, match="attachment_gone"):
        card_edits.attachment_content(database, "0" * 64)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK"), ("WEBP", "RGB"), ("PNG", "I;16")],
)
def test_a_photo_becomes_a_small_jpeg(database, acme, kind, mode):
    card_edits.set_photo(database, acme, None, picture(kind=kind, mode=mode))

    with Image.open(io.BytesIO(card_edits.photos(database, acme)[0])) as photo:
        assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (512, 341))


def test_a_photo_is_upright_and_says_nothing_of_where_it_was_taken(database, acme):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ann"

    card_edits.set_photo(database, acme, None, picture((300, 100), "JPEG", exif=exif))

    content = card_edits.photos(database, acme)[0]
    assert b"Camera" not in content
    with Image.open(io.BytesIO(content)) as photo:
        assert photo.size == (100, 300)
        assert not photo.getexif()


def test_a_new_photo_takes_the_place_of_the_old_one(database, acme):
    ann = store_person(database, acme, "Ann")
    card_edits.set_photo(database, acme, ann, picture((20, 20)))
    before = card_edits.photos(database, acme)

    _, changes = card_edits.set_photo(database, acme, ann, picture((10, 10)))

    assert list(card_edits.photos(database, acme)) == [ann]
    assert len(attachments_of(database)) == 1
    change_log.undo(database, changes.operation_id)
    assert card_edits.photos(database, acme) == before
    card_edits.remove_photo(database, acme, ann)
    assert card_edits.photos(database, acme) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"no picture",
        picture(kind="GIF"),
        picture(kind="BMP"),
        picture()[:200],
        picture(kind="JPEG")[:300],
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
    ],
    ids=["text", "gif", "bmp", "cut png", "cut jpeg", "broken png"],
)
def test_what_is_no_picture_of_ours_is_refused(database, acme, content):
    with pytest.raises(InputError, match="photo_format"):
        card_edits.set_photo(database, acme, None, content)

    assert attachments_of(database) == []


def test_a_picture_bomb_is_refused_before_it_is_unpacked(database, acme):
    bomb = picture((6_000, 5_000), mode="1")

    with pytest.raises(InputError, match="photo_too_large"):
        card_edits.set_photo(database, acme, None, bomb)


def outcome(content):
    """The code of the refusal, empty where the picture is taken."""
    try:
        photo_files.as_photo(content)
    except InputError as error:
        return error.problem.code
    return ""


@pytest.mark.parametrize("kind", photo_files.FORMATS)
def test_damaged_pictures_never_end_in_anything_but_a_refusal(kind):
    whole, chance = picture((64, 64), kind), random.Random(7)
    for _ in range(100):
        damaged = bytearray(whole)
        for _ in range(5):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)

        assert outcome(bytes(damaged)) in ("", "photo_format", "photo_too_large")


def test_a_file_of_nobody_is_refused(database, acme):
    with pytest.raises(InputError, match="record_gone"):
        card_edits.add_attachment(database, acme, 99, "a", b"x")


def test_a_file_is_read_only_if_it_is_small_enough_and_there(tmp_path, monkeypatch):
    path = tmp_path / "plan.txt"
    path.write_bytes(b"plan")
    assert attachments.read_small(path) == b"plan"
    with pytest.raises(InputError, match="file_unreadable"):
        attachments.read_small(tmp_path / "nothing.txt")
    monkeypatch.setattr(attachments, "MAX_BYTES", 3)
    with pytest.raises(InputError, match="attachment_too_large"):
        attachments.read_small(path)
