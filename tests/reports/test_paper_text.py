"""The door of user text to paper, judged by the text a reader finds in the PDF."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from crm_desktop.reports.fonts import BOLD, REGULAR, Fonts, load_fonts
from crm_desktop.reports.paragraph import Paragraph
from crm_desktop.reports.text import (
    P,
    Piece,
    bold,
    clean,
    colored,
    draw_text,
    fit,
    join,
    sized,
    text_width,
)

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
STYLE = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=14)

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


def pages(*story: Flowable) -> list[str]:
    """The text of each page, as a PDF reader copies it."""
    file = BytesIO()
    SimpleDocTemplate(file).build(list(story))
    document = pypdfium2.PdfDocument(file.getvalue())
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def printed(*story: Flowable) -> str:
    return "\n".join(pages(*story)).strip()


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
    assert printed(P(text, STYLE, fonts)) == text
    assert not fonts.missing


@pytest.mark.parametrize("text", SHAPED_NAMES)
@pytest.mark.parametrize("is_bold", [False, True])
def test_shaped_names_are_found_by_a_search(fonts: Fonts, text: str, is_bold: bool) -> None:
    found = printed(P(Piece(text, is_bold=is_bold), STYLE, fonts))

    assert found == text
    assert not fonts.missing


def test_arabic_among_latin_is_found_by_a_search(fonts: Fonts) -> None:
    assert "أحمد عبد الله" in printed(P("Name: أحمد عبد الله, Sales", STYLE, fonts))


def test_a_right_to_left_name_does_not_move_what_follows_it(fonts: Fonts) -> None:
    paragraph = P([bold("أحمد (شركة)"), " · ", "Sales"], STYLE, fonts)

    paragraph.wrap(400, 100)
    drawn = [text for _, text, _ in paragraph.layout.pieces(paragraph.lines[0])]

    assert drawn[-2:] == [" · ", "Sales"]
    assert drawn[0] == ")"


def test_line_ends_are_kept_and_controls_dropped(fonts: Fonts) -> None:
    found = printed(P("one\r\ntwo\x00\x07\x1b\ud800three\u202e\ufe0f\tfour", STYLE, fonts))

    assert found == "one\ntwothree four"


@given(text=st.text(alphabet=st.characters(), max_size=60))
def test_any_text_is_set_and_cleaning_it_twice_changes_nothing(text: str) -> None:
    paragraph = P(text, STYLE, load_fonts(FOLDER))

    paragraph.wrap(200, 10_000)

    assert clean(clean(text)) == clean(text)
    assert len(paragraph.text) == len(clean(text))


def test_a_megabyte_without_a_space_is_set_at_once(fonts: Fonts) -> None:
    started = time.perf_counter()
    paragraph = P("x" * 1_000_000, STYLE, fonts)
    paragraph.wrap(450, 700)

    assert time.perf_counter() - started < 5
    assert sum(line.end - line.start for line in paragraph.lines) == 1_000_000


def test_documents_made_at_the_same_time_do_not_disturb_each_other(fonts: Fonts) -> None:
    def make(number: int) -> bytes:
        story = [P(f"{number} 𬱖 {name}", STYLE, load_fonts(FOLDER)) for name in RARE_NAMES]
        file = BytesIO()
        SimpleDocTemplate(file).build(story * 6)
        return file.getvalue()

    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(make, range(8)))

    for number, file in enumerate(files):
        found = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
        assert found.count(f"{number} 𬱖") == 6 * len(RARE_NAMES)
        assert all(found.count(name) >= 6 for name in RARE_NAMES)


def test_a_long_text_goes_on_over_pages_without_loss(fonts: Fonts) -> None:
    text = "0123456789" * 1500

    found = pages(P(text, STYLE, fonts))

    assert len(found) > 2
    assert re.sub(r"\s", "", "".join(found)) == text


def test_weight_is_kept_where_the_font_changes(fonts: Fonts) -> None:
    paragraph = P(bold("中文𬱖 أحمد “好” 😀"), STYLE, fonts)

    assert all(span.run.font.endswith("-Bold") for span in paragraph.layout.spans)


def test_pieces_are_set_in_a_row_with_their_own_weight_and_size(fonts: Fonts) -> None:
    pieces = join(" · ", [bold("<A>"), sized("B", 7), colored("C", "#ff0000")])

    paragraph = P(pieces, STYLE, fonts)

    assert printed(paragraph) == "<A> · B · C"
    assert paragraph.layout.spans[0].run.font == BOLD
    assert {span.ink.size for span in paragraph.layout.spans} == {10, 7}


def test_words_are_not_torn_where_the_weight_changes(fonts: Fonts) -> None:
    paragraph = P(["aaaa aa", bold("bbbb"), "，好"], STYLE, fonts)

    paragraph.wrap(text_width("aabbbb，", STYLE, fonts) + 5, 1000)

    starts = [paragraph.text[line.start : line.end] for line in paragraph.lines]
    assert starts == ["aaaa", "aabbbb，", "好"]


def test_the_two_parts_of_a_split_paragraph_are_the_whole(fonts: Fonts) -> None:
    whole = P("我们今天下午开会讨论合同。" * 20, STYLE, fonts, bullet="•")

    first, rest = whole.split(200, 60)

    assert first.text + rest.text == whole.text
    assert first.wrap(200, 60)[1] <= 60
    assert rest.bullet is None


def test_a_single_first_line_is_not_left_behind(fonts: Fonts) -> None:
    assert P("我们今天下午开会讨论合同。" * 20, STYLE, fonts).split(200, 20) == []


def test_a_bullet_stands_before_the_first_line_only(fonts: Fonts) -> None:
    style = ParagraphStyle("list", parent=STYLE, leftIndent=14, bulletIndent=2)

    assert printed(P("one\ntwo", style, fonts, bullet="•")) in ("• one\ntwo", "•one\ntwo")


@pytest.mark.parametrize(("alignment", "share"), [(0, 0.0), (TA_CENTER, 0.5), (TA_RIGHT, 1.0)])
def test_a_line_of_type_is_drawn_where_its_alignment_says(
    fonts: Fonts, alignment: int, share: float
) -> None:
    style = ParagraphStyle("cell", parent=STYLE, alignment=alignment)
    file = BytesIO()
    canvas = Canvas(file)
    width = draw_text(canvas, (300, 400), "中文 Hxx", style, fonts)
    canvas.save()

    left, bottom, _, _ = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_charbox(3)

    start = text_width("中文 ", style, fonts)
    assert left == pytest.approx(300 - share * width + start, abs=1.5)
    assert bottom == pytest.approx(400, abs=0.2)


@given(text=st.text(alphabet="中文Wi …é😀", max_size=40), width=st.integers(12, 200))
def test_a_fitted_text_is_never_wider_than_its_cell(text: str, width: int) -> None:
    fonts = load_fonts(FOLDER)

    fitted = fit(text, width, STYLE, fonts)

    assert text_width(fitted, STYLE, fonts) <= width
    assert fitted == text or (fitted.endswith("…") and text.startswith(fitted[:-1]))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_end_in_a_cell_becomes_a_space(fonts: Fonts, line_end: str) -> None:
    assert fit(f"one{line_end}two", 200, STYLE, fonts) == "one two"


def test_a_mark_without_ink_does_not_keep_a_letter_from_its_accent() -> None:
    assert clean("e\u200b\u0301") == "é"


def test_a_paragraph_is_as_narrow_as_its_longest_word(fonts: Fonts) -> None:
    paragraph: Paragraph = P("见 anna@example.com 好", STYLE, fonts)

    assert paragraph.minWidth() == pytest.approx(text_width("anna@example.com", STYLE, fonts))
