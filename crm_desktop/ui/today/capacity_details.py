"""What a week has room for and how often each tier is met, to be changed by hand (D3)."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.cadence import DEFAULT_CADENCE
from crm_desktop.services.cadence import CapacityCheck
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.ui.number_box import number_box, show_number
from crm_desktop.ui.today.capacity_words import usual_text
from crm_desktop.ui.today.interval_boxes import IntervalBoxes

MOST_A_WEEK = 999
STORED_AFTER_MS = 400


class CapacityDetails(QWidget):
    """``possible_said`` carries contacts and visits of a week, ``cadence_wanted`` a cadence."""

    possible_said = Signal(int, int)
    cadence_wanted = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._check: CapacityCheck | None = None
        self._typed = QTimer(self, singleShot=True, interval=STORED_AFTER_MS)
        self._typed.timeout.connect(self._say_possible)
        say = language.text
        self.contacts = number_box(say("Contacts possible in a week"), 0, MOST_A_WEEK)
        self.visits = number_box(say("Visits possible in a week"), 0, MOST_A_WEEK)
        for box in (self.contacts, self.visits):
            box.setSpecialValueText("–")
            box.valueChanged.connect(lambda _: self._typed.start())
        self.intervals = IntervalBoxes(language, DEFAULT_CADENCE)
        self.intervals.changed.connect(self.cadence_wanted)
        self._usual = Label("", "small")
        self.take = QPushButton(say("Take these intervals"))
        self.take.clicked.connect(self._take_proposal)
        self.reset = QPushButton(say("Back to the usual intervals"))
        self.reset.clicked.connect(lambda: self.cadence_wanted.emit(DEFAULT_CADENCE))
        self._build()

    def show_check(self, check: CapacityCheck) -> None:
        """Show what is in force, and what would fit."""
        self._check = check
        if check.possible is not None and not self._typed.isActive():
            show_number(self.contacts, int(check.possible.contacts))
            show_number(self.visits, int(check.possible.visits))
        self.intervals.show_check(check)
        self._usual.setText(usual_text(self._language, check))
        self.take.setVisible(check.proposal is not None)
        self.reset.setVisible(not check.is_usual)

    def _say_possible(self) -> None:
        contacts, visits = self.contacts.value(), self.visits.value()
        if contacts and visits:
            self.possible_said.emit(contacts, visits)

    def _take_proposal(self) -> None:
        if self._check is not None and self._check.proposal is not None:
            self.cadence_wanted.emit(self._check.proposal)

    def _build(self) -> None:
        say = self._language.text
        rows = QVBoxLayout(self)
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
