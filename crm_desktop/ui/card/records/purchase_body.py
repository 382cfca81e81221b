"""An open purchase: its days and amount, and its lines beneath."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.purchases import Purchase, PurchaseLine
from crm_desktop.services import products
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.card.records.purchase_figures import lines_total
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import ListPlace, RowBody
from crm_desktop.ui.forms.record_list import ListSpec, RecordList, Summary
from crm_desktop.ui.forms.record_row import FormBody
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.labels import Label

_LINE_FIELDS = (
    FieldSpec("product_id", columns=2, is_choice=True, is_editable_choice=True),
    FieldSpec("description", columns=2),
    FieldSpec("quantity"),
    FieldSpec("unit_price"),
    FieldSpec("discount", hint=mark("0.05 for 5%")),
)


class PurchaseBody(RowBody):
    """The fields of a purchase, its lines, and whether they come to its amount."""

    def __init__(self, place: ListPlace, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._purchase: Purchase | None = None
        self._total = Decimal(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        self._form = FormBody(place)
        rows.addWidget(self._form)
        self.lines: RecordList | None = None
        self._place, self._rows = place, rows
        self._differs = self._difference()

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the purchase and its lines."""
        self._purchase = record
        self._form.show_record(record, customer_id=customer_id)
        if self.lines is None:
            spec = _line_spec(self._shown, record.id)
            self.lines = RecordList(self._place.workspace, self._place.icons, spec)
            self._rows.addWidget(self.lines)
            self._rows.addWidget(self._differs)
        own = self._shown.lines_of(record.id)
        self.lines.show_records(own, customer_id=customer_id)
        self._total = lines_total(own)
        self._tell_difference(record, has_lines=bool(own))

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self._form.take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        lines = self.lines.take_up(drafts) if self.lines is not None else 0
        return self._form.take_up(drafts) + lines

    def _difference(self) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        self._words = Label("", "warning")
        take = QPushButton(self._shown.text("Take this as the amount"))
        take.setProperty("look", "quiet")
        take.setObjectName("take-total")
        take.clicked.connect(self._take_total)
        across.addWidget(self._words)
        across.addWidget(take)
        across.addStretch(1)
        row.hide()
        return row

    def _tell_difference(self, purchase: Purchase, *, has_lines: bool) -> None:
        self._differs.setVisible(has_lines and self._total != purchase.amount)
        total = self._shown.money(self._total, purchase.currency)
        self._words.setText(self._shown.text("The lines come to {total}.", total=total))

    def _take_total(self) -> None:
        if self._purchase is not None:
            notice = self._shown.text("The amount is now the sum of the lines.")
            self._shown.set(Kind.PURCHASE, self._purchase.id or 0, notice, amount=self._total)


def _line_spec(shown: Shown, purchase_id: int) -> ListSpec:
    database = shown.workspace.database

    def summary(line: PurchaseLine) -> Summary:
        name = shown.product(line.product_id) or line.description or shown.text("no product")
        price = shown.language.number(line.unit_price)
        detail = f"{shown.language.number(line.quantity)} × {price}"
        if line.discount:
            detail += f" − {shown.language.percent(line.discount)}"
        told = line.description if line.product_id is not None else ""
        total = shown.language.number(lines_total([line]))
        return Summary(name, shown.joined(told, f"{detail} = {total}"))

    return ListSpec(
        Kind.PURCHASE_LINE,
        mark("Lines"),
        mark("Add line"),
        mark("Without lines the amount stands alone. Add products to see what sells together."),
        _LINE_FIELDS,
        summary,
        lambda _: PurchaseLine(purchase_id, Decimal(1), Decimal(0)),
        options={"product_id": shown.product_choices},
        columns=4,
        scope=f"purchase-{purchase_id}",
        store=lambda drafts, author: products.add_sold(database, drafts[0], author=author),
        set_fields=lambda kind, key, values, author: products.set_sold(
            database, kind, key, values, author=author
        ),
    )
