"""Whatever stands on the command line, the answer is a card or one sentence."""

import pytest

READING = (["list"], ["show", "AC-1"], ["score"], ["tiers"])
STRANGE = (
    "\udcff",
    "😀",
    "'; DROP TABLE customer;--",
    "%",
    "*",
    '"',
    "id:-1",
    "id:1e3",
    "字" * 9000,
)


@pytest.mark.parametrize("command", ["show", "score", "brief"])
@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_a_strange_name_is_told_in_one_short_sentence(call, file, command, text):
    answer = call(command, text, "--file", file)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert len(answer.err) < 300


@pytest.mark.parametrize("text", [*STRANGE, "", "-", "OR", "NEAR(", "::", '"unclosed'], ids=ascii)
def test_a_strange_filter_finds_somebody_or_nobody(call, file, text):
    answer = call("list", f"--filter={text}", "--file", file, "--json")

    assert answer.code in (0, 2)
    assert answer.err.count("\n") == (answer.code == 2)


def test_a_source_of_broken_characters_is_stored_whole(call, file, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,name\n1,Acme\n")

    assert call("import", path, "--source", "a\udcffb", "--file", file).code == 0


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("command", READING, ids=lambda words: words[0])
def test_the_first_and_the_last_day_are_days_like_others(call, file, command, day):
    answer = call(*command, "--file", file, "--as-of", day)

    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_a_brief_of_the_first_or_the_last_day_is_printed(call, file, tmp_path, day):
    answer = call(
        "brief", "AC-1", "P-1", "--file", file, "--as-of", day, "--out", tmp_path, "--json"
    )

    assert (answer.code, answer.json["skipped"]) == (0, [])


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "-1"])
def test_a_day_out_of_all_reason_is_refused(call, file, day, code):
    answer = call("list", "--file", file, f"--as-of={day}", "--lang", code)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "1900" in answer.err
