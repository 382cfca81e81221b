"""`encrypt`, `decrypt`, `passphrase`, `rotate-key` and `recovery-code`: who can open the file."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.cli.protection_options import NEW_PASSPHRASE
from crm_desktop.cli.secrets import check_both_readable
from crm_desktop.services import plain_copies, protection
from crm_desktop.services.file_hold import check_free
from crm_desktop.services.recovery_sheets import render_sheet, write_sheet
from crm_desktop.services.whole_files import check_folder
from crm_desktop.text import Language
from crm_desktop.wording.problems import problem_text


def run(context: Context, options: argparse.Namespace) -> None:
    """Do what the command says with the chosen file."""
    path = context.file_path()
    check_free(path)
    _COMMANDS[options.command](context, options, path)


def _encrypt(context: Context, options: argparse.Namespace, path: Path) -> None:
    protection.check_plain(path)
    _check_sheet(options)
    chosen = options.new_passphrase_file or context.passphrase_file
    passphrase = context.secrets.new_passphrase(path, chosen, NEW_PASSPHRASE)
    with progress_bar(context) as progress:
        code = protection.protect(path, passphrase, progress)
    copies = plain_copies.find(path, context.paths.config)
    if options.delete_plain_copies:
        copies = plain_copies.delete(copies)
    if not context.as_json:
        context.say(context.language.text("Encrypted: {path}.", path=path))
        _say_copies(context, copies)
    _give_code(context, options, code, plain_copies=list(map(str, copies)))


def _decrypt(context: Context, _options: argparse.Namespace, path: Path) -> None:
    secret = context.secrets.secret_of(path)
    _back_up_first(context, path, secret)
    with progress_bar(context) as progress:
        protection.unprotect(path, secret, progress)
    text = context.language.text(
        "Decrypted: {path}. Whoever gets hold of it can read it. The recovery code is void.",
        path=path,
    )
    _say(context, {"file": str(path)}, text)


def _passphrase(context: Context, options: argparse.Namespace, path: Path) -> None:
    check_both_readable(options)
    secret = context.secrets.secret_of(path)
    new = context.secrets.new_passphrase(path, options.new_passphrase_file, NEW_PASSPHRASE)
    protection.change_passphrase(path, secret, new)
    text = context.language.text(
        "The passphrase of {path} is changed; its recovery code stays the same. Backups made before"
        " still open with the old one: if somebody knows it, use rotate-key and delete them.",
        path=path,
    )
    _say(context, {"file": str(path)}, text)


def _rotate(context: Context, options: argparse.Namespace, path: Path) -> None:
    check_both_readable(options)
    _check_sheet(options)
    secret = context.secrets.secret_of(path)
    new = context.secrets.new_passphrase(path, options.new_passphrase_file, NEW_PASSPHRASE)
    _back_up_first(context, path, secret)
    with progress_bar(context) as progress:
        code = protection.rotate_key(path, secret, new, progress)
    if not context.as_json:
        context.say(
            context.language.text(
                "{path} has a new key. The old recovery code does not open it any more; backups"
                " made before still open with the old passphrase and the old code.",
                path=path,
            )
        )
    _give_code(context, options, code)


def _recovery_code(context: Context, options: argparse.Namespace, path: Path) -> None:
    _check_sheet(options)
    key = protection.unlock(path, context.secrets.secret_of(path))
    _give_code(context, options, protection.recovery_code(key))


def _back_up_first(context: Context, path: Path, secret: str) -> None:
    key = protection.unlock(path, secret)
    for problem in protection.back_up_first(path, key, context.paths.config):
        print(f"{context.program}: {problem_text(context.language, problem)}", file=context.err)


def _check_sheet(options: argparse.Namespace) -> None:
    """Complain of a place that can't take the sheet before anything is changed."""
    if options.sheet is not None:
        check_folder(options.sheet)


def _give_code(context: Context, options: argparse.Namespace, code: str, **more: Any) -> None:
    """Print a recovery code, whatever becomes of its sheet: it is kept nowhere else."""
    if not context.as_json:
        _say_code(context, code)
    try:
        sheet = _write_sheet(context, options.sheet, code)
    finally:
        if context.as_json:
            found = {"file": str(context.file_path()), "recovery_code": code}
            written = {"recovery_pdf": str(options.sheet)} if options.sheet else {}
            context.say_json(found | written | more)
    if sheet is not None and not context.as_json:
        context.say(context.language.text("To print: {path}. Delete it afterwards.", path=sheet))


def _write_sheet(context: Context, sheet: Path | None, code: str) -> Path | None:
    if sheet is None:
        return None
    now = datetime.now().astimezone()
    name, resources = context.file_path().name, context.paths.resources
    return write_sheet(sheet, render_sheet(context.language, resources, name, code, made_at=now))


def _say_code(context: Context, code: str) -> None:
    say = context.language.text
    context.say()
    context.say(say("Recovery code:"))
    for line in code.splitlines():
        context.say(f"    {line}")
    context.say()
    context.say(
        say(
            "It opens the file when the passphrase is forgotten or the key file is lost, and it is"
            " kept nowhere. Write it down or print it, and keep it away from this computer."
        )
    )


def _say_copies(context: Context, copies: tuple[Path, ...]) -> None:
    say: Language = context.language
    context.say(
        say.text("Exports and papers made before are not encrypted. Delete what you need no more.")
    )
    if copies:
        context.say(
            say.plural(
                "{count} older copy can still be read by anybody:",
                "{count} older copies can still be read by anybody:",
                len(copies),
            )
        )
        for copy in copies:
            context.say(f"    {copy}")


def _say(context: Context, found: dict[str, Any], text: str) -> None:
    if context.as_json:
        context.say_json(found)
    else:
        context.say(text)


_COMMANDS: dict[str, Callable[[Context, argparse.Namespace, Path], None]] = {
    "encrypt": _encrypt,
    "decrypt": _decrypt,
    "passphrase": _passphrase,
    "rotate-key": _rotate,
    "recovery-code": _recovery_code,
}
