"""What the tiers are made by: method, cuts, weights, and who stays where they are (D3)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.tier_scheme import Method, Scheme, normalised
from crm_desktop.text import Language, mark
from crm_desktop.ui.labels import Label
from crm_desktop.ui.tiers.slider_row import SliderRow
from crm_desktop.ui.tiers.what_if import CUTS, STAYING, WEIGHTS, Knob
from crm_desktop.wording.tiers import METHODS

WIDTH_PX = 356
_MEANINGS = {
    Method.QUOTA: mark("The best by value index, up to a share of all customers."),
    Method.THRESHOLD: mark("Everybody whose value index reaches a cut-off."),
    Method.PARETO: mark("Those who bring the first part of the revenue of 12 months."),
}
_ORIGINS = {
    Method.QUOTA: mark("15 / 25 / 60 is the textbook's rule and no standard."),
    Method.THRESHOLD: mark("Our default, not the textbook's: change it."),
    Method.PARETO: mark("80 and 95 are our default: change them."),
}


class SchemePanel(QScrollArea):
    """``turned`` carries the :class:`Scheme` as it is set now, at every step of a slider.

    ``own_wanted`` and ``defaults_wanted`` are the two ways back.
    """

    turned = Signal(object)
    own_wanted = Signal()
    defaults_wanted = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._scheme = Scheme()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.methods: dict[Method, QPushButton] = {}
        self.rows: dict[str, SliderRow] = {}
        self._meaning = Label("", "small")
        self._origin = Label("", "small")
        self._sum = Label("", "small")
        self._cuts: dict[Method, QWidget] = {}
        self.kinds_apart = QCheckBox(language.text("Rank companies and persons apart"))
        self.own = QPushButton(language.text("As applied"))
        self.defaults = QPushButton(language.text("Defaults"))
        self._build()

    def show_scheme(self, scheme: Scheme) -> None:
        """Show a scheme; tells nobody."""
        self._scheme = scheme
        for method, button in self.methods.items():
            button.setChecked(method is scheme.method)
            self._cuts[method].setVisible(method is scheme.method)
        self._meaning.setText(self._language.text(_MEANINGS[scheme.method]))
        self._origin.setText(self._language.text(_ORIGINS[scheme.method]))
        for row in self.rows.values():
            row.show_number(row.knob.read(scheme))
        self.rows["border_points"].setVisible(scheme.method is not Method.PARETO)
        with QSignalBlocker(self.kinds_apart):
            self.kinds_apart.setChecked(scheme.kinds_apart)
        total = sum(normalised(scheme.weights).values()) * 100
        self._sum.setText(
            self._language.text(
                "Sum {sum}%; only the proportions count. Our default: change it.",
                sum=self._language.number(total),
            )
        )

    def _turn(self, scheme: Scheme) -> None:
        self.show_scheme(scheme)
        self.turned.emit(scheme)

    def _set_method(self, method: Method) -> None:
        self._turn(replace(self._scheme, method=method))

    def _set_apart(self, *, is_apart: bool) -> None:
        self._turn(replace(self._scheme, kinds_apart=is_apart))

    def _build(self) -> None:
        canvas = QFrame()
        canvas.setProperty("look", "surface")
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(14, 10, 14, 10)
        rows.setSpacing(4)
        rows.addLayout(self._method_row())
        self._meaning.setWordWrap(True)
        rows.addWidget(self._meaning)
        for method, knobs in CUTS.items():
            self._cuts[method] = self._group(knobs)
            rows.addWidget(self._cuts[method])
        rows.addWidget(self._origin)
        self._add_section(rows, mark("Weights of the value index"))
        rows.addWidget(self._group(WEIGHTS))
        self._sum.setWordWrap(True)
        rows.addWidget(self._sum)
        self._add_section(rows, mark("Who stays where they are (our defaults)"))
        rows.addWidget(self._group(STAYING))
        rows.addWidget(self.kinds_apart)
        self.kinds_apart.toggled.connect(lambda on: self._set_apart(is_apart=on))
        rows.addLayout(self._ways_back())
        rows.addStretch(1)
        self.setWidget(canvas)

    def _add_section(self, rows: QVBoxLayout, title: str) -> None:
        rows.addSpacing(4)
        rows.addWidget(Label(self._language.text(title), "section"))

    def _method_row(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for method in Method:
            words = self._language.text(METHODS[method])
            button = QPushButton(words[:1].upper() + words[1:])
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.setObjectName(f"method_{method}")
            named = self._language.labelled(self._language.text("Method"), button.text())
            button.setAccessibleName(named)
            button.clicked.connect(self._choosing(method))
            group.addButton(button)
            self.methods[method] = button
            row.addWidget(button, 1)
        return row

    def _choosing(self, method: Method) -> Callable[[], None]:
        return lambda: self._set_method(method)

    def _group(self, knobs: Sequence[Knob]) -> QWidget:
        group = QWidget()
        rows = QVBoxLayout(group)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for knob in knobs:
            row = self.rows[knob.code] = SliderRow(knob, self._language)
            row.turned.connect(self._turning(knob))
            rows.addWidget(row)
        return group

    def _turning(self, knob: Knob) -> Callable[[Decimal], None]:
        return lambda value: self._turn(knob.turn(self._scheme, value))

    def _ways_back(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(self._language.text("Back to"), "small"))
        for button, signal in (
            (self.own, self.own_wanted),
            (self.defaults, self.defaults_wanted),
        ):
            button.setProperty("look", "quiet")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row
