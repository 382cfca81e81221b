"""Why a customer has its tier: index, reasons, history, and setting it by hand (D3)."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_pins import is_valid
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services import tiers
from crm_desktop.services.card_views import CardView
from crm_desktop.services.tier_reasons import TierReason, tier_reason
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.tier_words import held_words, history_lines, term_lines, why_words
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.popover import Popover
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

_PIN = (
    FieldSpec("tier", is_choice=True),
    FieldSpec("expires_on", label=mark("Until (empty: for good)")),
    FieldSpec("reason", columns=2, hint=mark("Why this tier, in a sentence")),
)
_TIERS = ("A", "B", "C")


class TierPopover(Popover):
    """What is stored shows at once; the reason by today's figures follows when it is counted."""

    def __init__(self, beside: QWidget, workspace: Workspace, icons: Icons, view: CardView) -> None:
        language = workspace.language
        super().__init__(beside, held_words(view, language), width=440)
        self._workspace, self._icons, self._view = workspace, icons, view
        self._problem = Label("", "problem")
        self._why = self._wrapped(language.text("Counting by today's figures…"), "muted")
        self._terms = QVBoxLayout()
        self._terms.setSpacing(2)
        self.rows.addLayout(self._terms)
        self._add_strategy()
        self._add_history()
        self._add_pin()
        self._ask_why()

    def _add_strategy(self) -> None:
        """Show how the tier is served, from the playbook (D3)."""
        tier = self._view.row.tier if self._view.row else ""
        if tier not in _TIERS:
            return
        language = self._workspace.language
        strategy = self._workspace.playbook.tiers[Tier(tier)]
        title = language.text("How {tier} is served", tier=tier)
        self.rows.addWidget(Label(title, "section"))
        self._wrapped(strategy.headline.get(language.code))
        points = "\n".join(f"• {point.get(language.code)}" for point in strategy.points)
        self._wrapped(points, "small")

    def _add_history(self) -> None:
        language = self._workspace.language
        self.rows.addWidget(Label(language.text(mark_in("tier", "History")), "section"))
        lines = history_lines(self._view, language)
        for line in lines or [language.text("No tier was given yet.")]:
            self._wrapped(line, "" if lines else "muted")

    def _add_pin(self) -> None:
        language, today = self._workspace.language, self._view.today
        self.rows.addWidget(Label(language.text("Set by hand"), "section"))
        pins = [one for one in self._view.card.tier_pins if is_valid(one, today)]
        for pin in pins:
            self._add_unpin(pin)
        context = FieldContext(Kind.TIER_PIN, Reader(language, today), self._icons)
        options = {"tier": lambda: [(one, one) for one in _TIERS]}
        self._grid = FieldGrid(_PIN, context, options=options)
        current = self._view.row.tier if self._view.row else ""
        self._grid.fields["tier"].accept(current or "A")
        for name in ("expires_on", "reason"):
            self._grid.fields[name].accept(None if name == "expires_on" else "")
        self.rows.addWidget(self._grid)
        self._problem.hide()
        self.rows.addWidget(self._problem)
        save = icon_button(self._icons, "pin", language.text("Set this tier"))
        save.setObjectName("pin")
        save.clicked.connect(self._pin)
        line = QHBoxLayout()
        line.addWidget(save)
        line.addStretch(1)
        self.rows.addLayout(line)

    def _add_unpin(self, pin: TierPin) -> None:
        language = self._workspace.language
        line = QHBoxLayout()
        text = language.text("{tier}: {reason}", tier=pin.tier, reason=pin.reason)
        if pin.expires_on:
            until = language.text("until {day}", day=language.date(pin.expires_on))
            text = language.with_note(text, until)
        label = Label(text)
        label.setWordWrap(True)
        line.addWidget(label, 1)
        button = icon_button(self._icons, "pin-off", language.text("Take back"))
        button.setObjectName("unpin")
        button.clicked.connect(lambda: self._unpin(pin.id or 0))
        line.addWidget(button)
        self.rows.addLayout(line)

    def _ask_why(self) -> None:
        database, key, today = self._workspace.database, self._view.customer_id, self._view.today

        def show(found: TierReason) -> None:
            language = self._workspace.language
            self._why.setText(why_words(found, language))
            for line in term_lines(found, language):
                self._terms.addWidget(Label(line))
            self.place()

        self._workspace.tasks.look_up(
            "card-tier",
            lambda: tier_reason(database, key, today),
            show,
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _pin(self) -> None:
        try:
            values = self._grid.values()
        except CrmError:
            self.place()
            return
        workspace = self._workspace
        draft = TierPin(
            self._view.customer_id,
            str(values["tier"]),
            str(values["reason"]),
            author=workspace.author,
            pinned_on=workspace.today(),
            expires_on=values["expires_on"],  # type: ignore[arg-type]
        )
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: tiers.pin(database, draft, author=author),
            then=lambda _: self.finish(),
            failed=self._refuse,
            notice=workspace.language.text("Tier {tier} is set by hand.", tier=draft.tier),
            owner=self,
        )

    def _unpin(self, pin_id: int) -> None:
        workspace = self._workspace
        database, author, today = workspace.database, workspace.author, workspace.today()
        workspace.write(
            lambda: tiers.remove_pin(database, pin_id, on=today, author=author),
            notice=workspace.language.text("The tier set by hand is taken back."),
        )
        self.close()

    def _refuse(self, error: CrmError) -> None:
        if not self._grid.show_problem(error):
            self._problem.setText(problem_text(self._workspace.language, error.problem))
            self._problem.show()
        self.place()

    def _wrapped(self, text: str, look: str = "") -> QLabel:
        label = Label(text, look)
        label.setWordWrap(True)
        self.rows.addWidget(label)
        return label
