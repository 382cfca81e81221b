"""What stands above the pages when there is something to know: warnings, and who was left out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from crm_desktop.domain.problems import Problem
from crm_desktop.services.brief_printing import Skipped
from crm_desktop.text import Language
from crm_desktop.ui.briefs.view_bar import tool
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.problems import problem_text

SHOWN_WARNINGS = 4
LEFT_TO_RIGHT = "\u200e"
"""Keeps a sentence in order that begins with an Arabic or Hebrew name."""
SKIPPED_LINES_PX = 96


class WarningStrip(QFrame):
    """The first warnings in a line each; the others in the tooltip."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setProperty("look", "caution-strip")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        self._text = Label("", "warning")
        self._text.setWordWrap(True)
        rows.addWidget(self._text)
        self.hide()

    def show_warnings(self, found: Sequence[str]) -> None:
        """Show sentences, or nothing at all."""
        shown, rest = list(found[:SHOWN_WARNINGS]), len(found) - SHOWN_WARNINGS
        if rest > 0:
            shown.append(self._language.plural("and {count} more", "and {count} more", rest))
        self._text.setText("\n".join(f"{LEFT_TO_RIGHT}{line}" for line in shown))
        set_tip(self._text, "\n".join(found) if rest > 0 else "")
        self.setVisible(bool(shown))


class SkippedPanel(QFrame):
    """Who was left out of what was just printed or saved, and why; stays until it is closed."""

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language = language
        self.setProperty("look", "caution-strip")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 8)
        head = QHBoxLayout()
        self._title = Label("")
        head.addWidget(self._title, 1)
        close = tool(icons, "x", language.text("Close"))
        close.clicked.connect(self.hide)
        head.addWidget(close)
        rows.addLayout(head)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setMaximumHeight(SKIPPED_LINES_PX)
        self.lines.setAccessibleName(language.text("Who was left out, and why"))
        rows.addWidget(self.lines)
        self.hide()

    def show_skipped(self, skipped: Sequence[Skipped]) -> None:
        """Show a line for each customer, or nothing at all."""
        language = self._language
        self.setVisible(bool(skipped))
        title = language.plural(
            "{count} customer was left out", "{count} customers were left out", len(skipped)
        )
        self._title.setText(title)
        reasons = (
            language.labelled(one.customer, reason_text(language, one.problem)) for one in skipped
        )
        self.lines.setPlainText("\n".join(reasons))


def reason_text(language: Language, problem: Problem) -> str:
    """Return why there is no brief; nobody typed a name here that could be typed otherwise."""
    if problem.code == "customer_unknown":
        return language.text("This customer was removed meanwhile, so there is no brief.")
    return problem_text(language, problem)
