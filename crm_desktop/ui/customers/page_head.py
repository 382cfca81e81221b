"""The head of the customers page: filter field, count, views and columns, a new customer."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.ui.actions import ACTIONS, ActionCode, plain
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.customers.ask_bar import AskBar
from crm_desktop.ui.customers.filter_bar import FilterBar
from crm_desktop.ui.customers.search_field import SearchField
from crm_desktop.ui.customers.views_button import ViewsButton
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.workspace import Workspace

ICON = 18
FIELD_WIDTH = (200, 380)


class PageHead(QWidget):
    """Its parts are public: the page connects them."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        language = self._language = workspace.language
        self._icons = icons
        self.field = SearchField(language, icons)
        self.field.setMinimumWidth(FIELD_WIDTH[0])
        self.field.setMaximumWidth(FIELD_WIDTH[1])
        self.count = Label("", "muted")
        self.ask_bar = AskBar(language)
        self.views = ViewsButton(workspace, icons, self.ask_bar)
        self.columns = self._tool("columns-3", language.text("Columns and order"))
        self.bin = self._tool("trash-2", language.text("Bin"))
        self.bin.setCheckable(True)
        self.preview = self._tool("eye", language.text("Preview beside the list"))
        self.preview.setCheckable(True)
        self.preview.setChecked(True)
        self.add = icon_button(icons, "user-plus", language.text("Add customer"), "on_accent")
        self.add.setProperty("look", "primary")
        spec = ACTIONS[ActionCode.NEW_CUSTOMER]
        set_tip(self.add, language.with_note(language.text(spec.tip), spec.shortcut))
        self.filters = FilterBar(workspace, icons)
        self._has_filters = True
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()

    def show_for(self, *, bin_is_shown: bool) -> None:
        """Show what belongs to the list, which has no meaning for the bin."""
        for widget in (self.field, self.count, self.views, self.columns, self.preview):
            widget.setVisible(not bin_is_shown)
        self.filters.setVisible(not bin_is_shown and self._has_filters)

    def show_filters(self, *, are_wanted: bool) -> None:
        """Show the chips unless there is nobody to filter."""
        self._has_filters = are_wanted
        self.filters.setVisible(are_wanted and not self.bin.isChecked())

    def show_problem(self, text: str) -> None:
        """Say beneath the field why its text can't be followed."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
        state = "wrong" if text else ""
        if self.field.property("state") != state:
            self.field.setProperty("state", state)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        title = plain(self._language.text(ACTIONS[ActionCode.CUSTOMERS].text))
        row.addWidget(Label(title, "title"))
        row.addSpacing(8)
        row.addWidget(self.field, 2)
        row.addWidget(self.count)
        row.addStretch(1)
        for widget in (self.views, self.columns, self.preview, self.bin, self.add):
            row.addWidget(widget)
        rows.addLayout(row)
        rows.addWidget(self._problem)
        rows.addWidget(self.filters)
        rows.addWidget(self.ask_bar)

    def _tool(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        picture = self._icons.icon(icon)
        pressed = self._icons.pixmap(icon, ICON, "on_selected")
        picture.addPixmap(pressed, QIcon.Mode.Normal, QIcon.State.On)
        button.setIcon(picture)
        button.setIconSize(QSize(ICON, ICON))
        button.setAccessibleName(words)
        set_tip(button, words)
        return button
