"""The foot of the day: what a week asks for, what is possible, and intervals that fit (D3)."""

from functools import cached_property

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.cadence import Cadence
from crm_desktop.services.cadence import (
    CapacityCheck,
    check_capacity,
    set_cadence,
    set_possible,
)
from crm_desktop.ui.labels import ElidedLabel, restyle, set_tip
from crm_desktop.ui.today.capacity_details import CapacityDetails
from crm_desktop.ui.today.capacity_words import load_text
from crm_desktop.ui.workspace import Workspace


class CapacityBar(QFrame):
    """One line; with its button the two numbers and the intervals beneath it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._check: CapacityCheck | None = None
        self.setProperty("look", "surface")
        self._sentence = ElidedLabel("", "muted")
        self.details = QPushButton(self._language.text("Capacity…"))
        self.details.setProperty("look", "quiet")
        self.details.setCheckable(True)
        self.details.toggled.connect(self._open)
        set_tip(
            self.details,
            self._language.text("Say how many contacts and visits a week has room for"),
        )
        self._rows = QVBoxLayout(self)
        self._build()
        self.hide()

    @cached_property
    def body(self) -> CapacityDetails:
        """The numbers and the intervals, made when somebody wants to see them."""
        body = CapacityDetails(self._language)
        body.possible_said.connect(self._store)
        body.cadence_wanted.connect(self._set)
        if self._check is not None:
            body.show_check(self._check)
        self._rows.addWidget(body)
        return body

    def reload(self) -> None:
        """Count the tiers again, off the UI thread."""
        database, workspace = self._workspace.database, self._workspace
        workspace.tasks.look_up(
            f"capacity-{id(self)}",
            lambda: check_capacity(database),
            self._take,
            failed=workspace.tell_problem,
            owner=self,
        )

    def _take(self, check: CapacityCheck) -> None:
        self._check = check
        self.setVisible(check.has_tiers or self.details.isChecked())
        self._sentence.setText(load_text(self._language, check))
        restyle(self._sentence, "look", "warning-line" if check.is_too_much else "muted")
        if "body" in vars(self):
            self.body.show_check(check)

    def _open(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        if is_open:
            self.show()
            self.body.contacts.setFocus()

    def _store(self, contacts: int, visits: int) -> None:
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: set_possible(database, contacts=contacts, visits=visits, author=author)
        )

    def _set(self, cadence: Cadence) -> None:
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: set_cadence(database, cadence, author=author),
            notice=self._language.text("The tiers are met at these intervals from now on."),
        )

    def _build(self) -> None:
        self._rows.setContentsMargins(16, 4, 8, 4)
        self._rows.setSpacing(8)
        across = QHBoxLayout()
        across.addWidget(self._sentence, 1)
        across.addWidget(self.details)
        self._rows.addLayout(across)
