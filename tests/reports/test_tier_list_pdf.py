"""The printed tier list, judged by its text, its pages and what is embedded."""

import re
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from tier_list_examples import ENGLISH, a_list, a_row, chinese, fonts, quota_list

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.reports.pen import Ink, Pen, Slot
from crm_desktop.reports.tier_list import TierList
from crm_desktop.reports.tier_list_pdf import render
from crm_desktop.text import Language


def document(tier_list: TierList, language: Language = ENGLISH) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(render(tier_list, language, fonts()))


def page_texts(tier_list: TierList, language: Language = ENGLISH) -> list[str]:
    return [page.get_textpage().get_text_range() for page in document(tier_list, language)]


@pytest.mark.parametrize("count", [1, 59, 1000])
def test_every_customer_is_printed_once_in_rank_order(count: int) -> None:
    text = "\n".join(page_texts(quota_list(count)))
    printed = [int(number) for number in re.findall(r"Customer (\d{5})", text)]
    assert printed == list(range(1, count + 1))


def test_every_page_repeats_its_heads_and_says_which_it_is() -> None:
    texts = page_texts(quota_list(200))
    assert len(texts) > 3
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Internal: not for the customer" in text
        assert "Next action" in text
        assert "as of Dec 31, 2024" in text


@pytest.mark.parametrize("count", range(40, 60, 3))
def test_no_page_holds_a_total_alone(count: int) -> None:
    assert all("Customer 0" in text for text in page_texts(quota_list(count)))


def test_a_tier_that_goes_on_overleaf_says_so() -> None:
    texts = page_texts(quota_list(200))
    assert "Maintenance, continued" in texts[-1]
    assert "Strategic value, continued" not in texts[0]


def test_a_tier_shows_its_share_of_customers_beside_its_share_of_revenue() -> None:
    rows = [
        a_row(1, tier=Tier.A, revenue_12m=Decimal(900)),
        *(a_row(number, tier=Tier.C, revenue_12m=Decimal(25)) for number in range(2, 6)),
    ]
    text = page_texts(a_list(rows))[0]
    assert re.search(r"1 customer\b.*20\.0% of customers.*\$900\.00.*90\.0% of revenue", text)
    assert re.search(r"4 customers.*80\.0% of customers.*\$100\.00.*10\.0% of revenue", text)
    assert re.search(r"Total\s+·\s+5 customers\s+·\s+\$1,000\.00", text)


@pytest.mark.parametrize(
    ("head", "changes"),
    [
        ("Owner", {"owner": "Jo"}),
        ("City", {"city": "Oslo"}),
        ("Pin", {"is_pinned": True}),
        ("Kind", {"kind": CustomerKind.COMPANY}),
        ("Next action", {"next_action": "Call"}),
    ],
)
def test_a_column_appears_only_when_a_row_has_something_in_it(
    head: str, changes: dict[str, object]
) -> None:
    kind = CustomerKind.PERSON
    bare = [a_row(number, owner="", city="", next_action="", kind=kind) for number in range(1, 9)]
    assert head not in page_texts(a_list(bare))[0]
    assert head in page_texts(a_list([*bare[:-1], replace(bare[-1], **changes)]))[0]


def test_the_paper_lies_only_when_the_columns_need_it() -> None:
    narrow = [
        a_row(number, owner="", city="", external_id="", terms={}, next_action="")
        for number in range(1, 9)
    ]
    upright, lying = document(a_list(narrow))[0], document(quota_list(9))[0]
    assert upright.get_width() < upright.get_height()
    assert lying.get_width() > lying.get_height()


@pytest.mark.parametrize(
    "name", ["Anna <anna@x.com>", "</para><b>R&D</b>", "=1+1", "𬱖川食品（华东）", "Ω&amp;"]
)
def test_a_name_prints_as_it_is_typed(name: str) -> None:
    assert name in page_texts(a_list([a_row(1, name=name)]))[0]


def test_a_name_longer_than_the_page_is_cut_with_an_ellipsis() -> None:
    text = page_texts(a_list([a_row(1, name="Very long " * 200), a_row(2)]))[0]
    assert "Very long Very" in text
    assert "…" in text
    assert "Customer 00002" in text


def test_moves_since_the_last_list_are_shown_and_a_first_list_says_it_is_one() -> None:
    rows = [a_row(1, tier=Tier.A, previous=Tier.B), a_row(2, previous=None), a_row(3)]
    text = page_texts(a_list(rows))[0]
    assert "B → A" in text
    assert "new" in text
    assert "+1.6" in text
    first = page_texts(a_list(rows, previous_as_of=None))[0]
    assert "B → A" not in first
    assert "the first list" in first


def test_a_list_of_nobody_says_so_on_one_page() -> None:
    texts = page_texts(a_list([]))
    assert len(texts) == 1
    assert "No customer has a purchase, a contract or a pin yet." in texts[0]


def test_revenue_that_is_not_positive_prints_without_shares() -> None:
    text = page_texts(a_list([a_row(1, revenue_12m=Decimal(-5))]))[0]
    assert "of revenue" not in text.replace("share of revenue", "")


def test_only_our_fonts_are_embedded_and_the_chart_is_drawn_in_lines() -> None:
    pdf = render(quota_list(59), ENGLISH, fonts())
    assert b"Helvetica" not in pdf
    kinds = {each.type for each in pypdfium2.PdfDocument(pdf)[0].get_objects()}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in kinds


def test_the_chinese_list_has_no_english_and_no_missing_sign() -> None:
    used = fonts()
    rows = [
        a_row(
            1,
            name="张梅",
            city="上海",
            owner="周琳",
            next_action="回访",
            external_id="7",
            tier=Tier.A,
        )
    ]
    pdf = render(a_list(rows, organisation="华东部", strategies={}), chinese(), used)
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert used.missing == set()
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"USD", "US"}


@settings(max_examples=60)
@given(st.text(max_size=60), st.floats(5, 200))
def test_a_text_never_leaves_its_slot(text: str, room: float) -> None:
    pen = Pen(Canvas("nowhere.pdf"), fonts())
    placed = pen.place(Slot(0, room, Ink(8)), text)
    assert placed.width <= room or placed.text == "…"
