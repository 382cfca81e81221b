"""A thousand random acts in the window: no exception, no message of Qt, no pile of widgets."""

import pytest
from window_soak import walk

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore(".")
def test_a_random_walk_meets_no_trouble():
    told: list[str] = []

    assert walk(1000, seed=4, tell=told.append) == []
    assert len(told) == 1
