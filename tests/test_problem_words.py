"""Every expected error the program can raise has words, and gives what the words need."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import crm_desktop
from crm_desktop.cli.usage import _COMPLAINTS
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.formats.table import TableErrorCode
from crm_desktop.paths import find_resources
from crm_desktop.storage.errors import _FAILURE, _INPUT
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.problems import WORDS, problem_text

PACKAGE = Path(crm_desktop.__file__).parent
# Where a code is no literal: the table it is taken from.
TABLES = {
    "formats/workbook_file.py": {one.value for one in TableErrorCode if "workbook" in one.value},
    "cli/usage.py": {code for _, code in _COMPLAINTS},
    "storage/errors.py": {*_INPUT.values(), *_FAILURE.values()},
}
# Parameters that an error class adds to those of each call.
ADDED = {
    "PlaybookError": {"file", "key"},
    "MappingError": {"path", "key"},
    "TableError": {"path"},
}


def error_classes() -> set[str]:
    """Names of all expected errors, and of the functions that make one."""
    for module in pkgutil.walk_packages(crm_desktop.__path__, "crm_desktop."):
        if ".migrations.versions" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting, found = [CrmError], set()
    while waiting:
        one = waiting.pop()
        found.add(one.__name__)
        waiting += one.__subclasses__()
    return found


ERRORS = error_classes()


def raised() -> Iterator[tuple[str, str, ast.Call]]:
    """File, name of the error and the call of every place where one is made."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ERRORS or name in ("Problem", "wrong"):
                    yield path.relative_to(PACKAGE).as_posix(), name, node


def codes_of(file: str, call: ast.Call) -> set[str] | None:
    """The codes a call may carry, None where this test can't tell."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant):
        return {first.value}
    if isinstance(first, ast.Attribute) and isinstance(first.value, ast.Name):
        module = importlib.import_module("crm_desktop." + file[:-3].replace("/", "."))
        owner = getattr(module, first.value.id, None)
        if isinstance(owner, type) and issubclass(owner, StrEnum):
            return {owner[first.attr].value}
    return TABLES.get(file)


RAISED = list(raised())
CODES = {
    (file, code, name, call.lineno)
    for file, name, call in RAISED
    for code in codes_of(file, call) or ()
}


def is_passed_on(call: ast.Call) -> bool:
    """True for a call in an error class of its own, which is given its code."""
    return bool(call.args) and isinstance(call.args[0], ast.Name | ast.Starred)


def test_the_code_of_every_error_is_known_to_this_test():
    unknown = {
        f"{file}:{call.lineno}"
        for file, _, call in RAISED
        if codes_of(file, call) is None and not is_passed_on(call)
    }

    assert unknown == set()


def test_every_error_has_words():
    assert {code for _, code, _, _ in CODES} - WORDS.keys() == set()


def test_no_words_are_left_over():
    assert WORDS.keys() - {code for _, code, _, _ in CODES} == set()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_place_gives_what_the_words_need():
    short = {}
    for file, name, call in RAISED:
        given = {word.arg for word in call.keywords} | ADDED.get(name, set())
        given |= {"file", "key"} if name == "wrong" else set()
        for code in codes_of(file, call) or ():
            lacking = placeholders(WORDS.get(code, "")) - given
            if lacking and None not in given and name != "Problem":
                short[f"{file}:{call.lineno}", code] = lacking

    assert short == {}


@pytest.mark.parametrize("language_code", LanguageCode)
@pytest.mark.parametrize("code", WORDS)
def test_every_problem_is_a_sentence_of_one_line(code, language_code):
    language = Language.load(language_code, find_resources() / "locale")
    params = dict.fromkeys(placeholders(WORDS[code]), "x")
    params |= {"entity": "taboos"} if "entity" in params else {}

    text = problem_text(language, Problem(code, params))

    assert "\n" not in text
    assert text[-1] in ".。"
    assert "{" not in text
    if language_code is LanguageCode.CHINESE:
        assert any("\u4e00" <= character <= "\u9fff" for character in text)
