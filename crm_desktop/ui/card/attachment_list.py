"""The files kept with a customer: added by button or drop, taken out as a copy."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
)

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Attachment
from crm_desktop.services import attachments, card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.text import Language
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.own_keys import keeps
from crm_desktop.ui.workspace import Workspace

_STEP = 1024


class AttachmentList(QFrame):
    """A line a file; the whole list takes what is dropped on it."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self.workspace, self.icons = workspace, icons
        self._customer_id = 0
        self._shown: Sequence[tuple[Attachment, str]] | None = None
        self.setProperty("look", "plain")
        self.setAcceptDrops(True)
        self._build()

    def show_view(self, view: CardView) -> None:
        """Show the files of a card; a contact's with its name."""
        people = {one.id: one.name for one in view.card.contacts}
        found = [
            (one, people.get(one.contact_id, ""))
            for one in view.card.attachments
            if not one.is_photo
        ]
        if (view.customer_id, found) == (self._customer_id, self._shown):
            return
        self._customer_id, self._shown = view.customer_id, found
        empty(self._body)
        for one, whose in found:
            self._body.addWidget(AttachmentRow(self, one, whose))
        self._empty.setVisible(not found)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep files with the customer; one that can't be read is told of."""
        database, author = self.workspace.database, self.workspace.author
        key = self._customer_id
        for path in paths:
            self.workspace.write(_adding(database, key, path, author))

    def save_copy(self, attachment: Attachment, path: Path) -> None:
        """Write a file of the card to a place of the person's choice."""
        database, language = self.workspace.database, self.workspace.language
        author = self.workspace.author

        def work() -> None:
            attachments.save_copy(database, attachment, path, author=author)

        self.workspace.tasks.command(
            work,
            lambda _: self.workspace.tell(language.text("Saved as {path}.", path=path)),
            failed=self.workspace.tell_problem,
        )

    def remove(self, attachment: Attachment) -> None:
        """Take a file off the card; the notice offers to undo it."""
        database, author = self.workspace.database, self.workspace.author
        key = attachment.id or 0
        notice = self.workspace.language.text("Removed: {text}", text=attachment.name)
        self.workspace.write(
            lambda: card_edits.remove_record(database, Kind.ATTACHMENT, key, author=author),
            notice=notice,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files alone."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what was dropped."""
        event.acceptProposedAction()
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        self.add_files([Path(url.toLocalFile()) for url in urls])

    def _build(self) -> None:
        text = self.workspace.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Label(text("Attachments"), "heading"))
        head.addStretch(1)
        add = icon_button(self.icons, "plus", text("Add a file…"), "link")
        add.setProperty("look", "quiet")
        add.setObjectName("add-attachment")
        add.clicked.connect(self._choose)
        head.addWidget(add)
        rows.addLayout(head)
        self._empty = Label(text("No file yet. Drop one here, or add it."), "muted")
        rows.addWidget(self._empty)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        rows.addLayout(self._body)

    def _choose(self) -> None:
        title = self.workspace.language.text("Add a file")
        chosen, _ = QFileDialog.getOpenFileNames(self, title)
        self.add_files([Path(one) for one in chosen])


class AttachmentRow(QFrame):
    """One file: Enter saves a copy, Delete removes it."""

    def __init__(self, owner: AttachmentList, attachment: Attachment, whose: str) -> None:
        super().__init__()
        self._owner, self._attachment = owner, attachment
        language = owner.workspace.language
        size = size_text(attachment.size_bytes, language)
        self.setProperty("look", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{attachment.name}, {size}")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        picture = Label()
        picture.setPixmap(owner.icons.pixmap("paperclip", 16))
        row.addWidget(picture)
        row.addWidget(ElidedLabel(attachment.name), 1)
        row.addWidget(Label(" · ".join(part for part in (whose, size) if part), "muted"))
        row.addWidget(self._button("download", language.text("Save a copy…"), self._save))
        row.addWidget(self._button("trash-2", language.text("Remove"), self._remove))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Act on the file that has the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        elif event.key() in REMOVAL_KEYS:
            self._remove()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window, which would take it for the customer."""
        return keeps(event, *REMOVAL_KEYS) or super().event(event)

    def _button(self, icon: str, words: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._owner.icons.icon(icon))
        button.setAccessibleName(words)
        set_tip(button, words)
        button.clicked.connect(act)
        return button

    def _save(self) -> None:
        title = self._owner.workspace.language.text("Save a copy")
        chosen, _ = QFileDialog.getSaveFileName(self, title, self._attachment.name)
        if chosen:
            self._owner.save_copy(self._attachment, Path(chosen))

    def _remove(self) -> None:
        self._owner.remove(self._attachment)


def _adding(
    database: Any, customer_id: int, path: Path, author: str
) -> Callable[[], tuple[int, Changes]]:
    def add() -> tuple[int, Changes]:
        content = attachments.read_small(path)
        return attachments.add_attachment(
            database, customer_id, None, path.name, content, author=author
        )

    return add


def size_text(size: int, language: Language) -> str:
    """Return a size as people read it: `640 B`, `12 kB`, `3.4 MB`."""
    if size < _STEP:
        return f"{size} B"
    if size < _STEP * _STEP:
        return f"{language.number(size / _STEP, 0)} kB"
    return f"{language.number(size / _STEP / _STEP, 1)} MB"
