"""The playbook is read in both languages and edited in place; all of it can be taken back."""

import pytest
from person import HELD_MS, Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from test_every_widget_has_a_name import nameless
from test_nothing_is_left_in_english import english_words, texts_of

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.playbook_entries import Book
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services import typing_drafts
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.playbook.playbook_page import PlaybookPage
from crm_desktop.ui.playbook.writer import kept_typing
from crm_desktop.ui.today.today_page import TodayPage

TIER_A = ("tiers", "A", "")
CALM = ("phrases", "calm_down", "")


@pytest.fixture
def person(host) -> Person:
    """Somebody who opened the playbook by its key."""
    person = Person(host)
    person.wait()
    host.workspace.author = "Su Wanqing"
    person.press("Ctrl+5")
    return person


@pytest.fixture
def chinese(chinese_host) -> Person:
    person = Person(chinese_host)
    person.wait()
    chinese_host.workspace.author = "苏晚晴"
    person.press("Ctrl+5")
    return person


def page_of(person: Person) -> PlaybookPage:
    page = person.host.window.page
    assert isinstance(page, PlaybookPage)
    return page


def open_book(person: Person, book: Book) -> PlaybookPage:
    page = page_of(person)
    page.books.choose(book)
    person.wait()
    return page


def face(person: Person, place):
    return page_of(person).document.faces[place]


def open_entry(person: Person, place) -> None:
    card = face(person, place)
    card.setFocus()
    person.press("Return")


def cell(person: Person, *path):
    return page_of(person).document.form.grid.cells[path]


def write(person: Person, text: str, *path) -> None:
    """Replace a text of the open entry and leave it."""
    box = cell(person, *path).editor.box
    box.setFocus()
    box.selectAll()
    person.press("Del")
    person.type(text)
    person.press("Tab")


def in_force(person: Person):
    workspace = person.host.workspace
    return playbook_of(workspace.database, workspace.paths.resources)


def problem_of(shown) -> str:
    texts = [one.text() for one in shown.findChildren(QLabel) if one.property("look") == "problem"]
    return " ".join(texts)


def test_the_rail_leads_to_the_playbook_with_every_book(person):
    page = page_of(person)
    names = [page.books.item(at).text() for at in range(page.books.count())]
    assert names[:4] == [
        "Tier strategies",
        "MAN questions",
        "Advice by MAN class",
        "Moments of truth",
    ]
    assert len(names) == len(Book)
    assert list(page.document.faces) == [("tiers", code, "") for code in "ABC"]


def test_both_languages_stand_side_by_side_the_persons_own_first(person):
    row = face(person, TIER_A).card.rows[0]
    assert row.texts == ("Strategic value", "战略价值客户")
    assert [one.text() for one in page_of(person).columns.findChildren(QLabel)] == [
        "English",
        "中文",
    ]


def test_in_chinese_chinese_stands_first(chinese):
    assert face(chinese, TIER_A).card.rows[0].texts == ("战略价值客户", "Strategic value")
    assert chinese.reads("客户等级策略")


@pytest.mark.parametrize("book", Book)
def test_every_book_opens_without_holding_the_window(person, book):
    person.watch()
    page = open_book(person, book)
    assert page.document.faces
    assert all(one.accessibleName() for one in page.document.faces.values())
    assert all(one.height() > 20 for one in page.document.faces.values())
    place = next(iter(page.document.faces))
    open_entry(person, place)
    assert page.document.form is not None
    assert person.longest_held[0] < HELD_MS * 2, person.longest_held


def test_a_click_on_a_text_writes_just_that_text(person):
    card = face(person, TIER_A)
    row = card.card.rows[1]
    piece = next(one for one in card.pieces if one.said.row == row and one.said.column == 1)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=piece.rect.topLeft() + QPoint(4, 6))
    person.wait()
    assert cell(person, "headline", "zh_CN").editor.box.hasFocus()


def test_a_changed_text_is_saved_when_it_is_left_and_says_who_changed_it(person):
    open_entry(person, TIER_A)
    write(person, "Two managers answer", "headline", "en")

    assert in_force(person).tiers[Tier.A].headline.en == "Two managers answer"
    assert person.host.workspace.playbook.tiers[Tier.A].headline.en == "Two managers answer"
    assert person.reads("Edited by Su Wanqing, ")
    item = page_of(person).books.item(0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Tier strategies (1 edited)"


def test_the_chinese_window_edits_the_same_way(chinese):
    open_entry(chinese, TIER_A)
    write(chinese, "两位经理负责", "headline", "zh_CN")

    assert in_force(chinese).tiers[Tier.A].headline.zh_cn == "两位经理负责"
    assert chinese.reads("苏晚晴 修改于")
    chinese.press("Ctrl+Z")
    assert chinese.reads("已撤销：修改了服务手册：客户等级策略")


def test_enter_goes_on_to_the_other_language(person):
    open_entry(person, TIER_A)
    first = cell(person, "badge", "en").editor.box
    assert first.hasFocus()
    person.press("Return")
    assert cell(person, "badge", "zh_CN").editor.box.hasFocus()


def test_undo_brings_the_old_text_back_while_the_entry_is_open(person):
    old = in_force(person).tiers[Tier.A].headline.en
    open_entry(person, TIER_A)
    write(person, "Other", "headline", "en")
    person.press("Ctrl+Z")

    assert in_force(person).tiers[Tier.A].headline.en == old
    assert cell(person, "headline", "en").raw == old


def test_a_blank_text_is_refused_beneath_its_field_and_nothing_is_lost(person):
    open_entry(person, TIER_A)
    write(person, "", "headline", "zh_CN")
    assert (
        in_force(person).tiers[Tier.A].headline.zh_cn == in_force(person).tiers[Tier.A].headline.en
    )
    write(person, "", "headline", "en")

    shown = cell(person, "headline", "en")
    assert "Write it in one language at least" in problem_of(shown)
    assert (
        in_force(person).tiers[Tier.A].headline.en
        == "One named manager, executive visits, first priority"
    )


def test_a_missing_translation_says_that_the_other_language_stands_in(person):
    open_entry(person, TIER_A)
    write(person, "", "headline", "zh_CN")
    person.press("Esc")

    texts = [piece.said.text for piece in face(person, TIER_A).pieces]
    assert "No Chinese text yet; the English one stands in." in texts


def test_a_text_too_long_for_paper_is_refused_with_its_length(person):
    open_entry(person, TIER_A)
    box = cell(person, "headline", "en").editor.box
    box.setFocus()
    box.setPlainText("x" * 230)
    person.press("Tab")

    assert "That is 230 characters; 200 fit" in problem_of(cell(person, "headline", "en"))


def test_lines_are_added_and_taken_away(person):
    open_entry(person, TIER_A)
    person.click_button("Add a line")
    person.type("A birthday call")
    person.press("Tab")
    person.type("生日电话")
    person.press("Tab")
    point = in_force(person).tiers[Tier.A].points[-1]
    assert (point.en, point.zh_cn) == ("A birthday call", "生日电话")

    person.click_button("Take away: Service 1")
    assert len(in_force(person).tiers[Tier.A].points) == 5
    assert person.reads("The line is gone.")
    person.click_button("Undo")
    assert len(in_force(person).tiers[Tier.A].points) == 6


def test_an_entry_is_reset_and_the_reset_can_be_undone(person):
    open_entry(person, TIER_A)
    write(person, "Other", "headline", "en")
    person.click_button("Reset to shipped")
    assert in_force(person).tiers[Tier.A].headline.en.startswith("One named manager")
    assert cell(person, "headline", "en").raw.startswith("One named manager")
    person.press("Ctrl+Z")
    assert in_force(person).tiers[Tier.A].headline.en == "Other"


def test_a_whole_book_is_reset_at_once(person):
    for place, path in ((TIER_A, "headline"), (("tiers", "B", ""), "badge")):
        open_entry(person, place)
        write(person, "Other", path, "en")
        person.press("Esc")
    person.click_button("Reset 2 edited entries")

    assert person.reads("“Tier strategies” reads as shipped again.")
    assert not [one for one in page_of(person).document.faces.values() if one.card.mark]


def test_escape_closes_the_entry_and_leads_back_to_its_card(person):
    open_entry(person, TIER_A)
    person.press("Esc")
    assert page_of(person).document.form is None
    assert face(person, TIER_A).hasFocus()
    person.press("Down")
    assert face(person, ("tiers", "B", "")).hasFocus()


def test_escape_first_gives_up_what_is_typed(person):
    open_entry(person, TIER_A)
    person.type("xyz")
    person.press("Esc")
    assert cell(person, "badge", "en").raw == "Strategic value"
    assert page_of(person).document.form is not None


def test_an_own_phrase_is_added_edited_and_deleted(person):
    open_book(person, Book.PHRASES)
    person.click_button("Add a phrase")
    new = page_of(person).document.new
    assert new.grid.cells["avoid", "en"].editor.box.hasFocus()
    person.click_button("Talk about the price", new)
    new.take_focus()
    person.type("No discount.")
    person.press("Tab")
    person.press("Tab")
    person.type("Let us look at the terms.")
    person.press("Ctrl+Return")

    phrase = in_force(person).phrases[0]
    assert (phrase.avoid.en, phrase.use.zh_cn) == ("No discount.", "Let us look at the terms.")
    assert page_of(person).document.new is None
    card = next(iter(page_of(person).document.faces.values()))
    assert card.hasFocus()
    assert card.card.mark.startswith("Your own, by Su Wanqing")
    person.press("Del")
    assert in_force(person).phrases[0] != phrase


def test_a_new_phrase_without_its_better_half_is_refused_there(person):
    open_book(person, Book.PHRASES)
    person.click_button("Add a phrase")
    person.type("No discount.")
    person.click_button("Add", page_of(person).document.new)

    new = page_of(person).document.new
    assert "Write it in one language" in problem_of(new.grid.cells["use", "en"])
    person.press("Esc")
    assert page_of(person).document.new is None


def test_an_own_moment_takes_its_own_service_points(person):
    open_book(person, Book.MOMENTS)
    person.click_button("Add a moment")
    new = page_of(person).document.new
    person.type("Handing over keys")
    new.grid.cells["when", "en"].take_focus()
    person.type("On moving day")
    new.grid.cells["points", "own_1", "en"].take_focus()
    person.type("Flowers in the room")
    person.click_button("Add a service point", new)
    person.type("Water runs")
    person.click_button("Add", new)

    moment = list(in_force(person).moments.values())[-1]
    assert moment.label.en == "Handing over keys"
    assert [point.text.en for point in moment.points] == ["Flowers in the room", "Water runs"]


def test_a_service_point_of_ones_own_joins_a_shipped_moment(person):
    open_book(person, Book.MOMENTS)
    open_entry(person, ("moments", "delivery", ""))
    person.click_button("Add a service point")
    person.type("Somebody called before")
    person.press("Tab")
    person.type("事前有电话")
    person.press("Tab")

    points = in_force(person).moments["delivery"].points
    assert points[-1].text.zh_cn == "事前有电话"
    assert len(points) == 4


def test_a_shipped_phrase_is_put_out_of_use_with_delete_and_taken_back(person):
    open_book(person, Book.PHRASES)
    face(person, CALM).setFocus()
    person.press("Del")
    assert "Calm down." not in [one.avoid.en for one in in_force(person).phrases]
    assert face(person, CALM).card.mark.startswith("Not in use")
    open_entry(person, CALM)
    person.click_button("Use again")
    assert "Calm down." in [one.avoid.en for one in in_force(person).phrases]


def test_when_a_phrase_fits_is_chosen_from_chips_and_never_nowhere(person):
    open_book(person, Book.PHRASES)
    open_entry(person, CALM)
    form = page_of(person).document.form
    person.click_button("Delay", form)
    person.click_button("Open complaint", form)
    person.click_button("Delay", form)
    phrase = next(one for one in in_force(person).phrases if one.avoid.en == "Calm down.")
    assert [one.value for one in phrase.situations] == ["delay"]


def test_an_own_trigger_word_is_added_to_a_lexicon(person):
    open_book(person, Book.CONFLICTS)
    open_entry(person, ("conflicts", "nuts", ""))
    box = cell(person, "triggers", "en").editor.box
    box.setFocus()
    person.press("Ctrl+End")
    person.type("; Nutella")
    person.press("Tab")
    assert in_force(person).lexicon["nuts"].triggers.en[-1] == "Nutella"


def test_an_own_question_is_added_to_its_kind(chinese):
    open_book(chinese, Book.QUESTIONS)
    chinese.click_button("新增问题")
    chinese.type("如果不做呢？")
    chinese.press("Ctrl+Return")
    assert in_force(chinese).questions["open"][0].zh_cn == "如果不做呢？"


def test_search_finds_in_all_books_and_escape_goes_back(person):
    page = page_of(person)
    person.press("Ctrl+F")
    assert page.search.hasFocus()
    person.type("价格")
    person.press("Return")
    books = {place[0] for place in page.document.faces}
    assert {"man", "questions"} <= books
    assert person.reads("entries found")
    page.search.setFocus()
    person.press("Esc")
    QTest.qWait(0)
    page._wait.stop()
    page._show()
    assert list(page.document.faces) == [("tiers", code, "") for code in "ABC"]


def test_a_search_without_a_hit_says_so(person):
    page_of(person).search.setText("zzzz")
    page_of(person)._show()
    assert person.reads("Nothing in the playbook says so")


def test_news_from_elsewhere_never_takes_typing_away(person):
    open_entry(person, TIER_A)
    person.type(" of ours")
    desk = page_of(person).writer.desk
    changes = desk.set_part(page_of(person).document.form.card.key, ("headline", "en"), "Theirs")
    person.host.workspace.changed.emit(changes)
    person.wait()

    assert cell(person, "badge", "en").raw == "Strategic value of ours"
    assert cell(person, "headline", "en").raw == "Theirs"


def test_typing_outlives_a_killed_program(person, make_host, sample_path, qtbot):
    workspace = person.host.workspace
    open_entry(person, TIER_A)
    person.type(" of ours")
    qtbot.waitUntil(lambda: bool(kept_typing(workspace)), timeout=3_000)
    # Killed: nothing is left, so nothing is saved; the file is opened as it lies.
    copy = sample_path.with_name("killed.crm")
    workspace.database.connections.close()
    copy.write_bytes(sample_path.read_bytes())

    again = Person(make_host(copy))
    again.wait()
    assert again.reads("What you typed in the playbook was not saved")
    again.click_button("Show")
    assert cell(again, "badge", "en").raw == "Strategic value of ours"
    again.press("Tab")
    assert in_force(again).tiers[Tier.A].badge.en == "Strategic value of ours"
    assert not kept_typing(again.host.workspace)


def test_typing_for_companies_and_persons_comes_back_each_in_its_place(make_host, sample_path):
    """Both variants of one question were typed into, and a text that has no place any more."""
    from crm_desktop.storage.database import open_file

    database = open_file(sample_path)
    for path in ("label/en", "person/ask/en", "gone/en"):
        place = DraftPlace(Kind.SETTING, 0, 0, f"man/M1/{path}")
        typing_drafts.keep(database, place, "Typed")
    database.close()
    person = Person(make_host(sample_path))
    person.wait()
    person.press("Ctrl+5")

    form = page_of(person).document.form
    assert (form.card.variant, cell(person, "label", "en").raw) == ("", "Typed")
    assert {path[0] for path in form.grid.paths} == {"label", "ask", "find_out", "levels"}
    page_of(person).reload()
    assert cell(person, "label", "en").raw == "Typed"
    assert "person" in {path[0] for path in kept_typing(person.host.workspace)[form.card.key]}


def test_an_edit_nobody_can_read_is_told_when_the_file_opens(make_host, sample_path):
    from crm_desktop.domain.settings import Setting
    from crm_desktop.storage.database import open_file

    database = open_file(sample_path)
    with database.write("test") as work:
        work.add(Setting("playbook/tiers/A", "{"))
        work.add(Setting("playbook/phrases/own_1", "[]"))
    database.close()
    person = Person(make_host(sample_path))
    person.wait()
    assert person.reads("2 changes of the playbook in this file can't be read")
    person.press("Ctrl+5")
    assert "can't be read" in face(person, TIER_A).card.mark
    open_entry(person, TIER_A)
    person.click_button("Reset to shipped")
    open_book(person, Book.PHRASES)
    face(person, ("phrases", "own_1", "")).setFocus()
    person.press("Del")
    assert in_force(person).unusable == ()


def test_how_often_a_tier_is_met_is_shown_and_changed_elsewhere(person):
    open_entry(person, TIER_A)
    button = next(
        one
        for one in page_of(person).document.form.findChildren(QAbstractButton)
        if one.text().startswith("Contact every 21 days")
    )
    person.click(button)
    page = person.host.window.page
    assert isinstance(page, TodayPage)
    assert page.body.capacity.details.isChecked()


def test_the_open_book_is_remembered(person, make_host, sample_path):
    open_book(person, Book.STYLES)
    assert page_of(person).state() == {"book": "styles"}
    page_of(person).restore({"book": "songs"})
    assert page_of(person).books.book is Book.STYLES


def test_another_language_keeps_the_open_book(person):
    open_book(person, Book.STAGES)
    person.host.switch_language(LanguageCode.CHINESE)
    person.wait()
    assert page_of(person).books.book is Book.STAGES


def test_a_stage_called_otherwise_is_called_so_everywhere(person):
    open_book(person, Book.STAGES)
    open_entry(person, ("stages", "expansion", ""))
    write(person, "Grown customer", "name", "en")
    person.host.window.open_card(1)
    person.wait()
    assert person.reads("Grown customer")
    person.press("Ctrl+Z")
    person.wait()
    assert not person.reads("Grown customer")
    assert QApplication.activeModalWidget() is None


def test_actions_of_the_playbook_are_named_in_the_menu(person):
    open_entry(person, TIER_A)
    write(person, "Other", "headline", "en")
    undo = person.host.window.window_actions[ActionCode.UNDO]
    assert undo.text() == "&Undo: Changed the playbook: Tier strategies"


@pytest.mark.parametrize("book", Book)
@pytest.mark.parametrize("opened", ["person", "chinese"])
def test_everything_to_write_in_has_a_name_in_the_persons_language(request, opened, book):
    someone = request.getfixturevalue(opened)
    page = open_book(someone, book)
    open_entry(someone, next(iter(page.document.faces)))
    assert nameless(someone.host.window) == []
    if opened == "chinese":
        form = page.document.form
        left = [
            text
            for widget in form.findChildren(QWidget)
            if not isinstance(widget, QLabel)
            for text in texts_of(widget)
            if english_words(text.replace("English", "")) and text not in {"MAN"}
        ]
        assert left == []
