"""A row of chips of which one is on, for choices that take effect at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from crm_desktop.text import LanguageCode

LANGUAGES = ((LanguageCode.ENGLISH, "English"), (LanguageCode.CHINESE, "简体中文"))
"""Each language under its own name, so that its readers find it."""


def choice_row(
    choices: Sequence[tuple[object, str]], now: object, chosen: Callable[[object], None]
) -> QWidget:
    """Return a row of chips of which one is on."""
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    group = QButtonGroup(body)
    for value, words in choices:
        button = QPushButton(words.replace("&", "&&"))
        button.setObjectName(str(value))
        button.setProperty("look", "chip")
        button.setCheckable(True)
        button.setChecked(value == now)
        button.clicked.connect(lambda _, value=value: chosen(value))
        group.addButton(button)
        row.addWidget(button)
    row.addStretch(1)
    return body
