"""The tiers set by hand: who, why, by whom, until when; added and taken back here (D3)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.services import tiers
from crm_desktop.services.tier_runs import PinView
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.tiers.customer_field import CustomerField
from crm_desktop.ui.tiers.pin_panel import PinPanel
from crm_desktop.ui.tiers.plain_table import plain_table
from crm_desktop.ui.workspace import Workspace

HEADINGS = (
    mark("Customer"),
    mark("Tier"),
    mark("Reason"),
    mark("By"),
    mark("Since"),
    mark("Until"),
)
_WIDTHS = {0: 190, 1: 52, 3: 96, 4: 128, 5: 128}
_REASON = 2


class PinsView(QWidget):
    """``opened`` carries the customer whose card a person wants."""

    opened = Signal(int)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons, self._language = workspace, icons, workspace.language
        text = self._language.text
        self._pins: Sequence[PinView] = ()
        headings = [text(one) for one in HEADINGS]
        self.table = plain_table(headings, text("Tiers set by hand"), _WIDTHS, stretched=_REASON)
        self.add_button = icon_button(icons, "pin", text("Set a tier by hand…"))
        self.remove_button = icon_button(icons, "pin-off", text("Take back"))
        self._empty = Label(
            text(
                "No tier is set by hand. A pin keeps a customer in a tier whatever the index says."
            ),
            "muted",
        )
        self.form = QFrame()
        self.customer = CustomerField(workspace)
        self.panel = PinPanel(workspace, icons, columns=4)
        self._build()

    def show_pins(self, pins: Sequence[PinView]) -> None:
        """Show the pins in force."""
        self._pins = pins
        self.table.setRowCount(len(pins))
        for row, view in enumerate(pins):
            for column, words in enumerate(self._cells(view)):
                self.table.setItem(row, column, QTableWidgetItem(words))
        self._show_list()
        if pins:
            self.table.setCurrentCell(0, 0)
        self._show_removable()

    def add(self) -> None:
        """Open the form for another pin."""
        self.customer.start()
        self.panel.show_customer(None)
        self.form.show()
        self._show_list()
        self.customer.setFocus()

    def remove(self) -> None:
        """Take the chosen pin back as of today; the notice offers to undo it."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._pins):
            return
        view, workspace = self._pins[row], self._workspace
        database, today, author = workspace.database, workspace.today(), workspace.author
        pin_id = view.pin.id or 0
        workspace.write(
            lambda: tiers.remove_pin(database, pin_id, on=today, author=author),
            notice=self._language.text(
                "The tier of {name} is no longer set by hand.", name=view.name
            ),
        )

    def _choose(self, customer_id: int | None) -> None:
        self.panel.choose_customer(customer_id)
        if customer_id is not None:
            self.panel.take_focus()

    def _cells(self, view: PinView) -> tuple[str, ...]:
        language, pin = self._language, view.pin
        since = language.date(pin.pinned_on) if pin.pinned_on else ""
        until = language.date(pin.expires_on) if pin.expires_on else language.text("for good")
        name = view.name or language.text("a customer in the bin")
        return name, pin.tier, pin.reason, pin.author, since, until

    def _show_removable(self) -> None:
        can_remove = 0 <= self.table.currentRow() < len(self._pins)
        self.remove_button.setEnabled(can_remove)
        tip = "" if can_remove else self._language.text("Choose a pin in the list first.")
        set_tip(self.remove_button, tip)

    def _show_list(self) -> None:
        """The form takes the room of the list while it is open: a small window has not both."""
        is_adding = not self.form.isHidden()
        self.table.setVisible(bool(self._pins) and not is_adding)
        self._empty.setVisible(not self._pins and not is_adding)
        self.add_button.setHidden(is_adding)
        self.remove_button.setHidden(is_adding)

    def _close_form(self) -> None:
        self.form.hide()
        self._show_list()
        self.add_button.setFocus()

    def _build(self) -> None:
        rows = self._scrolled_rows()
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addWidget(self.remove_button)
        line.addStretch(1)
        rows.addLayout(line)
        rows.addWidget(self._build_form())
        self._empty.setWordWrap(True)
        rows.addWidget(self._empty)
        rows.addWidget(self.table, 1000)
        rows.addStretch(1)
        self.table.activated.connect(self._open)
        self.table.currentCellChanged.connect(lambda *_: self._show_removable())
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)

    def _scrolled_rows(self) -> QVBoxLayout:
        """In a low window the form is scrolled rather than squeezed."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        area.setWidget(canvas)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        return QVBoxLayout(canvas)

    def _build_form(self) -> QWidget:
        self.form.setProperty("look", "surface")
        rows = QVBoxLayout(self.form)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(8)
        rows.addWidget(self.customer)
        rows.addWidget(self.panel)
        self.customer.chosen.connect(self._choose)
        self.customer.searching.connect(self.panel.setHidden)
        self.panel.saved.connect(self._close_form)
        self.panel.cancelled.connect(self._close_form)
        self.form.hide()
        return self.form

    def _open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._pins):
            self.opened.emit(self._pins[row].pin.customer_id)
