"""Base currency and exchange rates of the open file: what every sum of the list stands in."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.purchases import ExchangeRate
from crm_desktop.services import file_money
from crm_desktop.text import Language, mark
from crm_desktop.ui.forms.currencies import currency_choices
from crm_desktop.ui.forms.editors import ChoiceEditor
from crm_desktop.ui.forms.list_specs import ListSpec, Summary
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace

CHOICE_PX = 160
KINDS = frozenset({Kind.SETTING, Kind.EXCHANGE_RATE})
"""What the panel shows."""

_FIELDS = (
    FieldSpec("currency", is_choice=True),
    FieldSpec("valid_from"),
    FieldSpec("rate", label=mark("Base currency for one unit")),
)


class MoneyPanel(QWidget):
    """The currency takes effect when it is chosen, a rate when its field is left; both undoable."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.language.text
        self.currency = ChoiceEditor(lambda: currency_choices()[1:], is_editable=False)
        self.currency.setParent(self)
        self.currency.widget.setAccessibleName(text("Base currency"))
        self.currency.widget.setFixedWidth(CHOICE_PX)
        self.currency.left.connect(self._choose)
        self.rates = RecordList(workspace, icons, _rates(workspace))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(text("Base currency"), "small"))
        rows.addWidget(self.currency.widget)
        note = Label(
            text(
                "Sums, tiers and lists count in it. Amounts in another currency count once it has"
                " a rate below; until then they are left out, and the pages say so."
            ),
            "small",
        )
        note.setWordWrap(True)
        rows.addWidget(note)
        rows.addWidget(self.rates)
        self.reload()

    def reload(self) -> None:
        """Read the money of the file again."""
        found = file_money.file_money(self._workspace.database)
        self.currency.show_value(found.base)
        self.rates.show_records(found.rates, customer_id=0)

    def _choose(self) -> None:
        wanted, workspace = str(self.currency.value()), self._workspace
        if not wanted or not self.currency.is_dirty():
            return
        database, author = workspace.database, workspace.author

        def work() -> Changes:
            return file_money.set_base_currency(database, wanted, author=author)

        notice = workspace.language.text("Sums count in {currency} now.", currency=wanted)
        workspace.write(work, notice=notice)


def _rates(workspace: Workspace) -> ListSpec:
    return ListSpec(
        kind=Kind.EXCHANGE_RATE,
        title=mark("Exchange rates"),
        add=mark("Add rate"),
        empty=mark("No rate yet: amounts in other currencies are left out of sums."),
        fields=_FIELDS,
        summary=_summary(workspace.language),
        draft=lambda _: ExchangeRate("", workspace.today(), Decimal(1)),
        options={"currency": currency_choices},
        columns=3,
    )


def _summary(language: Language) -> Callable[[Any], Summary]:
    def summary(rate: ExchangeRate) -> Summary:
        since = language.text("from {day} on", day=language.date(rate.valid_from))
        return Summary(f"1 {rate.currency} = {language.number(rate.rate)}", since)

    return summary
