"""The choices beside the pages: language, privacy, paper, blocks, files."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.services.brief_previews import BriefChoices, Paper
from crm_desktop.text import Language, LanguageCode, mark
from crm_desktop.ui.briefs.choices import PARTS, from_state, full_order, to_state
from crm_desktop.ui.briefs.section_list import SectionList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.briefs import PRIVACY_LEVELS

INDENT_PX = 25
WIDTH_PX = 312
_BOTH = tuple(LanguageCode)
_LANGUAGES = (
    ((LanguageCode.ENGLISH,), "English"),
    ((LanguageCode.CHINESE,), "中文"),
    (_BOTH, mark("Both, one after the other")),
)
_PRIVACY_SENTENCES = {
    PrivacyLevel.FULL: mark("Everything we know, for our own eyes only."),
    PrivacyLevel.MEETING: mark(
        "May lie on the table: safety facts stay, other taboos become a neutral mark ▲."
    ),
    PrivacyLevel.SHAREABLE: mark("For anybody: who, when, where, agenda and agreed promises."),
}
_PAPERS = {
    Paper.A4: mark("A4 · 210 × 297 mm"),
    Paper.LETTER: mark("US Letter · 8.5 × 11 in"),
    Paper.A5: mark("A5 · 148 × 210 mm"),
}
_PARTS = (mark("Page 1"), mark("Page 2"), mark("Annexes"))


class ChoicesPanel(QScrollArea):
    """Tells ``changed`` whenever the pages would be others."""

    changed = Signal()

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH_PX)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        self._column = QVBoxLayout(canvas)
        self._column.setContentsMargins(20, 12, 16, 20)
        self._column.setSpacing(6)
        self._build_languages()
        self._build_privacy()
        self._build_paper()
        self._build_files()
        self._build_sections()
        self._column.addStretch(1)
        self.setWidget(canvas)
        self.show_state({})

    def choices(self) -> BriefChoices:
        """Return what is chosen."""
        return BriefChoices(
            languages=_LANGUAGES[self._languages.checkedId()][0],
            privacy=tuple(PrivacyLevel)[self._privacy.checkedId()],
            paper=tuple(Paper)[self._paper.currentIndex()],
            one_page=self._one_page.isChecked(),
            sections=tuple(one for part in self._parts for one in part.chosen()),
            with_day_plan=self._day_plan.isChecked(),
        )

    @property
    def one_file_each(self) -> bool:
        """True where several briefs go to a file each."""
        return self._each.isChecked()

    def state(self) -> dict[str, object]:
        """Return what is chosen as values of JSON."""
        order = [one for part in self._parts for one in part.order()]
        return {**to_state(self.choices(), order, self._language.code), "each": self.one_file_each}

    def show_state(self, state: Mapping[str, object]) -> None:
        """Show remembered choices; tells nobody."""
        choices = from_state(state, self._language.code)
        at = [one for one, _ in _LANGUAGES].index(tuple(sorted(choices.languages, key=_place)))
        with QSignalBlocker(self):
            self._languages.button(at).setChecked(True)
            self._privacy.button(tuple(PrivacyLevel).index(choices.privacy)).setChecked(True)
            self._paper.setCurrentIndex(tuple(Paper).index(choices.paper))
            self._one_page.setChecked(choices.one_page)
            self._day_plan.setChecked(choices.with_day_plan)
            self._each.setChecked(state.get("each") is True)
            order = full_order(state)
            for part, members in zip(self._parts, PARTS, strict=True):
                part.fill([one for one in order if one in members], choices.sections)

    def offer_files(self, count: int, *, has_days: bool) -> None:
        """Show what concerns several briefs alone, for so many; a plan only of a fuller day."""
        self._files.setVisible(count > 1)
        is_full = self.choices().privacy is PrivacyLevel.FULL
        self._day_plan.setEnabled(has_days and is_full)
        why = ""
        if not has_days:
            why = self._language.text("No day here has more than one visit.")
        elif not is_full:
            why = self._language.text("A day's plan names other customers: full briefs only.")
        set_tip(self._day_plan, why)

    def _build_languages(self) -> None:
        self._head(self._language.text("Language of the paper"))
        self._languages = QButtonGroup(self)
        for at, (_, words) in enumerate(_LANGUAGES):
            self._radio(self._languages, at, self._language.text(words), "")

    def _build_privacy(self) -> None:
        self._head(self._language.text("Who may see it"))
        self._privacy = QButtonGroup(self)
        for at, level in enumerate(PrivacyLevel):
            words = self._language.text(PRIVACY_LEVELS[level])
            self._radio(self._privacy, at, words, self._language.text(_PRIVACY_SENTENCES[level]))

    def _build_paper(self) -> None:
        self._head(self._language.text("Paper"))
        self._paper = QComboBox()
        self._paper.setAccessibleName(self._language.text("Paper"))
        for paper in Paper:
            self._paper.addItem(self._language.text(_PAPERS[paper]))
        self._paper.currentIndexChanged.connect(self.changed)
        self._column.addWidget(self._paper)
        self._one_page = self._check(self._language.text("One page"))
        set_tip(self._one_page, self._language.text("Page 1 alone; what finds no room is named"))
        self._column.addWidget(self._one_page)

    def _build_files(self) -> None:
        self._files = QWidget()
        rows = QVBoxLayout(self._files)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._heading(self._language.text("Several briefs")))
        self._day_plan = self._check(self._language.text("Plan of the day in front"))
        self._each = self._check(self._language.text("Save one file for each customer"))
        rows.addWidget(self._day_plan)
        rows.addWidget(self._each)
        self._files.hide()
        self._column.addWidget(self._files)

    def _build_sections(self) -> None:
        self._parts: list[SectionList] = []
        for title in _PARTS:
            words = self._language.text(title)
            part = SectionList(self._language, self._icons, words)
            head = QHBoxLayout()
            head.addWidget(self._heading(words), 1)
            for icon, step, tip in (
                ("chevron-up", -1, self._language.text("Move the chosen block up")),
                ("chevron-down", 1, self._language.text("Move the chosen block down")),
            ):
                head.addWidget(self._mover(part, icon, step, tip))
            self._column.addLayout(head)
            self._column.addWidget(part)
            part.changed.connect(self.changed)
            self._parts.append(part)

    def _mover(self, part: SectionList, icon: str, step: int, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon(icon, size=16))
        button.setAccessibleName(tip)
        set_tip(button, tip)
        button.clicked.connect(lambda: part.move_current(step))
        return button

    def _head(self, words: str) -> None:
        self._column.addWidget(self._heading(words))

    def _heading(self, words: str) -> Label:
        label = Label(words, "section")
        label.setContentsMargins(0, 8, 0, 0)
        return label

    def _radio(self, group: QButtonGroup, at: int, words: str, sentence: str) -> None:
        button = QRadioButton(words)
        group.addButton(button, at)
        button.toggled.connect(lambda is_on: self.changed.emit() if is_on else None)
        self._column.addWidget(button)
        if sentence:
            label = Label(sentence, "small")
            label.setWordWrap(True)
            label.setContentsMargins(INDENT_PX, 0, 0, 2)
            button.setAccessibleDescription(sentence)
            self._column.addWidget(label)

    def _check(self, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.toggled.connect(self.changed)
        return box


def _place(code: LanguageCode) -> int:
    return _BOTH.index(code)
