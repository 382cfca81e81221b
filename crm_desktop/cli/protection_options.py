"""The arguments of the commands about encryption."""

from pathlib import Path

from crm_desktop.cli.usage import Parser
from crm_desktop.text import Language

NEW_PASSPHRASE = "--new-passphrase-file"  # noqa: S105 (the name of an option)


def encrypt(parser: Parser, language: Language) -> None:
    """Add what `encrypt` takes."""
    say = language.text
    _add_new_passphrase(parser, language)
    _add_sheet(parser, language, "--recovery-pdf")
    parser.add_argument(
        "--delete-plain-copies",
        action="store_true",
        help=say("also delete the copies and backups that anybody can read"),
    )


def passphrase(parser: Parser, language: Language) -> None:
    """Add what `passphrase` takes."""
    _add_new_passphrase(parser, language)


def rotate_key(parser: Parser, language: Language) -> None:
    """Add what `rotate-key` takes."""
    _add_new_passphrase(parser, language)
    _add_sheet(parser, language, "--recovery-pdf")


def recovery_code(parser: Parser, language: Language) -> None:
    """Add what `recovery-code` takes."""
    _add_sheet(parser, language, "--pdf")


def _add_new_passphrase(parser: Parser, language: Language) -> None:
    parser.add_argument(
        NEW_PASSPHRASE,
        type=Path,
        metavar="PATH",
        help=language.text("the passphrase to set, in the first line of a file, or -"),
    )


def _add_sheet(parser: Parser, language: Language, name: str) -> None:
    parser.add_argument(
        name,
        dest="sheet",
        type=Path,
        metavar="PATH",
        help=language.text("also write the recovery code as a page to print"),
    )
