"""The entry of the command line: parses, runs one command, turns trouble into one sentence."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TextIO

from crm_desktop.cli.context import Context, OpenWindow
from crm_desktop.cli.parser import build_parser
from crm_desktop.domain.problems import CrmError
from crm_desktop.paths import Paths, find_paths
from crm_desktop.text import Language, LanguageCode, detect
from crm_desktop.wording.problems import problem_text

Command = Callable[[Context, argparse.Namespace], OpenWindow | None]
INPUT_ERROR, FAILURE, INTERRUPTED = 2, 1, 130
_MODULES = {
    "demo": "demo",
    "import": "importing",
    "brief": "briefs",
    "tiers": "tiers",
    "score": "leads",
    "list": "customers",
    "show": "cards",
}


def run(
    arguments: Sequence[str],
    *,
    environ: Mapping[str, str],
    out: TextIO = sys.stdout,
    err: TextIO = sys.stderr,
) -> int | OpenWindow:
    """Run one command and return its exit code, or the wish to open the window.

    0 is done, 2 bad input, 1 a failure of the machine; trouble is one line on ``err``.
    """
    paths = find_paths(environ)
    language = Language.load(_wanted_language(arguments, environ), paths.locale)
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
        try:
            options = build_parser(language).parse_args(list(arguments))
        except SystemExit as stop:
            return int(stop.code or 0)
    context = _context(options, paths, language, out, err)
    try:
        command: Command = import_module(f"crm_desktop.cli.{_MODULES[options.command]}").run
        return command(context, options) or 0
    except CrmError as error:
        _tell(context, problem_text(language, error.problem))
        return INPUT_ERROR if error.is_input else FAILURE
    except KeyboardInterrupt:
        _tell(context, language.text("Stopped. Nothing half done was kept."))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except OSError as error:
        _tell(context, _system_text(language, error))
        return FAILURE


def _context(
    options: argparse.Namespace, paths: Paths, language: Language, out: TextIO, err: TextIO
) -> Context:
    day = options.as_of or date.today()  # noqa: DTZ011 (a person's today is the local one)
    return Context(paths, language, day, options.file, bool(options.json), out, err)


def _wanted_language(arguments: Sequence[str], environ: Mapping[str, str]) -> LanguageCode:
    """Return the language before anything is parsed, so that even the help speaks it."""
    words = list(arguments)
    for place, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        if value in set(LanguageCode):
            return LanguageCode(value)
    return detect(environ)


def _system_text(language: Language, error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return language.text("It did not work: {reason}. Try again.", reason=reason)
    return language.text(
        "{path}: {reason}. Check the path and your rights.", path=error.filename, reason=reason
    )


def _tell(context: Context, text: str) -> None:
    print(f"crm-desktop: {' '.join(text.split())}", file=context.err)
