"""Where the program's files are: source tree, installed or frozen. The only such logic."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "crm-desktop"
HOME = "CRM_DESKTOP_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of this program and user. `resources` is read-only and exists; the others are made
    by whoever first writes there."""

    resources: Path
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
    return Paths(find_resources(), data, config, data / "backups", logs)


def find_resources() -> Path:
    """The resources beside the frozen program, inside the installed package, or in the source
    tree."""
    package = Path(__file__).resolve().parent
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / "resources"
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
