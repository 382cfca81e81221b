"""What a screen reader meets: everything the keyboard reaches says what it is."""

import pytest
from every_screen import screens
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

CUSTOMER = 1
_NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
# Qt calls every scrolled area so; ours are the pages of a brief, which read themselves out.
_SCROLLED = QAbstractScrollArea


def reachable(window: QWidget) -> list[QWidget]:
    """The visible widgets that take the keyboard by Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in reachable(window):
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name).strip()
        has_role = face.role() not in _NO_ROLES or isinstance(widget, _SCROLLED)
        if not name or not has_role:
            parents = [type(widget).__name__]
            parent = widget.parentWidget()
            while parent is not None and len(parents) < 5:
                parents.append(type(parent).__name__)
                parent = parent.parentWidget()
            found.append(f"{' < '.join(parents)} name={name!r} role={face.role()}")
    return found


@pytest.mark.parametrize("made", ["host", "chinese_host"])
def test_everything_the_keyboard_reaches_has_a_name_and_a_role(made, request):
    host = request.getfixturevalue(made)

    found = {name: nameless(window) for name, window in screens(host, CUSTOMER)}

    assert {name: widgets for name, widgets in found.items() if widgets} == {}


def test_no_scroll_area_is_a_dead_stop_for_the_keyboard(host):
    """A scrolled column of widgets takes no focus itself: Tab would seem to do nothing there."""
    stops = {
        name: [type(one).__name__ for one in reachable(window) if isinstance(one, QScrollArea)]
        for name, window in screens(host, CUSTOMER)
    }

    assert not any(stops.values())
