"""What a restore of the chosen backup would change, and the way to it with one confirmation."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.backups import Backup, Differences
from crm_desktop.domain.problems import CrmError
from crm_desktop.text import Language
from crm_desktop.ui.backups.column import Row, grid
from crm_desktop.ui.backups.confirm import ConfirmBar
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.wording.backups import reason_of
from crm_desktop.wording.history import kind_name, operation_text
from crm_desktop.wording.problems import problem_text


class Preview(QFrame):
    """``restore_wanted`` carries the backup, once the person confirmed."""

    restore_wanted = Signal(object)

    def __init__(self, language: Language, *, is_read_only: bool) -> None:
        super().__init__()
        self._language, self._is_read_only = language, is_read_only
        self._backup: Backup | None = None
        self.setProperty("look", "surface")
        self._title, self._why = Label("", "heading"), Label("", "muted")
        self._why.setWordWrap(True)
        self._place = ElidedLabel("", "small")
        self._inside = QWidget()
        self._inside.setProperty("look", "canvas")
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self.restore = QPushButton(language.text("Restore this backup…"))
        self.restore.clicked.connect(self._ask)
        if is_read_only:
            set_tip(
                self.restore,
                language.text("This file may only be read: nothing can take its place."),
            )
        self.confirm = ConfirmBar(language)
        self.confirm.closed.connect(self.restore.show)
        self._build()
        self.show_backup(None)

    def show_backup(self, backup: Backup | None) -> None:
        """Show which backup is meant; what it would change is still read."""
        self._backup = backup
        self.confirm.give_up()
        self.setVisible(backup is not None)
        if backup is None:
            return
        language = self._language
        when = language.moment(backup.made_at.astimezone())
        self._title.setText(language.text("Backup of {when}", when=when))
        self._why.setText(reason_of(language, backup.reason))
        self._place.setText(str(backup.path.parent))
        self.restore.setEnabled(False)
        self._show([Label(language.text("Comparing it with the file…"), "muted")])

    def show_differences(self, found: Differences) -> None:
        """Show what a restore would change."""
        self.restore.setEnabled(not self._is_read_only)
        self._show(list(self._parts(found)))

    def show_problem(self, error: CrmError) -> None:
        """Say why the backup can't be looked into."""
        words = Label(problem_text(self._language, error.problem), "problem")
        words.setWordWrap(True)
        self._show([words])

    def _parts(self, found: Differences) -> Iterator[QWidget]:
        text = self._language.text
        rows = list(self._rows(found))
        if rows:
            yield Label(text("A restore would change"), "section")
            yield grid((text("Records"), text("Now"), text("Then")), rows)
        elif not found.lost_count:
            yield self._wrapped(text("It holds the same as the file now."))
        if found.lost_count:
            yield Label(text("Changes since, which would be lost"), "section")
            for one in found.lost:
                when = self._language.moment(one.happened_at.astimezone())
                yield self._wrapped(f"{when}  {operation_text(self._language, one)}")
            if more := found.lost_count - len(found.lost):
                words = self._language.plural("and {count} more", "and {count} more", more)
                yield Label(words, "muted")

    def _rows(self, found: Differences) -> Iterator[Row]:
        """Yield a line for each kind of record that a restore would leave more or fewer of."""
        for kind, now, then in found.changed_kinds:
            shown = "?" if now is None else self._language.number(now)
            name = kind_name(self._language, kind)
            yield name[:1].upper() + name[1:], shown, self._language.number(then)

    def _wrapped(self, words: str) -> Label:
        label = Label(words)
        label.setWordWrap(True)
        return label

    def _show(self, parts: list[QWidget]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in parts:
            self._lines.addWidget(part)
        self._lines.addStretch(1)

    def _ask(self) -> None:
        words = self._language.text(
            "The whole file goes back to this backup. As it is now it is kept as a backup first,"
            " so this can be undone."
        )
        self.confirm.ask(words, self._language.text("Restore"), self._restore)
        self.restore.hide()

    def _restore(self) -> None:
        self.restore.show()
        if self._backup is not None:
            self.restore_wanted.emit(self._backup)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 14)
        rows.setSpacing(6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._inside)
        area.setAccessibleName(self._language.text("What a restore would change"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.verticalScrollBar().rangeChanged.connect(lambda _, most: _reach(area, most))
        for widget in (self._title, self._why, self._place):
            rows.addWidget(widget)
        rows.addWidget(area, 1)
        rows.addWidget(self.restore)
        rows.addWidget(self.confirm)


def _reach(area: QScrollArea, most: int) -> None:
    """Let the keyboard scroll what has no room; else Tab would seem to do nothing there."""
    focus = Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus
    area.setFocusPolicy(focus)
