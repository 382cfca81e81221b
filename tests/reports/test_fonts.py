"""Which font draws what: the core for everyday text, others on demand, a box for the rest."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from crm_desktop.reports.fonts import BOLD, REGULAR, Cut, Fonts, load_fonts

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"


@pytest.fixture
def fonts() -> Fonts:
    return load_fonts(FOLDER)


def cuts(fonts: Fonts, text: str) -> list[tuple[Cut, str]]:
    return [(run.cut, run.text) for run in fonts.runs(text)]


def characters_of(encoding: str) -> set[str]:
    pairs = (bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    texts = {pair.decode(encoding, errors="ignore") for pair in pairs}
    return {text for text in texts if len(text) == 1 and text.isprintable()}


@pytest.mark.parametrize("bold", [False, True])
def test_everyday_text_of_both_languages_needs_the_core_font_only(fonts: Fonts, bold: bool) -> None:
    text = "王小明 Wang Xiaoming, Łódź 1,200.00 € ☐ ✓ ⚠ ▲ → （含报价单）Nguyễn"

    runs = fonts.runs(text, bold=bold)

    assert [(run.font, run.text) for run in runs] == [(BOLD if bold else REGULAR, text)]


def test_core_font_holds_all_of_gb2312(fonts: Fonts) -> None:
    assert all(map(fonts.font(Cut.CORE, bold=False).has, characters_of("gb2312")))


@pytest.mark.parametrize("encoding", ["gbk", "big5"])
@pytest.mark.parametrize("bold", [False, True])
def test_full_font_holds_a_whole_standard(fonts: Fonts, encoding: str, bold: bool) -> None:
    assert all(map(fonts.font(Cut.FULL, bold=bold).has, characters_of(encoding)))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("𬱖", Cut.FULL),
        ("龔", Cut.FULL),
        ("㛃", Cut.FULL),
        ("😀", Cut.FULL),
        ("김철수", Cut.KOREAN),
        ("أحمد عبد الله", Cut.ARABIC),
        ("שלום עולם", Cut.HEBREW),
        ("สมชาย ใจดี", Cut.THAI),
        ("अंजली शर्मा", Cut.DEVANAGARI),
    ],
)
def test_rare_names_are_drawn_by_the_font_that_has_them(fonts: Fonts, text: str, cut: Cut) -> None:
    assert cuts(fonts, text) == [(cut, text)]
    assert not fonts.missing


def test_runs_keep_the_order_of_the_text(fonts: Fonts) -> None:
    assert cuts(fonts, "李𬱖 (أحمد)") == [
        (Cut.CORE, "李"),
        (Cut.FULL, "𬱖"),
        (Cut.CORE, " ("),
        (Cut.ARABIC, "أحمد"),
        (Cut.CORE, ")"),
    ]


def test_a_character_no_font_has_is_a_box_and_is_reported(fonts: Fonts) -> None:
    runs = fonts.runs("Li \ue000𠮷")

    assert "".join(run.text for run in runs) == "Li □□"
    assert fonts.missing == {"\ue000", "𠮷"}


def test_each_document_collects_its_own_missing_characters(fonts: Fonts) -> None:
    fonts.runs("\ue000")

    assert not load_fonts(FOLDER).missing


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("他说“好”", "“”"),
        ("He said “yes” — at last…", ""),
        ("阿凡提·买买提", "·"),
        ("等一等……", "……"),
        ("中国’s", ""),
    ],
)
def test_marks_shared_with_latin_are_full_width_beside_chinese(
    fonts: Fonts, text: str, wide: str
) -> None:
    assert "".join(run.text for run in fonts.runs(text) if run.cut is Cut.WIDE) == wide


@given(text=st.text(max_size=40), bold=st.booleans())
def test_no_font_is_given_a_character_it_lacks(text: str, bold: bool) -> None:
    fonts = load_fonts(FOLDER)

    runs = fonts.runs(text, bold=bold)

    assert sum(len(run.text) for run in runs) == len(text)
    assert all(
        fonts.font(run.cut, bold=bold).has(char)
        for run in runs
        for char in run.text
        if char != "\n"
    )


def test_a_line_end_is_not_missing(fonts: Fonts) -> None:
    assert [run.text for run in fonts.runs("one\ntwo")] == ["one\ntwo"]
    assert not fonts.missing


def test_an_empty_text_has_no_runs(fonts: Fonts) -> None:
    assert fonts.runs("") == []


def test_loading_from_many_threads_registers_one_font_object() -> None:
    seen = []
    threads = [
        threading.Thread(target=lambda: seen.append(load_fonts(FOLDER).font(Cut.FULL, bold=True)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 4
    assert set(map(id, seen)) == {id(pdfmetrics.getFont("CRMSansFull-Bold"))}


def test_every_source_font_ships_its_licence() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (FOLDER / "licences").glob("OFL-*.txt")]

    assert len(texts) == 11
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)
