"""The three letters of a MAN class and the bar of a score, painted in the colours of the theme."""

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.man_letters import Letter, LetterState
from crm_desktop.ui.theme import Theme

_TOKENS = {
    LetterState.PRESENT: ("good_back", "good"),
    LetterState.ABSENT: ("danger_back", "danger"),
    LetterState.UNDETERMINED: ("surface", "muted"),
}
BOX = 40
GAP = 6


class ClassBoxes(QWidget):
    """Three boxes: filled green for a capital, red for a small letter, dashed for ``?``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._letters: tuple[Letter, ...] = ()
        self.setFixedSize(QSize(3 * BOX + 2 * GAP, BOX))

    def show_letters(self, letters: tuple[Letter, ...], words: str) -> None:
        """Show the letters; ``words`` say the same to who does not see."""
        self._letters = letters
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw the boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(24)
        font.setBold(True)
        painter.setFont(font)
        for place, letter in enumerate(self._letters):
            back, front = _TOKENS[letter.state]
            area = QRectF(place * (BOX + GAP) + 1, 1, BOX - 2, BOX - 2)
            pen = QPen(QColor(self._theme.colour(front)), 1.4)
            if letter.state is LetterState.UNDETERMINED:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(QColor(self._theme.colour(back)))
            painter.drawRoundedRect(area, 7, 7)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), letter.sign)


class ScoreBar(QWidget):
    """A score from 0 to 100 with the mark it has to reach."""

    def __init__(self, theme: Theme, threshold: Fraction) -> None:
        super().__init__()
        self._theme, self._threshold = theme, threshold
        self._letter: Letter | None = None
        self.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_letter(self, letter: Letter, words: str) -> None:
        """Show the score of a letter; ``words`` say it to who does not see."""
        self._letter = letter
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw the groove, the score and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(0, 3, self.width(), 6)
        painter.setPen(QPen(QColor(self._theme.colour("border")), 1))
        painter.setBrush(QColor(self._theme.colour("hover")))
        painter.drawRoundedRect(groove, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        letter = self._letter
        if letter is not None and letter.score:
            painter.setBrush(QColor(self._theme.colour(_TOKENS[letter.state][1])))
            groove.setWidth(self.width() * float(letter.score) / 100)
            painter.drawRoundedRect(groove, 3, 3)
        at = self.width() * float(self._threshold) / 100
        painter.setPen(QPen(QColor(self._theme.colour("text")), 1.5))
        painter.drawLine(round(at), 0, round(at), self.height())
