"""What is written whole or not at all when the program is killed: migrated files and exports."""

import gzip
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

from file_state import check
from kill_phase import NOW, ROOT, TODAY, Phase, use

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.paths import find_resources
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.services import card_edits, files, tier_lists, tiers
from crm_desktop.services.brief_files import Batch, print_briefs
from crm_desktop.services.brief_printing import PrintJob
from crm_desktop.services.briefs import BriefOrder, Moment
from crm_desktop.services.calendar_export import CalendarWish, export_calendar
from crm_desktop.services.full_export import Wish, export_everything
from crm_desktop.services.handover import PackWish
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.selection_export import SelectionWish, export_customers, form_of
from crm_desktop.services.subject_access import Subject, write_subject_access
from crm_desktop.storage.database import SCHEMA_VERSION, Database, schema_version
from crm_desktop.storage.engine import connect
from crm_desktop.text import Language, LanguageCode

RESOURCES = find_resources()
DATABASES = ROOT / "tests" / "databases"
sys.path.append(str(DATABASES))

from stored_content import content_of  # noqa: E402

Export1 = Callable[[Database, Path], None]
LANGUAGES = [Language.load(code, RESOURCES / "locale") for code in LanguageCode]
LOGGED = "stands in the log"
STORED = sorted(path.name.removesuffix(".crm.gz") for path in DATABASES.glob("*.crm.gz"))


class Migrate(Phase):
    """Stored files of all schemas, each opened by the present program for the first time."""

    acts = 24
    disturbed = (1, 2)

    def prepare(self, folder: Path) -> None:
        """There is no file of our own."""

    @contextmanager
    def opened(self, folder: Path) -> Iterator[None]:
        """Each act opens its own."""
        yield

    def before(self, folder: Path, number: int) -> None:
        """Put an older file there, every second one as a killed program left it, with a log."""
        name = STORED[number % len(STORED)]
        path, draft = _place(folder, number), folder / "draft"
        draft.write_bytes(gzip.decompress((DATABASES / f"{name}.crm.gz").read_bytes()))
        if number % 2:
            with closing(connect(draft)) as connection:
                connection.execute("UPDATE customer SET note = ? WHERE id = 2", (LOGGED,))
                copyfile(f"{draft}-wal", f"{path}-wal")
                copyfile(draft, folder / "copy")
            (folder / "copy").replace(path)
        draft.replace(path.with_suffix(".old") if number % 2 else path)

    def act(self, folder: Path, number: int) -> None:
        """Open it as the program does."""
        files.close(files.open_held(_place(folder, number)))

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """A migration that was told to be done is done, before anybody opens the file."""
        for path in folder.glob("*.crm"):
            number = int(path.name.split(".")[1])
            is_copy = "before-schema" in path.name
            if number <= done and not is_copy and schema_version(path) != SCHEMA_VERSION:
                yield f"migration {number} was undone"

    def state(self, folder: Path) -> str:
        """Open what is there; all, and every copy, must hold what the older program wrote."""
        for path in sorted(folder.glob("*.crm")):
            _check_stored(path)
            if "before-schema" not in path.name:
                file = files.open_held(path)
                use(file.database)
                files.close(file)
                with closing(connect(path)) as connection:
                    check(connection)
                _check_stored(path)
        for path in folder.iterdir():
            path.unlink()
        return ""


def _place(folder: Path, number: int) -> Path:
    return folder / f"{STORED[number % len(STORED)]}.{number}.crm"


def _check_stored(path: Path) -> None:
    name, number, *_ = path.name.split(".")
    notes = json.loads((DATABASES / f"{name}.json").read_text(encoding="utf-8"))
    found = content_of(path, {table: one["columns"] for table, one in notes.items()})
    with closing(connect(path)) as connection:
        sql = "SELECT count(*) FROM customer WHERE id = 2 AND note = ?"
        logged = connection.execute(sql, (LOGGED,)).fetchone()[0]
    assert logged == int(number) % 2, f"{path.name} lost its log"
    if logged:
        assert found.pop("customer")["rows"] == notes.pop("customer")["rows"]
    assert found == notes, f"{path.name} lost something"


class Export(Phase):
    """Files of every form, each written over that of the act before the last ones."""

    acts = 32
    disturbed = range(2, 18, 2)

    def before(self, folder: Path, number: int) -> None:
        """There is a folder to write to."""
        (folder / "out").mkdir(exist_ok=True)

    def act(self, folder: Path, number: int) -> None:
        """Change the file, every second time write one export."""
        if number % 2:
            values = {"city": f"City {number}"}
            card_edits.set_fields(self.database, Kind.CUSTOMER, 1, values)
        else:
            EXPORTS[number // 2 % len(EXPORTS)](self.database, folder / "out")

    def wrong(self, folder: Path, done: int) -> Iterator[str]:
        """What has a name is whole, and what was told to be written is there."""
        out = folder / "out"
        names = [one.name for one in out.iterdir()] if out.exists() else []
        for name in names:
            if not name.startswith("."):
                yield from _half(out / name)
        kinds = {Path(name).suffix for name in names if not name.startswith(".")}
        wanted = {ENDINGS[number // 2 % len(EXPORTS)] for number in range(2, done + 1, 2)}
        yield from (f"an export to {one} is lost" for one in wanted - kinds)


def _half(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if path.suffix in (".zip", ".xlsx"):
        is_whole = zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
    elif path.suffix == ".json":
        is_whole = bool(json.loads(content))
    else:
        is_whole = content.endswith(LAST[path.suffix])
    if not is_whole:
        yield f"{path.name} is half a file"


def _zip(database: Database, out: Path) -> None:
    wish = Wish(TODAY, LANGUAGES, playbook_of(database, RESOURCES))
    export_everything(database, out / "all.zip", wish, NoProgress())


def _list(ending: str) -> Export1:
    def write(database: Database, out: Path) -> None:
        path = out / f"list{ending}"
        wish = SelectionWish(form_of(path), LANGUAGES[0], TODAY)
        export_customers(database, path, None, wish, NoProgress())

    return write


def _tiers(database: Database, out: Path) -> None:
    plan = tiers.plan(database, as_of=TODAY)
    tier_lists.export(database, plan, out / "tiers.pdf", LANGUAGES[0], resources=RESOURCES)


def _calendar(database: Database, out: Path) -> None:
    wish = CalendarWish(NOW, LANGUAGES[0], playbook_of(database, RESOURCES))
    export_calendar(database, out / "dates.ics", wish, NoProgress())


def _briefs(database: Database, out: Path) -> None:
    job = PrintJob(RESOURCES, (LanguageCode.ENGLISH,), PrintOptions(), NOW)
    playbook = playbook_of(database, RESOURCES)
    batch = Batch([BriefOrder(1)], out / "brief.pdf", Moment(TODAY, NOW), playbook, job)
    report = print_briefs(database, batch)
    if report.trouble is not None:
        raise report.trouble
    for skipped in report.skipped:
        raise FailureError(skipped.problem.code, **skipped.problem.params)


def _access(database: Database, out: Path) -> None:
    wish = PackWish(LANGUAGES, RESOURCES, playbook_of(database, RESOURCES), NOW)
    write_subject_access(database, Subject(contact_id=1), out, wish)


EXPORTS: tuple[Export1, ...] = (
    *(_zip, _list(".csv"), _list(".xlsx"), _list(".vcf"), _tiers, _calendar, _briefs, _access),
)
ENDINGS = (".zip", ".csv", ".xlsx", ".vcf", ".pdf", ".ics", ".pdf", ".json")
LAST = {
    ".csv": b"\n",
    ".vcf": b"END:VCARD\r\n",
    ".pdf": b"%%EOF\n",
    ".ics": b"END:VCALENDAR\r\n",
}

FILE_PHASES: dict[str, type[Phase]] = {"migrate": Migrate, "export": Export}
