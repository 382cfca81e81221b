"""A window.json that was torn, edited by hand or made by another program never stops a start."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from crm_desktop import app
from crm_desktop.services import files, user_settings
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.first_sight import open_at_first_sight
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CARD, CardTab, Page

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**40, 10**30, 1.5, 1e300, "", "nobody", "\ud800", "99" * 400),
    *([], [[]], [{}], [None], {}, {"": None}, [1, 2, 3, 4], {"x": {"y": []}}),
)


LOADED = (*(one for one in ODD if one not in (2**40, 10**30)), 10**9 - 1, 1 - 10**9)
"""What reading the settings lets through."""

KEPT: dict[str, Any] = {}
"""What one window left, for all tests."""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value within a value of JSON, itself first."""
    yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from leaves(one, (*path, at))


def with_other(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """A copy of a value of JSON with another value at a path."""
    if not path:
        return other
    made = copy.deepcopy(value)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = other
    return made


@pytest.fixture
def left(make_host, sample_path, private_paths) -> dict[str, Any]:
    """The settings of a window that was left after a look at every page."""
    if not KEPT:
        host = make_host(sample_path)
        for page in Page:
            host.window.go(page)
        host.window.plan_visit(2, None)
        host.window.open_card(2, CardTab.PEOPLE)
        settle(host)
        host.quit()
        KEPT.update(user_settings.load(private_paths.config))
    return with_other(KEPT, ("window", "file"), str(sample_path))


def settle(host) -> None:
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()


def start(make_host, sample_path, private_paths, state: Any) -> None:
    folder = private_paths.config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "window.json").write_text(json.dumps(state), encoding="utf-8")
    kept = user_settings.load(folder)
    assert app._language(kept, {}) in LanguageCode
    host = make_host(sample_path)
    settle(host)
    assert isinstance(host.window, MainWindow)
    settle(host)
    host.quit()


def test_any_value_of_the_settings_may_be_of_another_kind(
    left, make_host, sample_path, private_paths
):
    places = [path for path in leaves(left) if path != ("window", "file")]
    chance = random.Random(7)
    for path in [(), ("window",), *chance.sample(places, 3)]:
        state = with_other(left, path, chance.choice(ODD))
        start(make_host, sample_path, private_paths, state)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_no_odd_value_stops_a_start(odd, left, make_host, sample_path, private_paths):
    state = {**left, "language": odd, "look": odd, "author": odd}
    for name in ("trail", "geometry", "sight"):
        state = with_other(state, ("window", name), odd)
    start(make_host, sample_path, private_paths, state)


@pytest.mark.parametrize("customer", [-1, 10**6, True, [2]], ids=repr)
def test_the_card_left_open_may_be_of_nobody(customer, left, make_host, sample_path, private_paths):
    state = with_other(left, ("window", "pages", CARD, "customer"), customer)
    state["window"]["trail"] = [Page.CUSTOMERS.value, CARD]
    start(make_host, sample_path, private_paths, state)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"{", b"[" * 100_000, b'{"a": 1e99999}', b"\xff\xfe{}", b"9" * 9000],
)
def test_a_torn_file_counts_as_none(content, private_paths, make_host, sample_path):
    private_paths.config.mkdir(parents=True, exist_ok=True)
    (private_paths.config / "window.json").write_bytes(content)
    host = make_host(sample_path)
    assert isinstance(host.window, MainWindow)
    assert app._language(user_settings.load(private_paths.config), {}) in LanguageCode


def test_settings_that_cannot_be_written_stop_nothing(make_host, sample_path, private_paths):
    private_paths.config.parent.mkdir(parents=True, exist_ok=True)
    private_paths.config.write_text("a file where the folder should be")
    host = make_host(sample_path)
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    settle(host)
    host.choose_author("Nora")
    host.switch_language(LanguageCode.CHINESE)
    settle(host)
    host.tell_bug(ValueError("nowhere to write"))
    host.quit()
    assert not complaints


@pytest.fixture
def seen(make_host, sample_path, private_paths) -> dict[str, Any]:
    """The settings of a window that was left on its list, with its picture beside them."""
    host = make_host(sample_path)
    settle(host)
    host.quit()
    return user_settings.load(private_paths.config)


def test_no_odd_picture_of_the_window_stops_a_start(seen, qapp, sample_path, private_paths):
    wish = (sample_path, Language.load(LanguageCode.ENGLISH, private_paths.locale))
    sight = seen["window"]["sight"]
    shown = look(qapp, private_paths, seen, wish)
    assert shown
    for path in list(leaves(sight))[1:]:
        for odd in LOADED:
            state = with_other(seen, ("window", "sight", *path), odd)
            look(qapp, private_paths, state, wish)
    picture = next(
        one
        for one in private_paths.config.iterdir()
        if one.name.startswith("window.") and one.suffix != ".json"
    )
    for content in (b"", b"\x00" * 10, picture.read_bytes()[:-1], picture.read_bytes() * 2):
        picture.write_bytes(content)
        look(qapp, private_paths, seen, wish)


def look(application, paths, state: Any, wish: Any) -> bool:
    """Try the first sight of a start, paint it, and let its file go."""
    found = open_at_first_sight(application, paths, state, wish)
    if found is None:
        return False
    file, sight = found
    sight.resize(400, 300)
    sight.grab()
    shiboken6.delete(sight)
    files.close(file)
    return True
