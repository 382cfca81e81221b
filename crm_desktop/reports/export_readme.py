"""README.txt of an export: what lies in the zip, for who finds it without the program."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from crm_desktop.domain.changes import Kind
from crm_desktop.text import Language, mark
from crm_desktop.wording.history import kind_name

_PARTS = (
    ("crm-desktop.json", mark("every record with all its fields, for this and other programs")),
    ("schema.json", mark("says what stands in crm-desktop.json (JSON Schema)")),
    ("customers.xlsx", mark("the same records as a workbook, one sheet for each kind")),
    ("csv/", mark("the same records as tables for programs, one file for each kind")),
    ("customers.vcf", mark("customers and their people for address books (vCard 4.0)")),
    ("calendar.ics", mark("visits and days to remember for calendars (iCalendar)")),
    ("attachments/", mark("photos and files, each named by its SHA-256; attachment.csv has names")),
)
_NOTES = (
    mark(
        "To take all of it into CRM Desktop again: crm-desktop import THIS.zip --file NEW.crm."
        " The new file must be empty."
    ),
    mark("Money stands as decimal text, days as YYYY-MM-DD, moments in UTC, texts in UTF-8."),
    mark(
        "This zip is not encrypted and holds everything the file knows of people, taboos and"
        " health among it. Keep it as you keep the file itself."
    ),
    mark("A cell of a workbook ends after 32,767 letters; the other files hold the whole text."),
    mark("The history of changes stays in the customer file."),
)


def readme(languages: Sequence[Language], counts: Mapping[Kind, int], now: datetime) -> str:
    """Return the text in each of the languages, one below the other."""
    return "\n\n".join(_readme(language, counts, now) for language in languages)


def _readme(language: Language, counts: Mapping[Kind, int], now: datetime) -> str:
    say = language.text
    width = max(len(name) for name, _ in _PARTS)
    lines = [
        say("Export of CRM Desktop, {day}", day=language.date(now.date())),
        "",
        *(f"{name:<{width}}  {say(what)}" for name, what in _PARTS),
        "",
        *(say(note) for note in _NOTES),
        "",
        say("Records:"),
        *(
            f"  {kind.value}: {count} ({kind_name(language, kind)})"
            for kind, count in counts.items()
            if count
        ),
    ]
    return "\n".join(lines) + "\n"
