"""A program that is killed leaves the old file or the new one, and the next run goes on."""

import pytest
from kill_import import torture


@pytest.mark.parametrize(
    ("job", "kills"), [("import-new", 3), ("import-into", 3), ("tiers", 2), ("briefs", 2)]
)
def test_a_kill_leaves_nothing_half_done(job, kills, tmp_path):
    findings = torture(job, kills, tmp_path)

    assert findings.wrong == []
    assert findings.states.total() == kills
