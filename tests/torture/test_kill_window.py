"""A window that is killed or told to end loses nothing that was typed into it."""

import os
import shutil
import signal

import pytest
from kill_window import PLACES, city, kill_while_saving, kill_while_typing, make_file
from window_process import WindowProcess

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are the way of Unix")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return make_file(tmp_path_factory.mktemp("template"))


@pytest.mark.parametrize("place", [one for one in PLACES if one not in ("note", "new promise")])
def test_typing_that_rested_is_offered_back_after_a_kill(place, template, tmp_path):
    assert kill_while_typing(template, tmp_path, place) == "offered back"


@pytest.mark.parametrize("after_s", [0.0, 0.03])
def test_a_kill_while_saving_leaves_the_old_value_or_the_new_one(after_s, template, tmp_path):
    assert kill_while_saving(template, tmp_path, after_s) in ("old", "new")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_request_to_end_saves_what_is_typed_within_two_seconds(number, template, tmp_path):
    path = shutil.copyfile(template, tmp_path / "sample.crm")
    window = WindowProcess(path, tmp_path / "home")
    try:
        window.say("show basics")
        window.say("type city Kunshan")
        taken_s, code = window.signal(number)
    finally:
        window.end()
    assert (code in (0, 130), window.errors) == (True, "")
    assert taken_s < 2
    assert city(path) == "Kunshan"
