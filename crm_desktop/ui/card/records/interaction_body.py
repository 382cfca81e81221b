"""An open entry of the timeline: its fields, who took part, and the IHEART parts (D8)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Interaction
from crm_desktop.services import interaction_log
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import ListPlace, RowBody
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.record_row import FormBody
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.labels import Label

PARTS = ("identified", "heard", "empathised", "acted", "responded", "thanked", "trust")
"""The steps of IHEART in their order, and what the visit did for trust."""

_PART_FIELDS = tuple(FieldSpec(name, lines=2) for name in PARTS)


class InteractionBody(RowBody):
    """The IHEART parts are unfolded by a click, or where one is filled in."""

    def __init__(self, place: ListPlace, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._interaction: Interaction | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        self._form = FormBody(place)
        self.people = TookPart(shown)
        self._unfold = QPushButton()
        self._unfold.setProperty("look", "quiet")
        self._unfold.setObjectName("iheart")
        self._unfold.clicked.connect(self._fold_or_unfold)
        self.parts = RecordForm(place.workspace, place.icons, Kind.INTERACTION, _PART_FIELDS)
        self.parts.hide()
        rows.addWidget(self._form)
        rows.addWidget(self.people)
        rows.addWidget(self._unfold, alignment=Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.parts)

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the entry."""
        is_other = self._interaction is None or self._interaction.id != record.id
        self._interaction = record
        self._form.show_record(record, customer_id=customer_id)
        self.people.show_interaction(record.id)
        self.parts.show_record(record, customer_id=customer_id)
        filled = sum(bool(getattr(record, name)) for name in PARTS)
        if is_other:
            self.parts.setVisible(filled > 0)
        words = self._shown.text(
            "Structured record (IHEART): {filled} of {parts}", filled=filled, parts=len(PARTS)
        )
        self._unfold.setText(words)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self._form.take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        found = self.parts.take_up(drafts)
        if found:
            self.parts.show()
        return found + self._form.take_up(drafts)

    def _fold_or_unfold(self) -> None:
        self.parts.setVisible(self.parts.isHidden())
        if not self.parts.isHidden():
            self.parts.take_focus()


class TookPart(QWidget):
    """Everybody on the card as a chip; who took part is checked."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._interaction_id = 0
        self._flow_widget: QWidget | None = None
        self._names: tuple[tuple[int, str], ...] = ()
        self.chips: dict[int, QPushButton] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addWidget(Label(shown.text("Who took part"), "small"))
        self._nobody = Label(shown.text("Nobody is known yet: add contacts on the People tab."))
        self._nobody.setProperty("look", "muted")
        self._rows.addWidget(self._nobody)

    def show_interaction(self, interaction_id: int) -> None:
        """Show who took part in an entry of the timeline."""
        self._interaction_id = interaction_id
        names = tuple(self._shown.names().items())
        if names != self._names:
            self._names = names
            self._make_chips()
        took_part = self._shown.took_part(interaction_id)
        for key, chip in self.chips.items():
            chip.setChecked(key in took_part)
        self._nobody.setVisible(not names)

    def _make_chips(self) -> None:
        if self._flow_widget is not None:
            self._flow_widget.hide()
            self._flow_widget.deleteLater()
        self._flow_widget = QWidget()
        flow = Flow(self._flow_widget)
        self.chips = {}
        for key, name in self._names:
            chip = QPushButton(name.replace("&", "&&"))
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(name)
            chip.clicked.connect(self._save)
            flow.addWidget(chip)
            self.chips[key] = chip
        self._rows.addWidget(self._flow_widget)

    def _save(self) -> None:
        workspace, key = self._shown.workspace, self._interaction_id
        wanted = [one for one, chip in self.chips.items() if chip.isChecked()]
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: interaction_log.set_participants(database, key, wanted, author=author)
        )
