"""The house rules a program can check: sizes, names, who imports what, no paths of one machine."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "crm_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = [*MODULES, ROOT / "run.py", *sorted((ROOT / "packaging").rglob("*.py"))]

LONGEST_FILE = 400
LONGEST_FUNCTION = 49
DUMPING_PLACES = {"utils", "helpers", "common", "misc", "manager", "base"}
OWNERS = {
    "reportlab": {"reports"},
    "sqlalchemy": {"storage"},
    "sqlmodel": {"storage"},
    "sqlcipher3": {"storage"},
    "alembic": {"storage"},
    "pypinyin": {"language"},
    "opencc": {"language"},
    "phonenumbers": {"language"},
    "email_validator": {"language"},
    "borax": {"language"},
    "rapidfuzz": {"services"},
    "zxcvbn": {"services"},
    "keyring": {"services"},
    "cryptography": {"storage"},
    "icalendar": {"formats"},
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "pypdfium2": {"ui"},
}
NETWORK_MODULES = {
    "asyncio",
    "ftplib",
    "http",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
    "xmlrpc",
}
# Ways ReportLab sets text, which read markup or know neither Chinese nor Arabic.
OTHER_DOORS = {"Paragraph", "drawString", "drawRightString", "drawCentredString", "beginText"}
# Qt takes what looks like markup for markup there; ui/labels.py shows text as it is.
GUESS_MARKUP = {"QLabel", "QMessageBox", "setToolTip", "setWhatsThis", "QErrorMessage"}
WAYS_IN = {
    "services/field_values.py": "clean",  # what is typed
    "services/import_batches.py": "clean",  # lists and vCards
    "services/attachments.py": "clean",  # names of files
    "services/list_views.py": "clean",
    "services/playbook_hygiene.py": "clean",
    "storage/record_lines.py": "clean",  # exports of everything
    "services/card_edits.py": "checked",
    "services/customer_bulk.py": "checked",
    "services/man_edits.py": "checked",
    "services/tiers.py": "checked",
}
SEARCH_DOOR = PACKAGE / "storage" / "search.py"
PLAIN_TEXT_DOOR = PACKAGE / "ui" / "labels.py"
UNITS_OF_WORK = {"reading", "work"}
MAY_PRINT = {"cli", "__main__"}
TEXT_SUFFIXES = {"", ".py", ".md", ".toml", ".txt", ".cfg", ".yml", ".yaml", ".json", ".po", ".sh"}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layer_of(path: Path) -> str:
    """The folder or module of crm_desktop a file belongs to, for example "storage"."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Full dotted names of the modules a file imports, the lazy imports included."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield f"{node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(path: Path) -> Iterator[tuple[str, int]]:
    """Last names of everything a file calls, with the line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield name, node.lineno


def project_texts() -> list[Path]:
    """The text files under version control; without git, every text file."""
    paths = versioned_files() or visible_files()
    return [path for path in paths if path.suffix in TEXT_SUFFIXES and path.is_file()]


def versioned_files() -> list[Path]:
    if not shutil.which("git"):
        return []
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return [ROOT / name for name in listed.stdout.decode().split("\0")[:-1]]


def visible_files() -> list[Path]:
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    return [ROOT / path for path in found if not any(part[0] == "." for part in path.parts)]


def test_files_are_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert [path for path, lines in lengths.items() if lines > LONGEST_FILE] == []


def test_functions_are_short():
    lengths = {
        f"{path.relative_to(ROOT)}:{function.name}": function.end_lineno - function.lineno + 1
        for path in SOURCES
        for function in functions_of(path)
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_no_module_is_a_dumping_place():
    names = {part.removesuffix(".py") for path in SOURCES for part in path.parts[1:]}

    assert names & DUMPING_PLACES == set()


@pytest.mark.parametrize(("library", "owners"), OWNERS.items())
def test_a_library_is_known_to_its_layers_alone(library, owners):
    strangers = {
        str(path.relative_to(ROOT))
        for path in MODULES
        for name in imported(path)
        if name.split(".")[0] == library and layer_of(path) not in owners
    }

    assert strangers == set()


def test_domain_needs_nothing_but_the_standard_library():
    known = {*sys.stdlib_module_names, "crm_desktop"}
    strangers = {
        name
        for path in (PACKAGE / "domain").rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] not in known
        or (name.startswith("crm_desktop.") and not name.startswith("crm_desktop.domain"))
    }

    assert strangers == set()


def test_user_text_reaches_paper_through_one_door():
    builders = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in MODULES
        for name, line in called(path)
        if name in OTHER_DOORS
    }

    assert builders == set()


def test_user_text_reaches_the_screen_through_one_door():
    """The widgets that guess markup are made in one place, as plain text."""
    builders = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in (PACKAGE / "ui").rglob("*.py")
        for name, line in called(path)
        if name in GUESS_MARKUP and path != PLAIN_TEXT_DOOR
    }

    assert builders == set()


def test_only_storage_speaks_sql():
    speaking = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        if layer_of(path) != "storage"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.match(r"(SELECT|INSERT|UPDATE|DELETE|PRAGMA) [\w(*]", node.value)
    }

    assert speaking == set()


def test_user_text_reaches_the_search_through_one_door():
    """Only storage/search.py asks the index, and what is asked is always a parameter."""
    asking = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:30]}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if (found := re.search(r"\bMATCH\b (\S*)", node.value)) is not None
        if path != SEARCH_DOOR or not re.fullmatch(r"\?|:\w+", found[1])
        if node.value not in docstrings_of(path)
    }

    assert asking == set()


def test_user_text_comes_in_through_one_door():
    """Whatever makes records of what people or their files say takes it through clean()."""
    past = {name for name, door in WAYS_IN.items() if door not in reached(PACKAGE / name)}

    assert past == set()


def docstrings_of(path: Path) -> set[str]:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    nodes = [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]
    return {ast.get_docstring(node, clean=False) or "" for node in nodes}


def reached(path: Path) -> set[str]:
    """Names that a file calls or hands on."""
    nodes = list(ast.walk(tree_of(path)))
    return {name for name, _ in called(path)} | {
        node.id for node in nodes if isinstance(node, ast.Name)
    }


def test_rows_come_one_at_a_time_through_one_door():
    """An error at a later row would else reach a person as a mistake of the program."""
    around = {
        f"{path.relative_to(ROOT)}:{loop.lineno}"
        for path in (PACKAGE / "storage").glob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.For | ast.comprehension | ast.YieldFrom)
        for loop in ast.walk(getattr(node, "iter", getattr(node, "value", node)))
        if isinstance(loop, ast.Call)
        and getattr(loop.func, "attr", "") == "execute"
        and getattr(getattr(loop.func, "value", None), "id", "") in UNITS_OF_WORK
    }

    assert around == set()


def test_only_the_command_line_prints():
    printing = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in MODULES
        for name, line in called(path)
        if name == "print" and layer_of(path) not in MAY_PRINT
    }

    assert printing == set()


def test_no_module_speaks_to_a_network():
    speaking = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in MODULES
        for name in imported(path)
        if name in NETWORK_MODULES or name.split(".")[0] in NETWORK_MODULES
    }
    naming = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"\bAF_INET6?\b|\bcreate_connection\b", path.read_text(encoding="utf-8"))
    }

    assert (speaking, naming) == (set(), set())


def test_no_text_names_a_folder_of_one_machine():
    folders = "home|root|Users|work|tmp"
    pattern = re.compile(rf"(?<![\w.:/}}-])/({folders})/\w|[A-Z]:\\+Users\\+\w")
    naming = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in project_texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    }

    assert naming == set()
