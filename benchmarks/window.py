"""The window as a person feels it: start, search, list, brief, memory, and what holds it up.

Each act runs in a process of its own, without a screen; starts are taken in turn with those of an
empty window, so that both met the same machine. The file is copied: a window writes into it.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import Row, Sample

FOLDER = Path(__file__).resolve().parent
STARTS, BRIEFS = 11, 5
START_LIMIT, LIST_LIMIT = 1.2, 1.3
SEARCH_LIMITS_MS = {100_000: 8.0, 1_000_000: 25.0}
BRIEF_LIMIT_MS, HELD_LIMIT_MS = 60.0, 50.0
LISTED_LIMIT_MB, BRIEF_LIMIT_MB = 130.0, 220.0


def start_rows(sample: Sample) -> Iterator[Row]:
    """Start to first painted rows, as a ratio to an empty window with a table."""
    window = _Window(sample)
    runs: dict[str, list[dict[str, Any]]] = {"items": [], "empty": [], "ours": []}
    for _ in range(STARTS):
        for mode, found in runs.items():
            found.append(window.start(mode))
    painted = {mode: _middle(found, "painted_s") for mode, found in runs.items()}
    ours, empty, items = painted["ours"], painted["empty"], painted["items"]
    note = f"{ours * 1000:.0f} ms; rows given by Python {empty * 1000:.0f} ms"
    yield Row("start to first rows / empty window", ours / empty, START_LIMIT, note=note)
    note = f"Qt's own items {items * 1000:.0f} ms"
    yield Row("start to first rows / window of items", ours / items, None, note=note)
    whole = _middle(runs["ours"], "whole_s") * 1000
    yield Row("start to the whole window", whole, None, "ms", "it takes keys before")
    held = _middle(runs["ours"], "held_ms")
    yield Row("window held while it becomes whole", held, HELD_LIMIT_MS, "ms", "wall time")
    heavy = sorted({name for run in runs["ours"] for name in run["heavy"]})
    yield Row("heavy libraries at first rows", len(heavy), 0, "libraries", " ".join(heavy))


def search_rows(sample: Sample) -> Iterator[Row]:
    """From a key to the painted answer, the value 95 of 100 keys do not exceed."""
    found = _Window(sample).act("search")
    limit = SEARCH_LIMITS_MS.get(sample.customers)
    for name, words in (("box", "search box"), ("filter", "filter of the list")):
        note = f"median {found[f'{name}_median_ms']:.1f} ms of {found['keys']} keys"
        yield Row(f"key to painted, {words}, p95", found[f"{name}_ms"], limit, "ms", note)


def list_rows(sample: Sample) -> Iterator[Row]:
    """A page anywhere in the list against one whose rows lie ready."""
    found = _Window(sample).act("list")
    ours, base = found["ours_ms"], found["constant_ms"]
    note = f"{ours:.2f} ms; {base:.2f} ms"
    yield Row("page shown / of a constant model", ours / base, LIST_LIMIT, note=note)


def brief_rows(sample: Sample) -> Iterator[Row]:
    """The first brief of a window from the click to its painted pages."""
    window = _Window(sample)
    took = min(window.act("brief")["brief_ms"] for _ in range(BRIEFS))
    yield Row("first brief after a click", took, BRIEF_LIMIT_MS, "ms", "preloaded")


def memory_rows(sample: Sample) -> Iterator[Row]:
    """What the window holds with the whole list in it, and after a brief."""
    window = _Window(sample)
    painted, brief = window.start("ours"), window.act("brief")
    count = f"{sample.customers:,} listed"
    yield Row("memory at first rows", painted["rss_mb"], LISTED_LIMIT_MB, "MiB", count)
    after = brief["after_mb"]
    yield Row("memory after preload and first brief", after, BRIEF_LIMIT_MB, "MiB", count)


def held_rows(sample: Sample) -> Iterator[Row]:
    """The longest the window does not answer in each of the five journeys."""
    for name, (took, act) in _Window(sample).act("held")["held"].items():
        yield Row(f"held: {name}", took, HELD_LIMIT_MS, "ms", act)


class _Window:
    """The program with settings of its own, on a copy of the file, left once."""

    def __init__(self, sample: Sample) -> None:
        self._path = sample.scratch / "measured.crm"
        shutil.copyfile(sample.path, self._path)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self._environ = kept | {"QT_QPA_PLATFORM": "offscreen"}
        self._home, self._acts_home = sample.scratch / "home", sample.scratch / "acts"
        self.start("leave")

    def start(self, mode: str) -> dict[str, Any]:
        """Start one of the windows and close it again."""
        self._environ["CRM_DESKTOP_HOME"] = str(self._home)
        return self._run("window_child.py", mode, str(time.time()), str(self._path))

    def act(self, name: str) -> dict[str, Any]:
        """Do an act in a window that was never left before."""
        shutil.rmtree(self._acts_home, ignore_errors=True)
        self._environ["CRM_DESKTOP_HOME"] = str(self._acts_home)
        return self._run("window_acts.py", name, str(self._path))

    def _run(self, script: str, *words: str) -> dict[str, Any]:
        command = [sys.executable, str(FOLDER / script), *words]
        done = subprocess.run(
            command, env=self._environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found


def _middle(runs: list[dict[str, Any]], name: str) -> float:
    return statistics.median(run[name] for run in runs)
