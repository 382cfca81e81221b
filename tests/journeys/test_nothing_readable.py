"""An encrypted file leaves nothing readable behind: in itself, its log, settings or elsewhere."""

import io
import os
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from builders import TODAY, preference, store, store_customer, taboo
from PIL import Image

from crm_desktop.cli.main import run
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.services import card_edits, protection, typing_drafts
from crm_desktop.services.attachments import add_attachment, photos, set_photo
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.storage.database import create, open_file

WORDS = "the words of the account manager"
CARD, LIKED, NEVER, TYPED, FILED = NEEDLES = (
    "Zyxwanderley Holding",
    "大海捞针茶叶",
    "Never mention Quibbledorf",
    "Half typed Vexillomancy",
    "Attached Ploverquartz",
)
ENCODINGS = ("utf-8", "utf-16-le", "gb18030")

pytestmark = pytest.mark.usefixtures("quick_passphrases")


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Folders of this test's own for everything the program may write to."""
    for name in ("temp", "desk", "given"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path / "desk")
    (tmp_path / "given" / "words.txt").write_text(WORDS, "utf-8")
    (tmp_path / "given" / "list.csv").write_text(f"name,note\nListed,{LIKED}\n", "utf-8")
    return tmp_path


def call(world, *words):
    out, err = io.StringIO(), io.StringIO()
    places = {"CRM_DESKTOP_HOME": str(world / "home"), "LANG": "en_GB.UTF-8"}
    given = ["--file", "mine.crm", "--passphrase-file", world / "given" / "words.txt"]
    code = run([str(word) for word in (*words, *given)], environ=places, out=out, err=err)
    assert (code, err.getvalue()) == (0, "")
    return out.getvalue()


def fill(database, external_id="Z-1"):
    """Put a needle everywhere a text may stand; return a part of a photo, which is one too."""
    key = store_customer(database, Customer(CARD), external_id=external_id)
    store(database, preference(LIKED, customer_id=key), taboo(NEVER, customer_id=key))
    typing_drafts.keep(database, DraftPlace(Kind.CUSTOMER, key, key, "city"), TYPED)
    add_attachment(database, key, None, "plan.txt", FILED.encode() * 300)
    picture = io.BytesIO()
    Image.frombytes("RGB", (64, 64), Random(6).randbytes(64 * 64 * 3)).save(picture, "PNG")
    set_photo(database, key, None, picture.getvalue())
    return photos(database, key)[0][1000:1040]


def found(world, *more):
    """The files of this world, but those that were given, in which anything can be read."""
    needles = {part.encode(one) for part in NEEDLES for one in ENCODINGS} | {*more}
    lowered = {needle.lower() for needle in needles}
    return {
        f"{path.relative_to(world)}: {needle!r}"
        for path in world.rglob("*")
        if path.is_file() and "given" not in path.parts
        for content in [path.read_bytes().lower()]
        for needle in lowered
        if needle in content
    }


def secrets(key, code):
    plain = "".join(code.split())
    return (key.raw, key.raw.hex().encode(), WORDS.encode(), code.encode(), plain.encode())


def test_nothing_is_readable_after_encrypting_and_after_work(world):
    path = Path("mine.crm")
    with closing(create(path)) as database:
        photo = fill(database)
    assert len(found(world, photo)) == len(NEEDLES) + 1
    old = os.open(path, os.O_RDONLY)
    size = os.fstat(old).st_size

    call(world, "encrypt")

    assert found(world, photo) == set()
    assert os.read(old, size) == bytes(size)
    os.close(old)
    key = protection.unlock(path, WORDS)
    call(world, "import", world / "given" / "list.csv")
    for words in (["list"], ["show", "Z-1"], ["tiers", "--apply"]):
        call(world, *words, "--as-of", TODAY.isoformat())
    with closing(open_file(path, key)) as database:
        work(database)
        assert path.with_name("mine.crm-wal").stat().st_size > 0
        assert found(world, photo, *secrets(key, protection.recovery_code(key))) == set()
    assert found(world, photo, *secrets(key, protection.recovery_code(key))) == set()
    assert (world / "home").exists()


def work(database):
    """Find, change, type and attach as a person does; what was typed before is still there."""
    with database.read() as reading:
        (card,) = reading.values(Kind.CUSTOMER, "WHERE name = ?", (CARD,))
    (draft,) = typing_drafts.kept(database, card.id)
    assert draft.text == TYPED
    card_edits.set_fields(database, Kind.CUSTOMER, card.id, {"background": NEVER * 50})
    fill(database, "Z-2")


def test_a_decrypted_file_is_readable_again_and_a_new_key_leaves_nothing(world):
    path = Path("mine.crm")
    with protection.prepared(path, WORDS) as key, closing(create(path, key)) as database:
        fill(database)
    assert found(world, *secrets(key, protection.recovery_code(key))) == set()

    call(world, "rotate-key", "--new-passphrase-file", world / "given" / "words.txt")
    assert found(world) == set()

    call(world, "decrypt")
    assert {one.partition(":")[0] for one in found(world)} == {"desk/mine.crm"}
