"""The language the whole program speaks, Qt's own dialogs and formats with it."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from crm_desktop.text import Language, LanguageCode

_LOCALES = {LanguageCode.ENGLISH: "en_GB", LanguageCode.CHINESE: "zh_CN"}


class Speech(QObject):
    """Made once for an application."""

    def __init__(self, application: QApplication, texts: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._texts = application, texts
        self._translators: list[QTranslator] = []

    def use(self, code: LanguageCode) -> Language:
        """Speak a language from now on and return it."""
        QLocale.setDefault(QLocale(_LOCALES[code]))
        for translator in self._translators:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        if code is not LanguageCode.ENGLISH:
            from crm_desktop.ui.qt_texts import QtTexts

            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            usual = QTranslator(self)
            usual.load(f"qtbase_{code.value}", folder)
            self._translators = [QtTexts(self), usual]
            for translator in self._translators:
                self._application.installTranslator(translator)
        return Language.load(code, self._texts)
