"""What one promise and one thing noticed look like, with the choices that go with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from crm_desktop.domain.preferences import Duration, Evidence
from crm_desktop.domain.promises import Direction
from crm_desktop.domain.taboos import Severity
from crm_desktop.text import Language, mark_in
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.visits.after_told import NotedRow, PromiseRow
from crm_desktop.wording.card import EVIDENCE, SEVERITIES
from crm_desktop.wording.choices import DURATIONS
from crm_desktop.wording.day_words import weekday_words

SIDES = {
    Direction.OURS: mark_in("promise line", "We"),
    Direction.THEIRS: mark_in("promise line", "They"),
}
TABOO = mark_in("noted line", "taboo")
_SMALLEST_TEXT_PX = 90


def promise_line(language: Language, row: PromiseRow) -> str:
    """Return a promise as it would be typed."""
    said = language.labelled(language.text(SIDES[row.side]), row.text)
    if row.day is None:
        return said
    return language.text("{text}, {day}", text=said, day=row.day.isoformat())


def noted_line(language: Language, row: NotedRow) -> str:
    """Return what was noticed as it would be typed."""
    if not row.is_taboo:
        return row.text
    return language.labelled(language.text(TABOO), row.text)


def day_text(language: Language, row: PromiseRow) -> str:
    """Return until when, empty where nobody said."""
    if row.day is None:
        return ""
    return language.text("by {day}", day=weekday_words(language, row.day))


class PromiseBody(QWidget):
    """Whose promise, what, and until when; a click on the side turns it round."""

    def __init__(
        self, language: Language, row: PromiseRow, changed: Callable[[PromiseRow], None]
    ) -> None:
        super().__init__()
        self._language, self._row, self._changed = language, row, changed
        across = _across(self)
        self._side = QPushButton()
        self._side.setProperty("look", "chip")
        set_tip(self._side, language.text("Whose promise it is; press to change it"))
        self._side.clicked.connect(self._turn)
        across.addWidget(self._side)
        across.addWidget(_text(row.text), 1)
        day = day_text(language, row)
        across.addWidget(Label(day or language.text("no day"), "small" if day else "muted"))
        self._show()

    def _turn(self) -> None:
        is_ours = self._row.side is Direction.OURS
        self._row = replace(self._row, side=Direction.THEIRS if is_ours else Direction.OURS)
        self._show()
        self._changed(self._row)

    def _show(self) -> None:
        words = self._language.text(SIDES[self._row.side])
        self._side.setText(words)
        self._side.setAccessibleName(self._language.labelled(words, self._row.text))


class NotedBody(QWidget):
    """What was noticed, how we know, whether it lasts, and of whom it is."""

    def __init__(
        self,
        surroundings: tuple[Language, Icons],
        row: NotedRow,
        people: Mapping[int, str],
        changed: Callable[[NotedRow], None],
    ) -> None:
        super().__init__()
        self._language, self._icons = surroundings
        self._row, self._changed = row, changed
        across = _across(self)
        sign = Label()
        icon = ("shield-alert", "danger") if row.is_taboo else ("heart", "icon")
        sign.setPixmap(self._icons.pixmap(icon[0], 14, icon[1]))
        across.addWidget(sign)
        across.addWidget(_text(row.text), 1)
        for combo in self._choices(people):
            across.addWidget(combo)

    def _choices(self, people: Mapping[int, str]) -> list[QComboBox]:
        text, row = self._language.text, self._row
        found = []
        if row.is_taboo:
            severities = [(one, text(SEVERITIES[one])) for one in Severity]
            found.append(self._combo("severity", severities, text("How bad a breach would be")))
        else:
            evidence = [(one, text(EVIDENCE[one])) for one in Evidence]
            found.append(self._combo("evidence", evidence, text("How we know")))
            lasting = [
                (one, text(DURATIONS[one])) for one in (Duration.SITUATIONAL, Duration.LASTING)
            ]
            found.append(self._combo("duration", lasting, text("Does it last?")))
        if people:
            who = [(None, text("everybody")), *people.items()]
            found.append(self._combo("contact_id", who, text("Of whom")))
        return found

    def _combo(self, name: str, choices: Sequence[tuple[Any, str]], words: str) -> QComboBox:
        combo = QComboBox()
        combo.setProperty("look", "small")
        combo.setObjectName(name)
        combo.setMaximumWidth(150)
        for _, shown in choices:
            combo.addItem(shown)
        values = [value for value, _ in choices]
        now = getattr(self._row, name)
        combo.setCurrentIndex(values.index(now) if now in values else 0)
        combo.setAccessibleName(self._language.labelled(words, self._row.text))
        set_tip(combo, words)
        combo.activated.connect(lambda at: self._set(name, values[at]))
        return combo

    def _set(self, name: str, value: object) -> None:
        self._row = replace(self._row, **{name: value})  # type: ignore[arg-type]
        self._changed(self._row)


def _across(widget: QWidget) -> QHBoxLayout:
    across = QHBoxLayout(widget)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    return across


def _text(text: str) -> ElidedLabel:
    label = ElidedLabel(text)
    label.setMinimumWidth(_SMALLEST_TEXT_PX)
    return label
