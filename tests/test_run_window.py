"""run.py and the window: opened where there is a screen, and never for no reason left out."""

import json
import os
import sys

import pytest
from small_project import SmallProject, new_project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a screen is always there")
FAKE_APT = '#!/bin/sh\ncase $* in *libxcb-cursor0*) > "$LIBRARY";; esac\n'


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> SmallProject:
    """A project whose window is set up."""
    small = new_project(tmp_path_factory.mktemp("ready") / "project")
    small.run("app", DISPLAY=":1")
    return small


@pytest.fixture
def place(ready) -> str:
    return f"hello {ready.root.parent}"


def test_the_window_gets_the_words_and_its_code_comes_back(ready, place):
    done = ready.run("app", "--file", "a.crm", DISPLAY=":1")

    assert (done.stdout, done.returncode) == (f"{place} --file a.crm\n", 7)


def test_setting_up_the_window_keeps_the_rest_set_up(ready):
    done = ready.run("list")

    assert "Setting up" not in done.stderr
    assert set(json.loads(ready.stamp_file.read_text())["locks"]) == {"app", "window"}


def test_without_a_screen_nothing_is_set_up_and_a_sentence_says_so(tmp_path):
    small = new_project(tmp_path / "project")

    done = small.run("app")

    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.startswith("there is no screen to open the window on")
    assert done.stderr.count("\n") == 1
    assert not small.stamp_file.exists()


def test_the_help_of_the_window_needs_no_screen(ready, place):
    assert ready.run("app", "--help").stdout == f"{place} --help\n"


def test_a_platform_somebody_chose_needs_no_screen(ready, place):
    assert ready.run("app", QT_QPA_PLATFORM="offscreen").stdout == f"{place}\n"


def test_a_screen_out_of_reach_is_told_without_installing_anything(ready):
    done = ready.run("app", DISPLAY=":broken")

    assert done.returncode == 1
    assert done.stderr == (
        "Qt can't reach the screen: qt.qpa.xcb: could not connect to display :broken\n"
    )


def test_libraries_that_may_not_be_installed_are_one_line_to_run(ready, tmp_path):
    done = ready.run("app", DISPLAY=":1", LIBRARY=str(tmp_path / "gone"), PATH=str(tmp_path))

    assert (done.stdout, done.returncode) == ("", 1)
    assert "xcb-cursor0 is needed" in done.stderr
    assert "sudo apt-get install" in done.stderr
    assert "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0" in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may install")
def test_root_gets_the_libraries_installed(ready, place, tmp_path):
    apt = tmp_path / "apt-get"
    apt.write_text(FAKE_APT)
    apt.chmod(0o755)

    done = ready.run("app", DISPLAY=":1", LIBRARY=str(tmp_path / "lib"), PATH=str(tmp_path))

    assert (done.stdout, done.returncode) == (f"{place}\n", 7)
    assert done.stderr == "Setting up the libraries Qt needs (once)\n"


@pytest.mark.parametrize("lang", [[], ["--lang", "zh"], ["--lang=zh"]], ids=str)
def test_the_demo_writes_its_files_and_then_opens_the_window(ready, place, lang):
    done = ready.run("demo", "--out", "d", *lang, DISPLAY=":1", CODE="0")

    wish = " ".join([place, *lang])
    files = " ".join([place, "demo --no-window --out d", *lang])
    assert (done.stdout, done.returncode) == (f"{files}\n{wish}\n", 0)


@pytest.mark.parametrize("word", ["--no-window", "--json", "--help"])
def test_a_demo_for_no_watcher_opens_no_window(ready, place, word):
    assert ready.run("demo", word, DISPLAY=":1", CODE="0").stdout == f"{place} demo {word}\n"


@pytest.mark.parametrize(
    "environ", [{}, {"DISPLAY": ":1", "QT_QPA_PLATFORM": "offscreen"}], ids=str
)
def test_a_demo_without_a_screen_needs_no_window(tmp_path, environ):
    small = new_project(tmp_path / "project")

    done = small.run("demo", CODE="0", **environ)

    assert (done.stdout, done.returncode) == (f"hello {tmp_path} demo\n", 0)
    assert set(json.loads(small.stamp_file.read_text())["locks"]) == {"app"}


def test_a_demo_that_failed_opens_no_window(ready, place):
    done = ready.run("demo", DISPLAY=":1", CODE="2")

    assert (done.stdout, done.returncode) == (f"{place} demo --no-window\n", 2)


def test_a_window_that_cannot_open_leaves_the_demo_done(ready, place):
    done = ready.run("demo", DISPLAY=":broken", CODE="0")

    assert (done.stdout, done.returncode) == (f"{place} demo --no-window\n", 0)
    assert done.stderr.startswith("The files are written, but the window stays shut: Qt can't")
