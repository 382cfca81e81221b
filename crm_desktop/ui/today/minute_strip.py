"""A quiet strip before a visit: a minute for oneself, never in the way (D24)."""

from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.today import Day, Proposal
from crm_desktop.text import Language
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.wording.today_minute import minute_lines

BEFORE = timedelta(minutes=90)


def next_visit(day: Day, now: datetime) -> Proposal | None:
    """Return the visit that begins within 90 minutes, None where there is none."""
    coming = (one for one in day.visits if one.at is not None and now <= one.at <= now + BEFORE)
    return min(coming, key=lambda one: one.at or now, default=None)


class MinuteStrip(QFrame):
    """Hidden but shortly before a visit; what a person waves away stays away for that visit."""

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language = language
        self._waved: set[tuple[int, str, date | None]] = set()
        self._visit: Proposal | None = None
        self.setProperty("look", "hint")
        self._sentence = ElidedLabel()
        self._take = icon_button(icons, "heart", language.text("Take a minute"))
        self._take.setCheckable(True)
        self._take.toggled.connect(self._open)
        self._lines = self._build_lines()
        self._build()
        self.hide()

    def show_day(self, day: Day, now: datetime) -> None:
        """Show the strip where a visit is near."""
        visit = next_visit(day, now)
        if visit is None or visit.key in self._waved:
            self.hide()
            return
        if self._visit is None or visit.key != self._visit.key:
            self._take.setChecked(False)
        self._visit = visit
        assert visit.at is not None
        self._sentence.setText(
            self._language.text(
                "{name} at {time}: a minute for yourself before you go in?",
                name=visit.who.name,
                time=self._language.time(visit.at),
            )
        )
        self.show()

    def _open(self, is_open: bool) -> None:
        self._lines.setVisible(is_open)

    def _wave_away(self) -> None:
        if self._visit is not None:
            self._waved.add(self._visit.key)
        self.hide()

    def _build(self) -> None:
        away = QPushButton(self._language.text("Not now"))
        away.setProperty("look", "quiet")
        away.clicked.connect(self._wave_away)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self._sentence, 1)
        across.addWidget(self._take)
        across.addWidget(away)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(6)
        rows.addLayout(across)
        rows.addWidget(self._lines)

    def _build_lines(self) -> QWidget:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 2, 0, 6)
        rows.setSpacing(6)
        for text in minute_lines(self._language):
            line = Label(text)
            line.setWordWrap(True)
            rows.addWidget(line)
        body.hide()
        return body
