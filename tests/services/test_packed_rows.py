"""Packed rows are a list like any other, whatever is added, changed and read in between."""

from random import Random

from crm_desktop.services.packed_rows import PackedRows


def test_packed_rows_are_what_a_list_would_be():
    random, packed, plain = Random(3), PackedRows(), []
    for step in range(400):
        rows = [(step, None, f"名 {number}") for number in range(random.randrange(60))]
        packed.extend(rows)
        plain.extend(rows)
        for _ in range(3 if plain else 0):
            at = random.randrange(len(plain))
            packed[at] = plain[at] = (-step, "", "changed")
            assert packed[at // 2] == plain[at // 2]

    assert len(packed) == len(plain) > 5_000
    assert list(packed) == plain
    assert [packed[at] for at in range(len(plain))] == plain


def test_nothing_in_it_is_false_like_an_empty_list():
    assert not PackedRows()
