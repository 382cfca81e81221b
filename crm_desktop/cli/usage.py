"""An argument parser that speaks the reader's language and complains in one sentence."""

import argparse
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NoReturn

from crm_desktop.cli.wrapping import wrapped
from crm_desktop.domain.briefs import Section
from crm_desktop.domain.problems import InputError
from crm_desktop.text import Language, mark

_HEADINGS = {
    "positional arguments": mark("what it takes"),
    "options": mark("options"),
}
_OPTION = r"argument (?P<option>[^:]+): "
# What argparse says, and the problem it is; its own texts are English on every machine.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (rf"{_OPTION}invalid typed_day value: '(?P<value>.*)'", "day_unreadable"),
    (rf"{_OPTION}invalid _count value: '(?P<value>.*)'", "count_unreadable"),
    (rf"{_OPTION}invalid _sections value: '(?P<value>.*)'", "sections_unknown"),
    (rf"{_OPTION}invalid choice: '(?P<value>.*)' \(choose from (?P<values>.+)\)", "value_unknown"),
    (rf"{_OPTION}expected .*argument.*", "value_missing"),
    (rf"{_OPTION}not allowed with argument (?P<other>.+)", "options_clash"),
    (rf"{_OPTION}ignored explicit argument '(?P<value>.*)'", "value_not_taken"),
    (r"the following arguments are required: (?P<names>.+)", "argument_missing"),
)


class Parser(argparse.ArgumentParser):
    """Like argparse's, but its help is translated and bad input raises InputError."""

    language: Language

    def __init__(self, **settings: Any) -> None:
        settings |= {"allow_abbrev": False, "add_help": False}
        super().__init__(formatter_class=partial(_Help, self.language), **settings)
        text = self.language.text("show this help")
        self.add_argument("-h", "--help", action="help", help=text)

    def parse_all(self, words: Sequence[str]) -> argparse.Namespace:
        """Return the options; raises InputError for bad input, SystemExit after the help."""
        options, rest = self.parse_known_args(words)
        if rest:
            program = " ".join(filter(None, (self.prog, options.command)))
            raise InputError("argument_unknown", program=program, text=" ".join(rest))
        return options

    def error(self, message: str) -> NoReturn:
        """Raise InputError for what argparse complains about."""
        for pattern, code in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                params = _plain(found.groupdict())
                if code == "sections_unknown":
                    params["values"] = ", ".join(Section)
                raise InputError(code, program=self.prog, **params)
        raise InputError("usage_wrong", program=self.prog, message=message)


def speaking(language: Language) -> type[Parser]:
    """Return the class of parsers that speak a language."""

    class Speaking(Parser):
        pass

    Speaking.language = language
    return Speaking


class _Help(argparse.HelpFormatter):
    """Help with its headings in the reader's language."""

    def __init__(self, language: Language, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._language = language

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))

    def start_section(self, heading: str | None) -> None:
        known = _HEADINGS.get(heading or "")
        super().start_section(self._language.text(known) if known else heading)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        spoken = self._language.text("usage: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, spoken)


def _plain(params: Mapping[str, str | None]) -> dict[str, Any]:
    """Return choices as a list, without the quotes some versions of argparse put around each."""
    plain: dict[str, Any] = {name: value or "" for name, value in params.items()}
    if values := params.get("values"):
        plain["values"] = re.findall(r"[^\s,']+", values)
    return plain
