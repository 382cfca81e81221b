"""The line under an import: import or not, keep how a list is understood, mend refused rows."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.problems import CrmError
from crm_desktop.services.import_mappings import forget_mapping, save_mapping, write_mapping_file
from crm_desktop.services.import_views import ListView
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.workspace import Workspace

_NAME_PX = 240
_ENDING = ".toml"
Views = Callable[[], tuple[tuple[ListView, ...], int]]


class ImportFoot(QWidget):
    """Buttons of the import page; one line asks for the name of a mapping where that is wanted."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self.views: Views = lambda: ((), 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        self._rejects = QWidget()
        self._reject_line = QHBoxLayout(self._rejects)
        self._reject_line.setContentsMargins(0, 0, 0, 0)
        self._reject_line.setSpacing(8)
        rows.addWidget(self._rejects)
        rows.addWidget(self._naming())
        rows.addLayout(self._buttons())
        self.start()

    def start(self) -> None:
        """Stand as before an import."""
        self._name_line.hide()
        self._rejects.hide()
        self.import_button.show()
        self.cancel.setText(self._workspace.language.text("Don't import"))

    def show_lists(self, views: tuple[ListView, ...]) -> None:
        """Offer to keep how the lists are understood; a saved mapping can be removed."""
        readable = [one for one in views if one.is_readable and not one.is_left_out]
        for button in (self.save, self.save_file):
            button.setVisible(bool(readable))
        now = self._now()
        self.forget.setVisible(now is not None and bool(now.saved_as))

    def show_rejects(self, files: list[Path]) -> None:
        """Offer to open the files with refused rows, and their folder, after an import."""
        text = self._workspace.language.text
        while item := self._reject_line.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for path in files:
            self._reject_line.addWidget(Label(path.name))
            words = text("Open the file")
            button = icon_button(self._icons, "external-link", words)
            button.setAccessibleName(text("Open {name}", name=path.name))
            button.clicked.connect(partial(self._open, path))
            self._reject_line.addWidget(button)
        folder = icon_button(self._icons, "folder-open", text("Open folder"))
        folder.clicked.connect(partial(self._open, files[0].parent))
        self._reject_line.addWidget(folder)
        self._reject_line.addStretch(1)
        self._rejects.show()
        self.import_button.hide()
        self.cancel.setText(text("To the customers"))

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            said = self._workspace.language.text("No program opened {path}.", path=str(path))
            self._workspace.tell(said)

    def _leave(self) -> None:
        navigation = self._workspace.navigation
        if self.import_button.isVisibleTo(self):
            navigation.back_wanted.emit()
        else:
            navigation.page_wanted.emit(Page.CUSTOMERS)

    def _buttons(self) -> QHBoxLayout:
        text = self._workspace.language.text
        line = QHBoxLayout()
        line.setSpacing(8)
        self.import_button = QPushButton(text("Import"))
        self.import_button.setProperty("look", "primary")
        self.cancel = QPushButton(text("Don't import"))
        self.cancel.clicked.connect(self._leave)
        self.forget = QPushButton(text("Forget this mapping"))
        self.save = QPushButton(text("Remember this mapping…"))
        self.save_file = QPushButton(text("Save as mapping file…"))
        self.forget.clicked.connect(self._forget)
        self.save.clicked.connect(self._ask_name)
        self.save_file.clicked.connect(self._save_file)
        line.addWidget(self.import_button)
        line.addWidget(self.cancel)
        line.addStretch(1)
        for button in (self.forget, self.save, self.save_file):
            button.setProperty("look", "quiet")
            line.addWidget(button)
        return line

    def _naming(self) -> QWidget:
        text = self._workspace.language.text
        self._name_line = QWidget()
        line = QHBoxLayout(self._name_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.name = QLineEdit()
        self.name.setFixedWidth(_NAME_PX)
        self.name.setAccessibleName(text("Name of the mapping"))
        self.name.setPlaceholderText(text("Name of the mapping"))
        self.name.returnPressed.connect(self._save)
        keep = QPushButton(text("Remember"))
        keep.clicked.connect(self._save)
        give_up = QPushButton(text("Cancel"))
        give_up.setProperty("look", "quiet")
        give_up.clicked.connect(self._name_line.hide)
        said = Label(
            text("The next list with this name or these headings is understood the same way."),
            "muted",
        )
        for widget in (self.name, keep, give_up, said):
            line.addWidget(widget)
        line.addStretch(1)
        return self._name_line

    def _now(self) -> ListView | None:
        views, place = self.views()
        return views[place] if 0 <= place < len(views) else None

    def _ask_name(self) -> None:
        view = self._now()
        if view is not None:
            self.name.setText(view.saved_as or view.path.stem)
            self.name.selectAll()
            self._name_line.show()
            self.name.setFocus()

    def _save(self) -> None:
        view, name = self._now(), self.name.text().strip()
        if view is None or not name:
            return
        self._name_line.hide()
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: save_mapping(database, name, view, author=author),
            notice=self._workspace.language.text("The mapping {name} is remembered.", name=name),
        )

    def _forget(self) -> None:
        view = self._now()
        if view is not None and view.saved_as:
            database, author, name = (
                self._workspace.database,
                self._workspace.author,
                view.saved_as,
            )
            self.forget.hide()
            self._workspace.write(
                lambda: forget_mapping(database, name, author=author),
                notice=self._workspace.language.text("The mapping {name} is forgotten.", name=name),
            )

    def _save_file(self) -> None:
        views, _ = self.views()
        kept = [one for one in views if one.is_readable and not one.is_left_out]
        language = self._workspace.language
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            language.text("Save as mapping file"),
            str(kept[0].path.with_name(f"mapping{_ENDING}")),
            f"{language.text('Mapping files')} (*{_ENDING})",
        )
        if chosen:
            path = Path(chosen)
            self.write_file(path if path.suffix else path.with_suffix(_ENDING), kept)

    def write_file(self, path: Path, views: list[ListView]) -> None:
        """Write how lists are understood as a file the command line takes."""
        try:
            write_mapping_file(path, views)
        except CrmError as error:
            self._workspace.tell_problem(error)
            return
        said = self._workspace.language.text("Saved as {path}.", path=str(path))
        self._workspace.tell(said)
