"""The check of a customer file from its pages to what its cards add up to, and the mending."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from crm_desktop.domain.file_checks import CheckReport, Finding, FindingCode
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.services import trust_log
from crm_desktop.storage import integrity
from crm_desktop.storage.database import (
    SCHEMA_VERSION,
    Database,
    check_file,
    schema_version,
)
from crm_desktop.storage.derived_anew import make_anew, make_indexes_anew
from crm_desktop.storage.derived_check import derived_findings, findings_of
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import fitting_key
from crm_desktop.storage.engine import connect
from crm_desktop.storage.errors import translated

_STEPS = 100
_READ = 50


def check(path: Path, key: DataKey | None = None, progress: Progress | None = None) -> CheckReport:
    """Look at everything in a file and return what is wrong; nothing in it is changed.

    Others may work on it meanwhile. A file of an older schema is not brought up to date, and what
    it derives is not looked at. Raises what keeps a file from being opened at all (InputError
    ``file_missing``, ``file_not_ours``, ``file_protected`` ...), FailureError ``check_no_room``,
    and CancelledError.
    """
    check_file(path)
    used, listener = fitting_key(path, key), progress or NoProgress()
    try:
        schema_version(path, used)
        report = _read(path, used, lambda: listener.report(0, _STEPS))
    except InputError as error:
        if error.problem.code != "file_damaged":
            raise
        report = CheckReport(path, findings=(Finding(FindingCode.PAGES, 1),))
    if not report.schema:
        return report
    findings = list(report.findings)
    is_complete = report.schema == SCHEMA_VERSION and not _has_broken_pages(findings)
    if is_complete:
        listener.report(_READ, _STEPS)
        findings += _further(path, used, listener, {one.code for one in findings})
    listener.report(_STEPS, _STEPS)
    return replace(report, findings=tuple(findings), is_complete=is_complete)


def _further(
    path: Path, key: DataKey | None, progress: Progress, known: set[FindingCode]
) -> list[Finding]:
    """Return what only a look at the records tells; texts that are none are broken pages."""
    try:
        with closing(Database(path, key)) as database:
            found = _trust_findings(database)
        derived = derived_findings(path, key, progress)
    except InputError as error:
        return [Finding(FindingCode.PAGES, 1, (error.problem.code,))]
    return [*found, *(one for one in derived if one.code not in known)]


def mend(database: Database) -> tuple[Finding, ...]:
    """Make indexes, search and all that is derived anew, and return what had been wrong of it.

    Records are not touched, and no entry of the change log is made. Raises InputError
    ``file_damaged`` where the pages themselves are broken: salvage the file then.
    """
    with database.write("mended") as work:
        make_indexes_anew(work)
        return tuple(findings_of(make_anew(work)))


def _read(path: Path, key: DataKey | None, step: Callable[[], None]) -> CheckReport:
    with translated(path), closing(connect(path, key)) as connection:
        connection.execute("BEGIN")
        findings = integrity.page_findings(connection, is_protected=key is not None, step=step)
        if _has_broken_pages(findings):
            return CheckReport(path, findings=tuple(findings))
        findings += integrity.reference_findings(connection)
        findings += integrity.log_findings(connection)
        findings += integrity.blob_findings(connection, step)
        return CheckReport(path, *integrity.counted(connection), tuple(findings))


def _has_broken_pages(findings: list[Finding]) -> bool:
    return any(one.code is FindingCode.PAGES for one in findings)


def _trust_findings(database: Database) -> list[Finding]:
    """Return the first line of the log of prints and exports that does not hold."""
    try:
        broken = trust_log.check_chain(database)
    except CrmError:
        return [Finding(FindingCode.TRUST_LOG, 1)]
    return [Finding(FindingCode.TRUST_LOG, 1, (f"{broken.sequence}",))] if broken else []
