"""The cards past their term: keep one on with a reason, put it into the bin, or erase it (D28)."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Subject
from crm_desktop.domain.periods import months_before
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.retention import (
    DEFAULT_TERMS,
    LONGEST_MONTHS,
    PastTerm,
    RetentionRule,
    RetentionTerms,
)
from crm_desktop.services import card_edits
from crm_desktop.services.retention import keep_on, set_terms
from crm_desktop.text import Language, mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.number_box import number_box, show_number
from crm_desktop.ui.privacy.choice_table import ChoiceTable, Line
from crm_desktop.ui.privacy.choice_view import ChoiceView
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.privacy import COUNTED_FROM, RULES, retention_text

_HEADINGS = (mark("Name"), mark("Why"), mark("Term ended on"))
_WIDTHS = (260, 0, 150)
_USUAL_MONTHS = 12
_FIELDS = (
    FieldSpec("until", label=mark("Keep until")),
    FieldSpec("reason", columns=2, hint=mark("such as a lawsuit, or talks again in spring")),
)


class RetentionView(ChoiceView):
    """The lines stand for a :class:`PastTerm` each."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        say = workspace.language.text
        reader = Reader(workspace.language, workspace.today())
        super().__init__(
            workspace,
            ChoiceTable(say("Cards past their term"), [say(one) for one in _HEADINGS], _WIDTHS),
            FieldGrid(_FIELDS, FieldContext(Kind.DISMISSAL, reader, icons), columns=3),
        )
        self.table.removal_wanted.connect(self._bin)
        self.table.chosen_changed.connect(self._show_chosen)
        self.form.keep_typing()
        self.form.fields["until"].fill(months_before(workspace.today(), -_USUAL_MONTHS))
        self.keep = QPushButton("")
        self.keep.setProperty("look", "primary")
        self.keep.setObjectName("keep")
        self.keep.clicked.connect(self._keep)
        self.to_bin = icon_button(icons, "trash-2", say("Move to bin"))
        self.to_bin.clicked.connect(self._bin)
        self.open_card = QPushButton(say("Open the card"))
        self.open_card.clicked.connect(self._open)
        self.erase = QPushButton(say("Erase for good…"))
        set_tip(self.erase, say("Look at what would go with the card before it does"))
        self.erase.clicked.connect(self._erase)
        self.rules = TermsPanel(workspace)
        self.rules_shown = QPushButton(say("Terms…"))
        self.rules_shown.setCheckable(True)
        self.rules_shown.toggled.connect(self._show_rules)
        set_tip(self.rules_shown, say("Say how long each kind of card is kept"))
        left = (self.keep, self.to_bin, self.open_card, self.erase)
        self._lay_out(left, (self.rules_shown,)).addWidget(self.rules)
        self.rules.hide()
        self._show_chosen()

    def show_cards(self, cards: Sequence[PastTerm], terms: RetentionTerms) -> None:
        """Show these cards in their order, and the terms they go by."""
        self.table.show_lines([_line(self._language, one) for one in cards])
        self.rules.show_terms(terms)

    def _show_rules(self, is_open: bool) -> None:
        self.rules.setVisible(is_open)
        if is_open:
            self.rules.take_focus()

    def _show_chosen(self) -> None:
        count = len(self.table.chosen())
        self.keep.setText(self._language.plural("Keep {count} card", "Keep {count} cards", count))
        for button in (self.keep, self.to_bin, self.open_card):
            button.setEnabled(count > 0)
        self.erase.setEnabled(count == 1)

    def _keys(self) -> list[int]:
        return [one.customer_id for one in self.table.chosen()]

    def _erase(self) -> None:
        chosen = self._keys()
        if len(chosen) == 1:
            subject = Subject(Kind.CUSTOMER, chosen[0])
            self._workspace.navigation.erase_wanted.emit(subject)

    def _keep(self) -> None:
        keys, workspace, today = self._keys(), self._workspace, self._workspace.today()
        try:
            values = self.form.values()
        except CrmError:
            return
        until, reason = values["until"], str(values["reason"])
        workspace.write(
            lambda: keep_on(
                workspace.database,
                keys,
                until or today,  # type: ignore[arg-type]
                reason,
                today=today,
                author=workspace.author,
            ),
            failed=self._refuse,
            notice=self._language.plural(
                "Kept {count} card on", "Kept {count} cards on", len(keys)
            ),
            owner=self,
        )

    def _bin(self) -> None:
        keys, workspace = self._keys(), self._workspace
        if keys:
            workspace.write(
                lambda: card_edits.bin_customers(workspace.database, keys, author=workspace.author),
                notice=self._language.plural(
                    "Put {count} customer into the bin",
                    "Put {count} customers into the bin",
                    len(keys),
                ),
            )


class TermsPanel(QWidget):
    """How many months each rule keeps a card; 0 keeps it without a term."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        language = workspace.language
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        self.boxes = {}
        for row, rule in enumerate(RetentionRule):
            words, counted = language.text(RULES[rule]), language.text(COUNTED_FROM[rule])
            box = self.boxes[rule] = number_box(f"{words}, {counted}", 0, LONGEST_MONTHS)
            box.setSpecialValueText("–")
            box.setObjectName(rule.value)
            box.editingFinished.connect(self._store)
            grid.addWidget(Label(words), row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(Label(counted, "muted"), row, 2)
        grid.setColumnStretch(3, 1)
        note = language.text(
            "These terms are ours, a default: change them to what your law asks for."
        )
        told = Label(note, "small")
        told.setWordWrap(True)
        grid.addWidget(told, len(RetentionRule), 0, 1, 4)
        self.show_terms(DEFAULT_TERMS)

    def show_terms(self, terms: RetentionTerms) -> None:
        """Show the months in force."""
        self._terms: Mapping[RetentionRule, int] = dict(terms)
        for rule, months in terms.items():
            show_number(self.boxes[rule], months)

    def take_focus(self) -> None:
        """Begin in the first number."""
        self.boxes[RetentionRule.SILENT_LEAD].setFocus()

    def _store(self) -> None:
        terms = {rule: box.value() for rule, box in self.boxes.items()}
        if terms == self._terms:
            return
        self._terms, workspace = terms, self._workspace
        workspace.write(
            lambda: set_terms(workspace.database, terms, author=workspace.author),
            notice=workspace.language.text("Cards are kept by these terms from now on."),
        )


def _line(language: Language, one: PastTerm) -> Line:
    return one, (one.name, retention_text(language, one), language.date(one.ended_on))
