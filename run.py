"""One entry for a bare machine: makes .venv, installs the locked packages, runs the project."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "crm-desktop needs Python 3.11 or newer and this is Python {}.{}: "
        "start run.py with a newer one, for example python3.13 run.py".format(*sys.version_info[:2])
    )

import os
import re
import shlex
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "packaging"))

from machine.commands import ROOT, Command, SetUpError, ask, run
from machine.environment import Environment, ready_environment
from machine.qt_libraries import ensure_qt_starts, ensure_window_opens
from machine.screen import has_screen, require_screen

USAGE = """usage: python3 run.py COMMAND ...
  app [--file PATH]    the window, on the file opened last unless PATH names one
  demo [--out DIR]     a sample file with visit briefs and tier lists, then the window
                       where there is a screen (--no-window: only the files)
  import, brief, tiers, score, list, show
                       the other commands of the program; each explains itself:
                       python3 run.py import --help   (--lang zh_CN: in Chinese)
  test [PYTEST ARGS]   every test, the window's included
  check                style, types, layers, unused code, locks
  lock                 write packaging/locks again from uv.lock (needs uv)"""

NAME = "python3 run.py"
WINDOWLESS = {"--no-window", "--json", "-h", "--help"}
INTERRUPTED = 130


def main(words: list[str]) -> int:
    """Run one command and return its exit code."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(USAGE)
        return 0 if words else 2
    commands = {
        "app": run_window,
        "demo": run_demo,
        "test": run_tests,
        "check": run_checks,
        "lock": write_locks,
    }
    command = commands.get(words[0])
    try:
        return command(words[1:]) if command else run_program(words)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def run_program(words: list[str]) -> int:
    """Pass the words to crm-desktop in the folder the caller stands in."""
    return start(ready_environment("app"), words, NAME)


def run_window(words: list[str]) -> int:
    """Set Qt up and pass the words to crm-desktop, which without a command is the window."""
    name = f"{NAME} app"
    if {"-h", "--help"} & set(words):
        return start(ready_environment("app"), words, name)
    require_screen()
    environment = ready_environment("window")
    ensure_window_opens(environment.python)
    return start(environment, words, name)


def start(environment: Environment, words: list[str], name: str) -> int:
    """Start crm-desktop under the name a person typed."""
    os.environ.setdefault("CRM_DESKTOP_COMMAND", name)
    return run([environment.python, "-P", "-m", "crm_desktop", *words])


def run_demo(words: list[str]) -> int:
    """Write the demo's files, which needs no Qt, then show them where somebody would see it."""
    if WINDOWLESS & set(words) or not has_screen():
        return run_program(["demo", *words])
    code = start(demo_environment(), ["demo", "--no-window", *words], NAME)
    if code:
        return code
    try:
        # The demo left its file as the one opened last.
        return run_window(language_of(words))
    except SetUpError as error:
        print(f"The files are written, but the window stays shut: {error}", file=sys.stderr)
        return 0


def demo_environment() -> Environment:
    """What files and window need, set up in one go; what the files need where that fails."""
    try:
        return ready_environment("window")
    except SetUpError:
        return ready_environment("app")


def language_of(words: list[str]) -> list[str]:
    """The option for the language among the words, with its value; empty when there is none."""
    places = [place for place, word in enumerate(words) if word.partition("=")[0] == "--lang"]
    if not places:
        return []
    return words[places[-1] :][: 1 if "=" in words[places[-1]] else 2]


def run_tests(words: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment = ready_environment("test")
    ensure_qt_starts(environment.python)
    return run([environment.python, "-m", "pytest", *workers(words), *words], folder=ROOT)


def workers(words: list[str]) -> list[str]:
    """The options that spread the tests over two processes, unless the caller decided."""
    decided = any(re.match(r"-n|--numprocesses|(-p)?no:xdist", word) for word in words)
    return [] if decided else ["-n", "2"]


def run_checks(words: list[str]) -> int:
    if words:
        raise SetUpError(f"check takes no arguments, but got: {shlex.join(words)}")
    steps = check_steps(ready_environment("check"))
    failed = [name for name, command in steps.items() if not passes(name, command)]
    print(f"check failed: {', '.join(failed)}" if failed else "check passed")
    return 1 if failed else 0


def check_steps(environment: Environment) -> dict[str, Command]:
    python = environment.python
    steps: dict[str, Command] = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy", "--strict"],
        "import-linter": [environment.scripts / "lint-imports", "--no-logo"],
        "deptry": [python, "-m", "deptry", "--no-ansi", "crm_desktop"],
        "vulture": [python, "-m", "vulture"],
        "locks": [python, ROOT / "packaging" / "locks" / "sync.py", "--check"],
    }
    texts = ROOT / "packaging" / "locale" / "update.py"
    return steps | ({"texts": [python, texts, "--check"]} if texts.exists() else {})


def passes(name: str, command: Command) -> bool:
    """Run one check; print its name, verdict and seconds, and when it failed what it said."""
    started = time.monotonic()
    said = ask(command, folder=ROOT)
    verdict = "FAILED" if said.code else "ok"
    lines = [f"{name:<14} {verdict:<7} {time.monotonic() - started:5.1f} s"]
    print(*lines, *(said.lines if said.code else []), sep="\n", flush=True)
    return said.code == 0


def write_locks(words: list[str]) -> int:
    return run([sys.executable, ROOT / "packaging" / "locks" / "sync.py", *words], folder=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
