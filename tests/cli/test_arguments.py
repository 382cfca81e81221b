"""Options before and after the command, help, and complaints of one line."""

import pytest

COMMANDS = (
    "demo",
    "import",
    "brief",
    "week",
    "tiers",
    "score",
    "list",
    "show",
    "export",
    "calendar",
    "today",
    "duplicates",
    "erase",
    "log",
    "retention",
    "encrypt",
    "decrypt",
    "passphrase",
    "rotate-key",
    "recovery-code",
    "backup",
    "restore",
    "check",
    "salvage",
)
WRITING = ("handover", "subject-access")
READING = (["list"], ["score"], ["tiers"], ["show", "AC-1"])


def is_one_line(text):
    return text.startswith("crm-desktop: ") and text.endswith("\n") and text.count("\n") == 1


@pytest.mark.parametrize("command", READING, ids=lambda words: words[0])
def test_global_options_stand_before_or_after_the_command(call, file, command):
    options = ["--file", file, "--json", "--as-of", "2026-06-15", "--lang", "zh_CN"]

    before, after = call(*options, *command), call(*command, *options)

    assert before.code == 0
    assert before == after
    assert before.json


def test_the_nearer_option_wins(call, file):
    answer = call("--as-of", "2000-01-01", "tiers", "--file", file, "--as-of=2026-06-15", "--json")

    assert answer.json["as_of"] == "2026-06-15"


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], *([one, "--help"] for one in (*COMMANDS, *WRITING))]
)
@pytest.mark.parametrize(("code", "usage"), [("en", "usage: crm-desktop"), ("zh_CN", "用法：")])
def test_the_help_speaks_the_reader_s_language(call, words, code, usage):
    answer = call(*words, "--lang", code)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(usage)
    assert "show this help message" not in answer.out


@pytest.mark.parametrize("command", COMMANDS)
def test_chinese_help_has_no_english_sentence(call, command):
    help_text = call(command, "--help", LANG="zh_CN.UTF-8").out

    spaced = [line for line in help_text.splitlines() if line.count(" the ") + line.count(" a ")]
    assert spaced == []


@pytest.mark.parametrize(
    "environ",
    [{"LANG": "zh_CN.UTF-8"}, {"LC_ALL": "zh_CN.UTF-8"}, {"LANGUAGE": "zh:en"}],
    ids=str,
)
def test_the_environment_chooses_the_language(call, file, environ):
    assert "位客户" in call("list", "--file", file, **environ).out


@pytest.mark.parametrize("code", ["zh_CN", "zh", "zh-CN", "ZH_cn"])
def test_a_language_may_be_written_as_people_do(call, file, code):
    assert "位客户" in call("list", "--file", file, "--lang", code).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--json"],
            "Say what to do: demo, today, import, brief, week, tiers, score, list, show, export,",
        ),
        (["frobnicate"], "not “frobnicate”"),
        (["list", "--colour"], "“--colour” has no meaning here. See crm-desktop list --help."),
        (["list", "more", "words"], "“more words” has no meaning here"),
        (["show"], "CUSTOMER is missing. See crm-desktop show --help."),
        (["import"], "PATH is missing"),
        (["list", "--as-of"], "--as-of needs a value"),
        (
            ["list", "--as-of", "tomorrow"],
            "needs a day from 1900 to 2199, such as 2026-03-31, not “tomorrow”.",
        ),
        (["list", "--as-of", "2026-02-30"], "not “2026-02-30”"),
        (["list", "--lang", "fr"], "--lang takes one of en, zh_CN, not “fr”."),
        (["list", "--lang", "both"], "--lang takes one of en, zh_CN, not “both”."),
        (["--lang", "both", "list"], "--lang takes one of en, zh_CN, not “both”."),
        (["list", "--json=yes"], "--json takes no value such as “yes”"),
        (["tiers", "--method", "luck"], "one of quota, threshold, pareto, not “luck”"),
        (["tiers", "--preview", "--apply"], "can't go together"),
        (["brief", "--paper", "a0"], "--paper takes one of A4, letter, a5, not “a0”."),
        (["brief", "--visits-on", "x"], "--visits-on needs a day"),
    ],
    ids=" ".join,
)
def test_bad_arguments_are_told_in_one_line(call, words, said):
    answer = call(*words)

    assert (answer.code, answer.out) == (2, "")
    assert is_one_line(answer.err)
    assert said in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--json"], "请说明要做什么"),
        (["list", "--colour"], "“--colour”"),
        (["list", "--as-of", "明天"], "“明天”"),
        (["tiers", "--method", "luck"], "quota、threshold、pareto"),
        (["show"], "缺少"),
    ],
    ids=str,
)
def test_complaints_are_chinese_for_a_chinese_reader(call, words, said):
    answer = call(*words, LANG="zh_CN.UTF-8")

    assert (answer.code, answer.out) == (2, "")
    assert is_one_line(answer.err)
    assert said in answer.err
