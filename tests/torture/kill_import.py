"""Kills the program at any moment of its writing commands and looks at what is left.

python tests/torture/kill_import.py --kills 200 [--job demo]
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from file_state import state

ROOT = Path(__file__).parents[2]
ROWS = 600
FILE = "customers.crm"
DAY = "2026-06-15"
COMMANDS = {
    "import-new": ["import", "lists", "--file", FILE, "--source", "s", "--currency", "CNY"],
    "import-into": ["import", "lists", "--file", FILE, "--source", "s", "--currency", "CNY"],
    "tiers": ["tiers", "--apply", "--export", "tiers.csv", "--file", FILE],
    "briefs": ["brief", *(f"ext:C{number}" for number in range(60)), "--out", "out",
               "--file", FILE],
    "demo": ["demo", "--no-window", "--out", "out"],
}  # fmt: skip


@dataclass
class Findings:
    """How often a kill left the old state, the new one or none yet, and what was wrong."""

    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Torture:
    """One command in a folder of its own, killed again and again from the same start."""

    def __init__(self, job: str, folder: Path) -> None:
        self.job, self.folder = job, folder
        self.before, self.work = folder / "before", folder / "work"
        self.before.mkdir(parents=True)
        write_lists(self.before / "lists", prices=1)
        if job not in ("import-new", "demo"):
            self._run_whole(self.before, COMMANDS["import-new"])
        if job == "import-into":
            write_lists(self.before / "lists", prices=2)
        self.old = state(self.before / FILE)
        self._begin()
        started = time.monotonic()
        self._run_whole(self.work, COMMANDS[job])
        self.duration_s = time.monotonic() - started
        self.new = state(self._file())

    def kill_once(self, after_s: float) -> tuple[str, list[str]]:
        """Start the command, kill it, and return the state it left and all that is wrong."""
        self._begin()
        process = self._start(self.work, COMMANDS[self.job])
        try:
            process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        found = state(self._file())
        # The demo is several operations; each of them must be whole.
        other = "on its way" if self.job == "demo" else "mixed"
        name = {self.new: "new", self.old: "old", None: "none"}.get(found, other)
        wrong = list(self._wrong_files())
        if name == "mixed":
            wrong.append("the file is in neither state")
        if name == "none" and self.old is not None:
            wrong.append("the file is gone")
        self._run_whole(self.work, COMMANDS[self.job])
        # What was done already is done once more, which the history tells.
        if name != "new" and state(self._file()) != self.new:
            wrong.append("the next run did not come to the same end")
        return name, [*wrong, *self._wrong_files()]

    def _begin(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before, self.work)

    def _file(self) -> Path:
        return self.work / ("out/sample.crm" if self.job == "demo" else FILE)

    def _wrong_files(self) -> Iterator[str]:
        """Papers and lists are there as a whole or not at all."""
        for path in self.work.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            if path.suffix == ".pdf" and not content.rstrip().endswith(b"%%EOF"):
                yield f"{path.name} is half a file"
            if path.name == "tiers.csv" and content.count(b"\n") != ROWS + 1:
                yield f"{path.name} is half a list"

    def _start(self, folder: Path, words: list[str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "crm_desktop", *words, "--as-of", DAY, "--json"]
        environ = os.environ | {
            "CRM_DESKTOP_HOME": str(folder / "home"),
            "PYTHONPATH": str(ROOT),
            "LANG": "en_GB.UTF-8",
        }
        return subprocess.Popen(
            command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def _run_whole(self, folder: Path, words: list[str]) -> None:
        process = self._start(folder, words)
        _, trouble = process.communicate(timeout=120)
        if process.returncode:
            raise AssertionError(f"{self.job}: {trouble.decode()}")


def write_lists(folder: Path, *, prices: int) -> None:
    """Write customers, purchases and taboos; other prices make another import of the same."""
    folder.mkdir(exist_ok=True)
    numbers = range(ROWS)
    tables = {
        "customers": ["id,name,city", *(f"C{n},Name {n} {prices},City {n % 9}" for n in numbers)],
        "purchases": [
            "id,customer_id,purchased_on,amount",
            *(f"P{n},C{n},2026-0{n % 5 + 1}-11,{n * prices}.50" for n in numbers),
        ],
        "taboos": ["id,customer_id,text", *(f"T{n},C{n},Never {n} {prices}" for n in numbers)],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def torture(job: str, kills: int, folder: Path, seed: int = 1) -> Findings:
    """Kill a job so many times, at moments spread over its whole run."""
    one, findings, chance = Torture(job, folder / job), Findings(), random.Random(seed)
    for number in range(kills):
        after_s = one.duration_s * (number + chance.random()) / kills
        try:
            name, wrong = one.kill_once(after_s)
        except AssertionError as error:
            name, wrong = "broken", [str(error)]
        findings.states[name] += 1
        findings.wrong += [f"{job}, killed after {after_s:.3f} s: {text}" for text in wrong]
    return findings


def main() -> int:
    """Torture every job, or one, and tell what was found; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="of all jobs together")
    parser.add_argument("--job", choices=COMMANDS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    jobs, wrong = wish.job or list(COMMANDS), 0
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs:
            findings = torture(job, max(1, wish.kills // len(jobs)), Path(folder), wish.seed)
            wrong += len(findings.wrong)
            print(f"{job}: {dict(findings.states)}", *findings.wrong, sep="\n  ", flush=True)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
