"""The guide in a window of its own, so that a page can be read beside what it speaks of."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.services.guide import GuidePage, load_guide, look_for
from crm_desktop.text import Language
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.guide.guide_text import GuideText
from crm_desktop.ui.guide.places import FIRST_PAGE
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.workspace import Workspace

_NAME_ROLE = Qt.ItemDataRole.UserRole
_SIZE = QSize(1120, 760)


def open_guide(owner: QWidget, workspace: Workspace, icons: Icons, page: str) -> None:
    """Show a page of the guide over a window, in the one window it has for it."""
    shown = owner.findChild(GuideWindow)
    if shown is None:
        language, theme = workspace.language, workspace.theme
        shown = GuideWindow(workspace.paths.guide, language, theme, icons, owner)
    shown.show()  # first, so that the page is laid out for the width it has
    shown.show_page(page)
    shown.raise_()
    shown.activateWindow()


class GuideWindow(QWidget):
    """Contents and search at the left, the page at the right."""

    def __init__(
        self, folder: Path, language: Language, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._language = language
        self._pages = load_guide(folder, language.code)
        self.setWindowTitle(f"{language.text('Guide')} – CRM Desktop")
        self.resize(_SIZE)
        self._trail: list[str] = []
        self._search = filter_line(
            icons, language.text("Search the guide"), language.text("Search")
        )
        self._search.setFixedWidth(260)
        self._list = QListWidget()
        self._list.setProperty("look", "contents")
        self._list.setAccessibleName(language.text("Contents of the guide"))
        self._list.setFixedWidth(260)
        self._text = GuideText(theme)
        self._lay_out()
        self._search.textChanged.connect(self._fill)
        self._search.returnPressed.connect(self._list.setFocus)
        self._list.currentItemChanged.connect(self._chosen)
        self._text.page_wanted.connect(self.show_page)
        self._add_keys()
        self._fill()

    def show_page(self, name: str) -> None:
        """Show a page by its name; an unknown one shows the first."""
        page = self._page(name) or self._page(FIRST_PAGE)
        if page is None:
            return
        if self._trail[-1:] != [page.name]:
            self._trail.append(page.name)
        self._text.show_page(page)
        self._mark(page.name)

    def back(self) -> None:
        """Return to the page read before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.show_page(self._trail[-1])

    @property
    def shown(self) -> str:
        """The name of the page that is read."""
        return self._trail[-1] if self._trail else ""

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 12, 12)
        left.setSpacing(8)
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        across.addLayout(left)
        across.addWidget(self._text, 1)

    def _add_keys(self) -> None:
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Back), self.back),
            (QKeySequence(QKeySequence.StandardKey.Find), self._search.setFocus),
        ):
            QShortcut(keys, self).activated.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape clears the search first, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._search.text():
            self._search.clear()
        else:
            self.close()

    def _fill(self) -> None:
        words = self._search.text().strip()
        self._list.blockSignals(True)
        self._list.clear()
        for found in look_for(self._pages, words):
            item = QListWidgetItem(found.page.title)
            item.setData(_NAME_ROLE, found.page.name)
            set_tip(item, found.line)
            self._list.addItem(item)
        if not self._list.count():
            nothing = QListWidgetItem(self._language.text("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.blockSignals(False)
        self._mark(self.shown)

    def _mark(self, name: str) -> None:
        self._list.blockSignals(True)
        for row in range(self._list.count()):
            if self._list.item(row).data(_NAME_ROLE) == name:
                self._list.setCurrentRow(row)
        self._list.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        name = item.data(_NAME_ROLE) if item is not None else None
        if name:
            self.show_page(str(name))

    def _page(self, name: str) -> GuidePage | None:
        return next((page for page in self._pages if page.name == name), None)
