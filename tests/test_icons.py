"""The icons: every one can be tinted, scaled with the others, and has its licence beside it."""

import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
ICONS = ROOT / "resources" / "icons"
DESKTOP_ENTRY = "packaging/linux/crm-desktop.desktop"
OURS = {"app"}
LUCIDE = sorted(path for path in ICONS.glob("*.svg") if path.stem not in OURS)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", LUCIDE, ids=lambda path: path.stem)
def test_an_icon_is_drawn_on_the_grid_in_the_colour_it_is_given(path):
    icon = ElementTree.parse(path).getroot()

    assert icon.tag == f"{SVG}svg"
    assert (icon.get("width"), icon.get("height"), icon.get("viewBox")) == ("24", "24", "0 0 24 24")
    assert (icon.get("stroke"), icon.get("fill")) == ("currentColor", "none")
    assert list(icon)


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_holds_nothing_but_shapes(path):
    shapes = {"svg", "path", "circle", "rect", "line", "ellipse", "polyline", "polygon"}
    names = {part.tag.removeprefix(SVG) for part in ElementTree.parse(path).iter()}

    assert names <= shapes
    assert "<!--" not in path.read_text(encoding="utf-8")


def test_the_licence_of_the_icons_lies_beside_them():
    licence = (ICONS / "LICENSE").read_text(encoding="utf-8")

    assert "ISC License" in licence
    assert "Cole Bemis" in licence


def test_the_menu_of_a_linux_desktop_finds_program_and_sign():
    entry = ConfigParser(interpolation=None)
    entry.read(ROOT / DESKTOP_ENTRY, encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    lines = entry["Desktop Entry"]

    assert lines["exec"] in project["project"]["scripts"]
    assert f"share/icons/hicolor/scalable/apps/{lines['icon']}.svg" in shipped.values()
    assert all((ROOT / name).is_file() for name in shipped)
