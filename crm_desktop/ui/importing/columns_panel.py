"""How one list is understood: choices, what is wrong, and the first rows under their fields."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.services.import_views import ListView
from crm_desktop.text import Language
from crm_desktop.ui.importing.column_editor import ConstantEditor
from crm_desktop.ui.importing.columns_table import ColumnsTable
from crm_desktop.ui.importing.decisions import Decisions
from crm_desktop.ui.importing.list_bar import ListBar
from crm_desktop.ui.labels import Label
from crm_desktop.wording.list_problems import list_problem_text


class ColumnsPanel(QWidget):
    """Changes go into the decisions at once; then ``changed`` or ``reread`` tells."""

    changed = Signal()
    """A list is understood otherwise as it is shown here already."""
    reread = Signal()
    """A list must be read anew before it can be shown."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._decisions, self._place = Decisions([]), 0
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(8)
        self.bar = ListBar(language)
        rows.addWidget(self.bar)
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        rows.addWidget(self._problem)
        self.table = ColumnsTable(language)
        rows.addWidget(self.table, 1)
        line = QHBoxLayout()
        self.constant = QPushButton(language.text("Same value in every row…"))
        self.constant.setProperty("look", "quiet")
        self.constant.clicked.connect(self._ask_constant)
        line.addWidget(self.constant)
        line.addStretch(1)
        rows.addLayout(line)
        self._connect()

    def show_list(
        self, decisions: Decisions, place: int, refused: Mapping[str, int] | None = None
    ) -> None:
        """Show one of the lists, and how many of its rows are refused for which field."""
        self._decisions, self._place = decisions, place
        view = decisions.at(place)
        is_readable = view is not None and view.is_readable
        self.bar.setVisible(is_readable)
        self.table.setVisible(is_readable)
        self.constant.setVisible(is_readable)
        self._show_problem(view)
        if view is not None and view.is_readable:
            self.bar.show_list(view)
            self.table.show_list(view, refused or {})
            self.table.setEnabled(not view.is_left_out)

    def _show_problem(self, view: ListView | None) -> None:
        problem = view.problem if view is not None else None
        said = list_problem_text(self._language, problem) if problem is not None else ""
        if view is not None and view.is_left_out:
            said = self._language.text(
                "This list is left out. Say what its rows are, or untick the box, to import it."
            )
        self._problem.setText(said)
        self._problem.setVisible(bool(said))

    def _connect(self) -> None:
        bar = self.bar
        bar.entity_chosen.connect(self._set_entity)
        bar.reading_chosen.connect(self._set_reading)
        bar.left_out.connect(self._leave_out)
        bar.key_chosen.connect(self._set_key)
        bar.decimals_chosen.connect(self._set_decimals)
        self.table.bound.connect(self._bind)
        queued = Qt.ConnectionType.QueuedConnection
        self.table.constant_removed.connect(self._remove_constant, queued)

    def _set_entity(self, entity: object) -> None:
        self._decisions.set_entity(self._place, entity)  # type: ignore[arg-type]
        self.reread.emit()

    def _set_reading(self, name: str, value: object) -> None:
        self._decisions.set_reading(self._place, **{name: value})
        self.reread.emit()

    def _leave_out(self, is_left_out: bool) -> None:
        self._decisions.set_left_out(self._place, is_left_out=is_left_out)
        self.reread.emit()

    def _set_key(self, key: object) -> None:
        self._decisions.set_key(self._place, key)  # type: ignore[arg-type]
        self.changed.emit()

    def _set_decimals(self, mark: object) -> None:
        self._decisions.set_decimals(self._place, mark)  # type: ignore[arg-type]
        self.changed.emit()

    def _bind(self, column: int, bindings: list[object]) -> None:
        self._decisions.bind(self._place, column, bindings)  # type: ignore[arg-type]
        self.changed.emit()

    def _remove_constant(self, field: str) -> None:
        self._decisions.remove_constant(self._place, field)
        self.changed.emit()

    def _ask_constant(self) -> None:
        view = self._decisions.at(self._place)
        if view is not None:
            editor = ConstantEditor(self.constant, self._language, view.mapping.entity)
            editor.decided.connect(partial(self._add_constant), Qt.ConnectionType.QueuedConnection)
            editor.open()

    def _add_constant(self, binding: object) -> None:
        self._decisions.add_constant(self._place, binding)  # type: ignore[arg-type]
        self.changed.emit()
