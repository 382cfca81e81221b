"""A file says at any time what a simple model of it says, whatever is done and taken back."""

from random import Random

from random_acts import run

ACTS, SEED = 1_000, 1
"""So many at every run of the tests; python tests/torture/random_acts.py does 10,000."""


def test_a_thousand_random_acts_leave_what_a_model_of_the_file_says():
    chance = Random(SEED)
    steps = [chance.getrandbits(24) for _ in range(ACTS)]

    wrong, counted = run(steps)

    assert wrong == "", f"run python tests/torture/random_acts.py --acts {ACTS} --seed {SEED}"
    assert min(counted.values()) > 5, counted


def test_a_difference_is_found(monkeypatch):
    import random_acts

    monkeypatch.setattr(random_acts.Model, "living", lambda model: list(model.cards))

    assert run([Random(seed).getrandbits(24) for seed in range(300)])[0]
