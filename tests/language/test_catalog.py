"""The catalog script sees every text and says what is amiss."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree with the real scripts and a catalog of its own."""
    shutil.copytree(ROOT / "packaging" / "locale", tmp_path / "packaging" / "locale")
    (tmp_path / "crm_desktop").mkdir()
    return tmp_path


def write_source(tree: Path, line: str) -> None:
    (tree / "crm_desktop" / "screen.py").write_text(f"{line}\n", encoding="utf-8")


def run(tree: Path, *words: str) -> tuple[int, str]:
    script = tree / "packaging" / "locale" / "update.py"
    said = subprocess.run(
        [sys.executable, "-X", "utf8", script, *words], capture_output=True, check=False
    )
    return said.returncode, said.stdout.decode("utf-8")


def translate(tree: Path, msgid: str, translation: str) -> None:
    po = tree / "resources/locale/zh_CN/LC_MESSAGES/crm_desktop.po"
    text = po.read_text(encoding="utf-8")
    po.write_text(
        text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{translation}"'),
        encoding="utf-8",
    )


def test_a_translated_text_passes_the_check(tree: Path) -> None:
    write_source(tree, 'language.text("Print {name}", name=1)')
    run(tree)
    translate(tree, "Print {name}", "打印{name}")
    run(tree)

    assert run(tree, "--check") == (0, "")


@pytest.mark.parametrize(
    ("translation", "sentence"),
    [
        ("", "no zh_CN translation"),
        ("打印{nmae}", "other placeholders"),
        ("打印{name", "filled in"),
    ],
)
def test_a_wrong_translation_is_named(tree: Path, translation: str, sentence: str) -> None:
    write_source(tree, 'X = mark("Print {name}")')
    run(tree)
    translate(tree, "Print {name}", translation)
    run(tree)

    code, said = run(tree, "--check")

    assert (code, sentence in said, "Print {name}" in said) == (1, True, True)


def test_a_translation_comes_back_with_its_text(tree: Path) -> None:
    write_source(tree, 'X = mark("Print")')
    run(tree)
    translate(tree, "Print", "打印")
    write_source(tree, 'X = mark("Save")')
    run(tree)
    write_source(tree, 'X = mark("Print")')
    run(tree)

    assert run(tree, "--check") == (0, "")


def test_a_stale_compiled_catalog_is_named(tree: Path) -> None:
    write_source(tree, 'X = mark("Print")')
    run(tree)
    translate(tree, "Print", "打印")

    code, said = run(tree, "--check")

    assert (code, "crm_desktop.mo is older" in said) == (1, True)


def test_a_text_put_together_at_run_time_is_refused_with_its_line(tree: Path) -> None:
    write_source(tree, 'language.text(f"Print {name}")')

    code, said = run(tree, "--check")

    assert (code, said.startswith("crm_desktop/screen.py:1:")) == (1, True)


def test_a_text_said_through_another_name_is_seen(tree: Path) -> None:
    write_source(tree, 'card, say = view.card, view.language.text; say("Print"); other("Save")')

    assert run(tree, "--missing")[1] == 'crm_desktop/screen.py: "Print"\n'


def test_queries_of_the_database_library_are_no_texts(tree: Path) -> None:
    write_source(tree, 'run(text("SELECT 1")); field.text()')

    assert run(tree, "--missing") == (0, "")


def test_missing_lists_texts_with_context_and_plurals(tree: Path) -> None:
    write_source(
        tree, 'mark_in("fault", "Acknowledge"); language.plural("{count} day", "{count} days", n)'
    )

    said = run(tree, "--missing")[1]

    assert said.split("\n")[:2] == [
        'crm_desktop/screen.py: "Acknowledge" (fault)',
        'crm_desktop/screen.py: "{count} day"',
    ]
