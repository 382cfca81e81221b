"""Tests of what Qt itself says in Chinese."""

import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from crm_desktop.ui.host import Host
from crm_desktop.ui.qt_texts import CHINESE


def test_a_file_dialog_of_qt_has_no_english_label(chinese_host: Host) -> None:
    assert chinese_host.window is not None
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = [one.text() for one in dialog.findChildren(QLabel)]
    words += [dialog.labelText(one) for one in QFileDialog.DialogLabel]
    assert not [one for one in words if re.search("[A-Za-z]{2}", one)]


def test_what_qt_lacks_is_added_and_the_rest_kept(chinese_host: Host) -> None:
    assert chinese_host.window is not None
    said = {key: QCoreApplication.translate(*key) for key in CHINESE}
    assert said == dict(CHINESE)
    assert QCoreApplication.translate("QFileDialog", "&Open") == "打开(&O)"
    assert QCoreApplication.translate("QFileDialog", "no text of Qt") == "no text of Qt"
