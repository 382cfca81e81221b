"""Writes the requirement files of run.py from uv.lock, and checks that they still agree with it."""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROJECT = "crm-desktop"
Table = dict[str, Any]


@dataclass(frozen=True)
class Contents:
    """What a lock holds besides the program: extras and groups of pyproject.toml."""

    extras: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


LOCKS = {
    "app": Contents(),
    "window": Contents(extras=("window", "keyring")),
    "test": Contents(groups=("test",)),
    "check": Contents(groups=("test", "check", "fonts")),
}


@dataclass(frozen=True, order=True)
class Pin:
    """One package of a lock."""

    name: str
    version: str
    hashes: frozenset[str]


def main(words: list[str]) -> int:
    """Write the files (needs uv), or with --check return 1 when one differs from uv.lock."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, only compare")
    if parser.parse_args(words).check:
        faults = list(find_faults())
        print("\n".join(faults) or f"{len(LOCKS)} locks agree with uv.lock")
        return 1 if faults else 0
    uv = shutil.which("uv")
    if uv is None:
        print("writing the locks needs uv: https://docs.astral.sh/uv", file=sys.stderr)
        return 1
    subprocess.run([uv, "lock", "--quiet"], cwd=ROOT, check=True)
    for lock, contents in LOCKS.items():
        (HERE / f"{lock}.txt").write_text(exported(uv, contents), encoding="utf-8")
    return 0


def exported(uv: str, contents: Contents) -> str:
    """The requirements of the program and these parts: pins, markers and hashes, no index."""
    command = [uv, "export", "--frozen", "--no-header", "--no-annotate", "--no-emit-project"]
    command += ["--no-default-groups"]
    for extra in contents.extras:
        command += ["--extra", extra]
    for group in contents.groups:
        command += ["--group", group]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def find_faults() -> Iterator[str]:
    """Sentences naming every difference between pyproject.toml, uv.lock and the files."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages: list[Table] = lock["package"]
    entry = next(package for package in packages if package["name"] == PROJECT)
    if asked_by_lock(entry) != asked_by_project(project):
        yield "uv.lock is older than pyproject.toml: python3 run.py lock"
    for name, contents in LOCKS.items():
        text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
        differing = pins_of_text(text) ^ pins_of_lock(packages, entry, contents)
        if differing:
            listed = ", ".join(sorted({pin.name for pin in differing}))
            yield f"{name}.txt differs from uv.lock ({listed}): python3 run.py lock"


def asked_by_project(project: Table) -> set[str]:
    """The requirements somebody wrote, as name and version range, those of all parts included."""
    wanted = list(project["project"]["dependencies"])
    parts = (project["project"]["optional-dependencies"], project["dependency-groups"])
    for part in (lines for table in parts for lines in table.values()):
        wanted += [line for line in part if isinstance(line, str)]
    return {re.sub(r"\s|\[.*?\]", "", line.split(";")[0]) for line in wanted}


def asked_by_lock(entry: Table) -> set[str]:
    """The same, as uv saw them when it wrote uv.lock."""
    metadata = entry["metadata"]
    tables = [metadata["requires-dist"], *metadata["requires-dev"].values()]
    return {line["name"] + line.get("specifier", "") for table in tables for line in table}


def pins_of_text(text: str) -> set[Pin]:
    """The packages of one requirement file."""
    lines = text.replace("\\\n", " ").splitlines()
    hits = [(line, re.match(r"([\w.-]+)==([\w.!+-]+)", line)) for line in lines]
    return {
        Pin(hit[1], hit[2], frozenset(re.findall(r"--hash=(\S+)", line)))
        for line, hit in hits
        if hit
    }


def pins_of_lock(packages: list[Table], entry: Table, contents: Contents) -> set[Pin]:
    """The packages that the program and these parts reach in uv.lock, on any system."""
    waiting: list[Table] = [{"name": PROJECT, "extra": contents.extras}]
    for group in contents.groups:
        waiting += entry["dev-dependencies"][group]
    reached: dict[tuple[str, ...], Table] = {}
    while waiting:
        wanted = waiting.pop()
        extras = wanted.get("extra", ())
        for package in packages:
            key = (package["name"], package["version"], *extras)
            if key in reached or not answers(package, wanted):
                continue
            reached[key] = package
            waiting += package.get("dependencies", [])
            for extra in extras:
                waiting += package["optional-dependencies"][extra]
    return {pin_of(package) for package in reached.values() if package["name"] != PROJECT}


def answers(package: Table, wanted: Table) -> bool:
    """Whether a locked package is the one a dependency means."""
    version = wanted.get("version", package["version"])
    return bool(package["name"] == wanted["name"] and package["version"] == version)


def pin_of(package: Table) -> Pin:
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    hashes = frozenset(file["hash"] for file in files)
    return Pin(package["name"], package["version"], hashes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
