"""Writing the chosen customers to a file for an address book, a spreadsheet or a program."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.domain.progress import Progress
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.services.selection_export import (
    ListForm,
    SelectionWish,
    export_customers,
    left_out,
)
from crm_desktop.text import Language, mark
from crm_desktop.ui.notices import saved_notice
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.privacy import left_out_text


@dataclass(frozen=True, slots=True)
class _Kind:
    """A line of the dialog's list of kinds."""

    words: str
    form: ListForm
    version: VcardVersion = VcardVersion.THREE
    is_exact: bool = False
    with_sensitive: bool = False

    def line(self, language: Language) -> str:
        return f"{language.text(self.words)} (*.{self.form.value})"


_KINDS = (
    _Kind(mark("vCard 3.0 for phones and address books"), ListForm.VCARD),
    _Kind(mark("vCard 4.0"), ListForm.VCARD, VcardVersion.FOUR),
    _Kind(
        mark("vCard 4.0 with sensitive notes and days"),
        ListForm.VCARD,
        VcardVersion.FOUR,
        with_sensitive=True,
    ),
    _Kind(mark("Excel workbook"), ListForm.WORKBOOK),
    _Kind(mark("CSV for spreadsheets"), ListForm.CSV),
    _Kind(mark("CSV for programs"), ListForm.CSV, is_exact=True),
)


def export_chosen(owner: QWidget, workspace: Workspace, keys: list[int]) -> None:
    """Ask for a file and its kind and write the customers to it as a job."""
    found = _choose(owner, workspace)
    if found is None:
        return
    path, kind = found
    language, database = workspace.language, workspace.database
    wish = SelectionWish(
        kind.form,
        language,
        workspace.today(),
        kind.version,
        kind.is_exact,
        kind.with_sensitive,
        workspace.author,
    )

    def work(progress: Progress) -> tuple[int, int]:
        count = export_customers(database, path, keys, wish, progress)
        return count, 0 if wish.with_sensitive else left_out(database, keys, wish.form)

    def done(written: tuple[int, int]) -> None:
        count, hidden = written
        text = language.plural(
            "Written: {path}, {count} customer.",
            "Written: {path}, {count} customers.",
            count,
            path=path.name,
        )
        workspace.noticed.emit(saved_notice(language, text, path.parent))
        if hidden:
            workspace.tell(left_out_text(language, hidden))

    workspace.tasks.start_job(
        language.text("Exporting customers"),
        work,
        done,
        failed=workspace.tell_problem,
    )


def _choose(owner: QWidget, workspace: Workspace) -> tuple[Path, _Kind] | None:
    """A typed ending decides over the list, unless both name the same."""
    language = workspace.language
    lines = {kind.line(language): kind for kind in _KINDS}
    name = language.text("Customers {day}", day=workspace.today().isoformat())
    suggested = workspace.file.path.parent / f"{name}.vcf"
    chosen, line = QFileDialog.getSaveFileName(
        owner, language.text("Export the chosen customers"), str(suggested), ";;".join(lines)
    )
    if not chosen:
        return None
    path, kind = Path(chosen), lines.get(line, _KINDS[0])
    ending = path.suffix.lower().removeprefix(".")
    if ending not in set(ListForm):
        return path.with_name(f"{path.name}.{kind.form.value}"), kind
    if ending != kind.form.value:
        kind = next(one for one in _KINDS if one.form.value == ending)
    return path, kind
