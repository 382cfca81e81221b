"""A consent is withdrawn: which facts lose their ground, and what becomes of them (D28)."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent, LegalGround
from crm_desktop.domain.problems import CrmError
from crm_desktop.services.sensitive_facts import ListedFact, Withdrawal, withdraw
from crm_desktop.text import mark
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.history import kind_name
from crm_desktop.wording.privacy import GROUNDS

WIDTH_PX = 560
MOST_NAMED = 12


class Becomes(StrEnum):
    """What becomes of the facts."""

    LATER = "later"
    KEPT = "kept"
    ERASED = "erased"


_WORDS = {
    Becomes.LATER: mark("Decide later: they wait in “Consent and retention”"),
    Becomes.KEPT: mark("Keep them on another ground"),
    Becomes.ERASED: mark("Erase them for good"),
}
_FIELDS = (
    FieldSpec("ground", is_choice=True),
    FieldSpec("basis", hint=mark("such as: meals are ordered for her")),
)


class WithdrawDialog(QDialog):
    """Nothing is changed before the button; Escape leaves the consent as it is."""

    def __init__(
        self,
        workspace: Workspace,
        consent: Consent,
        lost: Sequence[ListedFact],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._consent, self._lost = workspace, consent, lost
        self._language = workspace.language
        say = self._language.text
        self.setWindowTitle(say("Withdraw a consent"))
        self.setFixedWidth(WIDTH_PX)
        self._choice = QButtonGroup(self)
        icons = Icons(workspace.paths.resources / "icons", workspace.theme)
        reader = Reader(self._language, workspace.today())
        others = [
            (one, say(words)) for one, words in GROUNDS.items() if one is not LegalGround.CONSENT
        ]
        self.form = FieldGrid(
            _FIELDS, FieldContext(Kind.CONSENT, reader, icons), options={"ground": lambda: others}
        )
        self.form.fields["ground"].fill(LegalGround.LAW)
        self._build()
        self._show_choice()

    @property
    def becomes(self) -> Becomes:
        """What is chosen."""
        return tuple(Becomes)[self._choice.checkedId()]

    def choose(self, becomes: Becomes) -> None:
        """Choose what becomes of the facts."""
        self._choice.button(tuple(Becomes).index(becomes)).setChecked(True)
        self._show_choice()

    def _build(self) -> None:
        say, count = self._language.text, len(self._lost)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(10)
        rows.addWidget(Label(say("Withdraw a consent"), "title"))
        told = self._language.plural(
            "Nothing else covers {count} sensitive fact:",
            "Nothing else covers {count} sensitive facts:",
            count,
        )
        rows.addWidget(Label(told))
        for one in self._lost[:MOST_NAMED]:
            rows.addWidget(self._fact(one))
        if count > MOST_NAMED:
            more = self._language.plural("and {count} more", "and {count} more", count - MOST_NAMED)
            rows.addWidget(Label(more, "muted"))
        rows.addSpacing(4)
        for at, becomes in enumerate(Becomes):
            button = QRadioButton(say(_WORDS[becomes]))
            button.setObjectName(becomes.value)
            button.setChecked(becomes is Becomes.LATER)
            button.toggled.connect(self._show_choice)
            self._choice.addButton(button, at)
            rows.addWidget(button)
        rows.addWidget(self.form)
        rows.addLayout(self._buttons())

    def _fact(self, one: ListedFact) -> Label:
        kind = kind_name(self._language, one.fact.kind)
        text = self._language.with_note(" ".join(one.fact.text.split()), kind)
        label = Label(f"• {text}")
        label.setWordWrap(True)
        return label

    def _buttons(self) -> QHBoxLayout:
        say = self._language.text
        self.accept_button = QPushButton(say("Withdraw"))
        self.accept_button.setProperty("look", "primary")
        self.accept_button.setDefault(True)
        self.accept_button.setObjectName("withdraw")
        self.accept_button.clicked.connect(self._withdraw)
        cancel = QPushButton(say("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        return row

    def _show_choice(self) -> None:
        self.form.setVisible(self.becomes is Becomes.KEPT)
        self.adjustSize()

    def _withdraw(self) -> None:
        workspace, facts = self._workspace, [one.fact for one in self._lost]
        becomes = self.becomes
        try:
            values = self.form.values() if becomes is Becomes.KEPT else {}
        except CrmError:
            return
        wish = Withdrawal(
            self._consent.id or 0,
            workspace.today(),
            facts if becomes is Becomes.ERASED else (),
            facts if becomes is Becomes.KEPT else (),
            **values,  # type: ignore[arg-type]
        )
        workspace.write(
            lambda: withdraw(workspace.database, wish, author=workspace.author),
            then=lambda _: self.accept(),
            failed=self._refuse,
            notice=self._language.text("Withdrawn: {purpose}", purpose=self._consent.purpose),
            owner=self,
        )

    def _refuse(self, error: CrmError) -> None:
        if not self.form.show_problem(error):
            self._workspace.tell_problem(error)
