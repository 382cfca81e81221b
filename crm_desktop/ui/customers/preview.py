"""The preview beside the list: who this is, what must not be said, and what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.problems import CrmError
from crm_desktop.services.card_views import CardView, load_view
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.header_words import man_state, man_words, other_names, who_line
from crm_desktop.ui.card.portrait import Portrait, monogram
from crm_desktop.ui.card.taboo_strip import TabooStrip
from crm_desktop.ui.card.tier_words import held_words
from crm_desktop.ui.customers.preview_words import Line, Person, PreviewWords
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle, set_tip
from crm_desktop.ui.workspace import Workspace

PICTURE = 56


class CustomerPreview(QWidget):
    """Shows one customer; tells what the person wants to do with it."""

    card_wanted = Signal()
    brief_wanted = Signal()
    visit_wanted = Signal()
    taboos_wanted = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._language = workspace.language
        self._key: int | None = None
        self._sections = QWidget()
        self._strip = TabooStrip(workspace, icons)
        self._strip.clicked.connect(lambda *_: self.taboos_wanted.emit())
        self._strip.add_wanted.connect(self.taboos_wanted)
        self._scroll, self._column = self._build_scroll()
        self._column.addWidget(self._build_head())
        self._column.addWidget(self._build_buttons())
        self._column.addWidget(self._strip)
        self._column.addWidget(self._sections, 1)

    @property
    def customer_id(self) -> int | None:
        """The customer shown."""
        return self._key

    def show_customer(self, customer_id: int) -> None:
        """Read a customer and show it; 3 ms."""
        workspace = self._workspace
        try:
            view = load_view(
                workspace.database,
                customer_id,
                today=workspace.today(),
                playbook=workspace.playbook,
            )
        except CrmError as error:
            workspace.tell_problem(error)
            return
        is_another, self._key = customer_id != self._key, customer_id
        self.setUpdatesEnabled(False)
        self._show_head(view)
        self._strip.show_card(view.card)
        self._show_sections(view)
        if is_another:
            self._scroll.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def _build_head(self) -> QWidget:
        head = QWidget()
        rows = QVBoxLayout(head)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._portrait = Portrait(self._workspace.theme, PICTURE)
        self._portrait.clicked.connect(self.card_wanted)
        self._portrait.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._portrait, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._name, self._others = Label("", "heading"), Label("", "small")
        self._who = Label("", "small")
        for label in (self._name, self._others, self._who):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self._name)
        words.addWidget(self._others)
        words.addLayout(self._build_badges())
        row.addLayout(words, 1)
        rows.addLayout(row)
        rows.addWidget(self._who)
        return head

    def _build_badges(self) -> QHBoxLayout:
        badges = QHBoxLayout()
        badges.setSpacing(6)
        self._tier, self._man = Label("", "tier"), Label("", "badge")
        for badge in (self._tier, self._man):
            badges.addWidget(badge)
        badges.addStretch(1)
        return badges

    def _build_buttons(self) -> QWidget:
        line = QWidget()
        row = Flow(line, spacing=8)
        say = self._language.text
        for words, icon, signal in (
            (say("Open card"), "external-link", self.card_wanted),
            (say("Print brief"), "printer", self.brief_wanted),
            (say("Plan visit"), "calendar-plus", self.visit_wanted),
        ):
            button = icon_button(self._icons, icon, words)
            button.setProperty("look", "tight")
            button.clicked.connect(signal)
            row.addWidget(button)
        return line

    def _build_scroll(self) -> tuple[QScrollArea, QVBoxLayout]:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(16, 0, 4, 8)
        column.setSpacing(10)
        scroll.setWidget(canvas)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(scroll)
        return scroll, column

    def _show_head(self, view: CardView) -> None:
        customer, language = view.card.customer, self._language
        self._portrait.show_photo(view.photos.get(0), monogram(customer.name))
        self._portrait.setAccessibleName(language.text("Open card"))
        set_tip(self._portrait, language.text("Open card"))
        self._name.setText(customer.name)
        others = other_names(view.card)
        self._others.setText(others)
        self._others.setVisible(bool(others))
        self._who.setText(who_line(view, language))
        tier = view.row.tier if view.row else ""
        self._tier.setText(tier)
        self._tier.setVisible(bool(tier))
        restyle(self._tier, "tier", tier)
        why = held_words(view, language)
        set_tip(self._tier, why)
        self._tier.setAccessibleName(why)
        man = man_words(view, language)
        self._man.setText(man)
        self._man.setVisible(bool(man))
        restyle(self._man, "state", man_state(view))
        set_tip(self._man, self._advice(view))

    def _advice(self, view: CardView) -> str:
        if view.assessment is None:
            return ""
        advice = self._workspace.playbook.advice_for(view.assessment.man_class)
        return advice.headline.get(self._language.code)

    def _show_sections(self, view: CardView) -> None:
        """Build the lines anew in a widget of their own, in the place of the former one."""
        words = PreviewWords(view, self._language)
        sections = QWidget()
        column = QVBoxLayout(sections)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._add_lines(column, "", words.standing())
        self._add_lines(column, mark("Next visit"), words.next_visit())
        self._add_lines(column, mark("Open promises"), words.promises())
        self._add_people(column, words)
        self._add_lines(column, mark("Last interactions"), words.interactions())
        self._add_figures(column, words.figures())
        column.addStretch(1)
        self._column.replaceWidget(self._sections, sections)
        self._sections.hide()
        self._sections.deleteLater()
        self._sections = sections

    def _add_lines(self, column: QVBoxLayout, title: str, lines: Sequence[Line]) -> None:
        if not lines:
            return
        self._add_title(column, title)
        for line in lines:
            column.addWidget(Label(line.label, line.look or "small"))
            if line.text:
                text = Label(line.text)
                text.setWordWrap(True)
                text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(text)

    def _add_title(self, column: QVBoxLayout, title: str) -> None:
        if title:
            column.addSpacing(8)
            column.addWidget(Label(self._language.text(title), "section"))

    def _add_people(self, column: QVBoxLayout, words: PreviewWords) -> None:
        people = words.people()
        if not people:
            return
        self._add_title(column, mark("Contacts"))
        for person in people:
            self._add_person(column, person)
        hidden = words.hidden_people()
        if hidden:
            more = self._language.plural("{count} more", "{count} more", hidden)
            column.addWidget(Label(more, "small"))

    def _add_person(self, column: QVBoxLayout, person: Person) -> None:
        if person.name:
            name = self._language.with_note(person.name, person.note)
            label = Label(name if person.note else person.name)
            label.setWordWrap(True)
            column.addWidget(label)
        if person.points:
            points = QWidget()
            flow = Flow(points, spacing=4)
            for point in person.points:
                flow.addWidget(self._copy_button(point))
            column.addWidget(points)

    def _copy_button(self, point: str) -> QPushButton:
        button = icon_button(self._icons, "copy", point.replace("&", "&&"), "link", size=14)
        button.setProperty("look", "point")
        words = self._language.text("Copy {text}", text=point)
        button.setAccessibleName(words)
        set_tip(button, words)
        button.clicked.connect(lambda: self._copy(point))
        return button

    def _copy(self, point: str) -> None:
        QGuiApplication.clipboard().setText(point)
        self._workspace.tell(self._language.text("Copied: {text}", text=point))

    def _add_figures(self, column: QVBoxLayout, lines: Sequence[Line]) -> None:
        if not lines:
            return
        self._add_title(column, mark("Figures"))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            grid.addWidget(Label(line.label, "muted"), row, 0)
            value = Label(line.text)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(value, row, 1)
        column.addWidget(table)
