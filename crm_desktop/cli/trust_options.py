"""The arguments of the commands about erasing and the log of prints and exports."""

from pathlib import Path

from crm_desktop.cli.typed import typed_day
from crm_desktop.cli.usage import Parser
from crm_desktop.domain.erasures import Older
from crm_desktop.domain.trust_log import TrustFamily
from crm_desktop.language.cleaning import storable
from crm_desktop.text import Language


def erase(parser: Parser, language: Language) -> None:
    """Add what `erase` takes."""
    say = language.text
    parser.add_argument(
        "customer",
        type=storable,
        metavar="CUSTOMER",
        help=say("a name, an external id or a key; id: finds one in the bin too"),
    )
    parser.add_argument(
        "--contact",
        type=storable,
        metavar="NAME",
        default="",
        help=say("a person of the customer, by name"),
    )
    parser.add_argument(
        "--preview", action="store_true", help=say("only say what would go and what stays")
    )
    parser.add_argument(
        "--yes", action="store_true", help=say("erase; there is no undo and no safety copy")
    )
    parser.add_argument(
        "--older-backups",
        choices=[one.value for one in Older],
        default=Older.REWRITE.value,
        help=say("what becomes of older backups that hold them: rewritten, or deleted"),
    )


def log(parser: Parser, language: Language) -> None:
    """Add what `log` takes."""
    say = language.text
    parser.add_argument("--since", type=typed_day, metavar="DATE", help=say("from this day on"))
    parser.add_argument("--until", type=typed_day, metavar="DATE", help=say("up to this day"))
    parser.add_argument(
        "--kind",
        nargs="+",
        choices=[family.value for family in TrustFamily],
        default=[],
        help=say("only these kinds of line"),
    )
    parser.add_argument(
        "--words",
        type=storable,
        metavar="TEXT",
        default="",
        help=say("in who, about whom, or the file's name"),
    )
    parser.add_argument("--out", type=Path, metavar="PATH", help=say("a .csv or .pdf file"))
    parser.add_argument(
        "--check",
        action="store_true",
        help=say("say whether a line was changed, taken out or put in between"),
    )
