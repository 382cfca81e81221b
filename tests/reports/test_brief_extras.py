"""The plan of a day, many briefs in one file, codes to scan, the influence map and the charts."""

import re
from dataclasses import replace
from datetime import time
from decimal import Decimal

import brief_examples as examples
import pypdfium2
import pytest
from brief_reading import language, page_texts, printed, squeezed, streams, type_sizes
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from crm_desktop.domain.brief_rules import ANNEXES, DEFAULT_SECTIONS
from crm_desktop.domain.brief_values import (
    Attendee,
    InfluenceMap,
    MapEdge,
    MapNode,
    VisitingCard,
)
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.contacts import Affiliation, Contact, LinkKind
from crm_desktop.domain.influence_map import MapAlarm, MapReading, MapStatus
from crm_desktop.reports.brief import BriefPrinter, PrintOptions, RenderedBrief
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.reports.influence_map_drawing import FULL_SCALE
from crm_desktop.reports.qr import MAX_BYTES, vcard_text

WITH_ANNEXES = DEFAULT_SECTIONS + ANNEXES


def at(hour: int | None, name: str) -> VisitBrief:
    brief = examples.english()
    start = None if hour is None else time(hour)
    return replace(
        brief,
        customer=replace(brief.customer, name=name),
        visit=replace(brief.visit, visit_time=start),
    )


def day(*briefs: VisitBrief, privacy: PrivacyLevel = PrivacyLevel.FULL) -> RenderedBrief:
    printer = BriefPrinter(
        [language("en")],
        load_fonts(examples.FONTS),
        options=PrintOptions(privacy),
        printed_at=examples.PRINTED_AT,
    )
    printer.add_day_plan(briefs)
    for brief in briefs:
        printer.add(brief)
    return printer.finish()


def test_a_day_plan_lists_the_visits_by_their_hour() -> None:
    cover = page_texts(day(at(16, "Late"), at(None, "Someday"), at(9, "Early")).pdf)[0]

    assert cover.index("Early") < cover.index("Late") < cover.index("Someday")
    assert "3 visits" in cover


def test_a_day_plan_shrinks_its_type_where_that_saves_a_page() -> None:
    def sizes(count: int) -> tuple[int, float]:
        cover = BriefPrinter(
            [language("en")],
            load_fonts(examples.FONTS),
            options=PrintOptions(),
            printed_at=examples.PRINTED_AT,
        )
        cover.add_day_plan([at(9, f"Visit {number}") for number in range(count)])
        pdf = cover.finish()
        return pdf.page_count, max(type_sizes(pdf.pdf))

    found = [sizes(count) for count in range(8, 16)]

    assert len({size for count, size in found if count == 1}) > 1


def test_a_day_plan_names_a_person_who_is_the_customer_once() -> None:
    brief = at(9, "Ines Marlow")
    herself = Attendee(Contact("Ines Marlow"), Affiliation(0, 1))

    cover = page_texts(day(replace(brief, attendees=(herself, *brief.attendees))).pdf)[0]

    assert cover.count("Ines Marlow") == 1
    assert "Adaeze Okafor" in cover


def test_a_joined_file_holds_the_cover_and_every_brief_with_its_own_numbers() -> None:
    rendered = day(at(9, "First"), at(16, "Second"))
    pages = [squeezed(page) for page in page_texts(rendered.pdf)]

    assert rendered.page_count == len(pages) == 5
    assert [page[-3:] for page in pages] == ["1/1", "1/2", "2/2", "1/2", "2/2"]


def test_a_joined_file_has_an_outline_of_its_customers() -> None:
    document = pypdfium2.PdfDocument(day(at(9, "First"), at(16, "Second")).pdf)

    assert [entry.get_title() for entry in document.get_toc()] == ["Day plan", "First", "Second"]


def test_a_day_plan_counts_taboos_but_never_tells_them() -> None:
    cover = squeezed(page_texts(day(at(9, "Early")).pdf)[0])

    assert "▲3" in cover
    assert "Peanut" not in cover


def test_a_shared_day_plan_keeps_the_objective() -> None:
    cover = squeezed(page_texts(day(at(9, "Early"), privacy=PrivacyLevel.SHAREABLE).pdf)[0])

    assert "Agreeontheservicecontract" not in cover


def test_a_long_day_takes_further_pages() -> None:
    rendered = day(*(at(9, f"Customer{number}x") for number in range(30)))
    cover = "".join(page_texts(rendered.pdf)[:4])

    assert all(f"Customer{number}x" in cover for number in range(30))


def test_annexes_follow_page_2_and_hold_the_whole_history() -> None:
    sheets = printed(examples.english(), sections=WITH_ANNEXES)
    annexes = "".join(sheets.pages[2:])

    assert all(f"Conversationnumber{number}about" in annexes for number in range(60))
    assert squeezed("Influence map") not in "".join(sheets.pages[:2])


def test_the_map_names_everybody_with_their_role() -> None:
    text = printed(examples.english(), sections=(Section.MAP,)).text

    assert all(squeezed(name) in text for name in ("Helen Marsh", "executive sponsor", "blocker"))


def test_the_map_says_a_stance_by_its_sign_and_explains_signs_rings_and_lines() -> None:
    text = printed(examples.english(), sections=(Section.MAP,)).text

    assert text.count("−−") == 2  # the blocker's, and that of the legend
    words = (
        "against us",
        "stance not known",
        "met briefly",
        "in conflict with",
        "influence 0 to 4",
    )
    assert all(squeezed(one) in text for one in words)


def test_the_map_says_how_we_stand_and_what_is_missing() -> None:
    brief = examples.english()
    chart = brief.annexes.influence
    assert chart is not None
    reading = MapReading(MapStatus.AMBER, (MapAlarm.NO_DECIDER, MapAlarm.NO_CHAMPION))
    annexes = replace(brief.annexes, influence=replace(chart, reading=reading))
    text = printed(replace(brief, annexes=annexes), sections=(Section.MAP,)).text

    for words in ("Amber: a key player supports us", "No decider is known", "No champion"):
        assert squeezed(words) in text


@pytest.mark.parametrize("count", [1, 30, 200])
def test_a_map_of_any_size_is_printed_whole_on_as_many_sheets_as_it_takes(count: int) -> None:
    nodes = tuple(
        MapNode(key, Affiliation(key, 1, influence=key % 5), f"P{key}x")
        for key in range(1, count + 1)
    )
    edges = tuple(MapEdge(key, max(1, key // 4), LinkKind.REPORTS_TO) for key in range(2, count))
    brief = examples.english()
    annexes = replace(brief.annexes, influence=InfluenceMap(nodes, edges))
    text = printed(replace(brief, annexes=annexes), sections=(Section.MAP,)).text

    assert all(f"P{key}x" in text for key in range(1, count + 1))


def test_the_map_stands_on_paper_as_it_was_laid_out_by_hand() -> None:
    spots = {1: (0, 0), 2: (300, 40), 3: (120, 200)}
    nodes = tuple(
        MapNode(key, Affiliation(key, 1, map_x=x, map_y=y), f"Person{key}")
        for key, (x, y) in spots.items()
    )
    brief = examples.english()
    annexes = replace(brief.annexes, influence=InfluenceMap(nodes))
    sheets = printed(replace(brief, annexes=annexes), sections=(Section.MAP,))
    found = {key: place_of(sheets.rendered.pdf, f"Person{key}") for key in spots}

    scale = (found[2][0] - found[1][0]) / 300
    assert scale == pytest.approx(FULL_SCALE, abs=0.02)
    for key, (x, y) in spots.items():
        assert found[key][0] - found[1][0] == pytest.approx(x * scale, abs=1)
        assert found[1][1] - found[key][1] == pytest.approx(y * scale, abs=1)


def place_of(pdf: bytes, words: str) -> tuple[float, float]:
    """Where words begin on the last page, in points from its foot."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[len(document) - 1].get_textpage()
    at, _ = page.search(words).get_next()
    left, low, *_ = page.get_charbox(at)
    return left, low


def test_people_who_report_in_a_circle_are_still_drawn() -> None:
    nodes = tuple(MapNode(key, Affiliation(key, 1), f"Person{key}") for key in (1, 2))
    edges = (MapEdge(1, 2, LinkKind.REPORTS_TO), MapEdge(2, 1, LinkKind.REPORTS_TO))
    brief = examples.english()
    annexes = replace(brief.annexes, influence=InfluenceMap(nodes, edges))
    text = printed(replace(brief, annexes=annexes), sections=(Section.MAP,)).text

    assert "Person1" in text
    assert "Person2" in text


@given(
    st.builds(
        VisitingCard,
        name=st.text(max_size=40),
        organisation=st.text(max_size=200),
        title=st.text(max_size=200),
        phones=st.lists(st.text("+0123456789 ", max_size=20), max_size=3).map(tuple),
        emails=st.lists(st.text(max_size=60), max_size=3).map(tuple),
    )
)
def test_a_card_to_scan_stays_small_and_well_formed(card: VisitingCard) -> None:
    text = vcard_text(card)

    assert len(text.encode()) <= MAX_BYTES
    assert text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:")
    assert text.endswith("\r\nEND:VCARD\r\n")
    assert all(":" in line for line in text.split("\r\n")[:-1])


def test_a_card_to_scan_escapes_what_vcard_reads_as_its_own() -> None:
    text = vcard_text(VisitingCard("Wei; Ada, Co\\", "A,B"))

    assert "FN:Wei\\; Ada\\, Co\\\\\r\n" in text
    assert "ORG:A\\,B" in text


def test_a_code_of_25_mm_keeps_modules_a_phone_can_read() -> None:
    longest = vcard_text(VisitingCard("张" * 90, "华" * 90, "总" * 90, ("+8651262880117",)))

    assert 25.0 / modules(longest) >= 0.4


def modules(text: str) -> int:
    """Modules of a code along its side, the quiet zone included."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text.encode()))
    code.make()
    return code.getModuleCount() + 8


@pytest.mark.parametrize("amounts", [(0,) * 12, (-5,) * 12, (10**9, *(1,) * 11), (7, -7) * 6])
def test_any_twelve_sums_can_be_drawn(amounts: tuple[int, ...]) -> None:
    brief = examples.english()
    figures = replace(brief.figures, months=examples.months(amounts), mix=())
    text = printed(replace(brief, figures=figures), sections=(Section.PURCHASES,)).text

    assert "Mar" in text
    assert examples.months(amounts)[0].amount == Decimal(amounts[0])


@pytest.mark.parametrize(("code", "tag"), [("en", b"en"), ("zh_CN", b"zh-CN")])
def test_the_file_says_what_it_is_and_in_which_language(code: str, tag: bytes) -> None:
    pdf = printed(examples.english(), code).rendered.pdf
    told = pypdfium2.PdfDocument(pdf).get_metadata_dict()

    assert told["Title"] == "Northgate Precision Ltd"
    assert told["Subject"] == language(code).text("Visit brief")
    assert re.search(rb"/Lang \(" + tag + rb"\)", pdf)


def test_only_our_fonts_are_in_the_file_each_once() -> None:
    pdf = printed(examples.chinese(), "zh_CN").rendered.pdf
    names = re.findall(rb"/FontName/[A-Z]{6}\+([A-Za-z-]+)", pdf)

    assert b"Helvetica" not in pdf
    assert len(names) == len(set(names)) >= 2


def test_a_reader_is_led_through_the_blocks_in_their_order() -> None:
    pdf = printed(examples.english()).rendered.pdf
    content = streams(pdf).decode("latin1")
    elements = re.findall(r"/S/(H1|P)/P", content)
    marks = [int(number) for number in re.findall(r"/MCID (\d+)", content)]

    assert elements[0] == "H1"
    assert elements.count("P") == len(elements) - 1 == len(marks) - 1
    assert marks == sorted(marks[: marks.index(0, 1)]) + sorted(marks[marks.index(0, 1) :])
    assert content.count(" BDC") + content.count(" BMC") == content.count("EMC")
