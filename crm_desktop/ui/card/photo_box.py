"""The photo of the card: pasted, dropped, chosen from a file or taken away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QMenu

from crm_desktop.domain.contacts import Contact
from crm_desktop.services import attachments
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card.portrait import Portrait, monogram
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.workspace import Workspace

SIDE_PX = 72
_ENDINGS = "(*.jpg *.jpeg *.png *.webp)"


class PhotoBox(Portrait):
    """Shows the customer's photo; takes another by Ctrl+V, by drop or from a file."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace.theme, SIDE_PX)
        self._workspace, self._icons = workspace, icons
        self._customer_id = 0
        self._contact_id: int | None = None
        text = workspace.language.text
        self.setAccessibleName(text("Photo"))
        set_tip(self, text("Drop or paste a picture here, or click to choose one"))
        self.setAcceptDrops(True)
        self.clicked.connect(lambda: self._ask(QPoint(0, self.height())))

    def show_view(self, view: CardView) -> None:
        """Show the photo of a card."""
        self._customer_id = view.customer_id
        customer = view.card.customer
        self.show_photo(view.photos.get(0), monogram(customer.short_name or customer.name))

    def show_contact(self, customer_id: int, contact: Contact, photo: bytes | None) -> None:
        """Show the photo of one person of a card."""
        self._customer_id, self._contact_id = customer_id, contact.id
        self.show_photo(photo, monogram(contact.name))

    def paste(self) -> None:
        """Take the picture of the clipboard."""
        self._take_data(_clipboard())

    def paste_picture(self) -> None:
        """Take the picture of the clipboard if there is one; else nothing was meant for here."""
        if self.hasFocus() or _clipboard().hasImage():
            self.paste()

    def take_file(self, path: Path) -> None:
        """Take a picture from a file; trouble becomes a notice."""
        self._store(lambda: attachments.read_small(path))

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+V from the page while the keyboard is here: it pastes onto this person."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if (
            is_key
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Ctrl+V pastes, Enter asks what to do."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """The other mouse button asks too."""
        self._ask(event.pos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Say whether what is dragged is a picture."""
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.show_target(is_target=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """The picture went elsewhere."""
        super().dragLeaveEvent(event)
        self.show_target(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the picture."""
        self.show_target(is_target=False)
        event.acceptProposedAction()
        self._take_data(event.mimeData())

    def _ask(self, at: QPoint) -> None:
        text = self._workspace.language.text
        menu = QMenu(self)
        entries: list[tuple[str, str, Callable[[], None]]] = [
            ("image", text("Choose a picture…"), self._choose),
            ("copy", text("Paste a picture"), self.paste),
        ]
        if self.has_photo:
            entries.append(("trash-2", text("Remove the photo"), self._remove))
        for icon, words, act in entries:
            menu.addAction(self._icons.icon(icon), words).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(at))

    def _choose(self) -> None:
        text = self._workspace.language.text
        chosen, _ = QFileDialog.getOpenFileName(
            self, text("Choose a picture"), "", f"{text('Pictures')} {_ENDINGS}"
        )
        if chosen:
            self.take_file(Path(chosen))

    def _take_data(self, data: QMimeData) -> None:
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            content = _as_png(image)
            self._store(lambda: content)
            return
        files = [url for url in data.urls() if url.isLocalFile()]
        if files:
            self.take_file(Path(files[0].toLocalFile()))
            return
        language = self._workspace.language
        self._workspace.tell(language.text("There is no picture to paste. Copy one first."))

    def _store(self, read: Callable[[], bytes]) -> None:
        database, author = self._workspace.database, self._workspace.author
        customer_id, contact_id = self._customer_id, self._contact_id
        self._workspace.write(
            lambda: attachments.set_photo(database, customer_id, contact_id, read(), author=author),
            notice=self._workspace.language.text("The photo is set."),
        )

    def _remove(self) -> None:
        database, author = self._workspace.database, self._workspace.author
        customer_id, contact_id = self._customer_id, self._contact_id
        self._workspace.write(
            lambda: attachments.remove_photo(database, customer_id, contact_id, author=author),
            notice=self._workspace.language.text("The photo is removed."),
        )


def _as_png(image: QImage) -> bytes:
    stored = QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(stored.data())


def _clipboard() -> QMimeData:
    """Return what was copied; some systems have nothing at all until something is."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if data is None else data
