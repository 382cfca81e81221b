"""The program finds its folders wherever it runs from."""

import sys
from pathlib import Path

import pytest

from crm_desktop.paths import find_paths


def test_the_source_tree_s_resources_are_found() -> None:
    assert (find_paths({}).locale / "zh_CN").is_dir()


def test_one_variable_moves_everything_that_is_written(tmp_path: Path) -> None:
    paths = find_paths({"CRM_DESKTOP_HOME": str(tmp_path)})

    written = [paths.data, paths.config, paths.backups, paths.logs]
    assert all(folder.is_relative_to(tmp_path) for folder in written)


def test_a_frozen_program_looks_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert find_paths({}).resources == tmp_path / "resources"


def test_without_the_variable_the_user_s_own_folders_are_used() -> None:
    paths = find_paths({})

    assert "crm-desktop" in paths.data.parts
    assert paths.backups.parent == paths.data
