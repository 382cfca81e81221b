"""Writing a customer's handover pack, and what is stored about one person, from the card."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from crm_desktop.domain.cards import Card
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.progress import Progress
from crm_desktop.ui.notices import saved_notice
from crm_desktop.ui.start.export_all import both_languages
from crm_desktop.ui.workspace import Workspace, local_now

_FROM_TOP = 120
Written = tuple[Path, Path]


class HandOver:
    """Asks for a folder and writes both files of a wish as a job; its end opens the folder."""

    def __init__(self, owner: QWidget, workspace: Workspace) -> None:
        self._owner, self._workspace = owner, workspace
        self._language = workspace.language

    def pack(self, customer_id: int) -> None:
        """Write what the next account manager must know (D27)."""
        from crm_desktop.services.handover import PackWish, write_handover

        database = self._workspace.database

        def work(wish: PackWish, folder: Path, progress: Progress) -> Written:
            return write_handover(database, customer_id, folder, wish, progress)

        self._write(self._language.text("Writing the handover pack"), work)

    def subject_access(self, card: Card) -> None:
        """Write what is stored about the person, or about one that is chosen of the company."""
        from crm_desktop.services.subject_access import Subject

        customer = card.customer
        if customer.kind is CustomerKind.PERSON:
            self._about(Subject(customer_id=customer.id))
            return
        if not card.contacts:
            self._workspace.tell(self._language.text("Nobody of this company is on the card yet."))
            return
        menu = QMenu(self._owner)
        menu.setObjectName("menu-subjects")
        for contact in card.contacts:
            action = menu.addAction(contact.name.replace("&", "&&"))
            subject = Subject(contact_id=contact.id)
            action.triggered.connect(lambda _=False, subject=subject: self._about(subject))
        menu.aboutToHide.connect(menu.deleteLater)
        middle = QPoint(self._owner.width() // 2, _FROM_TOP)
        menu.popup(self._owner.mapToGlobal(middle))

    def _about(self, subject: object) -> None:
        from crm_desktop.services.handover import PackWish
        from crm_desktop.services.subject_access import Subject, write_subject_access

        database = self._workspace.database
        assert isinstance(subject, Subject)

        def work(wish: PackWish, folder: Path, progress: Progress) -> Written:
            progress.report(0, 1)
            return write_subject_access(database, subject, folder, wish)

        self._write(self._language.text("Writing what is stored about a person"), work)

    def _write(self, title: str, work: Callable[..., Written]) -> None:
        from crm_desktop.services.handover import PackWish

        workspace, language = self._workspace, self._language
        chosen = QFileDialog.getExistingDirectory(
            self._owner, title, str(workspace.file.path.parent)
        )
        if not chosen:
            return
        folder = Path(chosen)
        wish = PackWish(
            both_languages(workspace),
            workspace.paths.resources,
            workspace.playbook,
            local_now(),
            workspace.author,
        )

        def done(written: Written) -> None:
            names = language.join([path.name for path in written])
            text = language.text("Written: {path}", path=names)
            workspace.noticed.emit(saved_notice(language, text, folder))

        workspace.tasks.start_job(
            title,
            lambda progress: work(wish, folder, progress),
            done,
            failed=workspace.tell_problem,
        )
