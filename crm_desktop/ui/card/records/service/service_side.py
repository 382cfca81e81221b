"""What stands beside the stream: how they feel, and how much of it we started (D13, D22)."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Initiative, Interaction
from crm_desktop.domain.timeline import Ladder, Trend, ladder, trend
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card.records.service.stream_rows import mood_words
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.timeline import RUNGS, TURNS

_BAR_PX = 10
_TOKENS = {
    Initiative.PASSIVE: "field_border",
    Initiative.RESPONSIVE: "tier_c",
    Initiative.PREVENTIVE: "tier_b",
    Initiative.VALUE_CREATING: "tier_a",
}
_TREND_PX, _STEP_PX = 34, 18


class MoodPanel(QFrame):
    """The last emotion with what to do about it, the trend, and the proactive share."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self.setProperty("look", "surface")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(4)
        self._mood_head = Label(shown.text("Last emotion"), "section")
        self.mood, self.advice, self.turn = Label(""), Label("", "muted"), Label("", "small")
        self._trend = TrendBars(shown)
        self._gap = QWidget()
        self._gap.setFixedHeight(6)
        self._ladder_head = Label(shown.text("Started by us, 12 months"), "section")
        self.share = Label("")
        self._bar = LadderBar(shown)
        for label in (self.mood, self.advice, self.turn, self.share):
            label.setWordWrap(True)
        for widget in (
            self._mood_head,
            self.mood,
            self.advice,
            self._trend,
            self.turn,
            self._gap,
            self._ladder_head,
            self.share,
            self._bar,
        ):
            rows.addWidget(widget)

    def show_view(self, view: CardView) -> None:
        """Show what the interactions of a card say; nothing where they say nothing."""
        moods = trend(view.card.interactions)
        rungs = ladder(view.card.interactions, view.today)
        self._show_moods(moods, view.today)
        self._show_rungs(rungs)
        self._gap.setVisible(bool(moods.last and rungs.told))
        self.setVisible(bool(moods.last or rungs.told))

    def _show_moods(self, moods: Trend, today: date) -> None:
        for widget in (self._mood_head, self.mood, self.advice, self.turn, self._trend):
            widget.setVisible(bool(moods.last))
        if not moods.last:
            return
        last, language = moods.last[0], self._shown.language
        when = language.relative(last.happened_on, today)
        self.mood.setText(self._shown.joined(mood_words(self._shown, last), when))
        assert last.emotion is not None
        known = self._shown.workspace.playbook.emotions[last.emotion]
        self.advice.setText(f"→ {known.headline.get(language.code)}")
        self._trend.show_trend(moods)
        self._trend.setVisible(len(moods.last) > 1)
        turn = self._shown.text(TURNS[moods.turn])
        self.turn.setText(
            self._shown.text("The last {count}: {turn}", count=len(moods.last), turn=turn)
        )
        self.turn.setVisible(len(moods.last) > 1)

    def _show_rungs(self, rungs: Ladder) -> None:
        for widget in (self._ladder_head, self.share, self._bar):
            widget.setVisible(rungs.told > 0)
        if not rungs.told:
            return
        language = self._shown.language
        words = self._shown.text(
            "{share} proactive: {count} of {all} contacts",
            share=language.percent(rungs.proactive / rungs.told, 0),
            count=language.number(rungs.proactive),
            all=language.number(rungs.told),
        )
        self.share.setText(words)
        self._bar.show_rungs(rungs)


class TrendBars(QWidget):
    """The last emotions as bars, the oldest at the left, the higher the stronger."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._last: tuple[Interaction, ...] = ()
        self.setFixedHeight(_TREND_PX)

    def show_trend(self, moods: Trend) -> None:
        """Show other emotions."""
        self._last = tuple(reversed(moods.last))
        lines = [
            self._shown.joined(self._shown.day(one.happened_on), mood_words(self._shown, one))
            for one in self._last
        ]
        self.setAccessibleName("; ".join(lines))
        set_tip(self, "\n".join(lines))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw a bar for each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = self._shown.workspace.theme.colour
        for at, one in enumerate(self._last):
            is_last = at == len(self._last) - 1
            height = 9 * (one.emotion_intensity or 2)
            painter.setBrush(QColor(colour("warning" if is_last else "field_border")))
            bar = QRectF(at * _STEP_PX, _TREND_PX - 2 - height, _STEP_PX - 6, height)
            painter.drawRoundedRect(bar, 2, 2)


class LadderBar(QWidget):
    """The four rungs as one bar, from passive to value-creating."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._rungs: Ladder | None = None
        self.setFixedHeight(_BAR_PX + 4)

    def show_rungs(self, rungs: Ladder) -> None:
        """Show how many contacts stood on each rung."""
        self._rungs = rungs
        lines = [
            self._shown.language.labelled(
                self._shown.words(Kind.INTERACTION, "initiative", rung),
                self._shown.language.number(count),
            )
            for rung, count in rungs.counts.items()
        ]
        sentences = [
            f"{line}  {self._shown.text(RUNGS[rung])}"
            for rung, line in zip(Initiative, lines, strict=True)
        ]
        self.setAccessibleName(self._shown.language.join(lines))
        set_tip(self, "\n".join(sentences))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Low and wide."""
        return QSize(200, _BAR_PX + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the rungs side by side."""
        if self._rungs is None or not self._rungs.told:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        left, unit = 0.0, (self.width() - 6) / self._rungs.told
        for rung, count in self._rungs.counts.items():
            if count:
                painter.setBrush(QColor(self._shown.workspace.theme.colour(_TOKENS[rung])))
                painter.drawRect(QRectF(left, 2, count * unit, _BAR_PX))
                left += count * unit + 2
