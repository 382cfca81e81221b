"""Files with the refused rows of an import, as they stood in the list, each with its reason."""

import csv
import io
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.domain.formula_guard import GUARDED_ENCODING, guarded
from crm_desktop.domain.imports import Refusal
from crm_desktop.domain.problems import FailureError
from crm_desktop.services.import_opening import REJECT_COLUMNS, REJECTED
from crm_desktop.services.import_plan import ImportPlan, InputFile, RefusedRow
from crm_desktop.services.whole_files import write_whole

Reason = Callable[[Refusal], str]
_UNSURE = "\ufffd"


@dataclass(frozen=True, slots=True)
class RejectDrafts:
    """Written files that have their names only after :meth:`keep`: (input, draft, file)."""

    drafts: tuple[tuple[Path, Path, Path], ...]

    def keep(self) -> dict[Path, Path]:
        """Give every file its name; returns it by input.

        All is imported by now: a file that can't be named keeps the name it was written under.
        """
        return {source: _named(draft, path) for source, draft, path in self.drafts}

    def discard(self) -> None:
        """Remove the drafts; files of earlier imports stay as they are."""
        for _, draft, _ in self.drafts:
            with suppress(OSError):
                draft.unlink()


def _named(draft: Path, path: Path) -> Path:
    try:
        return draft.replace(path)
    except OSError:
        return draft


def write_drafts(plan: ImportPlan, reason: Reason, elsewhere: Path) -> RejectDrafts:
    """Write one draft for each list that has refused rows, beside it or else in ``elsewhere``.

    Raises FailureError ``disk_full_for`` or ``cannot_write`` where neither place takes it.
    """
    written = RejectDrafts(())
    for source in plan.inputs:
        refused = [row for row in plan.refused if row.refusal.file == str(source.path)]
        if refused:
            content = _content(source, refused, reason)
            try:
                drafts = (*written.drafts, _write(source.path, content, elsewhere))
            except FailureError:
                written.discard()
                raise
            written = RejectDrafts(drafts)
    return written


def _write(source: Path, content: bytes, elsewhere: Path) -> tuple[Path, Path, Path]:
    name = f"{source.name}{REJECTED}.csv"
    try:
        return source, _write_draft(source.with_name(name), content), source.with_name(name)
    except FailureError:
        target = elsewhere / name
        return source, _write_draft(target, content), target


def _write_draft(target: Path, content: bytes) -> Path:
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        write_whole(draft, content)
    except FailureError as error:
        error.tell_of(target.absolute())
        raise
    return draft


def _content(source: InputFile, refused: Sequence[RefusedRow], reason: Reason) -> bytes:
    """In the encoding of the list, so that what reads the list reads this file too.

    Where that has guards, cells have them: what was a formula for a spreadsheet never runs there.
    """
    plain = _table(source, refused, reason)
    encoding = _encoding_for(plain, source.encoding)
    if encoding == GUARDED_ENCODING:
        return _table(source, refused, reason, guarded).encode(encoding)
    return plain.encode(encoding)


def _table(
    source: InputFile,
    refused: Sequence[RefusedRow],
    reason: Reason,
    written: Callable[[str], str] = str,
) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=source.delimiter)
    if source.header is not None:
        writer.writerow([*source.header, *REJECT_COLUMNS])
    for row in refused:
        said = row.refusal
        cells = [*row.cells, *[""] * (len(source.header or ()) - len(row.cells))]
        writer.writerow(map(written, [*cells, str(said.line), said.field, reason(said)]))
    return stream.getvalue()


def _encoding_for(text: str, encoding: str) -> str:
    if encoding.startswith("utf-8") or _UNSURE in text:
        return GUARDED_ENCODING
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return GUARDED_ENCODING
    return encoding
