"""The printed brief as its reader finds it: what stands where, on every paper and language."""

from dataclasses import replace
from datetime import date

import brief_examples as examples
import pytest
from brief_reading import language, printed, squeezed, type_sizes

from crm_desktop.domain.brief_rules import BACK, DEFAULT_SECTIONS, FRONT, GIVE_UP_ORDER
from crm_desktop.domain.briefs import Cautions, Section, VisitBrief
from crm_desktop.domain.taboos import MAX_TEXT_GRAPHEMES, Severity, TabooCategory
from crm_desktop.reports.brief import FOOTER_PT
from crm_desktop.reports.brief_lines import count_words
from crm_desktop.reports.brief_pages import MAX_WORDS
from crm_desktop.reports.brief_words import COMPLAINT
from crm_desktop.reports.brief_words import LABELS as LABELS_OF
from crm_desktop.reports.style import MIN_TYPE_PT, Paper

LABELS = ("Who", "Taboos", "Objective", "Complaint", "Lately", "Needs", "Business")
WORDS_OF_LABELS = 100
WRITTEN_IN = {"en": examples.english, "zh_CN": examples.chinese}


def taboo_texts(brief: VisitBrief) -> list[str]:
    return [squeezed(of.record.text) for of in brief.cautions.taboos]


def lines_of(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines()]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("code", WRITTEN_IN)
def test_every_taboo_and_safety_fact_stands_on_the_first_page(code: str, paper: Paper) -> None:
    brief = WRITTEN_IN[code]()
    sheets = printed(brief, code, paper=paper)
    needs = [squeezed(of.record.text) for of in brief.cautions.needs]

    assert sheets.rendered.page_count == len(sheets.pages) == (3 if paper is Paper.A5 else 2)
    assert not sheets.rendered.grown
    assert all(text in sheets.pages[0] for text in [*taboo_texts(brief), *needs])


@pytest.mark.parametrize("code", WRITTEN_IN)
def test_every_character_is_drawn(code: str) -> None:
    sheets = printed(WRITTEN_IN[code](), code)

    assert sheets.rendered.missing == frozenset()
    assert "□" not in sheets.text


def test_the_blocks_of_page_1_stand_in_the_fixed_order() -> None:
    words = printed(examples.english()).raw_pages[0].split()
    places = [words.index(label) for label in LABELS]

    assert places == sorted(places)


@pytest.mark.parametrize("code", WRITTEN_IN)
def test_rare_characters_of_names_can_be_copied_from_the_paper(code: str) -> None:
    page = printed(examples.chinese(), code).pages[0]

    assert "张𬱖" in page
    assert "单雪㛃" in page


def test_both_languages_follow_each_other_as_whole_briefs() -> None:
    pages = printed(examples.english(), "en", "zh_CN").pages

    assert len(pages) == 4
    assert [("Visitbrief" in page, "拜访简报" in page) for page in pages[::2]] == [
        (True, False),
        (False, True),
    ]


def test_the_same_facts_stand_in_both_languages() -> None:
    pages = printed(examples.english(), "en", "zh_CN").pages

    assert all(text in page for text in taboo_texts(examples.english()) for page in pages[::2])


def test_one_page_holds_what_fits_and_says_what_it_left_out() -> None:
    sheets = printed(examples.english(), one_page=True)

    assert len(sheets.pages) == 1
    assert sheets.rendered.left_out == (Section.SELLING,)
    assert squeezed("on the card only: Ideas") in sheets.pages[0]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("code", WRITTEN_IN)
def test_every_block_finds_room_on_any_paper(code: str, paper: Paper) -> None:
    sheets = printed(WRITTEN_IN[code](), code, paper=paper)
    labels = LABELS_OF | {Section.SERVICE: COMPLAINT}
    names = [language(code).text(labels[section]) for section in FRONT + BACK]

    assert sheets.rendered.left_out == ()
    assert all(squeezed(name) in sheets.text for name in names)


def test_what_page_1_gives_up_leads_page_2() -> None:
    first, second = printed(examples.english(), paper=Paper.LETTER).pages

    assert squeezed("Opener and surprise") in second
    assert squeezed("Opener and surprise") not in first
    assert second.index("Rapport") < second.index("Ideas") < second.index("Purchases")


def test_a_crowded_page_shrinks_to_8_points_and_no_further() -> None:
    roomy, crowded = (
        type_sizes(printed(examples.many_taboos(count), one_page=True).rendered.pdf)
        for count in (3, 19)
    )

    assert 8.8 in roomy
    assert 8.8 not in crowded
    assert min(crowded - {FOOTER_PT}) == MIN_TYPE_PT


def test_forty_taboos_fill_numbered_sheets_before_anything_else() -> None:
    brief = examples.many_taboos(40)
    sheets = printed(brief)
    before = "".join(sheets.pages[:2])

    assert sheets.rendered.grown
    assert all(text in before for text in taboo_texts(brief))
    assert "Taboos,sheet1of2" in sheets.pages[0]
    assert "40taboosonsheets1to2" in sheets.pages[2]
    assert "Visitbrief" in sheets.pages[2]


def test_taboo_sheets_carry_nothing_but_taboos() -> None:
    sheets = printed(examples.many_taboos(40)).pages[:2]

    assert not any("Objective" in page or "Promises" in page for page in sheets)


@pytest.mark.parametrize("count", [1, 7, 15, 25, 80])
@pytest.mark.parametrize("paper", Paper)
def test_no_number_of_taboos_loses_one(count: int, paper: Paper) -> None:
    brief = examples.many_taboos(count)
    sheets = printed(brief, paper=paper)
    where = next(at for at, page in enumerate(sheets.pages) if "Visitbrief" in page)

    assert all(text in "".join(sheets.pages[: where + 1]) for text in taboo_texts(brief))
    assert sheets.rendered.grown == (where > 0)


@pytest.mark.parametrize("paper", Paper)
def test_a_taboo_of_the_longest_text_stands_whole_on_page_1(paper: Paper) -> None:
    text = "禁" * (MAX_TEXT_GRAPHEMES - 1) + "完"
    brief = replace(examples.chinese(), cautions=Cautions(taboos=(examples.taboo(text),)))

    assert text in printed(brief, "zh_CN", paper=paper).pages[0]


def test_a_taboo_longer_than_a_page_is_continued() -> None:
    text = "never " * 3000 + "end"
    brief = replace(examples.english(), cautions=Cautions(taboos=(examples.taboo(text),)))
    sheets = printed(brief, paper=Paper.A5)

    assert sheets.text.count("never") >= 3000
    assert "neverend" in sheets.text


def test_taboos_lead_with_never_whatever_their_order() -> None:
    taboos = tuple(
        examples.taboo(name, severity)
        for name, severity in (
            ("third", Severity.NOTE),
            ("first", Severity.NEVER),
            ("second", Severity.AVOID),
        )
    )
    page = printed(replace(examples.english(), cautions=Cautions(taboos=taboos))).pages[0]

    assert page.index("first") < page.index("second") < page.index("third")


def test_switching_blocks_off_never_takes_the_taboos() -> None:
    brief = examples.english()
    sheets = printed(brief, sections=(Section.NEEDS,))

    assert all(text in sheets.pages[0] for text in taboo_texts(brief))
    assert "Objective" not in sheets.text


def test_a_chosen_order_is_printed() -> None:
    page = printed(examples.english(), sections=(Section.NEEDS, Section.PLAN)).pages[0]

    assert page.index("Needs") < page.index("Objective")


def test_a_complaint_is_never_shortened_and_never_leaves_page_1() -> None:
    brief = examples.english()
    (complaint,) = brief.service.complaints
    text = "wrong bearing again " * 60 + "the end"
    changed = replace(brief.service, complaints=(replace(complaint, text=text),))
    page = printed(replace(brief, service=changed)).pages[0]

    assert squeezed(text) in page


def test_overdue_promises_say_so() -> None:
    page = printed(examples.english()).pages[0]

    assert squeezed("overdue by 5 days Send the vibration report") in page


def test_an_unknown_customer_prints_questions_instead_of_boxes() -> None:
    sheets = printed(examples.empty())

    assert len(sheets.pages) == 2
    assert squeezed("What costs you most time or trouble at the moment?") in sheets.pages[0]
    assert "None" not in sheets.text


def test_every_page_is_numbered_and_names_customer_level_and_time() -> None:
    sheets = printed(examples.english())

    for number, page in enumerate(sheets.pages, 1):
        assert f"{number}/2" in page
        assert "NorthgatePrecisionLtd·Mar4·Full,forusonly" in page
        assert "printedMar4,202608:12" in page


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8])
def test_everybody_at_the_table_is_named_on_page_1(count: int) -> None:
    people = tuple(examples.attendee(f"Person Number{at}", title="Buyer") for at in range(count))
    page = printed(replace(examples.english(), attendees=people)).pages[0]

    assert all(f"PersonNumber{at}" in page for at in range(count))


def test_a_photo_that_cannot_be_read_gives_way_to_a_letter() -> None:
    guest = examples.attendee("Quentin", photo=b"not an image")
    lines = lines_of(printed(replace(examples.english(), attendees=(guest,))).raw_pages[0])

    assert "Q" in lines


@pytest.mark.parametrize("code", WRITTEN_IN)
def test_page_1_keeps_to_what_two_minutes_can_read(code: str) -> None:
    brief = WRITTEN_IN[code]()
    page = printed(brief, code).raw_pages[0]
    warned = printed(brief, code, sections=()).raw_pages[0]

    assert count_words(page) - count_words(warned) < MAX_WORDS + WORDS_OF_LABELS


def test_opener_and_surprise_are_at_hand_where_page_1_has_room() -> None:
    assert squeezed("Opener and surprise") in printed(examples.english()).pages[0]


def test_too_much_to_read_moves_a_block_that_would_fit() -> None:
    brief, ideas = examples.chinese(), "交叉销售建议"
    first, second = printed(brief, "zh_CN").pages

    assert ideas in printed(brief, "zh_CN", one_page=True).pages[0]
    assert ideas not in first
    assert ideas in second


def test_side_facts_that_do_not_fit_a_line_move_down_together() -> None:
    lines = lines_of(printed(examples.english()).raw_pages[0])

    assert "topic · lost the 2024 investment to it · Sep 12, 2025" in lines


def test_exempt_blocks_never_leave_page_1() -> None:
    kept = [section for section in FRONT if section not in GIVE_UP_ORDER]
    page = printed(examples.english(), sections=DEFAULT_SECTIONS).pages[0]

    assert kept == [Section.WHO, Section.CAUTIONS, Section.PLAN, Section.SERVICE]
    assert all(word in page for word in ("Taboos", "Objective", "Opencomplaint", "Wepromised"))


def test_facts_of_this_year_carry_day_and_month_and_older_ones_the_year() -> None:
    nuts = examples.taboo(
        "Nuts", category=TabooCategory.ALLERGY, noted_on=date(2025, 11, 20), person="Ada"
    )
    golf = examples.taboo("Golf", noted_on=date(2026, 2, 3))
    brief = replace(examples.english(), cautions=Cautions(taboos=(nuts, golf)))
    page = printed(brief).pages[0]

    assert "NutsAda·allergy·Nov20,2025" in page
    assert "GolfFeb3" in page
    assert "GolfFeb3,2026" not in page


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("code", "label"), [("en", "▲ Taboos"), ("zh_CN", "禁忌")])
def test_the_panel_is_named_on_every_paper(code: str, label: str, paper: Paper) -> None:
    page = printed(examples.english(), code, paper=paper).pages[0]

    assert squeezed(label).removeprefix("▲") in page


def test_no_line_ends_in_the_dot_between_two_side_facts() -> None:
    text = "".join(printed(examples.english(), paper=Paper.A5).raw_pages)

    assert not [line for line in text.splitlines() if line.rstrip().endswith("·")]


def test_a_dot_inside_a_name_stays_where_the_line_ends() -> None:
    name = "·".join("阿布都克里木买买提" * 4)
    brief = replace(examples.english(), attendees=(examples.attendee(name),) * 2)

    assert name in printed(brief).pages[0]
