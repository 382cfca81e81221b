"""The menu that chooses columns and the order of the list, also without a mouse."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crm_desktop.text import Language
from crm_desktop.ui.customers.choice_menu import ChoiceMenu
from crm_desktop.ui.customers.columns import COLUMNS, Column
from crm_desktop.ui.customers.list_table import ListTable


def open_column_menu(
    parent: QWidget,
    place: QPoint,
    table: ListTable,
    language: Language,
    sort: Callable[[Column], None],
) -> None:
    """Offer every column to tick, to sort by, and the usual ones."""
    menu = ChoiceMenu(parent)
    menu.setObjectName("menu-columns")
    shown = table.shown_columns()
    for column, spec in COLUMNS.items():
        action = menu.add_choice(language.text(spec.heading), is_chosen=column in shown)
        action.setObjectName(f"column-{column.value}")
        action.toggled.connect(
            lambda is_shown, column=column: table.toggle_column(column, is_shown=is_shown)
        )
    menu.addSeparator()
    orders = menu.addMenu(language.text("Sort by"))
    for column in shown:
        action = orders.addAction(language.text(COLUMNS[column].heading))
        action.triggered.connect(lambda _=False, column=column: sort(column))
    usual = menu.addAction(language.text("Usual columns"))
    usual.triggered.connect(table.reset_columns)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
