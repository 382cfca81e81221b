"""The foot of the day: what a week asks for, what is possible, and intervals that fit (D3)."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.cadence import DEFAULT_CADENCE, Cadence
from crm_desktop.services.cadence import (
    CapacityCheck,
    check_capacity,
    set_cadence,
    set_possible,
)
from crm_desktop.text import mark
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, restyle, set_tip
from crm_desktop.ui.today.capacity_words import interval_rows, load_text, usual_text
from crm_desktop.ui.workspace import Workspace

MOST_A_WEEK = 999
STORED_AFTER_MS = 400
_HEADINGS = ("", mark("Duty"), mark("Now"), mark("Proposed"))


class CapacityBar(QFrame):
    """One line; with its button the two numbers and the intervals beneath it."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language, self._icons = workspace, workspace.language, icons
        self._check: CapacityCheck | None = None
        self._typed = QTimer(self, singleShot=True, interval=STORED_AFTER_MS)
        self._typed.timeout.connect(self._store)
        self.setProperty("look", "surface")
        self._sentence = ElidedLabel("", "muted")
        self.details = QPushButton(self._language.text("Capacity…"))
        self.details.setProperty("look", "quiet")
        self.details.setCheckable(True)
        self.details.toggled.connect(self._open)
        set_tip(
            self.details,
            self._language.text("Say how many contacts and visits a week has room for"),
        )
        self.contacts = self._number(self._language.text("Contacts possible in a week"))
        self.visits = self._number(self._language.text("Visits possible in a week"))
        self._grid = QWidget()
        self._usual = Label("", "small")
        self.take = QPushButton(self._language.text("Take these intervals"))
        self.take.clicked.connect(self._take_proposal)
        self.reset = QPushButton(self._language.text("Back to the usual intervals"))
        self.reset.clicked.connect(lambda: self._set(DEFAULT_CADENCE))
        self._body = self._build_body()
        self._build()
        self.hide()

    def reload(self) -> None:
        """Count the tiers again, off the UI thread."""
        database, workspace = self._workspace.database, self._workspace
        workspace.tasks.look_up(
            f"capacity-{id(self)}",
            lambda: check_capacity(database),
            self._take,
            failed=workspace.tell_problem,
            owner=self,
        )

    def _take(self, check: CapacityCheck) -> None:
        self._check = check
        self.setVisible(bool(sum(check.counts.values())))
        self._sentence.setText(load_text(self._language, check))
        restyle(self._sentence, "look", "warning-line" if check.is_too_much else "muted")
        if check.possible is not None and not self._typed.isActive():
            for box, value in (
                (self.contacts, check.possible.contacts),
                (self.visits, check.possible.visits),
            ):
                box.blockSignals(True)
                box.setValue(int(value))
                box.blockSignals(False)
        self._show_intervals(check)

    def _show_intervals(self, check: CapacityCheck) -> None:
        grid = QWidget()
        cells = QGridLayout(grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(20)
        cells.setVerticalSpacing(2)
        cells.setColumnStretch(4, 1)
        headings = tuple(self._language.text(one) for one in _HEADINGS)
        shown = headings if check.proposal is not None else (*headings[:3], "")
        for row, texts in enumerate((shown, *interval_rows(self._language, check))):
            for column, text in enumerate(texts):
                look = "small" if row == 0 else "good" if column == 3 else ""
                cells.addWidget(Label(text, look), row, column)
        layout = self._body.layout()
        assert layout is not None
        layout.replaceWidget(self._grid, grid)
        self._grid.hide()
        self._grid.deleteLater()
        self._grid = grid
        self._usual.setText(usual_text(self._language, check))
        self.take.setVisible(check.proposal is not None)
        self.reset.setVisible(not check.is_usual)

    def _open(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        if is_open:
            self.contacts.setFocus()

    def _changed(self) -> None:
        self._typed.start()

    def _store(self) -> None:
        contacts, visits = self.contacts.value(), self.visits.value()
        if not (contacts and visits):
            return
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: set_possible(database, contacts=contacts, visits=visits, author=author)
        )

    def _take_proposal(self) -> None:
        if self._check is not None and self._check.proposal is not None:
            self._set(self._check.proposal)

    def _set(self, cadence: Cadence) -> None:
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: set_cadence(database, cadence, author=author),
            notice=self._language.text("The tiers are met at these intervals from now on."),
        )

    def _number(self, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, MOST_A_WEEK)
        box.setSpecialValueText("–")
        box.setAccessibleName(name)
        box.valueChanged.connect(lambda _: self._changed())
        return box

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 4, 8, 4)
        rows.setSpacing(8)
        across = QHBoxLayout()
        across.addWidget(self._sentence, 1)
        across.addWidget(self.details)
        rows.addLayout(across)
        rows.addWidget(self._body)

    def _build_body(self) -> QWidget:
        say = self._language.text
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 8, 10)
        rows.setSpacing(10)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(Label(say("In a week I can keep up")))
        numbers.addWidget(self.contacts)
        numbers.addWidget(Label(say("contacts, of which visits:")))
        numbers.addWidget(self.visits)
        numbers.addStretch(1)
        rows.addLayout(numbers)
        rows.addWidget(self._grid)
        rows.addWidget(self._usual)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take)
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        body.hide()
        return body
