"""One number of a scheme: its name, a slider to try and a box to type into."""

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSlider, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.labels import ElidedLabel, set_tip
from crm_desktop.ui.tiers.what_if import Knob

NAME_PX = 146
BOX_PX = 66


class SliderRow(QWidget):
    """``turned`` carries the number a person set, every step of it."""

    turned = Signal(object)

    def __init__(self, knob: Knob, language: Language) -> None:
        super().__init__()
        self.knob = knob
        name = language.text(knob.label)
        name = name[:1].upper() + name[1:]
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(knob.low, knob.high)
        self.slider.setPageStep(max(1, knob.high // 10))
        self.box = _Box(language, knob)
        label = ElidedLabel(name)
        label.setFixedWidth(NAME_PX)
        label.setBuddy(self.box)
        set_tip(self, language.text(knob.tip) or name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        for widget in (self.slider, self.box):
            widget.setAccessibleName(name)
            widget.setObjectName(knob.code)
            widget.setAccessibleDescription(language.text(knob.tip))
        self.slider.valueChanged.connect(self._slid)
        self.box.valueChanged.connect(self._typed)

    def show_number(self, value: Decimal) -> None:
        """Show a number; tells nobody."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value))
        if Decimal(str(self.box.value())) != value:
            with QSignalBlocker(self.box):
                self.box.setValue(float(value))

    def _slid(self, value: int) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value)
        self.turned.emit(Decimal(value))

    def _typed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value))
        self.turned.emit(Decimal(str(value)))


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll the page: a wheel passing over must not change the tiers."""
        event.ignore()


class _Box(QDoubleSpinBox):
    """Numbers without needless zeros."""

    def __init__(self, language: Language, knob: Knob) -> None:
        super().__init__()
        self._language = language
        self.setRange(knob.low, knob.high)
        self.setDecimals(0 if knob.code == "hold_days" else 1)
        self.setSuffix("%" if knob.unit == "%" else "")
        self.setKeyboardTracking(True)
        self.setFixedWidth(BOX_PX)
        self.setProperty("look", "number")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def textFromValue(self, value: float) -> str:  # noqa: N802 (Qt's name)
        """Return a number as this language writes it."""
        return self._language.number(Decimal(str(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll the page."""
        event.ignore()
