"""What single lines of a brief say: labels, quotations, conflicts, days ahead, directions."""

import re
from dataclasses import replace
from datetime import date

import brief_examples as examples
import pytest
from brief_reading import language, printed, squeezed

from crm_desktop.domain.brief_values import (
    Conflict,
    ConflictCode,
    Occasion,
    OccasionKind,
    Phrase,
    Question,
    Remark,
    Wording,
)
from crm_desktop.domain.briefs import Outlook, Rapport, Recent, Selling, Service, VisitBrief
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.taboos import TabooCalendar
from crm_desktop.reports.brief_lines import TALL_LEADING, ink, parted, set_lines
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.reports.style import Paper


def without_complaints(brief: VisitBrief) -> VisitBrief:
    return replace(brief, service=Service(promises=brief.service.promises))


def test_a_block_without_a_complaint_is_named_after_the_promises() -> None:
    page = printed(without_complaints(examples.english())).raw_pages[0].split()

    assert "Promises" in page
    assert "Complaint" not in page


def test_a_second_failure_warns_after_both_complaints_are_closed() -> None:
    brief = replace(examples.english(), service=Service(is_second_failure=True))

    assert squeezed("Second complaint within 180 days") in printed(brief).pages[0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Remark("Ask for the dog"), "Ask for the dog"),
        (Remark("We measure", person="Ann"), "“We measure”"),
        (Remark("We measure", date(2026, 1, 2)), "“We measure”"),
    ],
)
def test_only_what_somebody_said_is_quoted(said: Remark, expected: str) -> None:
    text = printed(replace(examples.empty(), rapport=Rapport(said))).raw_pages[0]

    assert expected in text
    assert ("“" in text) is expected.startswith("“")


def test_what_is_used_now_is_asked_once() -> None:
    asked = Question(Wording.same("What do you use today?"), "N2")
    brief = examples.empty()
    asking = replace(brief, needs=replace(brief.needs, questions=(asked,)))

    assert squeezed("How do you do this today?") in printed(brief).text
    assert squeezed("How do you do this today?") not in printed(asking).text


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_kept_day_is_told_in_the_language_of_the_paper(code: str) -> None:
    kept = Conflict(
        "Fasts",
        code=ConflictCode.KEPT_DAY,
        calendar=TabooCalendar.RAMADAN,
        on=date(2026, 3, 4),
    )
    brief = examples.empty()
    page = printed(replace(brief, cautions=replace(brief.cautions, conflicts=(kept,))), code)

    assert {"en": "Ramadan" in page.text, "zh_CN": "斋月" in page.text} == {
        "en": code == "en",
        "zh_CN": code == "zh_CN",
    }


def test_a_festival_stands_right_behind_its_day() -> None:
    festival = Occasion(
        date(2026, 9, 25), OccasionKind.HOLIDAY, "", lunar=Wording("Mid-Autumn", "中秋节")
    )
    brief = replace(examples.empty(), outlook=Outlook(occasions=(festival,)))

    assert squeezed("9月25日中秋节") in printed(brief, "zh_CN").text
    assert "Mid-Autumn" in printed(brief).raw_pages[0] + printed(brief).raw_pages[-1]


def test_a_right_to_left_name_keeps_its_place_in_a_row() -> None:
    row = parted(("أحمد", "4 Mar", "Full"), lambda text: ink(text, 8))

    lines = set_lines(row, 400, load_fonts(examples.FONTS), leading=1.2)

    drawn = [text for _, text, _ in lines.layout.pieces(lines.lines[0])]
    assert drawn == ["أحمد", " · ", "4 Mar", " · ", "Full"]


@pytest.mark.parametrize("name", ["أحمد", "שלום", "สมชาย", "श्रीमती"])
def test_tall_scripts_get_the_leading_they_need(name: str) -> None:
    lines = set_lines([ink(name, 10)], 400, load_fonts(examples.FONTS), leading=1.2)

    assert lines.height == pytest.approx(10 * TALL_LEADING)


def test_the_footer_of_a_right_to_left_customer_begins_with_its_name() -> None:
    sheets = printed(examples.empty("شركة النور"))

    foot = [line for line in sheets.raw_pages[0].splitlines() if "printed" in line][-1]
    assert foot.index("شركة") < foot.index(language("en").text("Full, for us only"))


def test_a_text_cut_short_keeps_its_side_facts() -> None:
    told = Interaction(1, date(2026, 1, 14), InteractionKind.CALL, "Asked for a fixed price " * 9)
    brief = replace(examples.empty(), recent=Recent(interactions=(told,)))

    assert re.search(
        r"(asked|for|a|fixed|price)… +call · Jan 14", printed(brief).raw_pages[0], re.I
    )


def test_phrases_without_ideas_lend_the_block_their_name() -> None:
    phrase = Phrase(Wording.same("Calm down"), Wording.same("I can see why"))
    brief = replace(examples.empty(), selling=Selling(phrases=(phrase,)))

    labels = printed(brief).raw_pages[0].split()
    assert "Wording" in labels
    assert "Ideas" not in labels


@pytest.mark.parametrize(("code", "first"), [("en", "Mar’25"), ("zh_CN", "25年3月")])
def test_the_chart_says_in_which_year_it_begins(code: str, first: str) -> None:
    assert first in printed(examples.english(), code).text


def test_a_crowded_small_sheet_still_says_whom_to_call_and_how_to_speak_to_them() -> None:
    people = tuple(
        examples.attendee(
            f"Guest {number}", phonetic="pyotr vish-NYEF-ski", salutation=f"Doctor No. {number}"
        )
        for number in range(1, 7)
    )
    brief = replace(examples.english(), attendees=people)

    page = printed(brief, paper=Paper.A5).pages[0]

    assert squeezed("+44 113 496 0117") in page
    assert all(squeezed(f"Doctor No. {number}") in page for number in range(1, 7))
