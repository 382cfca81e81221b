"""What Qt's own Chinese leaves in English, such as labels of its file and print dialogs."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QTranslator

CHINESE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("QFileDialog", "&Look in:"): "查找范围(&L)：",
        ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
        ("QAbstractFileIconProvider", "Drive"): "驱动器",
        ("QAbstractFileIconProvider", "File"): "文件",
        ("QAbstractFileIconProvider", "Folder"): "文件夹",
        ("QAbstractFileIconProvider", "Unknown"): "未知",
        ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
        ("QPageSetupWidget", "Page &order:"): "页面顺序(&O)：",
        ("QPageSetupWidget", "Pages &per sheet:"): "每张页数(&P)：",
        ("QPrintSettingsOutput", "Page &Set:"): "页面集合(&S)：",
    }
)
"""By the place Qt names and its English (Qt 6.11)."""


class QtTexts(QTranslator):
    """Asked by Qt for what the translators installed after it do not know."""

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
        """Qt asks no empty translator."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        _remark: str | None = None,
        _count: int = -1,
    ) -> str:
        """Return the Chinese; None, which Qt takes as unknown, where there is none here."""
        return CHINESE.get((context, source))  # type: ignore[return-value]
