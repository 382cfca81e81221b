"""The door of user text to paper, judged by the text a reader finds in the PDF."""

import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.reports.brief_lines import Lines, ink, set_lines
from crm_desktop.reports.fonts import BOLD, Fonts, load_fonts
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import INK
from crm_desktop.reports.text import clean, draw_text, fit, text_width

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WIDTH = 450

RARE_NAMES = ["𬱖", "龔㛃", "Łódź", "Nguyễn Thị Ánh", "O’Brien–Śmigły", "김철수", "😀🎂👍"]
SHAPED_NAMES = [
    "أحمد عبد الله",
    "محمد بن سلمان",
    "الشركة الإسلامية",
    "שלום עולם",
    "สมชาย ใจดี น้ำ",
    "श्रीमती अंजली शर्मा",
]


@pytest.fixture
def fonts() -> Fonts:
    return load_fonts(FOLDER)


def ten(text: str, *, bold: bool = False) -> Inked:
    return ink(text, 10, bold=bold)


def lines_of(*inks: Inked, fonts: Fonts, width: float = WIDTH) -> Lines:
    return set_lines(inks, width, fonts, leading=1.4)


def file_of(blocks: list[Lines]) -> bytes:
    """A page with texts one below the other."""
    file, top = BytesIO(), 800.0
    canvas = Canvas(file)
    for block in blocks:
        block.draw(canvas, 50, top)
        top -= block.height
    canvas.save()
    return file.getvalue()


def copied(file: bytes) -> str:
    """The text of the first page, as a PDF reader copies it."""
    page = pypdfium2.PdfDocument(file)[0]
    return page.get_textpage().get_text_bounded().replace("\r\n", "\n").strip()


def printed(*inks: Inked, fonts: Fonts) -> str:
    return copied(file_of([lines_of(*inks, fonts=fonts)]))


@pytest.mark.parametrize(
    "text",
    [
        "Anna <anna@x.com>",
        "</para>",
        "<b>not bold</b> & &amp; <img src='x'/>",
        "50% {braces} \\ backslash (parens",
        *RARE_NAMES,
    ],
)
def test_text_prints_and_is_copied_as_it_was_typed(fonts: Fonts, text: str) -> None:
    assert printed(ten(text), fonts=fonts) == text
    assert not fonts.missing


@pytest.mark.parametrize("text", SHAPED_NAMES)
@pytest.mark.parametrize("is_bold", [False, True])
def test_shaped_names_are_found_by_a_search(fonts: Fonts, text: str, is_bold: bool) -> None:
    found = printed(ten(text, bold=is_bold), fonts=fonts)

    assert found == text
    assert not fonts.missing


def test_arabic_among_latin_is_found_by_a_search(fonts: Fonts) -> None:
    assert "أحمد عبد الله" in printed(ten("Name: أحمد عبد الله, Sales"), fonts=fonts)


def test_a_right_to_left_name_does_not_move_what_follows_it(fonts: Fonts) -> None:
    inks = (ten("أحمد (شركة)", bold=True), ten(" · "), ten("Sales", bold=True))
    found = lines_of(*inks, fonts=fonts)

    drawn = [text for _, text, _ in found.layout.pieces(found.lines[0])]

    assert drawn[-2:] == [" · ", "Sales"]
    assert drawn[0] == ")"


def test_line_ends_are_kept_and_controls_dropped(fonts: Fonts) -> None:
    found = printed(ten("one\r\ntwo\x00\x07\x1b\ud800three\u202e\ufe0f\tfour"), fonts=fonts)

    assert found == "one\ntwothree four"


@given(text=st.text(alphabet=st.characters(), max_size=60))
def test_any_text_is_set_and_cleaning_it_twice_changes_nothing(text: str) -> None:
    found = lines_of(ten(text), fonts=load_fonts(FOLDER), width=200)

    assert clean(clean(text)) == clean(text)
    assert found.layout.length == len(clean(text))


def test_a_megabyte_without_a_space_is_set_at_once(fonts: Fonts) -> None:
    started = time.perf_counter()
    found = lines_of(ten("x" * 1_000_000), fonts=fonts)

    assert time.perf_counter() - started < 5
    assert sum(line.end - line.start for line in found.lines) == 1_000_000


def test_documents_made_at_the_same_time_do_not_disturb_each_other(fonts: Fonts) -> None:
    def make(number: int) -> bytes:
        own = load_fonts(FOLDER)
        return file_of([lines_of(ten(f"{number} 𬱖 {name}"), fonts=own) for name in RARE_NAMES * 6])

    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(make, range(8)))

    for number, file in enumerate(files):
        found = copied(file)
        assert found.count(f"{number} 𬱖") == 6 * len(RARE_NAMES)
        assert all(found.count(name) >= 6 for name in RARE_NAMES)


def test_weight_is_kept_where_the_font_changes(fonts: Fonts) -> None:
    found = lines_of(ten("中文𬱖 أحمد “好” 😀", bold=True), fonts=fonts)

    assert all(span.run.font.endswith("-Bold") for span in found.layout.spans)


def test_texts_are_set_in_a_row_with_their_own_weight_and_size(fonts: Fonts) -> None:
    inks = (ten("<A>", bold=True), ten(" · "), ink("B", 7))

    found = lines_of(*inks, fonts=fonts)

    assert copied(file_of([found])) == "<A> · B"
    assert found.layout.spans[0].run.font == BOLD
    assert {span.ink.size for span in found.layout.spans} == {10, 7}


def test_words_are_not_torn_where_the_weight_changes(fonts: Fonts) -> None:
    width = text_width(ten("aabbbb，"), fonts) + 5

    found = lines_of(ten("aaaa aa"), ten("bbbb", bold=True), ten("，好"), fonts=fonts, width=width)

    assert [row.text for row in found.rows()] == ["aaaa", "aabbbb，", "好"]


def test_a_line_of_type_is_drawn_where_it_is_told(fonts: Fonts) -> None:
    file = BytesIO()
    canvas = Canvas(file)
    draw_text(canvas, (300, 400), ten("中文 Hxx"), fonts)
    canvas.save()

    left, bottom, _, _ = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_charbox(3)

    assert left == pytest.approx(300 + text_width(ten("中文 "), fonts), abs=1.5)
    assert bottom == pytest.approx(400, abs=0.2)


@given(text=st.text(alphabet="中文Wi …é😀", max_size=40), width=st.integers(12, 200))
def test_a_fitted_text_is_never_wider_than_its_cell(text: str, width: int) -> None:
    fonts = load_fonts(FOLDER)

    fitted = fit(ten(text), width, fonts)

    assert text_width(ten(fitted), fonts) <= width
    assert fitted == text or (fitted.endswith("…") and text.startswith(fitted[:-1]))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_end_in_a_cell_becomes_a_space(fonts: Fonts, line_end: str) -> None:
    assert fit(Inked(f"one{line_end}two", False, 10, INK), 200, fonts) == "one two"


def test_a_mark_without_ink_does_not_keep_a_letter_from_its_accent() -> None:
    assert clean("e\u200b\u0301") == "é"
