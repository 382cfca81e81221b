"""Promises of before, ticked where they were kept at the visit (D25)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from crm_desktop.domain.promises import Promise
from crm_desktop.services.visit_capture import VisitCapture
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.visits.after_rows import SIDES
from crm_desktop.ui.workspace import Workspace

TEXT_PX = 520


class OwedTicks(QWidget):
    """``changed`` tells of a tick; the whole goes where nothing is owed."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._boxes: dict[int, QCheckBox] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(Label(self._language.text("Kept at this visit"), "small"))
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        rows.addLayout(self._place)

    @property
    def kept(self) -> frozenset[int]:
        """The keys of those that are ticked."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def show_owed(self, capture: VisitCapture, kept: frozenset[int]) -> None:
        """Show what is owed on both sides, and what of it was kept."""
        empty(self._place)
        self._boxes = {}
        for one in capture.owed:
            words = self._words(one)
            box = QCheckBox()
            elided = box.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, TEXT_PX)
            box.setText(elided.replace("&", "&&"))
            box.setAccessibleName(words)
            set_tip(box, words)
            box.setChecked(one.id in kept)
            box.clicked.connect(self.changed)
            self._boxes[one.id or 0] = box
            self._place.addWidget(box)
        self.setVisible(bool(capture.owed))

    def _words(self, one: Promise) -> str:
        language = self._language
        said = language.labelled(language.text(SIDES[one.direction]), one.text)
        if one.due_on is None:
            return said
        return language.with_note(said, language.due(one.due_on, self._workspace.today()))
