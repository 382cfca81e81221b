"""The panel beneath a column: which field it fills, found by typing, and its rules."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from crm_desktop.domain.imports import Binding, Entity
from crm_desktop.services.import_views import ListView, own_field
from crm_desktop.text import Language
from crm_desktop.ui.importing.column_rules import ColumnRules
from crm_desktop.ui.importing.column_words import fields_of
from crm_desktop.ui.popover import Popover

_LIST_PX = 190
_KEY = Qt.ItemDataRole.UserRole
_NOTHING = ""


class FieldList(QWidget):
    """A search line over the fields of an entity; arrows and Enter work from the line."""

    chosen = Signal(str)
    """The key of a field, "" for none."""

    def __init__(self, language: Language, choices: Sequence[tuple[str, str]], now: str) -> None:
        super().__init__()
        from PySide6.QtWidgets import QVBoxLayout

        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        caption = language.text("Search a field")
        self.line = QLineEdit()
        self.line.setPlaceholderText(caption)
        self.line.setAccessibleName(caption)
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self._filter)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(language.text("Fields"))
        self.list.setFixedHeight(_LIST_PX)
        for key, words in choices:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            self.list.addItem(item)
            if key == now:
                self.list.setCurrentItem(item)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        rows.addWidget(self.line)
        rows.addWidget(self.list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let arrows and Enter of the line move and choose in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None and not item.isHidden():
                    self._choose(item)
                return True
        return super().eventFilter(watched, event)

    def _seen(self) -> list[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in items if not item.isHidden()]

    def _step(self, by: int) -> None:
        seen = self._seen()
        if seen:
            now = self.list.currentItem()
            at = seen.index(now) + by if now in seen else 0
            self.list.setCurrentItem(seen[max(0, min(at, len(seen) - 1))])

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            said = f"{item.text()} {item.data(_KEY)}".casefold()
            item.setHidden(not all(word in said for word in wanted))
        if seen := self._seen():
            self.list.setCurrentItem(seen[0])

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_KEY))


class ColumnEditor(Popover):
    """Decides what one column becomes; what was chosen counts when the panel goes."""

    decided = Signal(list)
    """The bindings of the column, none where it is left out."""

    def __init__(self, beside: QWidget, language: Language, view: ListView, column: int) -> None:
        super().__init__(beside, view.heading(column))
        self._rules = ColumnRules(language, view, column)
        self._before = list(self._rules.bindings)
        self._own = own_field(view.heading(column))
        now = self._rules.key or _NOTHING
        choices = _choices(language, view, self._own)
        self.fields = FieldList(language, choices, now)
        self.fields.chosen.connect(self._use)
        self.rows.addWidget(self.fields)
        self.rows.addWidget(self._rules)
        done = QPushButton(language.text("Done"))
        done.setProperty("look", "primary")
        done.clicked.connect(self.close)
        self.rows.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        self._is_given_up = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape gives up."""
        self._is_given_up = event.key() == Qt.Key.Key_Escape
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell what was decided, once this panel is out of the way."""
        super().closeEvent(event)
        found: list[Binding] = list(self._rules.bindings)
        if found != self._before and not self._is_given_up:
            self._before = found
            self.decided.emit(found)

    def _use(self, key: str) -> None:
        self._rules.use(key or None)
        QTimer.singleShot(0, self, self.place)


def _choices(language: Language, view: ListView, own: str) -> list[tuple[str, str]]:
    entity = view.mapping.entity
    found = [(_NOTHING, language.text("Leave out"))]
    if entity is Entity.CUSTOMERS:
        name = own.partition(":")[2]
        found.append((own, language.text("Own field “{name}”", name=name)))
    return found + fields_of(language, entity)


class ConstantEditor(Popover):
    """Asks for a field and the value that every row gets."""

    decided = Signal(Binding)

    def __init__(self, beside: QWidget, language: Language, entity: Entity) -> None:
        super().__init__(beside, language.text("The same value in every row"))
        self._key = _NOTHING
        self.fields = FieldList(language, fields_of(language, entity), _NOTHING)
        self.fields.chosen.connect(self._use)
        self.rows.addWidget(self.fields)
        self.value = QLineEdit()
        self.value.setPlaceholderText(language.text("Value"))
        self.value.setAccessibleName(language.text("Value"))
        self.value.returnPressed.connect(self._decide)
        self.rows.addWidget(self.value)
        done = QPushButton(language.text("Done"))
        done.setProperty("look", "primary")
        done.clicked.connect(self._decide)
        self.rows.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)

    def _use(self, key: str) -> None:
        self._key = key
        self.value.setFocus()

    def _decide(self) -> None:
        item = self.fields.list.currentItem()
        key = self._key or (item.data(_KEY) if item is not None else _NOTHING)
        text = self.value.text().strip()
        if key and text:
            self.decided.emit(Binding(key, constant=text))
            self.close()
