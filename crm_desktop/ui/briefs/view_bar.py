"""The bar above the pages: which brief, which page, how large, and words to find."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.briefs.page_layout import STEPS, Fit, Zoom
from crm_desktop.ui.briefs.page_view import PageView
from crm_desktop.ui.briefs.pdf_pages import Hit
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.own_keys import keeps
from crm_desktop.ui.page_keys import keys_text


class ViewBar(QFrame):
    """Says where a person is and moves them; ``step_wanted`` asks for the brief before or after."""

    step_wanted = Signal(int)
    find_wanted = Signal()

    def __init__(self, view: PageView, language: Language, icons: Icons) -> None:
        super().__init__()
        self._view, self._language, self._icons = view, language, icons
        self.setProperty("look", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        self._build_steps(row)
        self._build_pages(row)
        self._build_zoom(row)
        view.place_changed.connect(self._show_place)
        view.zoom_changed.connect(self._show_zoom)
        self._show_place()
        self._show_zoom()

    def show_step(self, at: int, total: int, title: str) -> None:
        """Say which of the briefs is shown, from 0."""
        for button in (self._before, self._after):
            button.setVisible(total > 1)
        self._before.setEnabled(at > 0)
        self._after.setEnabled(at < total - 1)
        self._count.setVisible(total > 1)
        self._count.setText(self._language.text("{number} of {total}", number=at + 1, total=total))
        self._title.setText(title)

    def _build_steps(self, row: QHBoxLayout) -> None:
        language = self._language
        self._before = self._tool(
            "chevron-left", self._noted(language.text("Brief before"), keys_text("Alt+Left"))
        )
        self._after = self._tool(
            "chevron-right", self._noted(language.text("Next brief"), keys_text("Alt+Right"))
        )
        self._before.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._after.clicked.connect(lambda: self.step_wanted.emit(1))
        self._count = Label("", "muted")
        self._title = ElidedLabel("")
        for widget in (self._before, self._count, self._after):
            row.addWidget(widget)
        row.addWidget(self._title, 1)

    def _build_pages(self, row: QHBoxLayout) -> None:
        self._where = Label("", "muted")
        row.addWidget(self._where)
        words = self._language.text("Find words on the pages")
        find = self._tool("search", self._noted(words, shown_keys(ActionCode.FILTER)))
        find.clicked.connect(self.find_wanted)
        row.addWidget(find)

    def _build_zoom(self, row: QHBoxLayout) -> None:
        language = self._language
        smaller = self._tool("zoom-out", self._noted(language.text("Smaller"), keys_text("Ctrl+-")))
        larger = self._tool("zoom-in", self._noted(language.text("Larger"), keys_text("Ctrl++")))
        smaller.clicked.connect(lambda: self._view.step(-1))
        larger.clicked.connect(lambda: self._view.step(1))
        self._zoom = QToolButton()
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._zoom.setMinimumWidth(64)
        set_tip(self._zoom, language.text("How large pages are shown"))
        self._zoom.setMenu(self._zoom_menu())
        for widget in (smaller, self._zoom, larger):
            row.addWidget(widget)

    def _zoom_menu(self) -> QMenu:
        menu, language = QMenu(self._zoom), self._language
        choices = [
            (self._noted(language.text("Whole width"), keys_text("Ctrl+0")), Zoom(Fit.WIDTH)),
            (language.text("Whole page"), Zoom(Fit.PAGE)),
            *((language.percent(step / 100, 0), Zoom(Fit.FIXED, step)) for step in STEPS),
        ]
        for words, zoom in choices:
            menu.addAction(words).triggered.connect(self._choosing(zoom))
        return menu

    def _noted(self, words: str, keys: str) -> str:
        return self._language.with_note(words, keys)

    def _choosing(self, zoom: Zoom) -> Callable[[], None]:
        return lambda: self._view.choose(zoom)

    def _show_place(self) -> None:
        view = self._view
        text = ""
        if view.count:
            number, total = view.current + 1, view.count
            text = self._language.text("Page {number} of {total}", number=number, total=total)
        self._where.setText(text)

    def _show_zoom(self) -> None:
        words = self._language.percent(self._view.percent / 100, 0)
        self._zoom.setText(words)
        self._zoom.setAccessibleName(self._language.text("Zoom: {percent}", percent=words))

    def _tool(self, icon: str, tip: str) -> QToolButton:
        return tool(self._icons, icon, tip)


class FindBar(QFrame):
    """Words to find on the pages: Enter goes on, Shift+Enter back, Esc closes."""

    words_changed = Signal(str)
    moved = Signal(int)
    """The place to show, counted from 0."""
    closed = Signal()

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language = language
        self._count, self._at = 0, -1
        self.setProperty("look", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        self.line = QLineEdit()
        self.line.setPlaceholderText(language.text("Find on the pages"))
        self.line.setAccessibleName(language.text("Find on the pages"))
        self.line.setMaximumWidth(320)
        self.line.textChanged.connect(self.words_changed)
        self._found = Label("", "muted")
        before = tool(icons, "chevron-up", language.text("Place before (Shift+Enter)"))
        after = tool(icons, "chevron-down", language.text("Next place (Enter)"))
        close = tool(icons, "x", language.text("Close"))
        before.clicked.connect(lambda: self._move(-1))
        after.clicked.connect(lambda: self._move(1))
        close.clicked.connect(self._close)
        row.addWidget(self.line, 1)
        for widget in (before, after, self._found):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        self.hide()

    def open(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.words_changed.emit(self.line.text())

    def show_hits(self, hits: list[Hit]) -> None:
        """Say how many places were found; the first is shown."""
        self._count, self._at = len(hits), 0 if hits else -1
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the page while the bar is open."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def _move(self, step: int) -> None:
        if self._count:
            self._at = (self._at + step) % self._count
            self._tell()
            self.moved.emit(self._at)

    def _tell(self) -> None:
        text = ""
        if self._count:
            number, total = self._at + 1, self._count
            text = self._language.text("place {number} of {total}", number=number, total=total)
        elif self.line.text().strip():
            text = self._language.text("not on these pages")
        self._found.setText(text)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def tool(icons: Icons, icon: str, tip: str, parent: QWidget | None = None) -> QToolButton:
    """Return a small button with a picture, named by its tip."""
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon))
    button.setAccessibleName(tip)
    set_tip(button, tip)
    return button
