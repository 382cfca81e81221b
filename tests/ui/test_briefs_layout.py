"""Pages on their desk, remembered choices, and warnings in sentences, without a window."""

import pytest

from crm_desktop.domain.brief_values import Conflict
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.paths import find_paths
from crm_desktop.services.brief_previews import BriefChoices, Paper, Preview
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.briefs.choices import from_state, full_order, to_state
from crm_desktop.ui.briefs.page_layout import Fit, Zoom, lay_out, stepped
from crm_desktop.ui.briefs.pdf_pages import PageSize
from crm_desktop.ui.briefs.warnings import warnings

A4 = PageSize(595, 842)
WIDE = PageSize(842, 595)


def test_a_page_as_wide_as_the_window_is_never_huge():
    narrow = lay_out([A4, A4], Zoom(), 600, 500)
    broad = lay_out([A4, A4], Zoom(), 3000, 500)

    assert narrow.places[0].width == pytest.approx(600 - 28)
    assert broad.percent == 150
    assert broad.places[0].left > 500


def test_a_whole_page_fits_both_ways():
    layout = lay_out([A4, WIDE], Zoom(Fit.PAGE), 900, 500)

    assert all(one.height <= 500 and one.width <= 900 for one in layout.places)


@pytest.mark.parametrize("percent", [1, 50, 400, 9999])
def test_a_fixed_zoom_stays_between_50_and_400(percent):
    assert 50 <= lay_out([A4], Zoom(Fit.FIXED, percent), 800, 600).percent <= 400


def test_the_page_a_third_down_is_the_one_looked_at():
    layout = lay_out([A4, A4, A4], Zoom(Fit.FIXED, 100), 900, 600)

    assert layout.current(0, 600) == 0
    assert layout.current(layout.places[1].top - 100, 600) == 1
    assert list(layout.visible(layout.places[1].top, layout.places[1].top + 10)) == [1]


def test_no_pages_and_no_room_break_nothing():
    assert list(lay_out([], Zoom(), 0, 0).visible(0, 10)) == []
    assert lay_out([A4], Zoom(), 1, 1).places[0].width > 0


def test_zoom_steps_end_at_their_limits():
    assert [stepped(one, 1) for one in (50, 99, 106, 400)] == [67, 100, 125, 400]
    assert [stepped(one, -1) for one in (400, 106, 50)] == [300, 100, 50]


def test_choices_come_back_as_they_were():
    choices = BriefChoices(
        tuple(LanguageCode),
        PrivacyLevel.SHAREABLE,
        Paper.LETTER,
        one_page=True,
        sections=(Section.WHO, Section.CAUTIONS, Section.NEEDS, Section.PLAN, Section.MAP),
        with_day_plan=False,
    )

    state = to_state(choices, choices.sections, LanguageCode.ENGLISH)
    assert from_state(state, LanguageCode.ENGLISH) == choices


def test_paper_in_the_language_of_the_window_follows_it():
    english = BriefChoices((LanguageCode.ENGLISH,))
    state = to_state(english, english.sections, LanguageCode.ENGLISH)

    assert from_state(state, LanguageCode.CHINESE).languages == (LanguageCode.CHINESE,)


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"languages": "en", "privacy": 7, "paper": None, "order": {"who": 1}},
        {"languages": ["fr"], "privacy": "secret", "paper": "A0", "order": ["who", 3, "nose"]},
    ],
)
def test_a_state_nobody_wrote_is_as_at_the_first_time(state):
    assert from_state(state, LanguageCode.CHINESE) == BriefChoices((LanguageCode.CHINESE,))
    assert set(full_order(state)) == set(Section)


def test_taboos_are_chosen_whatever_was_remembered():
    choices = from_state({"sections": ["plan"]}, LanguageCode.ENGLISH)

    assert choices.sections == (Section.CAUTIONS, Section.PLAN)


@pytest.mark.parametrize("code", list(LanguageCode))
def test_every_warning_is_a_sentence_and_conflicts_lead(code):
    language = Language.load(code, find_paths({}).locale)
    preview = Preview(
        b"",
        ("Acme",),
        grown=True,
        left_out=(Section.SELLING, Section.NEEDS),
        missing=frozenset("𓀀"),
        conflicts=(Conflict("No pork", "pork pie", "pork", "Ann Lee"),) * 2,
        without_rate=2,
    )

    found = warnings(language, preview)

    assert len(found) == 5
    assert "pork pie" in found[0]
    assert found[0].startswith("Ann Lee")
    assert "𓀀" in found[3]
    assert warnings(language, Preview(b"", ("Acme",))) == []
