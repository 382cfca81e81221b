"""The head of a card, the taboos over every tab, and what is done with a whole card."""

from datetime import timedelta
from pathlib import Path

import pytest
from card_window import HOTEL, PERSON, TOOLS, OpenCard
from person import HELD_MS
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Section
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.services import card_edits
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.card.attachment_list import AttachmentList
from crm_desktop.ui.card.ring import CompletenessRing
from crm_desktop.ui.card.taboo_strip import CautionChip, TabooStrip
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.navigation import CardTab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Panels over the window ask for what a screen has and the tests have not."""


def chips(card: OpenCard) -> list[CautionChip]:
    return [one for one in card.page.findChildren(CautionChip) if not one.isHidden()]


def tabs(card: OpenCard) -> list[str]:
    bar = card.page.tabs.bar
    return [bar.tabText(at).replace("&&", "&") for at in range(bar.count())]


def test_the_head_says_who_this_is(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    assert card.page.header.name_shown == card.stored.customer.name
    assert card.person.reads("lì chuān jīng mì")
    assert card.person.reads("Company")


def test_the_taboos_stand_over_every_tab(host):
    card = OpenCard(host)
    for tab in CardTab:
        card.go(TOOLS, tab)
        assert card.page.strip.isVisible()
        assert len(chips(card)) == len(card.stored.taboos)


def test_the_taboos_of_the_next_card_stand_there_at_once(host):
    card = OpenCard(host, HOTEL)
    for customer_id in (TOOLS, HOTEL, TOOLS):
        host.window.open_card(customer_id)
        host.application.processEvents()
        shown = card.page.findChild(TabooStrip).findChildren(CautionChip)
        shown = [one for one in shown if not one.isHidden()]
        heights = [one.visibleRegion().boundingRect().height() for one in shown]
        assert shown
        assert heights == [one.height() for one in shown]


def test_forty_taboos_are_all_there_and_the_worst_in_sight(host):
    card = OpenCard(host, HOTEL, CardTab.OVERVIEW)
    database = host.workspace.database
    known = len(chips(card))
    for at in range(40):
        severity = Severity.NEVER if at % 10 == 0 else Severity.NOTE
        text = f"Taboo number {at}: " + "a long sentence that has to be read whole. " * 3
        card_edits.add_record(database, Taboo(HOTEL, text, severity=severity))
    card.page.reload()
    card.wait()
    found = chips(card)
    assert len(found) == known + 40
    worst = [one for one in found if one.text().startswith("NEVER")]
    assert len(worst) >= 4
    strip = card.page.strip
    for chip in worst:
        assert not chip.visibleRegion().isEmpty()
        assert chip.visibleRegion().boundingRect().height() == chip.height()
        assert chip.height() >= chip.heightForWidth(chip.width())
    assert strip.height() < card.page.height() * 0.6
    assert card.page.tabs.height() > 200


def test_a_taboo_clicked_is_open_on_its_tab(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    card.click(chips(card)[0])
    assert card.page.tabs.current is CardTab.PREFERENCES
    texts = [one.editor.raw() for one in card.page.findChildren(Field)]
    assert any(chips(card)[0].text().endswith(text) for text in texts if text)


def test_a_card_without_taboos_says_so_and_leads_to_the_form(host):
    card = OpenCard(host, 19, CardTab.OVERVIEW)
    assert not chips(card)
    assert card.person.reads("No taboo is known.")
    card.click(card.person.button("Add a taboo"))
    assert card.page.tabs.current is CardTab.PREFERENCES
    assert card.page.isAncestorOf(QApplication.focusWidget())


def test_man_stands_only_where_it_belongs(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    assert "MAN" in tabs(card)
    card.go(PERSON + 1)
    assert "MAN" not in tabs(card)
    assert not card.page.header.findChild(QPushButton, "man").isVisible()


def test_the_tab_seen_last_stays_for_the_next_card(host):
    card = OpenCard(host, TOOLS, CardTab.SERVICE)
    card.go(HOTEL, None)
    assert card.page.tabs.current is CardTab.SERVICE


def test_ctrl_page_keys_walk_the_tabs_round(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    card.person.press("Ctrl+PgUp")
    card.wait()
    assert card.page.tabs.current is CardTab.HISTORY
    card.person.press("Ctrl+PgDown")
    card.wait()
    assert card.page.tabs.current is CardTab.OVERVIEW


def test_a_picture_is_pasted_and_removed(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    card.page.header.photo.setFocus()
    card.person.press("Ctrl+V")
    card.wait()
    assert card.page.header.photo.has_photo
    assert [one.is_photo for one in card.stored.attachments] == [True]
    card.person.press("Ctrl+Z")
    card.wait()
    assert not card.page.header.photo.has_photo


def drop(widget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def test_what_is_no_picture_is_refused_with_a_sentence(host, tmp_path):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    path = tmp_path / "letter.txt"
    path.write_text("no picture", encoding="utf-8")
    drop(card.page.header.photo, path)
    card.wait()
    assert card.person.reads("Choose a JPEG, PNG or WEBP picture.")
    assert not card.stored.attachments


def test_a_file_is_attached_by_drop_and_taken_out_as_a_copy(host, tmp_path):
    card = OpenCard(host)
    path = tmp_path / "合同.txt"
    path.write_text("signed", encoding="utf-8")
    files = card.child(AttachmentList)
    drop(files, path)
    card.wait()
    (kept,) = card.stored.attachments
    assert (kept.name, kept.size_bytes) == ("合同.txt", 6)
    files.save_copy(kept, tmp_path / "copy.txt")
    card.wait()
    assert (tmp_path / "copy.txt").read_text(encoding="utf-8") == "signed"
    files.save_copy(kept, tmp_path / "nowhere" / "copy.txt")
    card.wait()
    assert card.person.reads("There is no folder")


def test_a_card_goes_to_the_bin_and_comes_back(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    card.person.choose(ActionCode.BIN)
    card.wait()
    assert card.stored.customer.binned_at is not None
    assert ActionCode.PRINT_BRIEF not in card.page.handlers()
    card.click(card.child(QPushButton, "restore"))
    assert card.stored.customer.binned_at is None
    assert ActionCode.PRINT_BRIEF in card.page.handlers()


@pytest.mark.parametrize("is_binned", [False, True])
def test_the_card_is_copied_as_text(host, is_binned):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    if is_binned:
        card.person.choose(ActionCode.BIN)
        card.wait()
    card.person.press("Ctrl+Shift+C")
    card.wait()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(card.stored.customer.name)
    assert all(one.text in text for one in card.stored.taboos)


def test_a_tier_is_set_by_hand_with_a_reason_and_taken_back(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    card.click(card.page.header.findChild(QPushButton, "tier"))
    panel = card.popover()
    card.person.click(panel.findChild(QPushButton, "pin"))
    card.wait()
    assert not card.stored.tier_pins
    QTest.keyClicks(panel.findChild(QLineEdit, "reason"), "Asked by the board")
    card.person.click(panel.findChild(QPushButton, "pin"))
    card.wait()
    assert [one.reason for one in card.stored.tier_pins] == ["Asked by the board"]
    card.click(card.page.header.findChild(QPushButton, "tier"))
    card.person.click(card.popover().findChild(QPushButton, "unpin"))
    card.wait()
    assert card.stored.tier_pins[0].removed_on == host.workspace.today()


def test_a_section_is_confirmed_from_the_ring(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    card.click(card.child(CompletenessRing))
    card.person.click(card.popover().findChild(QPushButton, f"confirm-{Section.SERVICE}"))
    card.wait()
    assert [one.section for one in card.stored.confirmations] == [Section.SERVICE]


def test_a_customer_that_is_gone_leaves_a_sentence(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    card.go(999_999)
    assert not card.page.strip.isVisible()
    assert card.page.handlers() == {}


def test_five_thousand_interactions_open_quickly(host):
    card = OpenCard(host, TOOLS, CardTab.OVERVIEW)
    today = host.workspace.today()
    with host.workspace.database.write("test") as work:
        rows = [
            Interaction(TOOLS, today - timedelta(at % 900), InteractionKind.CALL, f"Call {at}")
            for at in range(5000)
        ]
        work.add_many(Kind.INTERACTION, rows)
    card.go(HOTEL)
    card.person.watch()
    card.customer_id = TOOLS
    card.person._timed("open", lambda: host.window.open_card(TOOLS, None))
    card.wait()
    assert card.page.header.name_shown == card.stored.customer.name
    assert card.page.strip.isVisible()
    assert card.person.longest_held[0] < HELD_MS


def test_another_language_keeps_the_card_the_tab_and_the_typing(host):
    card = OpenCard(host, TOOLS, CardTab.BASICS)
    card.type_into("city", "Kunshan")
    host.switch_language(LanguageCode.CHINESE)
    card.wait()
    assert card.page.tabs.current is CardTab.BASICS
    assert card.field("city").editor.raw() == "Kunshan"
    assert "修改历史" in tabs(card)
