"""What the brief page asks of the system: a printer, its dialog, a file, a folder."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget


def system_printer() -> QPrinter:
    """Return the person's usual printer."""
    return QPrinter(QPrinter.PrinterMode.HighResolution)


def ask_printer(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Let the person choose printer, copies and pages; False where they gave up."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if pages > 1:
        dialog.setMinMax(1, pages)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def ask_file(title: str, suggestion: str, pattern: str, parent: QWidget) -> str:
    """Let the person name a file; empty where they gave up."""
    return QFileDialog.getSaveFileName(parent, title, suggestion, pattern)[0]


def ask_folder(title: str, suggestion: str, parent: QWidget) -> str:
    """Let the person choose a folder; empty where they gave up."""
    return QFileDialog.getExistingDirectory(parent, title, suggestion)


@dataclass(frozen=True)
class Doors:
    """The ways out to the system; another program may bring its own."""

    make_printer: Callable[[], QPrinter] = system_printer
    ask_printer: Callable[[QPrinter, int, QWidget], bool] = ask_printer
    ask_file: Callable[[str, str, str, QWidget], str] = ask_file
    ask_folder: Callable[[str, str, QWidget], str] = ask_folder
