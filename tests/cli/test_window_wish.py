"""The wish for the window: when the program has it, and what it says where none can open."""

import subprocess
import sys

import pytest

from crm_desktop.cli.open_window import OpenWindow
from crm_desktop.text import LanguageCode

SCREEN = {"DISPLAY": ":1"}
# The program with a window of the test's own, told in one line.
STAND_IN = """
import sys, types
window = types.ModuleType("crm_desktop.app")
window.run = lambda path, environ, language: print(path, environ["DISPLAY"], language) or 5
sys.modules["crm_desktop.app"] = window
from crm_desktop.__main__ import main
sys.exit(main())
"""
WITHOUT_LIBRARY = """
import sys
class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == "crm_desktop.app":
            raise ImportError("libEGL.so.1: cannot open", name="QtGui")
sys.meta_path.insert(0, Broken())
from crm_desktop.__main__ import main
sys.exit(main())
"""


def start(source, home, *words, **environ):
    """Run the program with another start than its own, on a screen."""
    return subprocess.run(
        [sys.executable, "-c", source, *words],
        env={"CRM_DESKTOP_HOME": str(home), "LANG": "en_GB.UTF-8", "DISPLAY": ":1"} | environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_a_command_the_window_opens_on_the_given_file(call, file):
    assert call("--file", file, **SCREEN).code == OpenWindow(file)


def test_without_a_command_the_window_opens_on_the_last_file(call, file):
    call("list", "--file", file)

    assert call(**SCREEN).code == OpenWindow(file)


def test_the_very_first_time_the_window_opens_without_a_file(call):
    assert call(WAYLAND_DISPLAY="wayland-0").code == OpenWindow()


def test_a_language_asked_for_goes_along(call):
    assert call("--lang", "zh", **SCREEN).code == OpenWindow(language=LanguageCode.CHINESE)


@pytest.mark.parametrize(
    "words", [["--json"], ["--as-of", "2026-06-15"]], ids=lambda words: words[0]
)
def test_what_the_window_does_not_know_asks_for_a_command(call, words):
    answer = call(*words, **SCREEN)

    assert answer.code == 2
    assert answer.err.startswith("crm-desktop: Say what to do: demo, today, import, ")


@pytest.mark.skipif(sys.platform != "linux", reason="a screen is always there")
def test_without_a_screen_a_sentence_says_so(call):
    answer = call()

    assert answer.code == 1
    assert answer.err == (
        "crm-desktop: There is no screen to open the window on. "
        "Give a command instead; crm-desktop --help tells about them.\n"
    )


def test_who_chooses_a_platform_for_qt_needs_no_screen(call):
    assert call(QT_QPA_PLATFORM="offscreen").code == OpenWindow()


@pytest.mark.parametrize("package", ["PySide6", "pypdfium2"])
def test_without_the_packages_of_the_window_a_sentence_says_what_to_install(
    call, package, monkeypatch
):
    monkeypatch.setitem(sys.modules, package, None)

    answer = call(**SCREEN)

    assert answer.code == 2
    assert "pip install 'crm-desktop[window]'" in answer.err
    assert answer.err.count("\n") == 1


def test_the_demo_ends_in_the_window(call, tmp_path):
    out = tmp_path / "demo"

    assert call("demo", "--out", out, **SCREEN).code == OpenWindow(out / "sample.crm")


@pytest.mark.parametrize("environ", [{}, SCREEN | {"QT_QPA_PLATFORM": "offscreen"}], ids=str)
@pytest.mark.skipif(sys.platform != "linux", reason="a screen is always there")
def test_the_demo_opens_no_window_that_nobody_sees(call, tmp_path, environ):
    assert call("demo", "--out", tmp_path / "demo", **environ).code == 0


def test_the_entry_carries_out_the_wish(tmp_path):
    done = start(STAND_IN, tmp_path, "--file", "a.crm", "--lang", "zh_CN")

    assert (done.stdout, done.stderr, done.returncode) == ("a.crm :1 zh_CN\n", "", 5)


def test_a_library_of_qt_that_is_missing_is_a_sentence(tmp_path):
    done = start(WITHOUT_LIBRARY, tmp_path, LANG="zh_CN.UTF-8")

    assert done.returncode == 1
    assert done.stderr.startswith("crm-desktop: 窗口无法启动（libEGL.so.1: cannot open）")
    assert done.stderr.count("\n") == 1
