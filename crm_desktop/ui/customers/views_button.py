"""The button with the saved views: take one, keep the present one, rename, delete."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.services import list_views
from crm_desktop.services.list_views import BUILT_IN, ListView
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.customers.ask_bar import Ask, AskBar
from crm_desktop.ui.customers.list_filter import ListWish
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.workspace import Workspace, Written
from crm_desktop.wording.list_views import VIEWS


class ViewsButton(QPushButton):
    """``taken`` carries the :class:`ListView` to show."""

    taken = Signal(object)

    def __init__(self, workspace: Workspace, icons: Icons, bar: AskBar) -> None:
        super().__init__(workspace.language.text("Views"))
        put_icon(self, icons, "list")
        self._workspace, self._bar = workspace, bar
        self._language = workspace.language
        self._icons = icons
        self._wish = ListWish()
        self._known: list[ListView] | None = None
        self._columns: Callable[[], Sequence[str]] = tuple
        set_tip(self, self._language.text("Saved views of the list"))
        self.clicked.connect(self._open)
        workspace.changed.connect(self._hear)

    def show_wish(self, wish: ListWish) -> None:
        """Know what would be saved, and show which view it is."""
        self._wish = wish
        name = self._name_of(wish)
        self.setText((name or self._language.text("Views")).replace("&", "&&"))
        label = self._language.text("Views")
        self.setAccessibleName(self._language.labelled(label, name) if name else label)

    def ask_columns(self, columns: Callable[[], Sequence[str]]) -> None:
        """Know whom to ask which columns a saved view shows."""
        self._columns = columns

    def _hear(self, changes: Changes) -> None:
        """Read the views again where a setting changed, as by an undo."""
        if Kind.SETTING in changes.kinds:
            self._known = None
            self.show_wish(self._wish)

    def _views(self) -> list[ListView]:
        if self._known is None:
            say = self._language.text
            built_in = [ListView(say(VIEWS[code]), query) for code, query in BUILT_IN.items()]
            self._known = [*built_in, *list_views.list_views(self._workspace.database)]
        return self._known

    def _name_of(self, wish: ListWish) -> str:
        views = self._views() if wish.is_filtered or wish.sort else []
        return next((one.name for one in views if wish.asks_the_same(one.query)), "")

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("menu-views")
        views = self._views()
        own = views[len(BUILT_IN) :]
        for place, view in enumerate(views):
            if place == len(BUILT_IN):
                menu.addSeparator()
            action = menu.addAction(view.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._wish.asks_the_same(view.query))
            action.triggered.connect(lambda _=False, view=view: self.taken.emit(view))
        menu.addSeparator()
        self._add_edits(menu, [view for view in own if self._wish.asks_the_same(view.query)])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _add_edits(self, menu: QMenu, shown: list[ListView]) -> None:
        say = self._language.text
        save = menu.addAction(self._icons.icon("save"), say("Save this view…"))
        save.triggered.connect(self._save)
        for view in shown[:1]:
            name = view.name.replace("&", "&&")
            rename = menu.addAction(self._icons.icon("pencil"), say("Rename “{name}”…", name=name))
            rename.triggered.connect(lambda _=False, name=view.name: self._rename(name))
            delete = menu.addAction(self._icons.icon("trash-2"), say("Delete “{name}”", name=name))
            delete.triggered.connect(lambda _=False, name=view.name: self._delete(name))

    def _save(self) -> None:
        say, database = self._language.text, self._workspace.database
        author = self._workspace.author
        query, columns = self._wish.query, tuple(self._columns())
        ask = Ask(say("Save what is shown as a view:"), say("Name of the view"), say("Save"))

        def answer(name: str, _: str) -> None:
            view = ListView(name, query, columns)
            notice = say("Saved the view {name}", name=name)
            self._write(lambda: list_views.save_view(database, view, author=author), notice)

        own = [(view.name, view.name) for view in list_views.list_views(database)]
        self._bar.ask(ask, own, answer)

    def _rename(self, old: str) -> None:
        say, database = self._language.text, self._workspace.database
        author = self._workspace.author
        sentence = say("Another name for the view “{name}”:", name=old)
        ask = Ask(sentence, say("Name of the view"), say("Rename"))

        def answer(name: str, _: str) -> None:
            notice = say("Called a view {name}", name=name)
            self._write(lambda: list_views.rename_view(database, old, name, author=author), notice)

        self._bar.ask(ask, [], answer)

    def _delete(self, name: str) -> None:
        database, author = self._workspace.database, self._workspace.author
        notice = self._language.text("Removed the view {name}", name=name)
        self._workspace.write(
            lambda: list_views.delete_view(database, name, author=author),
            notice=notice,
            owner=self,
        )

    def _write(self, work: Callable[[], Written], notice: str) -> None:
        self._workspace.write(
            work,
            then=lambda _: self._bar.close_ask(),
            failed=self._bar.show_problem,
            notice=notice,
            owner=self,
        )
