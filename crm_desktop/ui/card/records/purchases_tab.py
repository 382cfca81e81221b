"""The tab of what a customer bought: figures, purchases with their lines, contracts (D1)."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.records.purchase_body import PurchaseBody
from crm_desktop.ui.card.records.purchase_figures import (
    PurchaseFigures,
    is_overdue,
    purchase_figures,
)
from crm_desktop.ui.card.records.records_tab import RecordsTab
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace

RENEWAL_NEAR_DAYS = 90
_NAMED_LINES = 3
_PURCHASE_FIELDS = (
    FieldSpec("purchased_on"),
    FieldSpec("amount"),
    FieldSpec("currency", hint="CNY"),
    FieldSpec("reference"),
    FieldSpec("due_on"),
    FieldSpec("paid_on"),
    FieldSpec("delivery_due_on"),
    FieldSpec("delivered_on"),
    FieldSpec("note", columns=4, lines=2),
)
_CONTRACT_FIELDS = (
    FieldSpec("name", columns=2),
    FieldSpec("value"),
    FieldSpec("currency", hint="CNY"),
    FieldSpec("starts_on"),
    FieldSpec("ends_on"),
    FieldSpec("renews_on"),
    FieldSpec("note", columns=4, lines=2),
)


class PurchasesTab(RecordsTab):
    """Figures, then purchases with the newest first, then contracts."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.figures = FiguresStrip(shown)
        self.purchases = self.list_of(_purchase_spec(shown), lambda view: view.card.purchases)
        self.contracts = self.list_of(_contract_spec(shown), lambda view: view.card.contracts)
        self.column.addWidget(self.figures)
        self.column.addWidget(self.contracts)
        self.column.addWidget(self.purchases)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        super().show_view(view)
        self.figures.show_figures(purchase_figures(view.card, view.today))
        self.figures.setVisible(bool(view.card.purchases))


class FiguresStrip(QFrame):
    """The purchases in five figures, side by side."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self.setProperty("look", "surface")
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 10, 16, 10)
        across.setSpacing(32)
        titles = (
            shown.text("In 12 months"),
            shown.text("Since the first purchase"),
            shown.text("Buys every"),
            shown.text("Paid late"),
            shown.text("Overdue now"),
        )
        self._values = [Label("", "figure") for _ in titles]
        for title, value in zip(titles, self._values, strict=True):
            pair = QVBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(Label(title, "small"))
            pair.addWidget(value)
            across.addLayout(pair)
        across.addStretch(1)

    def show_figures(self, figures: PurchaseFigures) -> None:
        """Show newer figures."""
        shown, gap = self._shown, figures.average_gap_days
        late = shown.text("{late} of {paid}", late=figures.paid_late, paid=figures.paid)
        days = shown.language.plural("{count} day", "{count} days", gap) if gap is not None else "–"
        texts = (
            _sums(shown, figures.last_year),
            _sums(shown, figures.lifetime),
            days,
            late if figures.paid else "–",
            shown.language.number(figures.overdue),
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        look = "figure-danger" if figures.overdue else "figure"
        self._values[-1].setProperty("look", look)
        self._values[-1].style().unpolish(self._values[-1])
        self._values[-1].style().polish(self._values[-1])


def _sums(shown: Shown, sums: Mapping[str, Decimal]) -> str:
    return shown.joined(*(shown.money(amount, code) for code, amount in sums.items())) or "–"


def _purchase_spec(shown: Shown) -> ListSpec:
    def summary(one: Purchase) -> Summary:
        lines = shown.lines_of(one.id or 0)
        names = [shown.product(line.product_id) or line.description for line in lines]
        named = [name for name in dict.fromkeys(names) if name]
        bought = shown.language.join(named[:_NAMED_LINES])
        if len(named) > _NAMED_LINES:
            bought += " …"
        text = shown.joined(shown.day(one.purchased_on), bought or one.note)
        detail = shown.joined(shown.money(one.amount, one.currency), one.reference)
        badge, look = _payment_badge(shown, one)
        return Summary(text, detail, badge, look)

    def actions(one: Purchase) -> list[RowAction]:
        if one.paid_on is not None or one.due_on is None or one.amount <= 0:
            return []
        words = shown.text("Paid today")
        return [shown.one_click(Kind.PURCHASE, one.id or 0, words, paid_on=shown.today)]

    return ListSpec(
        Kind.PURCHASE,
        mark("Purchases"),
        mark("Add purchase"),
        mark("No purchase yet. Add one here, or import a list of orders from the File menu."),
        _PURCHASE_FIELDS,
        summary,
        lambda customer: Purchase(customer, shown.today, Decimal(0), shown.currency()),
        columns=4,
        actions=actions,
        body=lambda place: PurchaseBody(place, shown),
        opens_new=True,
    )


def _payment_badge(shown: Shown, one: Purchase) -> tuple[str, str]:
    if one.amount < 0:
        return shown.text("return"), "section"
    if one.due_on is not None and one.paid_on is None:
        look = "danger" if is_overdue(one, shown.today) else "warning"
        return shown.language.due(one.due_on, shown.today), look
    late = one.delivery_due_on is not None and one.delivered_on is None
    if late and one.delivery_due_on is not None and one.delivery_due_on < shown.today:
        return shown.text("delivery late"), "danger"
    return "", "section"


def _contract_spec(shown: Shown) -> ListSpec:
    def summary(one: Contract) -> Summary:
        ends = shown.text("until {day}", day=shown.day(one.ends_on)) if one.ends_on else ""
        value = shown.money(one.value, one.currency)
        badge, look = "", "section"
        if one.renews_on is not None:
            days = (one.renews_on - shown.today).days
            badge = shown.text("renews on {day}", day=shown.day(one.renews_on))
            look = "warning" if 0 <= days <= RENEWAL_NEAR_DAYS else "section"
        return Summary(one.name, shown.joined(value, ends), badge, look)

    return ListSpec(
        Kind.CONTRACT,
        mark("Contracts"),
        mark("Add contract"),
        mark("No contract. With its renewal day the program reminds you in time."),
        _CONTRACT_FIELDS,
        summary,
        lambda customer: Contract(customer, "", currency=shown.currency()),
        columns=4,
    )
