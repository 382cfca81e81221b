"""The colours of the window can be read by everybody (WCAG 2.2, 1.4.3 and 1.4.11)."""

import pytest
from PySide6.QtCore import Qt

from crm_desktop.ui.colours import COLOURS, Scheme
from crm_desktop.ui.theme import scheme_of_system

TEXT_RATIO, SHAPE_RATIO = 4.5, 3.0
_TEXTS = [
    *[
        (text, back)
        for text in ("text", "muted", "link")
        for back in ("window", "surface", "raised")
    ],
    ("text", "hover"),
    ("text", "rail"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_selected", "selected"),
    ("selected_danger", "selected"),
    ("selected_warning", "selected"),
    ("danger", "surface"),
    ("danger", "window"),
    ("danger", "danger_back"),
    ("warning", "warning_back"),
    ("warning", "surface"),
    ("good", "surface"),
    ("good", "good_back"),
    ("text", "info_back"),
    ("notice", "notice_back"),
    ("notice_action", "notice_back"),
    ("on_tier", "tier_a"),
    ("on_tier", "tier_b"),
    ("on_tier", "tier_c"),
]
_SHAPES = [("field_border", "surface"), ("accent", "surface"), ("icon", "window")]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("text", "back"), _TEXTS)
def test_texts_stand_out_from_what_is_behind_them(scheme, text, back):
    colours = COLOURS[scheme]

    assert ratio(colours[text], colours[back]) >= TEXT_RATIO


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("shape", "back"), _SHAPES)
def test_borders_of_fields_and_icons_can_be_seen(scheme, shape, back):
    colours = COLOURS[scheme]

    assert ratio(colours[shape], colours[back]) >= SHAPE_RATIO


def test_every_scheme_has_the_same_tokens():
    assert len({frozenset(colours) for colours in COLOURS.values()}) == 1


@pytest.mark.parametrize(
    ("system", "contrast", "wanted"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, Scheme.LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, Scheme.DARK),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, Scheme.LIGHT),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, Scheme.CONTRAST),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, Scheme.CONTRAST),
    ],
)
def test_the_look_follows_what_is_set_in_the_system(system, contrast, wanted):
    assert scheme_of_system(system, contrast) is wanted
