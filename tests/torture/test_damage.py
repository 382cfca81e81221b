"""Whatever happens to the bytes of a file, a check and a salvage end well and harm nothing."""

from damage import HARMS, torture


def test_every_way_of_damage_ends_in_a_sentence_or_in_a_file_that_is_well(tmp_path):
    found = torture(len(HARMS), tmp_path)

    assert found.wrong == []
    assert found.ends.total() == len(HARMS)
    assert sum(count for end, count in found.ends.items() if "saved" in end or "whole" in end) > 3
