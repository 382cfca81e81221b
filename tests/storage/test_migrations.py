"""The schema is frozen, older files open unchanged in content, and no migration harms a file."""

import gzip
import json
import re
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.storage import day_change, list_marks, list_page, listing, ratings, search
from crm_desktop.storage.database import SCHEMA_VERSION, open_file, schema_version
from crm_desktop.storage.empty_file import NEWEST
from crm_desktop.storage.engine import APPLICATION_ID, connect
from crm_desktop.storage.migrations import upgrade as recipe
from crm_desktop.storage.migrations.upgrade import upgrade
from crm_desktop.storage.schema import statements

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ROOT / "tests" / "databases"
sys.path.append(str(DATABASES))

from stored_content import content_of  # noqa: E402

STORED = sorted(path.name.removesuffix(".crm.gz") for path in DATABASES.glob("*.crm.gz"))
NEXT = SCHEMA_VERSION + 1

HEAD = f"""
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"

def upgrade():
    run = op.get_bind().exec_driver_sql
"""
RENAMES_CITY = """
    run("ALTER TABLE customer ADD COLUMN place VARCHAR DEFAULT '' NOT NULL")
    run("UPDATE customer SET place = city, city = ''")
"""
REBUILDS_CUSTOMER = """
    run("CREATE TABLE copied AS SELECT * FROM customer")
    run("DELETE FROM customer")
    run("INSERT INTO customer SELECT * FROM copied")
    run("DROP TABLE copied")
"""
FAILS = RENAMES_CITY + "    raise ValueError\n"
BREAKS_SQL = RENAMES_CITY + "    run('SELECT nothing FROM nowhere')\n"
LOSES_ROWS = "    run('DELETE FROM tag')\n"
BREAKS_REFERENCES = "    run('UPDATE tag SET customer_id = 999')\n"
DRIFTS = "    run('DELETE FROM search_content WHERE id = 1')\n"
IS_SLOW = """
    import time
    for number in range(40):
        run(f"CREATE TABLE extra_{number} AS SELECT * FROM customer")
        run("UPDATE customer SET note = note || 'x', city = city || 'x'")
        if number == 1:
            print("begun", flush=True)
        time.sleep(0.02)
"""


@pytest.fixture
def old_file(tmp_path):
    """The stored file of the first schema, unpacked."""
    return unpacked("schema-0001", tmp_path)


def unpacked(name, folder):
    path = folder / f"{name}.crm"
    path.write_bytes(gzip.decompress((DATABASES / f"{name}.crm.gz").read_bytes()))
    return path


def notes_of(name):
    return json.loads((DATABASES / f"{name}.json").read_text(encoding="utf-8"))


def columns_of(notes):
    return {table: one["columns"] for table, one in notes.items()}


@pytest.fixture
def next_program(tmp_path):
    """Make a folder of migrations with one more than today's."""

    def with_step(body):
        scripts = tmp_path / "scripts"
        shutil.copytree(recipe.SCRIPTS / "versions", scripts / "versions")
        (scripts / "versions" / f"{NEXT:04}_next.py").write_text(HEAD + body, encoding="utf-8")
        return scripts

    return with_step


def shape(path):
    """Every table and index of a file, however its SQL is written."""
    with closing(connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE sql <> ''"
        ).fetchall()
        return {name: shape_of(connection, name, kind, sql) for name, kind, sql in rows}


def shape_of(connection, name, kind, sql):
    """What a table or index is; a column added later stands behind the constraints in its SQL."""
    spaced = re.sub(r"\s*([(),])\s*|\s+", r"\1 ", sql).strip()
    if kind != "table" or "VIRTUAL" in sql:
        return spaced
    columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    keys = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    unique = sorted(re.findall(r"UNIQUE\(.*?\)", spaced))
    return columns, sorted(one[2:] for one in keys), unique, "AUTOINCREMENT" in sql


def test_the_schema_of_a_new_file_is_that_of_the_tables():
    frozen = NEWEST.read_text(encoding="utf-8")

    assert frozen == ";\n\n".join(statements()), "run python packaging/schema/freeze.py"


def test_a_file_made_by_migrations_is_like_a_new_one(template, tmp_path):
    path = tmp_path / "migrated.crm"
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")

    upgrade(path)

    assert shape(path) == shape(template)
    assert schema_version(path) == SCHEMA_VERSION
    open_file(path).close()


def test_there_is_a_stored_file_of_every_schema():
    assert [f"schema-{number:04}" for number in range(1, SCHEMA_VERSION + 1)] == STORED


@pytest.mark.parametrize("name", STORED)
def test_a_stored_file_opens_with_all_its_content(name, tmp_path):
    notes, path = notes_of(name), unpacked(name, tmp_path)

    with closing(open_file(path)) as database, database.read() as reading:
        for kind in Kind:
            rows = len(reading.values(kind))
            assert rows == notes[kind.value]["rows"] > 0 if kind.value in notes else rows == 0
        assert reading.one("PRAGMA integrity_check") == ("ok",)

    assert content_of(path, columns_of(notes)) == notes


@pytest.mark.parametrize("name", STORED)
def test_what_a_stored_file_derives_is_up_to_date(name, tmp_path):
    path = unpacked(name, tmp_path)

    with closing(open_file(path)) as database:
        if name != STORED[-1]:
            day_change.bring_up_to_date(database, date(2026, 6, 15))
    with closing(open_file(path)) as database, database.read() as reading:
        lines = listing.stored(reading)
        day = listing.listed_day(reading)
        assert lines == listing.compute(reading, day)
        assert list_marks.stored(reading) == list_marks.compute(reading, day)
        assert len(ratings.stored_ratings(reading)) == len(list_marks.stored(reading)) > 0
        assert search.find(reading, lines[0].name)[0] == lines[0].customer_id


@pytest.mark.parametrize("step", [RENAMES_CITY, REBUILDS_CUSTOMER])
def test_a_migration_keeps_every_row(old_file, next_program, step):
    notes = notes_of("schema-0001")
    with closing(connect(old_file)) as connection:
        cities = connection.execute("SELECT city FROM customer ORDER BY id").fetchall()

    upgrade(old_file, scripts=next_program(step))

    kept = content_of(old_file, columns_of(notes))
    assert {table: one["rows"] for table, one in kept.items()} == {
        table: one["rows"] for table, one in notes.items()
    }
    with closing(connect(old_file)) as connection:
        moved = "place" if step is RENAMES_CITY else "city"
        assert connection.execute(f"SELECT {moved} FROM customer ORDER BY id").fetchall() == cities
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert schema_version(old_file) == NEXT


def test_the_copy_holds_what_the_file_held_before(old_file, next_program):
    notes = notes_of("schema-0001")

    copy = upgrade(old_file, scripts=next_program(RENAMES_CITY))

    assert copy.name == "schema-0001.before-schema-1.crm"
    assert content_of(copy, columns_of(notes)) == notes
    assert {one.name for one in old_file.parent.glob("*.crm*")} == {old_file.name, copy.name}


def test_a_copy_that_can_not_be_made_is_told_of(old_file):
    copy = old_file.with_name("schema-0001.before-schema-1.crm")
    copy.mkdir()

    with pytest.raises(FailureError, match="cannot_write"):
        upgrade(old_file)

    assert schema_version(old_file) == 1
    assert list(old_file.parent.glob("*.part")) == []


def test_what_a_killed_migration_left_of_its_copy_goes(old_file):
    left = old_file.with_name("schema-0001.before-schema-1.crm.1.part")
    left.write_bytes(b"half a copy")

    upgrade(old_file)

    assert not left.exists()


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (FAILS, "ValueError"),
        (BREAKS_SQL, "OperationalError"),
        (LOSES_ROWS, "rows_missing"),
        (BREAKS_REFERENCES, "foreign_keys"),
    ],
    ids=["fails", "breaks SQL", "loses rows", "breaks references"],
)
def test_a_failing_migration_leaves_the_file_as_it_was(old_file, next_program, step, reason):
    before = old_file.read_bytes()

    with pytest.raises(FailureError) as caught:
        upgrade(old_file, scripts=next_program(step))

    assert caught.value.problem.code == "migration_failed"
    assert caught.value.problem.params["reason"] == reason
    assert old_file.read_bytes() == before


def test_a_search_index_that_lost_its_cards_stops_a_migration(old_file, next_program):
    before = old_file.read_bytes()

    with pytest.raises(InputError) as caught:
        upgrade(old_file, scripts=next_program(DRIFTS))

    assert caught.value.problem.code == "file_damaged"
    assert old_file.read_bytes() == before


def test_a_file_in_use_is_not_migrated(old_file, next_program):
    with closing(connect(old_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FailureError) as caught:
            upgrade(old_file, scripts=next_program(RENAMES_CITY), busy_timeout_ms=20)

    assert caught.value.problem.code == "file_locked"


UPGRADE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from crm_desktop.storage.migrations.upgrade import upgrade
upgrade(Path(sys.argv[2]), scripts=Path(sys.argv[3]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("delay_s", [0.0, 0.15, 0.4])
def test_a_kill_in_the_middle_leaves_the_file_as_it_was(old_file, next_program, delay_s):
    notes = notes_of("schema-0001")
    command = [sys.executable, "-c", UPGRADE, str(ROOT), str(old_file), str(next_program(IS_SLOW))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(delay_s)
        process.send_signal(signal.SIGKILL)

    assert schema_version(old_file) == 1
    assert content_of(old_file, columns_of(notes)) == notes
    with closing(open_file(old_file)) as database, database.read() as reading:
        assert reading.one("PRAGMA integrity_check") == ("ok",)


def test_a_migrated_file_lists_everybody_at_once_and_is_right_after_any_write(tmp_path):
    path = unpacked("schema-0001", tmp_path)

    with closing(open_file(path)) as database:
        with database.read() as reading:
            assert len(list_page.first_page(reading)) == len(listing.stored(reading)) > 0
        with database.write("customer_changed") as work:
            work.change(Kind.CUSTOMER, 1, city="Lyon")
        with database.read() as reading:
            day = listing.listed_day(reading)
            assert listing.stored(reading) == listing.compute(reading, day) != []
            assert list_marks.stored(reading) == list_marks.compute(reading, day) != []
