"""Taking everything out of a layout, so that it can be filled anew."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Take out and delete the widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # Deleted only in the next turn: until then it would stand over what comes.
            widget.hide()
            widget.deleteLater()
