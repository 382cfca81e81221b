"""The arguments of the commands that write customers out of the file."""

from pathlib import Path

from crm_desktop.cli.typed import CUSTOMER_HELP
from crm_desktop.cli.usage import Parser
from crm_desktop.language.cleaning import storable
from crm_desktop.text import Language


def export(parser: Parser, language: Language) -> None:
    """Add what `export` takes."""
    say = language.text
    parser.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help=say("a .zip for everything; a .vcf, .csv or .xlsx for customers"),
    )
    parser.add_argument(
        "--customers",
        nargs="+",
        type=storable,
        default=[],
        metavar="CUSTOMER",
        help=say("only these customers: {customer}", customer=say(CUSTOMER_HELP)),
    )
    parser.add_argument(
        "--as",
        dest="form",
        choices=("vcf", "csv", "xlsx"),
        help=say("what to write, whatever the ending"),
    )
    parser.add_argument(
        "--vcard", choices=("3.0", "4.0"), default="3.0", help=say("the version of vCards")
    )
    parser.add_argument(
        "--exact", action="store_true", help=say("a CSV for programs, not guarded for spreadsheets")
    )
    parser.add_argument(
        "--with-sensitive",
        action="store_true",
        help=say("vCards with notes and days that are marked as sensitive"),
    )


def calendar(parser: Parser, language: Language) -> None:
    """Add what `calendar` takes."""
    parser.add_argument(
        "path", type=Path, metavar="PATH", help=language.text("the .ics file to write")
    )


def handover(parser: Parser, language: Language) -> None:
    """Add what `handover` takes."""
    say = language.text
    parser.add_argument("customer", type=storable, metavar="CUSTOMER", help=say(CUSTOMER_HELP))
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=say("the folder to write to, else this one")
    )


def subject_access(parser: Parser, language: Language) -> None:
    """Add what `subject-access` takes."""
    handover(parser, language)
    parser.add_argument(
        "--person",
        type=storable,
        default="",
        metavar="NAME",
        help=language.text("a person of the company, by name"),
    )
