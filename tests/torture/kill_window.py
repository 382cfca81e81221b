"""Kills the window in the middle of typing and saving, and looks whether anything was lost.

python tests/torture/kill_window.py --kills 100 [--place field] [--seed S]
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from file_state import state
from window_process import CUSTOMER, RESTED_S, WindowProcess

from crm_desktop.paths import find_paths
from crm_desktop.services import files
from crm_desktop.services.card_views import load_view
from crm_desktop.services.playbook import load_playbook

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
PLACES = {
    "field": ("basics", "city"),
    "note": ("basics", "background"),
    "new person": ("people/add-affiliation", "name"),
    "new promise": ("service/add-promise", "text"),
    "quick": ("service", "quick-entry"),
    "entry form": ("service/more-fields", "summary"),
    "IHEART": ("service/more-fields/unfold-iheart", "responded"),
    "visit": ("visit", "objective"),
    "add": ("add", "name"),
}
"""Where something is typed: what is shown, and the name of the field."""
SAVING = "saving"


@dataclass
class Findings:
    """What was found after each kill, and what was wrong."""

    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def make_file(folder: Path) -> Path:
    """Make the sample file each kill starts from."""
    path = folder / "sample.crm"
    resources = find_paths({}).resources
    files.close(files.sample_file(path, resources, NOW.date()))
    return path


def kill_while_typing(template: Path, folder: Path, place: str) -> str:
    """Type, let the typing rest, kill; return what the next start says of it."""
    path, home = _fresh(template, folder)
    shown, name = PLACES[place]
    text = f"Typed into {place}"
    window = WindowProcess(path, home)
    try:
        window.say(f"show {shown}")
        window.say(f"type {name} {text}")
        time.sleep(RESTED_S)
    finally:
        window.kill()
    state(path)
    again = WindowProcess(path, home)
    try:
        again.say(f"show {shown.partition('/')[0]}")
        found = again.say(f"reads {text}")
    finally:
        again.kill()
    return "offered back" if found == "yes" else "lost"


def kill_while_saving(template: Path, folder: Path, after_s: float) -> str:
    """Save a field, kill at any moment; return whether the old or the new value stands there."""
    path, home = _fresh(template, folder)
    before = city(path)
    window = WindowProcess(path, home)
    try:
        window.say("show basics")
        window.say("type city Kunshan")
        window.begin("press Key_Return")
        time.sleep(after_s)
    finally:
        window.kill()
    state(path)
    return {before: "old", "Kunshan": "new"}.get(city(path), "mixed")


def city(path: Path) -> str:
    """The city of the customer typed into, as it is stored."""
    file = files.open_held(path)
    try:
        playbook = load_playbook(find_paths({}).resources / "playbook")
        view = load_view(file.database, CUSTOMER, today=NOW.date(), playbook=playbook)
        return view.card.customer.city
    finally:
        files.close(file)


def torture(place: str, kills: int, folder: Path, seed: int = 1) -> Findings:
    """Kill so many windows at one place; with ``saving`` at moments spread over a save."""
    findings, chance = Findings(), random.Random(seed)
    template = make_file(folder)
    for number in range(kills):
        try:
            if place == SAVING:
                found = kill_while_saving(template, folder, 0.12 * chance.random())
            else:
                found = kill_while_typing(template, folder, place)
        except AssertionError as error:
            found = f"broken: {error}"
        findings.states[found] += 1
        if found not in ("offered back", "old", "new"):
            findings.wrong.append(f"{place}, kill {number}: {found}")
    return findings


def _fresh(template: Path, folder: Path) -> tuple[Path, Path]:
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    return Path(shutil.copyfile(template, work / "sample.crm")), work / "home"


def main() -> int:
    """Torture every place, or one, and tell what was found; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=40, help="of all places together")
    parser.add_argument("--place", choices=[*PLACES, SAVING], action="append")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    places, wrong = wish.place or [*PLACES, SAVING], 0
    for place in places:
        with tempfile.TemporaryDirectory() as folder:
            findings = torture(place, max(1, wish.kills // len(places)), Path(folder), wish.seed)
        wrong += len(findings.wrong)
        print(f"{place}: {dict(findings.states)}", *findings.wrong, sep="\n  ", flush=True)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
