"""The log of prints, exports and erasures as a file: CSV or PDF."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from crm_desktop.domain.problems import InputError
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.paper_document import PaperDocument, PaperSection
from crm_desktop.reports.trust_list import TrustRow, render_csv
from crm_desktop.services.brief_printing import PrintJob, render_document
from crm_desktop.services.trust_log import TrustEntry, TrustFilter, check_chain, entries, note_alone
from crm_desktop.services.whole_files import check_folder, write_whole
from crm_desktop.storage.database import Database
from crm_desktop.text import Language, mark
from crm_desktop.wording.trust_log import (
    chain_text,
    details_text,
    file_text,
    subject_text,
    what_text,
)

FORMATS = (".csv", ".pdf")
TITLE = mark("Log of prints and exports")


def check_target(path: Path) -> None:
    """Raise InputError ``export_format`` or ``folder_missing`` before any work is done."""
    if path.suffix.lower() not in FORMATS:
        raise InputError("export_format", path=str(path), formats=FORMATS)
    check_folder(path)


def export_log(
    database: Database,
    path: Path,
    wanted: TrustFilter,
    language: Language,
    *,
    resources: Path,
    now: datetime,
    author: str = "",
) -> int:
    """Write the wanted lines in the format the ending names, note it, and return how many.

    Raises what :func:`check_target` and ``whole_files.write_whole`` raise.
    """
    check_target(path)
    found = entries(database, wanted)
    if path.suffix.lower() == ".csv":
        content = render_csv([row_of(language, one) for one in found], language)
    else:
        sound = chain_text(language, check_chain(database))
        job = PrintJob(resources, (language.code,), PrintOptions(), now)
        content = render_document(
            now.date(), lambda one: _document(one, database.path.stem, found, sound), job
        ).pdf
    write_whole(path, content)
    params = {"lines": len(found)}
    note_alone(database, TrustNote(TrustCode.LOG_EXPORTED, author, params=params, name=path.name))
    return len(found)


def row_of(language: Language, entry: TrustEntry) -> TrustRow:
    """Return a line in words."""
    line = entry.line
    return TrustRow(
        line.sequence,
        line.happened_at.astimezone(),
        what_text(language, line),
        line.author,
        subject_text(language, line, entry.subject_name),
        details_text(language, line),
        file_text(language, line),
        line.hash,
    )


def _document(
    language: Language, organisation: str, found: Sequence[TrustEntry], sound: str
) -> PaperDocument:
    rows = [row_of(language, one) for one in found]
    days = groupby(rows, key=lambda row: row.at.date())
    sections = [
        PaperSection(language.date(day), [_line(language, row) for row in lines])
        for day, lines in days
    ]
    # Written down on paper, the newest hash proves all lines before it.
    newest = (
        [language.labelled(language.text("Hash of the newest line"), rows[0].hash)] if rows else []
    )
    return PaperDocument(language.text(TITLE), organisation, " ".join((sound, *newest)), sections)


def _line(language: Language, row: TrustRow) -> str:
    return "  ·  ".join(filter(None, _parts(language, row)))


def _parts(language: Language, row: TrustRow) -> Iterator[str]:
    yield f"{row.number}"
    yield language.time(row.at.time())
    yield from (row.what, row.who, row.whom, row.details, row.file)
