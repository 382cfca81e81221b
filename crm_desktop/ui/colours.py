"""The colours of the window, by what they are for; every pair is at least 4.5 : 1 (WCAG AA)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

_DARK_BELOW = 128


class Scheme(StrEnum):
    """The looks the window has."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_LIGHT = {
    "window": "#f4f6f9",
    "surface": "#ffffff",
    "raised": "#ffffff",
    "rail": "#e9edf3",
    "hover": "#eef2f7",
    "border": "#d6dce5",
    "field_border": "#8792a2",
    "text": "#1a2330",
    "muted": "#56616f",
    "disabled": "#9aa4b1",
    "icon": "#475364",
    "accent": "#1f5fc4",
    "accent_hover": "#184fa6",
    "on_accent": "#ffffff",
    "selected": "#dbe7fb",
    "on_selected": "#10243f",
    "link": "#1f5fc4",
    "danger": "#a8231b",
    "danger_back": "#fdecea",
    "warning": "#7a4d00",
    "warning_back": "#fff3d9",
    "good": "#17693d",
    "good_back": "#e2f4e9",
    "info_back": "#e6eefb",
    "notice_back": "#222c39",
    "notice": "#f2f5f9",
    "notice_action": "#9cc3ff",
    "tier_a": "#1f5fc4",
    "tier_b": "#0f6e6e",
    "tier_c": "#5f6b7a",
    "on_tier": "#ffffff",
    "groove": "#d6dce5",
    "selected_groove": "#b4c8ea",
    "selected_danger": "#a8231b",
    "selected_warning": "#7a4d00",
    "page": "#ffffff",
    "desk": "#cdd4de",
}
_DARK = {
    "window": "#14181e",
    "surface": "#1b2129",
    "raised": "#232b35",
    "rail": "#10141a",
    "hover": "#252e39",
    "border": "#343e4b",
    "field_border": "#6d7989",
    "text": "#e7ecf2",
    "muted": "#a4b0be",
    "disabled": "#66717f",
    "icon": "#b4c0ce",
    "accent": "#79aefb",
    "accent_hover": "#9cc3ff",
    "on_accent": "#0b1a30",
    "selected": "#274168",
    "on_selected": "#f0f5fc",
    "link": "#8ab8ff",
    "danger": "#ff9a90",
    "danger_back": "#45211f",
    "warning": "#f3c667",
    "warning_back": "#3d3116",
    "good": "#7fdba7",
    "good_back": "#17382a",
    "info_back": "#1d2f4a",
    "notice_back": "#e7ecf2",
    "notice": "#1a2330",
    "notice_action": "#1f5fc4",
    "tier_a": "#79aefb",
    "tier_b": "#63cfc4",
    "tier_c": "#a4b0be",
    "on_tier": "#0b1a30",
    "groove": "#343e4b",
    "selected_groove": "#47669a",
    "selected_danger": "#ffb3ab",
    "selected_warning": "#f3c667",
    "page": "#ffffff",
    "desk": "#0c0f14",
}
_CONTRAST = {
    "window": "#000000",
    "surface": "#000000",
    "raised": "#000000",
    "rail": "#000000",
    "hover": "#2b2b2b",
    "border": "#ffffff",
    "field_border": "#ffffff",
    "text": "#ffffff",
    "muted": "#ffffff",
    "disabled": "#b0b0b0",
    "icon": "#ffffff",
    "accent": "#ffe100",
    "accent_hover": "#fff27a",
    "on_accent": "#000000",
    "selected": "#ffe100",
    "on_selected": "#000000",
    "link": "#7fd0ff",
    "danger": "#ff9a9a",
    "danger_back": "#3a0000",
    "warning": "#ffe100",
    "warning_back": "#2a2500",
    "good": "#7dff9b",
    "good_back": "#002a0c",
    "info_back": "#001f3a",
    "notice_back": "#ffffff",
    "notice": "#000000",
    "notice_action": "#0033aa",
    "tier_a": "#7fd0ff",
    "tier_b": "#7dff9b",
    "tier_c": "#ffffff",
    "on_tier": "#000000",
    "groove": "#5c5c5c",
    "selected_groove": "#b8a200",
    "selected_danger": "#8a0000",
    "selected_warning": "#000000",
    "page": "#ffffff",
    "desk": "#000000",
}
COLOURS: Mapping[Scheme, Mapping[str, str]] = MappingProxyType(
    {Scheme.LIGHT: _LIGHT, Scheme.DARK: _DARK, Scheme.CONTRAST: _CONTRAST}
)
"""Colours by scheme and token; every scheme has the same tokens."""


def is_dark(palette: "QPalette") -> bool:
    """Return whether windows are dark in a palette, as that of the system before ours is set."""
    return palette.window().color().lightness() < _DARK_BELOW
