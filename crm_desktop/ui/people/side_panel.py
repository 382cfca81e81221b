"""What stands beside the influence map: how we stand and the legend, or somebody being edited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.forms.new_record import NewRecord
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.people.legend import MapLegend
from crm_desktop.ui.people.person_panel import PersonPanel
from crm_desktop.ui.people.standing import StandingPanel

WIDE_PX = 300


class SidePanel(QFrame):
    """The status always, below it one of three; it keeps its width, so that the map never jumps."""

    def __init__(self, standing: StandingPanel, legend: MapLegend, icons: Icons) -> None:
        super().__init__()
        self.standing, self.legend = standing, legend
        self._icons = icons
        self._form: NewRecord | None = None
        self.setProperty("look", "surface")
        self.setFixedWidth(WIDE_PX)
        self._stack = QStackedWidget()
        self._parts: dict[QWidget, QScrollArea] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2, 2, 2, 2)
        rows.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 10, 0)
        head.addWidget(standing)
        rows.addLayout(head)
        rows.addWidget(self._stack, 1)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """Never taller than the map: what has no room is scrolled to."""
        return False

    def build(self, language: Language) -> None:
        """Put the parts together."""
        self.turn = QPushButton(language.text("Legend"))
        self.turn.setProperty("look", "quiet")
        self.turn.setCheckable(True)
        self.turn.setAccessibleName(language.text("Show the legend"))
        self.turn.toggled.connect(self.show_legend)
        overview = QWidget()
        rows = QVBoxLayout(overview)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.turn, alignment=Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.legend)
        rows.addStretch(1)
        self._stack.addWidget(_scrolled(overview))
        self.show_legend(is_shown=True)

    @property
    def shows_person(self) -> bool:
        """True while somebody is being edited."""
        area = self._stack.currentWidget()
        return any(isinstance(part, PersonPanel) and area is at for part, at in self._parts.items())

    @property
    def new_form(self) -> NewRecord | None:
        """The form of a person being added, also while it is put away; None while there is none."""
        return self._form

    def show_overview(self) -> None:
        """Show how we stand, and the legend."""
        self._stack.setCurrentIndex(0)
        self.standing.show_steps(are_shown=True)

    def keep(self, part: QWidget) -> None:
        """Have a part ready to be shown."""
        if part not in self._parts:
            self._parts[part] = _scrolled(part)
            self._stack.addWidget(self._parts[part])

    def show_person(self, panel: PersonPanel) -> None:
        """Show who is being edited."""
        self._show(panel)

    def show_form(self, form: NewRecord) -> None:
        """Show the form of somebody new."""
        self._form = form
        self._show(form)

    def end_form(self) -> None:
        """Put the form of somebody new away."""
        if self._form is None:
            return
        area = self._parts.pop(self._form)
        self._form = None
        self._stack.removeWidget(area)
        area.hide()
        area.deleteLater()
        self.show_overview()

    def _show(self, part: QWidget) -> None:
        self.keep(part)
        self._stack.setCurrentWidget(self._parts[part])
        self.standing.show_steps(are_shown=False)

    def show_legend(self, is_shown: bool) -> None:
        """Show the legend, or its title alone."""
        self.legend.setVisible(is_shown)
        self.turn.setChecked(is_shown)
        put_icon(self.turn, self._icons, "chevron-up" if is_shown else "chevron-down", "link")


def _scrolled(part: QWidget) -> QScrollArea:
    part.setProperty("look", "canvas")
    around = QWidget()
    around.setProperty("look", "canvas")
    rows = QVBoxLayout(around)
    rows.setContentsMargins(12, 10, 10, 10)
    rows.addWidget(part)
    rows.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(around)
    return area
