"""Setting a customer's tier by hand: the tier, why, and until when (D3)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services import tiers
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

FIELDS = (
    FieldSpec("tier", is_choice=True),
    FieldSpec("expires_on", label=mark("Until (empty: for good)")),
    FieldSpec("reason", columns=2, hint=mark("Why this tier, in a sentence")),
)


class PinPanel(QWidget):
    """A small form for one customer; saves by itself and tells ``saved`` or ``cancelled``.

    Without a customer, ``nobody`` is said beneath it; what is typed stays until it is saved.
    """

    saved = Signal()
    cancelled = Signal()

    def __init__(self, workspace: Workspace, icons: Icons, *, columns: int = 2) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._customer_id: int | None = None
        context = FieldContext(Kind.TIER_PIN, Reader(self._language, workspace.today()), icons)
        options = {"tier": lambda: [(tier.value, tier.value) for tier in Tier]}
        self.fields = FieldGrid(FIELDS, context, options=options, columns=columns)
        self.problem = Label("", "problem")
        self.save_button = icon_button(icons, "pin", self._language.text("Set this tier"))
        self.cancel_button = QPushButton(self._language.text("Cancel"))
        self._build()
        self.show_customer(None)

    def show_customer(self, customer_id: int | None, tier: str = "A") -> None:
        """Begin a pin for a customer; ``tier`` is proposed."""
        self._customer_id = customer_id
        self.fields.fields["tier"].accept(tier or "A")
        self.fields.fields["expires_on"].accept(None)
        self.fields.fields["reason"].accept("")
        self._say("")

    def choose_customer(self, customer_id: int | None) -> None:
        """Pin another customer; what is typed stays."""
        self._customer_id = customer_id
        self._say("")

    def take_focus(self) -> None:
        """Start at the tier."""
        self.fields.fields["tier"].editor.widget.setFocus()

    def save(self) -> None:
        """Store the pin, or say what is missing."""
        if self._customer_id is None:
            self._say(self._language.text("Choose the customer first."))
            return
        try:
            values = self.fields.values()
        except CrmError:
            return
        database, author = self._workspace.database, self._workspace.author
        today = self._workspace.today()
        draft = TierPin(self._customer_id, author=author, pinned_on=today, **values)  # type: ignore[arg-type]
        self._workspace.write(
            lambda: tiers.pin(database, draft, author=author),
            then=lambda _: self._done(),
            failed=self._refuse,
            notice=self._language.text("Tier {tier} is set by hand.", tier=draft.tier),
            owner=self,
        )

    def _done(self) -> None:
        self.show_customer(None)
        self.saved.emit()

    def _refuse(self, error: CrmError) -> None:
        if not self.fields.show_problem(error):
            self._say(problem_text(self._language, error.problem))
        else:
            self.fields.fields[error.problem.field].editor.widget.setFocus()

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.fields)
        self.problem.setWordWrap(True)
        rows.addWidget(self.problem)
        line = QHBoxLayout()
        self.save_button.setObjectName("pin")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.setProperty("look", "quiet")
        self.cancel_button.clicked.connect(self.cancelled)
        line.addWidget(self.save_button)
        line.addWidget(self.cancel_button)
        line.addStretch(1)
        rows.addLayout(line)
        rows.addStretch(1)
