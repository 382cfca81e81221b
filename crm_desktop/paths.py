"""Where the program's files are: source tree, installed or frozen. The only such logic."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

NAME = "crm-desktop"
HOME = "CRM_DESKTOP_HOME"


class Paths(NamedTuple):
    """Folders of this program and user. `resources` and `guide` are read-only and exist; the
    others are made by whoever first writes there."""

    resources: Path
    guide: Path
    data: Path
    config: Path
    backups: Path
    logs: Path

    @property
    def locale(self) -> Path:
        return self.resources / "locale"


def find_paths(environ: Mapping[str, str]) -> Paths:
    """The folders for this process. CRM_DESKTOP_HOME moves all that is written below one folder."""
    if home := environ.get(HOME):
        data = config = Path(home).expanduser().absolute()
        logs = data / "logs"
    else:
        from platformdirs import PlatformDirs

        places = PlatformDirs(NAME, appauthor=False)
        data, config, logs = places.user_data_path, places.user_config_path, places.user_log_path
    return Paths(find_resources(), find_guide(), data, config, data / "backups", logs)


def find_resources() -> Path:
    """The resources beside the frozen program, inside the installed package, or in the source
    tree."""
    return _shipped("resources")


def find_guide() -> Path:
    """The guide, one folder a language; its pictures stand where its pages say."""
    return _shipped("docs") / "guide"


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parent
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / name
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
