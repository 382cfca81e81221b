"""Kills the program at any moment of everything it does, and looks whether anything was lost.

python tests/torture/kills.py [--kills 10000] [--phase edit] [--seed S]

A child does one act after the other and tells each through a pipe once it is done; it is killed at
a random moment, and the file it leaves is opened as the program opens it. It must hold every act
that was told, at most the one that was under way besides, and nothing by halves: what each act
leads to is known from a run that nobody disturbed. The next child goes on from there.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kill_phase import Phase
from kill_phases import PHASES

BEGUN, DONE, FAILED = "begun", "done", "failed"
"""What a child tells: the first word of a line."""
LONGEST = 3
"""A kill comes within the time of so many acts."""


@dataclass
class Findings:
    """How the kills of a phase ended, how many acts were told, and what was wrong."""

    states: Counter[str] = field(default_factory=Counter)
    told: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many there were."""
        return self.states.total()


@dataclass(frozen=True)
class Child:
    """A process that acts, and where it tells what is done."""

    process: int
    answers: BinaryIO

    def kill(self, after_s: float) -> list[str]:
        """End it so many seconds after it began, without a turn; return all it told."""
        told = [self.answers.readline()]
        time.sleep(after_s)
        os.kill(self.process, signal.SIGKILL)
        with self.answers:
            told += self.answers.readlines()
        os.waitpid(self.process, 0)
        return [line.decode().strip() for line in told]


def child(phase: Phase, folder: Path, first: int) -> Child:
    """Start a copy of this process, which has everything loaded and no file open.

    It does the acts of a phase from ``first`` on, tells each once it is done, and waits. What it
    told has reached the pipe, so it outlives the teller.
    """
    answers, told = os.pipe()
    process = os.fork()
    if process:
        os.close(told)
        return Child(process, os.fdopen(answers, "rb"))
    try:
        _act(phase, folder, first, told)
    except BaseException as error:
        _tell(told, FAILED, repr(error).replace("\n", " ")[:2000])
    finally:
        os._exit(1)


def _act(phase: Phase, folder: Path, first: int, told: int) -> None:
    _tell(told, BEGUN)
    with phase.opened(folder):
        for number in range(first, phase.acts + 1):
            phase.before(folder, number)
            phase.act(folder, number)
            _tell(told, DONE, number)
        signal.pause()


def _tell(told: int, *words: object) -> None:
    os.write(told, (" ".join(map(str, words)) + "\n").encode())


class Torture:
    """One phase in a folder of its own: what each act leads to, and a life of being killed."""

    def __init__(self, name: str, folder: Path, most_acts: int, seed: int) -> None:
        self.name, self._chance = name, random.Random(seed)
        self._phase: Phase = PHASES[name]()
        self._phase.acts = min(most_acts, self._phase.acts)
        self._template, self._work = folder / "template", folder / "work"
        self._template.mkdir(parents=True)
        self._phase.prepare(self._template)
        self._states: list[str] = []
        self._begin()
        self._act_s = self._undisturbed()
        self._done = self._phase.acts

    def _begin(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._template, self._work)
        self._done = 0

    def _undisturbed(self) -> float:
        """Do every act, keep what each leads to, and return how many seconds one takes."""
        phase, taken_s = self._phase, 0.0
        self._states.append(phase.state(self._work))
        for number in range(1, phase.acts + 1):
            with phase.opened(self._work):
                phase.before(self._work, number)
                started = time.monotonic()
                phase.act(self._work, number)
                taken_s += time.monotonic() - started
            wrong = list(phase.wrong(self._work, number))
            assert not wrong, wrong
            self._states.append(phase.state(self._work))
        return taken_s / phase.acts

    def kill_once(self, findings: Findings) -> None:
        """Let a child go on, kill it, and note what it left."""
        if self._done >= self._phase.acts:
            self._begin()
        after_s = self._chance.random() * LONGEST * self._act_s
        told = child(self._phase, self._work, self._done + 1).kill(after_s)
        acts = sum(line.startswith(DONE) for line in told)
        findings.told += acts
        # The machine may be slower or faster than it was: kills shall fall on every part of an act.
        self._act_s *= 1.1 if not acts else 0.9 if acts > LONGEST // 2 else 1.0
        failed = [line for line in told if line.startswith(FAILED)]
        done = max([self._done, *(int(one.split()[1]) for one in told if one.startswith(DONE))])
        try:
            wrong = [*failed, *self._phase.wrong(self._work, done)]
            state, now = self._name(done)
        except Exception as error:  # whatever keeps the file from being opened is a finding
            wrong, (state, now) = [*failed, repr(error)], ("broken", self._phase.acts)
        findings.states[state] += 1
        if state not in ("told", "one more"):
            wrong.append(state)
        where = f"{self.name}, killed {after_s:.4f} s after act {self._done}, {done} told"
        findings.wrong += [f"{where}: {one}" for one in wrong]
        self._done = self._phase.acts if wrong else now

    def _name(self, done: int) -> tuple[str, int]:
        found = self._phase.state(self._work)
        if found == self._states[done]:
            return "told", done
        if found in self._states[done + 1 : done + 2]:
            return "one more", done + 1
        if found in self._states[:done]:
            return "lost", done
        return "mixed", done


def torture(
    kills: int, folder: Path, phases: Sequence[str], *, most_acts: int, seed: int
) -> dict[str, Findings]:
    """Kill children so many times, spread over the phases; return what was found in each."""
    found = {}
    for place, name in enumerate(phases):
        found[name] = findings = Findings()
        one = Torture(name, folder / name, most_acts, seed)
        try:
            for _ in range(kills // len(phases) + (place < kills % len(phases))):
                one.kill_once(findings)
        finally:  # told also where somebody has no patience left
            print(_line(name, findings), *findings.wrong, sep="\n  ", flush=True)
        shutil.rmtree(folder / name)
    return found


def _line(name: str, findings: Findings) -> str:
    states = ", ".join(f"{state} {count}" for state, count in sorted(findings.states.items()))
    return (
        f"{name}: {findings.kills} kills, {findings.told} acts told ({states}),"
        f" {len(findings.wrong)} wrong"
    )


def main() -> int:
    """Torture every phase, or some, and tell what was found; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=10_000, help="of all phases together")
    parser.add_argument("--phase", choices=PHASES, action="append")
    parser.add_argument("--acts", type=int, default=100, help="most of them in a row")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        phases = wish.phase or tuple(PHASES)
        found = torture(wish.kills, Path(folder), phases, most_acts=wish.acts, seed=wish.seed)
    kills = sum(one.kills for one in found.values())
    wrong = sum(len(one.wrong) for one in found.values())
    print(f"{kills} kills, {sum(one.told for one in found.values())} acts told, {wrong} wrong")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
