"""A project of the tests' own that the real run.py sets up and runs."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
# Outside of any virtual environment, as on the machine of somebody who just cloned.
PYTHON = sys._base_executable
# It ends as the variable CODE says.
PROGRAM = """
import os, sys
import told
print(told.WORD, os.getcwd(), *sys.argv[1:])
sys.exit(int(os.environ.get("CODE", 7)))
"""
STARTS_OF_REMOVED = ("CRM_", "PYTHON", "DISPLAY", "WAYLAND_DISPLAY", "QT_")
# A Qt that starts where the machine has what LIBRARY names, and that knows one screen.
QT = {
    "__init__": "",
    "QtTest": "",
    "QtWidgets": """
import os, sys
class QApplication:
    def __init__(self, words):
        library, display = os.environ.get("LIBRARY"), os.environ.get("DISPLAY")
        if library and not os.path.exists(library):
            sys.exit("qt.qpa.plugin: xcb-cursor0 is needed\\nAborted")
        if display == ":broken":
            sys.exit("qt.qpa.xcb: could not connect to display :broken\\nAborted")
""",
}


@dataclass(frozen=True)
class SmallProject:
    """A project with one locked package, set up by the real run.py."""

    root: Path

    @property
    def stamp_file(self) -> Path:
        return self.root / ".venv" / "crm-desktop.json"

    def lock(self, word: str) -> None:
        """Lock a package "told" whose WORD is this."""
        wheel = self.root / f"told-{len(word)}.0-py3-none-any.whl"
        info = f"told-{len(word)}.0.dist-info"
        with ZipFile(wheel, "w") as archive:
            archive.writestr("told.py", f"WORD = {word!r}\n")
            for name, source in QT.items():
                archive.writestr(f"PySide6/{name}.py", source)
            archive.writestr(f"{info}/METADATA", f"Name: told\nVersion: {len(word)}.0\n")
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            archive.writestr(f"{info}/RECORD", "")
        self.write_lock(f"told @ {wheel.as_uri()} --hash=sha256:{digest(wheel)}\n")

    def write_lock(self, line: str) -> None:
        folder = self.root / "packaging" / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("app", "window", "test", "check"):
            (folder / f"{name}.txt").write_text(line, encoding="utf-8")

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess:
        """Run it in the folder above, on no screen but one that the variables name."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(STARTS_OF_REMOVED)}
        return subprocess.run(
            [PYTHON, self.root / "run.py", *words],
            cwd=self.root.parent,
            env={**kept, **variables},
            capture_output=True,
            text=True,
            check=False,
        )


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def new_project(root: Path) -> SmallProject:
    small = SmallProject(root)
    (root / "crm_desktop").mkdir(parents=True)
    (root / "crm_desktop" / "__init__.py").touch()
    (root / "crm_desktop" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    shutil.copy(ROOT / "run.py", root)
    shutil.copytree(ROOT / "packaging" / "machine", root / "packaging" / "machine")
    small.lock("hello")
    return small
