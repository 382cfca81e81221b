"""The sensitive facts of the file, and the one form that settles those that are chosen (D28)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent, SensitiveFact
from crm_desktop.domain.problems import CrmError
from crm_desktop.services.sensitive_facts import ListedFact, erase_facts, settle
from crm_desktop.text import Language, mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.privacy.choice_table import ChoiceTable, Line
from crm_desktop.ui.privacy.choice_view import ChoiceView
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.history import kind_name
from crm_desktop.wording.privacy import SENSITIVE_KINDS, footing_text

_HEADINGS = (
    mark("Fact"),
    mark("About"),
    mark("Kind"),
    mark("Sensitive"),
    mark("Stands on"),
)
_WIDTHS = (0, 190, 110, 110, 180)
_FIELDS = (
    FieldSpec("purpose", hint=mark("what the facts are kept for")),
    FieldSpec("ground"),
    FieldSpec("method"),
    FieldSpec("witness", hint=mark("who heard it")),
    FieldSpec("given_on"),
    FieldSpec("until", hint=mark("may stay empty")),
)


class FactsView(ChoiceView):
    """The lines stand for a :class:`ListedFact` each."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        say = workspace.language.text
        reader = Reader(workspace.language, workspace.today())
        super().__init__(
            workspace,
            ChoiceTable(say("Sensitive facts"), [say(one) for one in _HEADINGS], _WIDTHS),
            FieldGrid(_FIELDS, FieldContext(Kind.CONSENT, reader, icons), columns=3),
        )
        self.table.removal_wanted.connect(self._ask_erase)
        self.table.chosen_changed.connect(self._show_chosen)
        self.form.keep_typing()
        self.form.fill(Consent("", given_on=workspace.today()))
        self._problem = Label("", "problem")
        self._problem.hide()
        self.record = QPushButton("")
        self.record.setProperty("look", "primary")
        self.record.setObjectName("record")
        self.record.clicked.connect(self._settle)
        self.open_card = QPushButton(say("Open the card"))
        self.open_card.clicked.connect(self._open)
        self.erase = icon_button(icons, "trash-2", say("Erase…"))
        self.erase.setCheckable(True)
        set_tip(self.erase, say("Take the chosen facts off their cards for good"))
        self.erase.toggled.connect(self._show_chosen)
        self.sure = QPushButton("")
        self.sure.setObjectName("sure")
        self.sure.clicked.connect(self._erase)
        self._lay_out((self.record, self.open_card), (self.sure, self.erase), self._problem)
        self._show_chosen()

    def show_facts(self, facts: Sequence[ListedFact]) -> None:
        """Show these facts in their order."""
        self.table.show_lines([_line(self._language, one) for one in facts])

    def _show_chosen(self) -> None:
        count = len(self.table.chosen())
        self.record.setText(
            self._language.plural(
                "Record it for {count} fact", "Record it for {count} facts", count
            )
        )
        self.sure.setText(
            self._language.plural(
                "Erase {count} fact for good", "Erase {count} facts for good", count
            )
        )
        for button in (self.record, self.open_card, self.erase):
            button.setEnabled(count > 0)
        self.sure.setVisible(self.erase.isChecked() and count > 0)

    def _facts(self) -> list[SensitiveFact]:
        return [one.fact for one in self.table.chosen()]

    def _settle(self) -> None:
        facts, workspace = self._facts(), self._workspace
        self._problem.hide()
        try:
            draft = Consent(**self.form.values())  # type: ignore[arg-type]
        except CrmError:
            return
        workspace.write(
            lambda: settle(workspace.database, facts, draft, author=workspace.author),
            failed=self._refuse,
            notice=self._language.plural(
                "Settled {count} sensitive fact", "Settled {count} sensitive facts", len(facts)
            ),
            owner=self,
        )

    def _ask_erase(self) -> None:
        if self.erase.isEnabled():
            self.erase.setChecked(True)
            self.sure.setFocus()

    def _erase(self) -> None:
        facts, workspace = self._facts(), self._workspace
        self.erase.setChecked(False)
        self.table.setFocus()
        told = self._language.plural(
            "Erased {count} sensitive fact for good",
            "Erased {count} sensitive facts for good",
            len(facts),
        )
        workspace.write(
            lambda: erase_facts(workspace.database, facts, author=workspace.author),
            then=lambda _: workspace.tell(told),
            owner=self,
        )


def _line(language: Language, one: ListedFact) -> Line:
    about = language.with_note(", ".join(one.people), one.customer) if one.people else one.customer
    texts = (
        one.fact.text,
        about,
        kind_name(language, one.fact.kind),
        language.text(SENSITIVE_KINDS[one.fact.about]),
        footing_text(language, one.footing),
    )
    return one, texts
