"""What every command is given: where things are, for whom it speaks and on which day."""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from crm_desktop.domain.problems import InputError
from crm_desktop.paths import Paths
from crm_desktop.services import recent_files
from crm_desktop.services.file_hold import check_free
from crm_desktop.services.files import finish_restore
from crm_desktop.storage.database import Database, open_file
from crm_desktop.storage.day_change import bring_up_to_date
from crm_desktop.storage.encryption.header import is_protected
from crm_desktop.text import Language
from crm_desktop.wording.playbook import unusable_text

if TYPE_CHECKING:
    from crm_desktop.cli.secrets import SecretSource
    from crm_desktop.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Context:
    """One call of the program; ``out`` takes results, ``err`` what a person should know."""

    paths: Paths
    language: Language
    as_of: date
    file: Path | None = None
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    program: str = "crm-desktop"
    environ: Mapping[str, str] = field(default_factory=dict)
    passphrase_file: Path | None = None

    @property
    def width(self) -> int | None:
        """Places of a line on the reader's terminal, None where the output goes elsewhere."""
        return shutil.get_terminal_size().columns if self.out.isatty() else None

    def file_path(self) -> Path:
        """Return ``--file``, else the last opened file; raises InputError ``no_file_chosen``."""
        chosen = self.file or recent_files.last_file(self.paths.config)
        if chosen is None:
            raise InputError("no_file_chosen")
        return chosen

    def open(self) -> Database:
        """Open the chosen file and remember it as the last one."""
        path = self.file_path()
        finish_restore(path)
        database = open_file(path, self.secrets.key_of(path) if is_protected(path) else None)
        recent_files.remember(self.paths.config, path)
        return database

    @property
    def secrets(self) -> "SecretSource":
        """Where the passphrase of an encrypted file comes from."""
        from crm_desktop.cli.secrets import SecretSource

        return SecretSource(self.language, self.program, self.err, self.passphrase_file)

    def open_for_writing(self) -> Database:
        """Open the chosen file and move its derived rows to today, which a read leaves alone.

        Raises InputError ``file_held`` while a window works on the file.
        """
        check_free(self.file_path())
        database = self.open()
        try:
            bring_up_to_date(database, database.clock().astimezone().date())
        except BaseException:
            database.close()
            raise
        return database

    def playbook(self, database: Database) -> "Playbook":
        """Return the playbook in force for a file; says which edits of it can't be read."""
        from crm_desktop.services.playbook import playbook_of

        found = playbook_of(database, self.paths.resources)
        if found.unusable:
            words = unusable_text(self.language, len(found.unusable))
            print(f"{self.program}: {words}", file=self.err)
        return found

    def say(self, text: str = "") -> None:
        """Print a line of the result."""
        print(text, file=self.out)

    def say_json(self, value: Mapping[str, Any] | list[Any]) -> None:
        """Print the result for a program."""
        print(json.dumps(value, ensure_ascii=False, indent=2), file=self.out)
