"""A brief stands whatever users typed: markup, controls, any script, any length."""

from dataclasses import replace

import brief_examples as examples
import pytest
from brief_reading import printed, squeezed
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.brief_values import Of, Remark
from crm_desktop.domain.briefs import Cautions, Needs, Rapport, VisitBrief
from crm_desktop.domain.preferences import PainPoint
from crm_desktop.reports.style import Paper

NASTY = [
    "<b>bold</b> &amp; </para>",
    "Anna <anna@example.com>",
    "%(name)s {name} {0}",
    "\\n(\\x29) ) ( Tj ET",
    "line\nbreak\ttab\x00nul\x1besc",
    "محمد عبد الرحمن",
    "דוד כהן",
    "สมชาย ใจดี",
    "अनिल कुमार",
    "😀🎂👍🏽",
    "e\u0301\u0323\u200d\u202eabc",
    "\ud800",
    "x" * 50_000,
    "禁" * 20_000,
    "word " * 10_000,
]


def filled(text: str) -> VisitBrief:
    """A brief whose every kind of line holds the text."""
    brief = examples.english()
    guest = examples.attendee(text, phonetic=text, salutation=text, title=text, cares_about=text)
    return replace(
        brief,
        customer=replace(brief.customer, name=text, industry=text, present_solution=text),
        visit=replace(brief.visit, objective=text, agenda=(text,), venue=text, host_phone=text),
        attendees=(guest,) * 5,
        needs=Needs((Of(PainPoint(1, text), text),)),
        rapport=Rapport(Remark(text)),
    )


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("paper", Paper)
def test_the_usual_pages_hold_whatever_was_typed(text: str, paper: Paper) -> None:
    sheets = printed(filled(text), "en", "zh_CN", paper=paper)

    assert sheets.rendered.page_count == 2 * (3 if paper is Paper.A5 else 2)
    assert squeezed("Peanut allergy, also traces") in sheets.pages[0]


@pytest.mark.parametrize("text", NASTY[:3])
def test_markup_prints_as_it_was_typed(text: str) -> None:
    assert squeezed(text) in printed(filled(text)).pages[0]


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_text_prints(text: str) -> None:
    assert printed(filled(text)).rendered.page_count == 2


@settings(max_examples=25)
@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=200), min_size=1, max_size=30))
def test_any_list_of_taboos_is_whole_and_first(texts: list[str]) -> None:
    brief = replace(
        examples.english(), cautions=Cautions(tuple(examples.taboo(text) for text in texts))
    )
    sheets = printed(brief)
    front = "".join(sheets.pages[: sheets.rendered.page_count - 1])

    assert all(squeezed(text) in front for text in texts)


def test_a_character_no_font_has_is_reported_and_marked() -> None:
    sheets = printed(filled("\U0001f9ff\ue123"))

    assert "\ue123" in sheets.rendered.missing
    assert "□" in sheets.text
