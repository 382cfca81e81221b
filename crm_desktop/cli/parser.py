"""The arguments of every command; global options may stand before or after it."""

import argparse
from datetime import date
from pathlib import Path

from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.tier_scheme import Method, Tier
from crm_desktop.text import Language, LanguageCode, mark

PAPERS = ("A4", "letter", "a5")
EVERY_LANGUAGE = "both"


def build_parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser with its help in the reader's language."""
    say = language.text
    shared = _global_options(language, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="crm-desktop",
        description=say("Customer cards: import, score, tier, and print visit briefs."),
        parents=[_global_options(language, default=None)],
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar=say("COMMAND"), required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=summary, parents=[shared], allow_abbrev=False
        )

    _demo(command("demo", say("make a sample file with briefs and tier lists")), language)
    _import(command("import", say("take in customers and everything about them")), language)
    _brief(command("brief", say("write visit briefs as PDF")), language)
    _tiers(command("tiers", say("show, apply or export the A/B/C tiers")), language)
    _score(command("score", say("score leads by money, authority and need")), language)
    _list(command("list", say("list the customers")), language)
    _show(command("show", say("show a whole card")), language)
    return parser


def _global_options(language: Language, *, default: object) -> argparse.ArgumentParser:
    say = language.text
    options = argparse.ArgumentParser(add_help=False, argument_default=default)
    options.add_argument("--file", type=Path, metavar="PATH", help=say("the customer file"))
    options.add_argument(
        "--lang", choices=[code.value for code in LanguageCode], help=say("the language")
    )
    options.add_argument(
        "--as-of", type=_day, metavar="DATE", help=say("the day to look at, as YYYY-MM-DD")
    )
    options.add_argument("--json", action="store_true", help=say("print for a program"))
    return options


def _demo(parser: argparse.ArgumentParser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("demo-out"),
        metavar="DIR",
        help=say("the folder to write to"),
    )
    parser.add_argument("--no-window", action="store_true", help=say("don't open the window"))


def _import(parser: argparse.ArgumentParser, language: Language) -> None:
    say = language.text
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("CSV files"))
    parser.add_argument("--map", type=Path, metavar="FILE", help=say("a saved mapping (TOML)"))
    parser.add_argument("--source", metavar="NAME", help=say("a name for where the lists are from"))
    parser.add_argument("--currency", metavar="CODE", help=say("the base currency, such as CNY"))
    parser.add_argument("--dry-run", action="store_true", help=say("only say what would happen"))


def _brief(parser: argparse.ArgumentParser, language: Language) -> None:
    say = language.text
    parser.add_argument("customers", nargs="*", metavar="CUSTOMER", help=say(_CUSTOMER_HELP))
    parser.add_argument(
        "--visits-on", type=_day, metavar="DATE", help=say("every visit of a day, with a day plan")
    )
    parser.add_argument(
        "--all-of-tier", choices=[tier.value for tier in Tier], help=say("every customer of a tier")
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=None,
        metavar="PATH",
        help=say("a .pdf file, or a folder for one file each"),
    )
    parser.add_argument(
        "--privacy",
        choices=[level.value for level in PrivacyLevel],
        default=PrivacyLevel.FULL.value,
        help=say("who may see the paper"),
    )
    parser.add_argument("--paper", choices=PAPERS, default="A4", help=say("the paper size"))
    parser.add_argument("--one-page", action="store_true", help=say("the one-page form"))
    for action in parser._actions:
        if action.dest == "lang":
            action.choices = [*(code.value for code in LanguageCode), EVERY_LANGUAGE]


def _tiers(parser: argparse.ArgumentParser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "--method",
        choices=[method.value for method in Method],
        help=say("how customers are assigned"),
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--preview", action="store_true", help=say("only show the moves"))
    mode.add_argument("--apply", action="store_true", help=say("write the tiers to the cards"))
    parser.add_argument(
        "--export", type=Path, metavar="PATH", help=say("a .pdf, .xlsx or .csv file")
    )

    parser.add_argument(
        "--exact", action="store_true", help=say("a CSV for programs, not guarded for spreadsheets")
    )


def _score(parser: argparse.ArgumentParser, language: Language) -> None:
    say = language.text
    parser.add_argument("customer", nargs="?", metavar="CUSTOMER", help=say(_CUSTOMER_HELP))
    parser.add_argument("--explain", action="store_true", help=say("say what made the score"))


def _list(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "--filter",
        metavar="TEXT",
        default="",
        help=language.text("only customers that match, by name, phone or e-mail"),
    )


def _show(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("customer", metavar="CUSTOMER", help=language.text(_CUSTOMER_HELP))


_CUSTOMER_HELP = mark("a name, an external id or a key; also id:, ext: or name:")


def _day(text: str) -> date:
    """Return an ISO day; argparse turns the ValueError into its own message."""
    return date.fromisoformat(text)
