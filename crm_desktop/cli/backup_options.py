"""The arguments of the commands about backups, damage, and what comes back."""

from pathlib import Path

from crm_desktop.cli.usage import Parser
from crm_desktop.text import Language


def backup(parser: Parser, language: Language) -> None:
    """Add what `backup` takes."""
    say = language.text
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help=say("the folder to back up to, else that of the settings or one beside the file"),
    )
    parser.add_argument("--list", action="store_true", help=say("only list the backups there are"))


def restore(parser: Parser, language: Language) -> None:
    """Add what `restore` takes."""
    say = language.text
    parser.add_argument(
        "backup", metavar="BACKUP", help=say("the number of a backup in the list, or its path")
    )
    parser.add_argument("--preview", action="store_true", help=say("only say what it would change"))


def check(parser: Parser, language: Language) -> None:
    """Add what `check` takes."""
    parser.add_argument(
        "--mend",
        action="store_true",
        help=language.text("make anew what follows from the records: indexes, search and lists"),
    )


def salvage(parser: Parser, language: Language) -> None:
    """Add what `salvage` takes."""
    parser.add_argument(
        "--to",
        dest="target",
        type=Path,
        required=True,
        metavar="PATH",
        help=language.text("the new file to make of what can be read"),
    )
