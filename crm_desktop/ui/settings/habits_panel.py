"""Reminders on the desktop, the quiet minute, and how long before a day to remember one hears."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.services.today import care_lead_of, set_care_lead
from crm_desktop.text import mark_in
from crm_desktop.ui.choice_row import choice_row
from crm_desktop.ui.habits import Reminding
from crm_desktop.ui.labels import Label
from crm_desktop.ui.number_box import number_box, show_number
from crm_desktop.ui.workspace import Workspace

LONGEST_LEAD = 90
_REMINDINGS = (
    (Reminding.NAMED, mark_in("reminders", "With names")),
    (Reminding.NAMELESS, mark_in("reminders", "Without names")),
    (Reminding.OFF, mark_in("reminders", "Off")),
)


class HabitsPanel(QWidget):
    """Everything takes effect at once; the lead belongs to the file, the rest to the person."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        say = workspace.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(say("Notices of the desktop"), "small"))
        rows.addWidget(self._remindings())
        note = Label(
            say(
                "Once each: the day when the program starts, a visit in half an hour, the clock of"
                " a complaint. They never say what was written down."
            ),
            "small",
        )
        note.setWordWrap(True)
        rows.addWidget(note)
        self.minute = QCheckBox(say("Offer a quiet minute before a visit"))
        self.minute.setChecked(workspace.habits.shows_minute)
        self.minute.toggled.connect(lambda is_on: self._keep(shows_minute=is_on))
        rows.addWidget(self.minute)
        rows.addLayout(self._lead())
        self.reload()

    def reload(self) -> None:
        """Read the setting of the file again."""
        show_number(self.lead, care_lead_of(self._workspace.database))

    def _remindings(self) -> QWidget:
        say = self._workspace.language.text
        choices = [(value, say(words)) for value, words in _REMINDINGS]
        now = self._workspace.habits.reminding
        return choice_row(choices, now, lambda value: self._keep(reminding=value))

    def _keep(self, *, reminding: object = None, shows_minute: bool | None = None) -> None:
        now = self._workspace.habits
        wanted = replace(
            now,
            reminding=Reminding(str(reminding)) if reminding is not None else now.reminding,
            shows_minute=now.shows_minute if shows_minute is None else shows_minute,
        )
        self._workspace.navigation.habits_wanted.emit(wanted)

    def _lead(self) -> QHBoxLayout:
        say = self._workspace.language.text
        words = say("Days before a birthday, anniversary or expiry to tell of it")
        self.lead = number_box(words, 1, LONGEST_LEAD)
        self.lead.editingFinished.connect(self._store_lead)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.lead)
        row.addWidget(Label(words))
        row.addStretch(1)
        return row

    def _store_lead(self) -> None:
        workspace, days = self._workspace, self.lead.value()
        database, author = workspace.database, workspace.author
        workspace.write(lambda: set_care_lead(database, days, author=author))
