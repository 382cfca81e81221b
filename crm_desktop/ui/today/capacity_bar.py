"""The foot of the day: what a week asks for, what is possible, and intervals that fit (D3)."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
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
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, restyle, set_tip
from crm_desktop.ui.number_box import number_box, show_number
from crm_desktop.ui.today.capacity_words import load_text, usual_text
from crm_desktop.ui.today.interval_boxes import IntervalBoxes
from crm_desktop.ui.workspace import Workspace

MOST_A_WEEK = 999
STORED_AFTER_MS = 400


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
        say = self._language.text
        self.contacts = number_box(say("Contacts possible in a week"), 0, MOST_A_WEEK)
        self.visits = number_box(say("Visits possible in a week"), 0, MOST_A_WEEK)
        for box in (self.contacts, self.visits):
            box.setSpecialValueText("–")
            box.valueChanged.connect(lambda _: self._typed.start())
        self.intervals = IntervalBoxes(self._language, DEFAULT_CADENCE)
        self.intervals.changed.connect(self._set)
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
        self.setVisible(check.has_tiers or self.details.isChecked())
        self._sentence.setText(load_text(self._language, check))
        restyle(self._sentence, "look", "warning-line" if check.is_too_much else "muted")
        if check.possible is not None and not self._typed.isActive():
            show_number(self.contacts, int(check.possible.contacts))
            show_number(self.visits, int(check.possible.visits))
        self.intervals.show_check(check)
        self._usual.setText(usual_text(self._language, check))
        self.take.setVisible(check.proposal is not None)
        self.reset.setVisible(not check.is_usual)

    def _open(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        if is_open:
            self.show()
            self.contacts.setFocus()

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
        rows.addWidget(self.intervals)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._usual)
        buttons.addStretch(1)
        buttons.addWidget(self.reset)
        buttons.addWidget(self.take)
        rows.addLayout(buttons)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        body.hide()
        return body
