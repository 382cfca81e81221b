"""What narrows the stream down: chips of its groups, a person, and a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.timeline import Entry, Group
from crm_desktop.language.folding import fold
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.service.stream_rows import StreamRows
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.icons import Icons
from crm_desktop.wording.timeline import GROUPS

_PERSON_PX = 150
_TEXT_PX = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to see of the stream; empty shows all."""

    groups: frozenset[Group] = frozenset()
    contact_id: int | None = None
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where nothing is left out."""
        return not (self.groups or self.contact_id or self.words)

    def takes(self, entry: Entry, rows: StreamRows) -> bool:
        """Return whether an entry is to be seen."""
        if self.groups and entry.group not in self.groups:
            return False
        if self.contact_id is not None and not _concerns(entry, self.contact_id):
            return False
        return not self.words or rows.holds(entry, list(self.words))


def _concerns(entry: Entry, contact_id: int) -> bool:
    promised = (one.contact_id for one in entry.follow_ups)
    return contact_id in entry.people or contact_id in promised


class StreamFilter(QWidget):
    """With nothing chosen all is seen; chips stand for what there is, with how many.

    Person and text are in ``head``, which stands beside the title.
    """

    changed = Signal()

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown = shown
        self._names: dict[int, str] = {}
        self.chips: dict[Group, QPushButton] = {}
        chips = QWidget()
        flow = Flow(chips)
        for group in Group:
            chip = QPushButton()
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self.changed)
            chip.hide()
            flow.addWidget(chip)
            self.chips[group] = chip
        self.person = QComboBox()
        self.person.setAccessibleName(shown.text("Person"))
        self.person.setFixedWidth(_PERSON_PX)
        self.person.activated.connect(self.changed)
        name, hint = shown.text("Search the timeline"), shown.text("Search in all entries")
        self.text = filter_line(icons, name, hint)
        self.text.setFixedWidth(_TEXT_PX)
        self.text.textChanged.connect(self.changed)
        self._chips = chips
        self.head = QWidget()
        across = QHBoxLayout(self.head)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.person)
        across.addWidget(self.text)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(chips)

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Offer the groups there are, with how many entries each has."""
        for group, chip in self.chips.items():
            count = counts.get(group, 0)
            words = self._shown.text(GROUPS[group])
            chip.setText(f"{words.replace('&', '&&')}  {self._shown.language.number(count)}")
            chip.setAccessibleName(words)
            if not count:
                chip.setChecked(False)
            chip.setVisible(len(counts) > 1 and count > 0)
        self._chips.setVisible(len(counts) > 1)
        self.setVisible(len(counts) > 1)
        self.head.setVisible(sum(counts.values()) > 1)
        self._show_people()

    def clear(self) -> None:
        """Leave nothing out any more; tells nobody."""
        with QSignalBlocker(self):
            for chip in self.chips.values():
                chip.setChecked(False)
            self.person.setCurrentIndex(0)
            self.text.clear()

    def wish(self) -> Wish:
        """Return what is wanted now."""
        groups = frozenset(group for group, chip in self.chips.items() if chip.isChecked())
        key = self.person.currentData(Qt.ItemDataRole.UserRole)
        return Wish(groups, key or None, tuple(fold(self.text.text()).split()))

    def _show_people(self) -> None:
        names = self._shown.names()
        self.person.setVisible(bool(names))
        if names == self._names and self.person.count():
            return
        chosen, self._names = self.person.currentData(Qt.ItemDataRole.UserRole), names
        with QSignalBlocker(self.person):
            self.person.clear()
            self.person.addItem(self._shown.text("Everybody"), 0)
            for key, name in names.items():
                self.person.addItem(name, key)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
