"""The arguments of every command; global options may stand before or after it."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from crm_desktop.cli import backup_options as backups
from crm_desktop.cli import export_options as outward
from crm_desktop.cli import protection_options as protection
from crm_desktop.cli import trust_options as trust
from crm_desktop.cli.typed import CUSTOMER_HELP, typed_day
from crm_desktop.cli.usage import Parser, speaking
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.domain.list_filters import FilterKey
from crm_desktop.domain.tier_scheme import Method, Tier
from crm_desktop.language.cleaning import storable
from crm_desktop.text import Language, LanguageCode, mark

PROGRAM = "crm-desktop"
PAPERS = ("A4", "letter", "a5")
_COUNTS = range(1, 1_000)
LANGUAGES = tuple(code.value for code in LanguageCode)
EVERY_LANGUAGE = "both"
_WITH_BOTH = (*LANGUAGES, EVERY_LANGUAGE)


def build_parser(language: Language, program: str = PROGRAM) -> Parser:
    """Return the parser with its help in the reader's language; bad input raises InputError.

    ``program`` is how a person starts the program, as the help shows it.
    """
    say = language.text
    parser_class = speaking(language)
    parser = parser_class(
        prog=program,
        description=say("Customer cards: import, score, tier, and print visit briefs."),
        epilog=say(
            "Without a command the window opens. {program} COMMAND --help tells about one command.",
            program=program,
        ),
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title=say("commands"), parser_class=parser_class
    )
    for name, summary, add_arguments in _COMMANDS:
        text = say(summary)
        one = commands.add_parser(name, help=text, description=text)
        if add_arguments is not None:
            add_arguments(one, language)
        languages = _WITH_BOTH if name in _IN_BOTH_LANGUAGES else LANGUAGES
        _add_global_options(one, language, default=argparse.SUPPRESS, languages=languages)
    _add_global_options(parser, language, default=None, languages=_WITH_BOTH)
    return parser


def language_code(text: str) -> str:
    """Return the code of a language as people and systems write it; other texts unchanged."""
    plain = text.replace("-", "_").lower()
    for code in LanguageCode:
        if plain.partition("_")[0] == code.partition("_")[0]:
            return code.value
    return text


def _add_global_options(
    parser: Parser, language: Language, *, default: object, languages: Sequence[str]
) -> None:
    say = language.text
    options = parser.add_argument_group(say("options of every command, before or after it"))
    options.add_argument(
        "--file",
        type=Path,
        metavar="PATH",
        default=default,
        help=say("the customer file, else the last one"),
    )
    options.add_argument(
        "--lang",
        type=language_code,
        choices=languages,
        metavar="CODE",
        default=default,
        help=say("the language: {choices}", choices=language.join(languages)),
    )
    options.add_argument(
        "--as-of",
        type=typed_day,
        metavar="DATE",
        default=default,
        help=say("the day to look at, as YYYY-MM-DD; else today"),
    )
    options.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="PATH",
        default=default,
        help=say("what opens an encrypted file, in the first line of a file, or - for the input"),
    )
    options.add_argument(
        "--json", action="store_true", default=default, help=say("print for a program")
    )


def _demo(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("demo-out"),
        metavar="DIR",
        help=say("the folder to write to"),
    )
    parser.add_argument("--no-window", action="store_true", help=say("don't open the window"))


def _import(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("CSV files"))
    parser.add_argument("--map", type=Path, metavar="FILE", help=say("a saved mapping (TOML)"))
    parser.add_argument(
        "--source",
        type=storable,
        metavar="NAME",
        help=say("a name for where the lists are from"),
    )
    parser.add_argument("--currency", metavar="CODE", help=say("the base currency, such as CNY"))
    parser.add_argument("--dry-run", action="store_true", help=say("only say what would happen"))


def _brief(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "customers", nargs="*", type=storable, metavar="CUSTOMER", help=say(CUSTOMER_HELP)
    )
    parser.add_argument(
        "--visits-on",
        type=typed_day,
        metavar="DATE",
        help=say("every visit of a day, with a day plan"),
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
    _add_paper_options(parser, language)
    parser.add_argument("--one-page", action="store_true", help=say("the one-page form"))
    parser.add_argument(
        "--sections",
        type=_sections,
        metavar="NAMES",
        help=say("only these blocks in this order, such as who,plan,needs; taboos always stay"),
    )
    parser.add_argument(
        "--annexes",
        action="store_true",
        help=say("also the influence map, the codes to scan and the history"),
    )


def _week(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "day", nargs="?", type=typed_day, metavar="DATE", help=say("a day of the week, else today")
    )
    parser.add_argument(
        "--out", type=Path, metavar="PATH", help=say("a .pdf file, or the folder to write it to")
    )
    _add_paper_options(parser, language)


def _add_paper_options(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "--privacy",
        choices=[level.value for level in PrivacyLevel],
        default=PrivacyLevel.FULL.value,
        help=say("who may see the paper"),
    )
    parser.add_argument(
        "--paper",
        type=_paper,
        choices=PAPERS,
        default="A4",
        help=say("the paper size: A4, letter or a5"),
    )


def _tiers(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "--method",
        choices=[method.value for method in Method],
        help=say("how customers are assigned, else as the last time"),
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--preview", action="store_true", help=say("write nothing (so it is without options too)")
    )
    mode.add_argument("--apply", action="store_true", help=say("write the tiers to the cards"))
    parser.add_argument(
        "--export", type=Path, metavar="PATH", help=say("a .pdf, .xlsx or .csv file")
    )
    parser.add_argument(
        "--exact", action="store_true", help=say("a CSV for programs, not guarded for spreadsheets")
    )


def _score(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "customer",
        nargs="?",
        type=storable,
        metavar="CUSTOMER",
        help=say("{customer}; without one all prospects", customer=say(CUSTOMER_HELP)),
    )
    parser.add_argument("--explain", action="store_true", help=say("say what made the score"))


def _today(parser: Parser, language: Language) -> None:
    parser.add_argument(
        "--limit",
        type=_count,
        metavar="N",
        default=0,
        help=language.text("how many of each part; without it as many as the window shows"),
    )


def _list(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument(
        "--filter",
        type=storable,
        metavar="TEXT",
        default="",
        help=say(
            "words (name, pinyin, phone, e-mail, city) and terms; terms are {keys}, for example"
            ' "tier:A tier:B owner:Lin taboo:yes"; tier:none is who has no tier',
            keys=", ".join(f"{key}:" for key in FilterKey),
        ),
    )


def _show(parser: Parser, language: Language) -> None:
    say = language.text
    parser.add_argument("customer", type=storable, metavar="CUSTOMER", help=say(CUSTOMER_HELP))


def _duplicates(parser: Parser, language: Language) -> None:
    parser.add_argument(
        "--sure", action="store_true", help=language.text("only almost certain ones")
    )


def _paper(text: str) -> str:
    """Return the name of a paper in our spelling, however it is written."""
    return {name.lower(): name for name in PAPERS}.get(text.lower(), text)


def _sections(text: str) -> tuple[Section, ...]:
    """Return the blocks of a list of names; argparse turns the ValueError into its own message."""
    return tuple(Section(name.strip().lower()) for name in text.split(",") if name.strip())


def _count(text: str) -> int:
    """Return a number from 1 on; argparse turns the ValueError into its own message."""
    number = int(text)
    if number not in _COUNTS:
        raise ValueError(text)
    return number


_AddArguments = Callable[[Parser, Language], None]
_COMMANDS: tuple[tuple[str, str, _AddArguments | None], ...] = (
    ("demo", mark("make a sample file with briefs and tier lists"), _demo),
    ("today", mark("say what to do now, and why"), _today),
    ("import", mark("take in customers and everything about them"), _import),
    ("brief", mark("write visit briefs as PDF"), _brief),
    ("week", mark("write the plan of a week as PDF"), _week),
    ("tiers", mark("show, apply or export the A/B/C tiers"), _tiers),
    ("score", mark("score leads by money, authority and need"), _score),
    ("list", mark("list the customers"), _list),
    ("show", mark("show a whole card"), _show),
    ("export", mark("write everything out as one zip that any program reads"), outward.export),
    ("calendar", mark("write visits and days to remember for calendars"), outward.calendar),
    ("handover", mark("write what the next account manager must know"), outward.handover),
    (
        "subject-access",
        mark("write everything that is stored about one person"),
        outward.subject_access,
    ),
    ("duplicates", mark("find cards of the same customer"), _duplicates),
    ("erase", mark("erase a customer or a person for good"), trust.erase),
    ("log", mark("show what was printed, exported and erased"), trust.log),
    ("retention", mark("list cards past their term, and facts without a ground"), None),
    ("encrypt", mark("encrypt the file with a passphrase"), protection.encrypt),
    ("decrypt", mark("make a plain file of it again"), None),
    ("passphrase", mark("change the passphrase"), protection.passphrase),
    ("rotate-key", mark("encrypt the file again with a new key"), protection.rotate_key),
    ("recovery-code", mark("show the recovery code once more"), protection.recovery_code),
    ("backup", mark("make a verified copy of the file"), backups.backup),
    ("restore", mark("put a backup in the place of the file"), backups.restore),
    ("check", mark("look whether the file is well"), backups.check),
    ("salvage", mark("save what can be read of a damaged file"), backups.salvage),
)
"""The name of each command, its help, and what adds arguments of its own."""
_IN_BOTH_LANGUAGES = frozenset({"brief", "week"})
