"""Who supports us at the customer: red, amber or green, what is missing, and a click against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import Role
from crm_desktop.domain.influence_map import MapReading, MapStatus
from crm_desktop.domain.influence_steps import Act, NextStep
from crm_desktop.text import Language, mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.wording.standing import ALARMS, STATUSES

_LOOKS = {MapStatus.RED: "danger", MapStatus.AMBER: "warning-line", MapStatus.GREEN: "good-line"}
_SIGNS = {MapStatus.RED: "■", MapStatus.AMBER: "▲", MapStatus.GREEN: "●"}
"""The status by its shape, for who sees no colours."""
_ADDED: Mapping[Role | None, str] = {
    Role.DECIDER: mark("Add the decider"),
    Role.CHAMPION: mark("Add a champion"),
}
_ADD = mark("Add a person")
_VISIT = mark("Plan a visit to {name}")
_FRIENDS = mark("Key players who support us: {names}")
_MOST_FRIENDS = 4
_NEAREST = mark("the key player nearest to supporting us: {name}")


@dataclass(frozen=True)
class Standing:
    """How we stand with the people who decide, what to do, and who makes it so, by contact."""

    reading: MapReading
    steps: Sequence[NextStep]
    friends: Sequence[int]


class StandingPanel(QFrame):
    """The status with its reason, and a line with a button for each thing that is missing."""

    visit_wanted = Signal(int)
    """The key of a contact."""
    add_wanted = Signal(object)
    """A :class:`Role`, None for any."""

    def __init__(self, language: Language, icons: Icons, *, is_narrow: bool = False) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self._is_narrow = is_narrow
        self._shown: object = None
        self._steps: list[QWidget] = []
        self._shows_steps = True
        self.setProperty("look", "plain" if is_narrow else "surface")
        self._rows = QVBoxLayout(self)
        edge = 0 if is_narrow else 14
        self._rows.setContentsMargins(edge, 0 if is_narrow else 10, edge, 0 if is_narrow else 10)
        self._rows.setSpacing(6)
        self.status = Label("")
        self.status.setWordWrap(True)
        self._friends = Label("", "muted")
        self._friends.setWordWrap(True)
        self._rows.addWidget(self.status)
        self._rows.addWidget(self._friends)

    def show_standing(self, standing: Standing | None, names: Mapping[int, str]) -> None:
        """Show how we stand; without contacts there is nothing to say."""
        self.setVisible(standing is not None)
        if standing is None:
            return
        reading, steps, friends = standing.reading, standing.steps, standing.friends
        named = [(step, names.get(step.contact_id or 0, "")) for step in steps]
        supporters = [names.get(key, "") for key in friends]
        if (reading, named, supporters) == self._shown:
            return
        self._shown = (reading, named, supporters)
        self._friends.setText(
            self._language.text(_FRIENDS, names=self._language.join(supporters[:_MOST_FRIENDS]))
        )
        self._friends.setVisible(bool(supporters) and self._shows_steps)
        words = _sentence(self._language.text(STATUSES[reading.status]))
        self.status.setText(f"{_SIGNS[reading.status]}  {words}")
        restyle(self.status, "look", _LOOKS[reading.status])
        for row in self._steps:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._steps = [self._step(step, name) for step, name in named]
        for row in self._steps:
            self._rows.addWidget(row)
            row.setVisible(self._shows_steps)

    def show_steps(self, *, are_shown: bool) -> None:
        """Show what to do, or the status alone where the room is needed."""
        self._shows_steps = are_shown
        self._friends.setVisible(are_shown and bool(self._friends.text()))
        for row in self._steps:
            row.setVisible(are_shown)

    def _step(self, step: NextStep, name: str) -> QWidget:
        row = QWidget()
        across = QVBoxLayout(row) if self._is_narrow else QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0 if self._is_narrow else 12)
        reason = Label(self._reason(step, name), "muted")
        reason.setWordWrap(self._is_narrow)
        across.addWidget(reason)
        words, icon, act = self._wish(step, name)
        button = icon_button(self._icons, icon, words.replace("&", "&&"), "link")
        button.setProperty("look", "link")
        button.setAccessibleName(words)
        button.clicked.connect(act)
        across.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        if isinstance(across, QHBoxLayout):
            across.addStretch(1)
        return row

    def _reason(self, step: NextStep, name: str) -> str:
        text = self._language.text
        if step.reason is None:
            return _sentence(text(_NEAREST, name=name))
        return _sentence(text(ALARMS[step.reason]))

    def _wish(self, step: NextStep, name: str) -> tuple[str, str, Callable[[], None]]:
        text, key, role = self._language.text, step.contact_id, step.role
        if step.act is Act.VISIT and key is not None:
            words = text(_VISIT, name=name)
            return words, "calendar-plus", lambda: self.visit_wanted.emit(key)
        words = text(_ADDED.get(role, _ADD))
        return words, "user-plus", lambda: self.add_wanted.emit(role)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
