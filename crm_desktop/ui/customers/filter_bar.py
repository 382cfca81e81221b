"""The chips over the customer list: what is asked for beside the typed words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crm_desktop.domain.list_facets import Facet
from crm_desktop.domain.list_filters import Answer, FilterKey
from crm_desktop.services import list_pages
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.customers.choice_menu import ChoiceMenu
from crm_desktop.ui.customers.filter_words import (
    BELOW,
    CHIPS,
    USUAL_CHIPS,
    chip_words,
    value_words,
)
from crm_desktop.ui.customers.list_filter import IS_TOGGLE, ListWish, Terms
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.workspace import Workspace

REST_MS = 150
"""Another button lays out the whole page again: it waits until typing rests."""
MOST_VALUES = 60
"""A menu of more is no choice; the typed filter knows them all."""


class FilterBar(QWidget):
    """One chip a key; ``wished`` carries the :class:`ListWish` after a choice."""

    wished = Signal(object)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._language = workspace.language
        self._wish = ListWish()
        self._shown: Terms | None = None
        self._menu: ChoiceMenu | None = None
        flow = self._flow = Flow(self, spacing=6)
        self.chips = {key: self._make_chip(key) for key in CHIPS}
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.clear_button = QPushButton(self._language.text("Clear all"))
        self.clear_button.setProperty("look", "quiet")
        set_tip(self.clear_button, self._language.text("Show every customer again"))
        self.clear_button.clicked.connect(lambda: self.wished.emit(self._wish.clear()))
        flow.addWidget(self.clear_button)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._show_clear)
        self.show_wish(self._wish)

    def show_wish(self, wish: ListWish) -> None:
        """Show what is asked for."""
        terms, self._wish = wish.terms, wish
        if terms == self._shown:
            self._rest.start()
            return
        self._show_clear()
        self._shown = terms
        for key, chip in self.chips.items():
            values = terms.get(key, ())
            words = chip_words(self._language, key, values)
            chip.setText(words.replace("&", "&&"))
            chip.setAccessibleName(self._spoken(words, is_active=bool(values)))
            chip.setVisible(key in USUAL_CHIPS or bool(values))
            if key in IS_TOGGLE:
                chip.setChecked(bool(values))
            elif chip.property("active") != bool(values):
                chip.setProperty("active", bool(values))
                chip.style().unpolish(chip)
                chip.style().polish(chip)
        self._flow.invalidate()

    def _show_clear(self) -> None:
        self._rest.stop()
        self.clear_button.setVisible(self._wish.is_filtered)

    def _spoken(self, words: str, *, is_active: bool) -> str:
        say = self._language.text
        return self._language.labelled(say("Filter") if is_active else say("Filter by"), words)

    def _make_chip(self, key: FilterKey) -> QPushButton:
        chip = QPushButton()
        chip.setProperty("look", "chip")
        chip.setObjectName(f"chip-{key.value}")
        if key in IS_TOGGLE:
            chip.setCheckable(True)
            chip.clicked.connect(lambda: self._toggle(key))
        else:
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            put_icon(chip, self._icons, "chevron-down", size=14)
            chip.clicked.connect(lambda: self._open(key))
        return chip

    def _toggle(self, key: FilterKey) -> None:
        values = () if self._wish.terms.get(key) else (Answer.YES.value,)
        self.wished.emit(self._wish.choosing(key, values))

    def _open(self, key: FilterKey) -> None:
        """Show the values of a key as soon as they are counted."""
        if key is FilterKey.COMPLETENESS:
            self._show_menu(key, [Facet(value, -1) for value in BELOW])
            return
        database = self._workspace.database
        self._workspace.tasks.look_up(
            "customers.facets",
            lambda: list_pages.facet_values(database, key),
            lambda facets: self._show_menu(key, facets),
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _show_menu(self, key: FilterKey, facets: Sequence[Facet]) -> None:
        menu = ChoiceMenu(self)
        menu.setObjectName(f"menu-{key.value}")
        chosen = self._wish.terms.get(key, ())
        for facet in facets[:MOST_VALUES]:
            action = menu.add_choice(self._words(key, facet), is_chosen=facet.value in chosen)
            action.setData(facet.value)
            action.triggered.connect(lambda _, value=facet.value: self._choose(key, value))
        if not facets:
            nothing = menu.addAction(self._language.text("Nothing to choose from yet"))
            nothing.setEnabled(False)
        elif len(facets) > MOST_VALUES:
            more = self._language.text("Type {key}:… to filter by others", key=key.value)
            menu.addAction(more).setEnabled(False)
        menu.addSeparator()
        clear = menu.addAction(self._language.text("Any"))
        clear.setEnabled(bool(chosen))
        # The menu stays open for the next choice.
        menu.triggered.connect(
            lambda _: clear.setEnabled(any(one.isChecked() for one in menu.actions()))
        )
        clear.triggered.connect(lambda: self.wished.emit(self._wish.choosing(key, ())))
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        chip = self.chips[key]
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _words(self, key: FilterKey, facet: Facet) -> str:
        words = value_words(self._language, key, facet.value)
        if facet.count < 0:
            return words
        return self._language.with_note(words, self._language.number(facet.count))

    def _choose(self, key: FilterKey, value: str) -> None:
        """Completeness has one limit; the other keys any number of values."""
        if key is FilterKey.COMPLETENESS:
            values = () if self._wish.terms.get(key) == (value,) else (value,)
            self.wished.emit(self._wish.choosing(key, values))
            if self._menu is not None:
                self._menu.close()
            return
        self.wished.emit(self._wish.toggling(key, value))
