"""Passphrases and recovery codes: typed on a terminal without being shown, or read from a file."""

import argparse
import sys
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TextIO

from crm_desktop.domain.passphrases import LEAST_SCORE
from crm_desktop.domain.problems import InputError
from crm_desktop.services import protection
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.text import Language
from crm_desktop.wording.problems import problem_text
from crm_desktop.wording.protection import hint_text

STDIN = Path("-")
_TRIES = 3
_LARGEST = 4096
_TYPED_AGAIN = ("passphrase_wrong", "recovery_code_wrong", "recovery_code_mistyped")


@dataclass(frozen=True, slots=True)
class SecretSource:
    """Where one call of the program gets passphrases from, and how it speaks."""

    language: Language
    program: str
    err: TextIO
    passphrase_file: Path | None

    def key_of(self, path: Path) -> DataKey | None:
        """Return the key to open a file with, None for one that is not encrypted.

        From ``--passphrase-file``, else the system's keyring, else the terminal. Raises InputError
        ``passphrase_needed`` where there is none of them, and what ``protection.unlock`` raises.
        """
        if not protection.is_protected(path):
            return None
        if self.passphrase_file is not None:
            return protection.unlock(path, read_secret(self.passphrase_file))
        return protection.remembered(path) or self._asked(path)[1]

    def secret_of(self, path: Path) -> str:
        """Return what is to open an encrypted file; on a terminal one that does.

        Raises InputError ``passphrase_needed``, ``passphrase_unreadable``, and what
        ``protection.unlock`` raises.
        """
        if self.passphrase_file is not None:
            return read_secret(self.passphrase_file)
        return self._asked(path)[0]

    def new_passphrase(self, path: Path, chosen: Path | None, option: str) -> str:
        """Return a passphrase to be set: from a file, else typed twice on a terminal.

        What makes it weak is told. Raises InputError ``passphrase_needed``, ``passphrase_weak``,
        ``passphrase_unreadable``, ``passphrases_differ``.
        """
        if chosen is not None:
            passphrase = read_secret(chosen)
        else:
            self._require_terminal(option)
            passphrase = self._ask(self.language.text("New passphrase: "))
            again = self._ask(self.language.text("The same once more: "))
            if again != passphrase:
                raise InputError("passphrases_differ")
        self._check_strength(passphrase, path)
        return passphrase

    def _asked(self, path: Path) -> tuple[str, DataKey]:
        """Ask until something opens the file, three times at most, and return it and the key."""
        self._require_terminal("--passphrase-file")
        question = self.language.text("Passphrase or recovery code of {name}: ", name=path.name)
        for _ in range(_TRIES - 1):
            secret = self._ask(question)
            try:
                return secret, protection.unlock(path, secret)
            except InputError as error:
                if error.problem.code not in _TYPED_AGAIN:
                    raise
                self._tell(problem_text(self.language, error.problem))
        secret = self._ask(question)
        return secret, protection.unlock(path, secret)

    def _require_terminal(self, option: str) -> None:
        is_there = sys.stdin is not None and sys.stdin.isatty() and self.err.isatty()
        if not is_there:
            raise InputError("passphrase_needed", option=option)

    def _ask(self, question: str) -> str:
        try:
            return getpass(question, self.err)
        except EOFError as error:
            raise KeyboardInterrupt from error

    def _check_strength(self, passphrase: str, path: Path) -> None:
        found = protection.strength(passphrase, [path.stem])
        if found.hints:
            weak = self.language.text("This passphrase could be stronger.")
            hints = (hint_text(self.language, hint) for hint in found.hints)
            self._tell(" ".join([weak, *hints]))
        if found.score < LEAST_SCORE:
            raise InputError("passphrase_weak")

    def _tell(self, text: str) -> None:
        print(f"{self.program}: {text}", file=self.err)


def check_both_readable(options: argparse.Namespace) -> None:
    """Raise InputError ``options_clash`` where two secrets were to come from one input."""
    if options.passphrase_file == options.new_passphrase_file == STDIN:
        raise InputError(
            "options_clash", option="--passphrase-file -", other="--new-passphrase-file -"
        )


def read_secret(path: Path) -> str:
    """Return the first line of a file or of the input, or all of it where it is a recovery code.

    Raises InputError ``passphrase_unreadable``.
    """
    try:
        content = sys.stdin.buffer.read(_LARGEST) if path == STDIN else _start_of(path)
        text = content.decode("utf-8-sig").strip("\r\n")
    except (OSError, UnicodeError, AttributeError) as error:
        raise InputError("passphrase_unreadable", path=str(path)) from error
    first = text.partition("\n")[0].rstrip("\r")
    if not first:
        raise InputError("passphrase_unreadable", path=str(path))
    return text if protection.looks_like_code(text) else first


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST)
