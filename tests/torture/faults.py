"""Lets every operation on files fail in turn, and looks how the program ends and what is left.

python tests/torture/faults.py [--flow edit:1] [--most 40] [--seed S]

A flow is opening a file, one act of a phase (kill_phases.py), and closing. Its operations on files
are counted; then it is done again and again from the same start, the 1st, 2nd, 3rd ... of them
failing by a layer before the C library (fault_shim.c, compiled on the fly): once with an error of
the disk, once with the disk full from there on, once with the disk gone from there on. It must do
its work or end as CrmError that has words in both languages, tell nothing done that is not, leave
no half, and come to its end when it is done once more without a fault. What is told to be done is
synced: no write to a customer file or its log may wait for the disk then.
"""

import argparse
import ctypes
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from crm_desktop.domain.problems import CrmError
from crm_desktop.paths import find_resources
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.problems import WORDS, problem_text

SOURCE = Path(__file__).with_name("fault_shim.c")


class Fault(IntEnum):
    """How operations fail: one alone, or all from there on that need room, or all."""

    ONCE = 0
    FULL = 1
    GONE = 2

    @property
    def error(self) -> int:
        """What the system answers."""
        return errno.ENOSPC if self is Fault.FULL else errno.EIO


@dataclass
class Findings:
    """How a flow ended by fault, and what was wrong."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[int]] = field(default_factory=dict)
    """What was wrong, and at which operations."""


class Shim:
    """The layer before the C library, in this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_disarm.restype = ctypes.c_long
        self._library.fault_unsynced.restype = ctypes.c_long

    def watch(self, folder: Path) -> None:
        """Only what happens below a folder counts."""
        self._library.fault_watch(os.fsencode(folder))

    def arm(self, number: int, fault: Fault) -> None:
        """Let an operation fail, the first being 1; with 0 they are only counted."""
        self._library.fault_arm(ctypes.c_long(number), int(fault), fault.error)

    def disarm(self) -> int:
        """Let nothing fail any more; return how many operations there were."""
        return int(self._library.fault_disarm())

    def unsynced(self) -> int:
        """Return how many customer files and logs would not outlive a power cut now."""
        return int(self._library.fault_unsynced())


class Torture:
    """One act from one start, disturbed again and again."""

    def __init__(self, name: str, folder: Path, shim: Shim) -> None:
        from kill_phases import PHASES

        self.name, self._shim = name, shim
        phase, _, number = name.partition(":")
        self._phase, self._number = PHASES[phase](), int(number)
        self._template, self._work = folder / "template", folder / "work"
        self._template.mkdir(parents=True)
        self._phase.prepare(self._template)
        for before in range(1, self._number):
            with self._phase.opened(self._template):
                self._phase.before(self._template, before)
                self._phase.act(self._template, before)
        self._begin()
        self._old = self._phase.state(self._work)
        self._begin()
        self._do()
        self._new = self._phase.state(self._work)

    def count(self, fault: Fault) -> int:
        """Return how many operations can fail in this way."""
        self._begin()
        self._shim.arm(0, fault)
        try:
            self._do()
        finally:
            found = self._shim.disarm()
        assert not self._shim.unsynced(), f"{self.name} was told before it reached the disk"
        return found

    def disturb(self, number: int, fault: Fault, findings: Findings) -> None:
        """Let one operation fail, and note how that ended."""
        self._begin()
        wrong: list[str] = []
        sys.unraisablehook = lambda _: None  # archives that can't be closed say so on their way
        self._shim.arm(number, fault)
        try:
            self._do()
            end = "done"
        except CrmError as error:
            end = error.problem.code
            wrong += _without_words(error)
        except BaseException as error:
            end = "bug"
            wrong.append(f"{error!r} at {_place(error)}")
        finally:
            self._shim.disarm()
        findings.ends[end] += 1
        wrong += self._left(is_done=end == "done")
        for one in wrong:
            findings.wrong.setdefault(f"{end}, {one}", []).append(number)

    def _left(self, *, is_done: bool) -> Iterator[str]:
        """Say what is wrong with what is left, and whether the act can be done now."""
        try:
            yield from self._phase.wrong(self._work, self._number - (not is_done))
            found = self._phase.state(self._work)
            if found not in (self._old, self._new):
                yield "mixed"
            if is_done and found != self._new:
                yield "told to be done, and is not"
            if found == self._old:
                self._phase.before(self._work, self._number)
                self._do()
                if self._phase.state(self._work) != self._new:
                    yield "doing it again came to another end"
        except Exception as error:
            yield f"afterwards {error!r} at {_place(error)}"

    def _do(self) -> None:
        with self._phase.opened(self._work):
            self._phase.act(self._work, self._number)

    def _begin(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._template, self._work)
        self._phase.before(self._work, self._number)


def _without_words(error: CrmError) -> Iterator[str]:
    if error.problem.code not in WORDS:
        yield f"no words for {error.problem.code}"
        return
    for language in LANGUAGES:
        if not problem_text(language, error.problem).strip():
            yield f"no words in {language.code}"


LANGUAGES = [Language.load(code, find_resources() / "locale") for code in LanguageCode]


def _place(error: BaseException) -> str:
    """Return the last line of the program that an error came through."""
    found, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "crm_desktop" in code.co_filename or not found:
            found = f"{Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def torture(flows: Sequence[str], folder: Path, *, most: int, seed: int) -> dict[str, Findings]:
    """Disturb each flow in each way, at ``most`` operations of it spread over all."""
    shim, chance, found = Shim(), random.Random(seed), {}
    for name in flows:
        place = folder / name.replace(":", "-")
        shim.watch(place / "work")
        one = Torture(name, place, shim)
        for fault in Fault:
            findings = found[f"{name} {fault.name.lower()}"] = Findings()
            count = one.count(fault)
            numbers = range(1, count + 1)
            if count > most:
                numbers = sorted(chance.sample(numbers, most))
            for number in numbers:
                one.disturb(number, fault, findings)
            ends = ", ".join(f"{end} {many}" for end, many in sorted(findings.ends.items()))
            print(f"{name} {fault.name.lower()}: {len(numbers)} of {count} operations ({ends})")
            for wrong, places in findings.wrong.items():
                print(f"  WRONG {len(places)} times, first at {places[0]}: {wrong}", flush=True)
        shutil.rmtree(place)
    return found


def flows() -> list[str]:
    """Return every act worth disturbing, by phase and number."""
    from kill_phases import PHASES

    return [f"{name}:{number}" for name, phase in PHASES.items() for number in phase.disturbed]


def main() -> int:
    """Disturb every flow, or some, and tell how it ended; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--flow", action="append", help="a phase and the number of an act")
    parser.add_argument("--most", type=int, default=100_000, help="operations of each flow")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    if "LD_PRELOAD" not in os.environ:
        return _with_shim()
    with tempfile.TemporaryDirectory() as folder:
        found = torture(wish.flow or flows(), Path(folder), most=wish.most, seed=wish.seed)
    faults = sum(one.ends.total() for one in found.values())
    wrong = sum(len(one.wrong) for one in found.values())
    print(f"{faults} faults, {wrong} wrong")
    return min(wrong, 1)


def _with_shim() -> int:
    """Compile the layer and start again upon it."""
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "shim.so"
        options = ["-O1", "-shared", "-fPIC", "-o", str(shim), str(SOURCE), "-ldl"]
        subprocess.run(["cc", *options], check=True)
        environ = os.environ | {"LD_PRELOAD": str(shim)}
        command = [sys.executable, *sys.argv]
        return subprocess.run(command, env=environ, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
