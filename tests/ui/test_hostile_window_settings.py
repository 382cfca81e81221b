"""A window.json that was torn, edited by hand or made by another program never stops a start."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop import app
from crm_desktop.services import user_settings
from crm_desktop.text import LanguageCode
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CARD, CardTab, Page

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**40, 10**30, 1.5, 1e300, "", "nobody", "\ud800", "99" * 400),
    *([], [[]], [{}], [None], {}, {"": None}, [1, 2, 3, 4], {"x": {"y": []}}),
)


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
    for path in [(), ("window",), *chance.sample(places, 8)]:
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
