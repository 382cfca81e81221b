"""Two cards side by side: what to choose, what comes together, and what to do about it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.duplicate_pairs import DuplicatePair
from crm_desktop.domain.merge_choices import FieldChoice
from crm_desktop.services.duplicate_merge import MergePlan
from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.wording.duplicates import REASONS, evidence_text
from crm_desktop.wording.history import field_label, kind_name, value_text

_MARK_PX = 34
"""What a radio button takes beside its words."""


class _Value(QRadioButton):
    """One value to choose; a long one ends in … and is whole in its tooltip."""

    def __init__(self, words: str, whole: str) -> None:
        super().__init__()
        self._words = " ".join(words.split())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(whole)
        set_tip(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show as much as there is room for."""
        super().resizeEvent(event)
        room = max(20, self.width() - _MARK_PX)
        shown = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


class ComparePanel(QWidget):
    """``merged`` carries the fields whose value comes from the other card."""

    merged = Signal(object)
    told_apart = Signal()
    put_off = Signal()
    open_wanted = Signal(int)

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self._choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 0, 0, 0)
        rows.setSpacing(12)
        self._why = Label("", "muted")
        self._why.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.addWidget(self._why)
        rows.addLayout(self._build_buttons())  # notices lie over the foot of the window
        rows.addWidget(self._area, 1)

    def show_plan(self, pair: DuplicatePair, plan: MergePlan) -> None:
        """Show two cards with the proposals chosen."""
        language = self._language
        reasons = [evidence_text(language, one) for one in pair.evidence]
        because = language.text("Because: {reasons}", reasons=language.join(reasons))
        self._why.setText(because if reasons else language.text("You chose these two cards."))
        self._choices = {}
        body = QWidget()
        body.setProperty("look", "canvas")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._add_heads(grid, plan)
        for choice in plan.choices:
            self._add_choice(grid, plan, choice)
        rows.addLayout(grid)
        for widget in self._united(plan):
            rows.addWidget(widget)
        rows.addStretch(1)
        self._area.setWidget(body)

    def taken(self) -> frozenset[str]:
        """Return the fields for which the other card's value is chosen."""
        return frozenset(name for name, (_, its) in self._choices.items() if its.isChecked())

    def focus_choices(self) -> None:
        """Go to the first choice, else to the button that merges."""
        first = next(iter(self._choices.values()), None)
        if first is None:
            self.merge_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            mine, its = first
            (mine if mine.isChecked() else its).setFocus(Qt.FocusReason.TabFocusReason)

    def merge(self) -> None:
        """Ask for the merge as it is chosen."""
        self.merged.emit(self.taken())

    def _build_buttons(self) -> QHBoxLayout:
        text = self._language.text
        row = QHBoxLayout()
        row.setSpacing(8)
        self.merge_button = QPushButton(text("Merge"))
        self.merge_button.setProperty("look", "primary")
        set_tip(self.merge_button, self._language.with_note(text("Make one card of both"), "M"))
        self.merge_button.clicked.connect(self.merge)
        self.apart_button = QPushButton(text("Not the same"))
        tip = text("Remember that these are two customers; they are not proposed again")
        set_tip(self.apart_button, self._language.with_note(tip, "N"))
        self.apart_button.clicked.connect(self.told_apart.emit)
        self.later_button = QPushButton(text("Later"))
        tip = text("Leave this pair out until the next search")
        set_tip(self.later_button, self._language.with_note(tip, "L"))
        self.later_button.clicked.connect(self.put_off.emit)
        for button in (self.merge_button, self.apart_button, self.later_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _add_heads(self, grid: QGridLayout, plan: MergePlan) -> None:
        text = self._language.text
        heads = ((plan.kept, text("This card stays")), (plan.other, text("Goes to the bin")))
        for column, (who, fate) in enumerate(heads, 1):
            grid.addWidget(self._head(who, fate), 0, column)

    def _head(self, who: Customer, fate: str) -> QWidget:
        card = QFrame()
        card.setProperty("look", "surface")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 8, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(who.name, "heading"))
        words.addWidget(ElidedLabel(" · ".join(filter(None, (fate, who.city))), "small"))
        row.addLayout(words, 1)
        button = QPushButton(self._language.text("Open"))
        button.setProperty("look", "quiet")
        button.setAccessibleName(self._language.text("Open the card of {name}", name=who.name))
        button.clicked.connect(partial(self.open_wanted.emit, who.id))
        row.addWidget(button)
        return card

    def _add_choice(self, grid: QGridLayout, plan: MergePlan, choice: FieldChoice) -> None:
        row, language = grid.rowCount(), self._language
        label = field_label(language, Kind.CUSTOMER, choice.field)
        grid.addWidget(Label(label, "muted"), row, 0)
        group = QButtonGroup(grid.parentWidget() or self)
        values = ((plan.kept, choice.kept), (plan.other, choice.other))
        buttons = [self._value(label, choice.field, who, value) for who, value in values]
        for column, button in enumerate(buttons, 1):
            group.addButton(button)
            grid.addWidget(button, row, column)
        buttons[int(choice.takes_other)].setChecked(True)
        reason = Label(language.text(REASONS[choice.reason]), "small")
        grid.addWidget(reason, row, 3)
        self._choices[choice.field] = (buttons[0], buttons[1])

    def _value(self, label: str, field: str, who: Customer, value: object) -> _Value:
        language = self._language
        words = value_text(language, Kind.CUSTOMER, field, value) or language.text("(empty)")
        whole = language.text(
            "{field}: {value}, from {name}", field=label, value=words, name=who.name
        )
        return _Value(words, whole)

    def _united(self, plan: MergePlan) -> list[Label]:
        language, text = self._language, self._language.text
        found = [Label(text("Comes together"), "section")]
        counts = [
            text("{kind}: {kept} + {other}", kind=kind_name(language, kind), kept=mine, other=its)
            for kind, (mine, its) in plan.united.items()
        ]
        counts = [one.replace(" ", "\u00a0") for one in counts]  # no line ends within one
        nothing = text("Nothing but the fields above.")
        found.append(Label("  ·  ".join(counts) if counts else nothing))
        if plan.people:
            names = language.join(plan.people)
            found.append(Label(text("On both cards, one person then: {names}", names=names)))
        found.append(Label(text("Nothing is lost; one undo brings both cards back."), "small"))
        for label in found:
            label.setWordWrap(True)
        return found
