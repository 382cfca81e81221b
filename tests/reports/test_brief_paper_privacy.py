"""Which facts reach the paper at each privacy level, told by a needle in every text of a brief."""

import dataclasses
import re
from enum import Enum
from typing import Any

import brief_examples as examples
import pypdfium2
import pytest
from brief_reading import printed, squeezed, streams

from crm_desktop.domain.brief_rules import ANNEXES, DEFAULT_SECTIONS
from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.reports.style import Paper

FULL, MEETING, SHAREABLE = PrivacyLevel
EVERYTHING = DEFAULT_SECTIONS + ANNEXES
KEPT_CODES = {"letters", "letter", "currency", "code"}

WHO_AND_WHERE = {
    "customer.name",
    "customer.latin_name",
    "customer.city",
    "visit.venue",
    "visit.address",
    "visit.parking",
    "visit.host_phone",
    "visit.companions",
    "visit.agenda",
    "attendees.contact.name",
    "attendees.contact.latin_name",
    "attendees.affiliation.title",
    "attendees.affiliation.department",
    "service.promises.record.text",
    "service.promises.record.who",
}
ON_THE_TABLE = WHO_AND_WHERE | {
    "visit.objective",
    "attendees.contact.phonetic",
    "attendees.contact.salutation",
    "cautions.taboos.record.text",
    "cautions.taboos.person",
    "cautions.needs.record.text",
    "cautions.needs.record.arrangement",
    "cautions.needs.record.arranged_by",
    "cautions.needs.person",
    "rapport.preferences.record.text",
    "rapport.preferences.person",
}


class Needles:
    """Puts a word of its own into every text of a value and remembers where each one is."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def put(self, value: Any, place: str = "") -> Any:
        if isinstance(value, str) and not isinstance(value, Enum) and value:
            return self._needle(value, place)
        if isinstance(value, tuple):
            return tuple(self.put(one, place) for one in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changes = {
                field.name: self.put(
                    getattr(value, field.name), f"{place}.{field.name}".lstrip(".")
                )
                for field in dataclasses.fields(value)
                if field.init
            }
            return dataclasses.replace(value, **changes)
        return value

    def _needle(self, value: str, place: str) -> str:
        if place.rpartition(".")[2] in KEPT_CODES:
            return value
        word = f"N{len(self.places):03d}z"
        self.places[word] = place
        return word

    def found_in(self, text: str) -> set[str]:
        return {self.places[word] for word in re.findall(r"N\d{3}z", text) if word in self.places}


def everything_with_needles() -> tuple[Any, Needles]:
    needles = Needles()
    brief = examples.english()
    customer = dataclasses.replace(brief.customer, latin_name="Latin", note="Note")
    return needles.put(dataclasses.replace(brief, customer=customer)), needles


@pytest.mark.parametrize(
    ("level", "allowed"), [(MEETING, ON_THE_TABLE), (SHAREABLE, WHO_AND_WHERE)]
)
@pytest.mark.parametrize("paper", Paper)
def test_a_level_prints_what_it_may_and_nothing_else(
    level: PrivacyLevel, allowed: set[str], paper: Paper
) -> None:
    brief, needles = everything_with_needles()
    sheets = printed(brief, "en", "zh_CN", privacy=level, paper=paper, sections=EVERYTHING)
    found = needles.found_in(sheets.text)

    assert found <= allowed
    assert allowed - found <= {"attendees.contact.latin_name"}


@pytest.mark.parametrize(
    ("level", "allowed"), [(MEETING, ON_THE_TABLE), (SHAREABLE, WHO_AND_WHERE)]
)
def test_no_stream_or_title_of_the_file_says_more(level: PrivacyLevel, allowed: set[str]) -> None:
    brief, needles = everything_with_needles()
    pdf = printed(brief, privacy=level, sections=EVERYTHING).rendered.pdf
    document = pypdfium2.PdfDocument(pdf)
    title = str(document.get_metadata_dict())
    written = squeezed("".join(page.get_textpage().get_text_range() for page in document))

    assert needles.found_in(streams(pdf).decode("latin1") + title + written) <= allowed
    assert needles.found_in(written)


def test_the_full_brief_prints_every_block() -> None:
    brief, needles = everything_with_needles()
    found = needles.found_in(printed(brief, sections=EVERYTHING).text)
    blocks = {place.partition(".")[0] for place in needles.places.values()}

    assert {place.partition(".")[0] for place in found} == blocks


def test_hidden_taboos_leave_a_neutral_mark_on_the_table() -> None:
    text = printed(examples.english(), privacy=MEETING).text

    assert "▲▲seefullbrief" in text
    assert "Taboo" not in text


def test_a_sheet_for_anybody_does_not_say_that_something_is_left_out() -> None:
    text = printed(examples.english(), privacy=SHAREABLE).text

    assert not any(word in text for word in ("▲", "Taboo", "onthecard", "fullbrief", "note"))


@pytest.mark.parametrize("level", [MEETING, SHAREABLE])
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_paper_for_the_table_shows_no_judgement_and_no_money(
    level: PrivacyLevel, code: str
) -> None:
    text = printed(examples.english(), code, privacy=level, sections=EVERYTHING).text
    ours = ("MAN", "MA?", "Tier", "decider", "决策者", "NPS", "£", "overdue", "逾期", "disappoint")

    assert not [word for word in ours if word in text]


def test_promises_on_the_table_name_both_sides_politely() -> None:
    text = printed(examples.english(), "zh_CN", privacy=MEETING).text

    assert "贵方" in text
    assert "对方承诺" not in text


def test_a_meeting_sheet_ends_in_lines_for_notes_and_a_shared_one_does_not() -> None:
    meeting, shared = (printed(examples.english(), privacy=level) for level in (MEETING, SHAREABLE))

    assert "Notes" in meeting.text
    assert "Notes" not in shared.text
    assert meeting.rendered.page_count == shared.rendered.page_count == 1
