"""run.py on a small project of its own: set up once, and every failure is a sentence."""

import ast
import json
import os
import re
import subprocess
import sys
from importlib import import_module

import pytest
from small_project import ROOT, SmallProject, new_project


@pytest.fixture
def project(tmp_path) -> SmallProject:
    """A project just cloned."""
    return new_project(tmp_path / "a project")


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> SmallProject:
    """A project that is set up, and is again after every test that damages it."""
    small = new_project(tmp_path_factory.mktemp("ready") / "a project")
    small.run("demo")
    return small


def test_an_older_python_is_told_in_one_sentence(monkeypatch):
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    guard = source.index("import os")

    ast.parse(source, feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3.11 .* this is Python 3\.9: "):
        exec(compile(source[:guard], "run.py", "exec"), {})


def test_a_command_is_passed_through_where_the_caller_stands(ready):
    done = ready.run("demo", "--out", "a folder")

    assert done.stdout == f"hello {ready.root.parent} demo --out a folder\n"
    assert done.returncode == 7


def test_the_set_up_happens_once(project):
    first, second = project.run("demo"), project.run("demo")

    assert "Setting up 1 packages" in first.stderr
    assert second.stderr == ""


def test_a_changed_lock_is_installed(project):
    project.run("demo")
    project.lock("good day")

    assert project.run("demo").stdout.startswith("good day ")


@pytest.mark.parametrize(
    "damage",
    [
        {"python": "3.9"},
        {"root": "elsewhere"},
        {"locks": None},
    ],
    ids=["another Python", "a moved folder", "a set-up cut off"],
)
def test_an_environment_that_does_not_fit_is_made_anew(ready, damage):
    stamp = json.loads(ready.stamp_file.read_text(encoding="utf-8")) | damage
    kept = {key: value for key, value in stamp.items() if value is not None}
    ready.stamp_file.write_text(json.dumps(kept), encoding="utf-8")
    leftover = ready.root / ".venv" / "leftover"
    leftover.touch()

    done = ready.run("demo")

    assert done.returncode == 7
    assert not leftover.exists()


def test_an_environment_whose_python_is_gone_is_made_anew(ready):
    for python in (ready.root / ".venv").glob("[bS]*/python*"):
        python.unlink()

    assert ready.run("demo").returncode == 7


def test_a_folder_that_is_no_environment_is_left_alone(project, tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").touch()

    done = project.run("demo", CRM_DESKTOP_VENV=str(folder))

    assert done.returncode == 1
    assert "is not a virtual environment" in done.stderr
    assert (folder / "letter.txt").exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(project):
    done = project.run("demo", CRM_DESKTOP_VENV=str(project.root / "run.py" / "venv"))

    assert done.returncode == 1
    assert "can't write the environment" in done.stderr
    assert "Traceback" not in done.stderr


def test_packages_that_cannot_be_had_are_a_sentence(project):
    missing = (project.root / "missing-1.0-py3-none-any.whl").as_uri()
    project.write_lock(f"missing @ {missing} --hash=sha256:{'0' * 64}\n")

    done = project.run("demo")

    assert done.returncode == 1
    assert "the packages can't be installed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (["Collecting a", "ERROR: no a==1", "[notice] new pip"], "ERROR: no a==1"),
        (["error: request failed", "  cause: dns error"], "cause: dns error"),
        (
            ["Retrying after connection broken by 'E('<o>: no route')': /a", "ERROR: x"],
            "(no route)",
        ),
        ([], "the installer said nothing"),
    ],
)
def test_the_reason_is_picked_out_of_what_an_installer_said(said, reason, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "packaging")
    installers = import_module("machine.installers")

    assert installers.complaint(said).endswith(reason)


def test_an_altered_package_is_refused(project):
    lock = project.root / "packaging" / "locks" / "app.txt"
    project.write_lock(re.sub(r"sha256:\w+", f"sha256:{'0' * 64}", lock.read_text()))

    done = project.run("demo")

    assert done.returncode == 1
    assert "the packages can't be installed" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the launcher is a batch file there")
def test_the_launcher_works_from_any_folder(ready, tmp_path):
    done = subprocess.run(
        [ready.root / ".venv" / "bin" / "crm-desktop", "list"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.returncode) == (f"hello {tmp_path} list\n", 7)


@pytest.mark.parametrize(("words", "code"), [([], 2), (["--help"], 0)])
def test_without_a_command_the_commands_are_listed(ready, words, code):
    done = ready.run(*words)

    assert done.returncode == code
    assert "test [PYTEST ARGS]" in done.stdout
