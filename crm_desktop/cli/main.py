"""The entry of the command line: parses, runs one command, turns trouble into one sentence."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from typing import NamedTuple, TextIO

from crm_desktop.cli.context import Context
from crm_desktop.cli.open_window import OpenWindow
from crm_desktop.cli.parser import EVERY_LANGUAGE, LANGUAGES, PROGRAM, build_parser, language_code
from crm_desktop.cli.window import check_window
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.paths import Paths, find_paths
from crm_desktop.services import recent_files
from crm_desktop.services.bug_reports import keep_report, trace_of
from crm_desktop.storage.encryption.header import is_protected
from crm_desktop.text import Language, LanguageCode, detect
from crm_desktop.wording.problems import problem_text
from crm_desktop.wording.reasons import reason_text

STARTED_AS = "CRM_DESKTOP_COMMAND"
"""Set by whatever starts the program under another name, such as run.py."""

Command = Callable[[Context, argparse.Namespace], OpenWindow | None]
INPUT_ERROR, FAILURE, INTERRUPTED = 2, 1, 130
_MODULES = {
    "demo": "demo",
    "today": "today",
    "import": "importing",
    "brief": "briefs",
    "week": "week",
    "tiers": "tiers",
    "score": "leads",
    "list": "customers",
    "show": "cards",
    "export": "exporting",
    "calendar": "calendar_file",
    "handover": "handing_over",
    "subject-access": "handing_over",
    "duplicates": "duplicates",
    "retention": "retention",
    "erase": "erasing",
    "log": "trust_log",
    "encrypt": "protecting",
    "decrypt": "protecting",
    "passphrase": "protecting",
    "rotate-key": "protecting",
    "recovery-code": "protecting",
    "backup": "backing_up",
    "restore": "backing_up",
    "check": "checking",
    "salvage": "checking",
}


def run(
    arguments: Sequence[str],
    *,
    environ: Mapping[str, str],
    out: TextIO = sys.stdout,
    err: TextIO = sys.stderr,
) -> int | OpenWindow:
    """Run one command and return its exit code, or the wish to open the window.

    0 is done, 2 bad input, 1 a failure of the machine or of the program, 130 stopped by the
    person; trouble is one line on ``err``.
    """
    paths = find_paths(environ)
    language = Language.load(_wanted_language(arguments, environ), paths.locale)
    try:
        program = environ.get(STARTED_AS, PROGRAM)
        result = _run(list(arguments), _Speech(environ, paths, language, program, out, err))
        out.flush()
    except CrmError as error:
        code = complain(error, language, err)
        _let_go(out)
        return code
    except KeyboardInterrupt:
        _tell(err, language.text("Stopped. Nothing half done was kept."))
        return INTERRUPTED
    except BrokenPipeError:
        _forget_pipe(out)
        return FAILURE
    except OSError as error:
        _tell(err, _system_text(language, error))
        _let_go(out)
        return FAILURE
    except Exception as error:  # the one handler of bugs: the log gets more than the person
        _tell(err, _bug_text(language, paths, error))
        return FAILURE
    return result


def complain(error: CrmError, language: Language, err: TextIO) -> int:
    """Say in one line what went wrong and return the exit code."""
    _tell(err, problem_text(language, error.problem))
    return INPUT_ERROR if error.is_input else FAILURE


class _Speech(NamedTuple):
    """Where the program reads from and how it speaks."""

    environ: Mapping[str, str]
    paths: Paths
    language: Language
    program: str
    out: TextIO
    err: TextIO


def _run(arguments: list[str], speech: _Speech) -> int | OpenWindow:
    environ, paths, language, program, out, err = speech
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            options = build_parser(language, program).parse_all(arguments)
        except SystemExit:
            return 0
    if options.lang == EVERY_LANGUAGE and options.command not in ("brief", "week"):
        raise InputError("value_unknown", option="--lang", value=options.lang, values=LANGUAGES)
    day = options.as_of or date.today()  # noqa: DTZ011 (a person's today is the local one)
    context = Context(
        paths,
        language,
        day,
        options.file,
        bool(options.json),
        out,
        err,
        program,
        environ,
        options.passphrase_file,
    )
    wish = _command(options)(context, options)
    wanted = LanguageCode(options.lang) if options.lang in LANGUAGES else None
    return wish._replace(language=wanted) if wish else 0


def _command(options: argparse.Namespace) -> Command:
    if options.command is None:
        return _ask_for_window
    command: Command = import_module(f"crm_desktop.cli.{_MODULES[options.command]}").run
    return command


def _ask_for_window(context: Context, options: argparse.Namespace) -> OpenWindow:
    """Without a command the window opens, which knows neither JSON nor other days."""
    if options.json or options.as_of:
        raise InputError("command_missing", program=context.program, commands=list(_MODULES))
    check_window(context.environ, context.program)
    return OpenWindow(context.file or recent_files.last_file(context.paths.config))


def _wanted_language(arguments: Sequence[str], environ: Mapping[str, str]) -> LanguageCode:
    """Return the language before anything is parsed, so that even the help speaks it."""
    words = list(arguments)
    for place, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        code = language_code(value)
        if code in set(LanguageCode):
            return LanguageCode(code)
    return detect(environ)


def _system_text(language: Language, error: OSError) -> str:
    reason = reason_text(language, error.strerror or str(error))
    if error.filename is None:
        return language.text("It did not work: {reason}. Try again.", reason=reason)
    return language.text(
        "{path}: {reason}. Check the path and your rights.", path=error.filename, reason=reason
    )


def _bug_text(language: Language, paths: Paths, error: Exception) -> str:
    """Keep what a programmer needs and return what a person does.

    What an error says may quote a customer of the file that was opened last.
    """
    last = recent_files.last_file(paths.config)
    text = trace_of(error, tells_values=last is None or not is_protected(last))
    log = keep_report(paths, text, datetime.now(UTC))
    return language.text(
        "The program made a mistake; your file is as it was before the command. Details: {path}",
        path=log,
    )


def _let_go(out: TextIO) -> None:
    """Print what waits; where that fails, it was told already or is no trouble by now."""
    try:
        out.flush()
    except OSError:
        _forget_pipe(out)


def _forget_pipe(out: TextIO) -> None:
    """Let Python's own flush at the end of the process go nowhere instead of complaining."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _tell(err: TextIO, text: str) -> None:
    print(f"{PROGRAM}: {' '.join(text.split())}", file=err)
