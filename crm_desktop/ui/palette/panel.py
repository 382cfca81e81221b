"""The palette beneath the search box: lines to choose from while the box keeps the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from crm_desktop.services.people_search import PersonMatch, people_named
from crm_desktop.services.quick_search import Match
from crm_desktop.ui.labels import Label
from crm_desktop.ui.palette.commands import CommandTable
from crm_desktop.ui.palette.contents import Contents, is_limited
from crm_desktop.ui.palette.entries import Entry, Line
from crm_desktop.ui.palette.line_view import LineView
from crm_desktop.ui.palette.recent_log import RecentLog
from crm_desktop.ui.workspace import Workspace

WIDTH_PX = 640
PEOPLE_AFTER_MS = 40
"""People are looked for when the customers are painted and no key came since."""
_MARGIN_PX, _GAP_PX, _BELOW_PX = 4, 4, 48
_PAGE = 6
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class PalettePanel(QFrame):
    """Shows what fits the text of its box; ``done`` tells that something is about to be done."""

    done = Signal()

    def __init__(
        self, box: QLineEdit, workspace: Workspace, contents: Contents, recent: RecentLog,
        view: LineView,
    ) -> None:  # fmt: skip
        super().__init__(box.window())
        self._box, self._workspace = box, workspace
        self._contents, self._recent = contents, recent
        self._text = ""
        self._customers: Sequence[Match] = ()
        self._people: Sequence[PersonMatch] = ()
        self.view = view
        # Else the page beneath is painted again at every key; round corners would need it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._build()
        self._later = QTimer(self, singleShot=True, interval=PEOPLE_AFTER_MS)
        self._later.timeout.connect(self._look_for_people)
        self._make_table()

    @property
    def customers(self) -> list[Match]:
        """The customers that are offered, the best first."""
        return list(self._customers)

    @property
    def entries(self) -> list[Entry]:
        """What is offered, in its order."""
        return [line for line in self.view.lines if isinstance(line, Entry)]

    def show_recent(self) -> None:
        """Show what was seen lately and what can be done here."""
        self._contents.show_views()
        self._later.stop()
        self._text, self._customers, self._people = "", (), ()
        self._show()

    def show_found(self, text: str, customers: Sequence[Match]) -> None:
        """Show what fits a text with the customers found for it; people follow."""
        if self.isHidden():
            self._contents.show_views()
        self._text, self._customers, self._people = text, customers, ()
        self._show()
        if not is_limited(text):
            self._later.start()

    def choose_current(self) -> None:
        """Do what is chosen."""
        self._choose(self.view.current)

    def move_by(self, event: QKeyEvent) -> None:
        """Move the choice as a list would."""
        self.view.step(STEPS[Qt.Key(event.key())])
        self._say_current()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Cover the page beneath; a border parts the two."""
        colour, painter = self._workspace.theme.colour, QPainter(self)
        painter.fillRect(self.rect(), QColor(colour("raised")))
        painter.setPen(QColor(colour("field_border")))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _choose(self, entry: Entry | None) -> None:
        if entry is not None and entry.act is not None:
            self.done.emit()
            entry.act()

    def _build(self) -> None:
        text = self._workspace.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        rows.setSpacing(0)
        self._nothing = Label("", "muted")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        self.view.setAccessibleName(text("What is found"))
        self.view.clicked.connect(lambda index: self._choose(self.view.entry_at(index.row())))
        self._hint = Label(text("↑ ↓ choose · Enter opens · Esc goes back · > actions"), "small")
        self._hint.setContentsMargins(10, 6, 10, 4)
        rows.addWidget(self._nothing)
        rows.addWidget(self.view, 1)
        rows.addWidget(self._hint)

    def _show(self, *, keeps: str = "") -> None:
        lines = self._lines()
        self.view.show_lines(lines, keeps=keeps)
        self.view.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        if not lines:
            self._nothing.setText(self._nothing_words())
        self._put_in_place(bool(lines))
        self._say_current()

    def _say_current(self) -> None:
        """Let a screen reader, which follows the keyboard, hear in the box what Enter would do."""
        self._box.setAccessibleDescription(self.view.current_words)

    def _lines(self) -> list[Line]:
        if not self._text.strip():
            return self._contents.of_nothing(self._recent.things())
        return self._contents.of_text(self._text, self._customers, self._people)

    def _put_in_place(self, has_lines: bool) -> None:
        box, window = self._box, self.window()
        place = box.mapTo(window, QPoint(0, box.height() + _GAP_PX))
        inside = self.view.wanted_height() + 4 if has_lines else self._nothing.sizeHint().height()
        wanted = inside + self._hint.sizeHint().height() + 2 * _MARGIN_PX
        height = min(wanted, window.height() - place.y() - _BELOW_PX)
        self.setGeometry(place.x(), place.y(), max(box.width(), WIDTH_PX), height)
        if self.isHidden():
            self.show()
            self.raise_()

    def _nothing_words(self) -> str:
        text = self._workspace.language.text
        if not self._text.strip():
            return text("Type a name, a phone number or what you want to do.")
        return text("Nothing matches “{text}”.", text=self._text.strip())

    def _look_for_people(self) -> None:
        database, text = self._workspace.database, self._text
        self._workspace.tasks.look_up(
            "search-people",
            lambda: people_named(database, text),
            lambda people: self._show_people(text, people),
            failed=lambda _: None,  # the search for customers tells of a broken file
            owner=self,
        )

    def _show_people(self, text: str, people: Sequence[PersonMatch]) -> None:
        if people and text == self._text and self.isVisible():
            chosen = self.view.current
            first = self.entries[0] if self.entries else None
            self._people = people
            self._show(keeps=chosen.ident if chosen is not None and chosen != first else "")

    def _make_table(self) -> None:
        """Make the table of commands, which takes as long as three paints, meanwhile."""
        language, paths = self._workspace.language, self._workspace.paths
        self._workspace.tasks.look_up(
            "palette",
            lambda: CommandTable.load(language, paths),
            self._take_table,
            failed=self._workspace.tell_problem,
            owner=self,
            is_long=True,
        )

    def _take_table(self, table: CommandTable) -> None:
        self._contents.table = table
        self._contents.show_views()
        if self.isVisible():
            self._show()
