"""Every form of the record tabs, opened: named for a screen reader, and Chinese in Chinese."""

import pytest
from chinese_card import add_chinese_customer
from PySide6.QtWidgets import QLabel, QWidget
from records_desk import Desk
from test_every_widget_has_a_name import nameless
from test_nothing_is_left_in_english import english_words, texts_of

from crm_desktop.domain.timeline import Event
from crm_desktop.services import files
from crm_desktop.text import LanguageCode
from crm_desktop.ui.card.records.service.entry_form import EntryForm
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.navigation import CardTab

TABS = (
    CardTab.PEOPLE,
    CardTab.PURCHASES,
    CardTab.SERVICE,
    CardTab.PREFERENCES,
    CardTab.DEVELOPMENT,
)


def open_everything(desk: Desk) -> int:
    """Open a record and a new form in every list, those within records too; return how many."""
    opened: set[int] = set()
    while True:
        lists = desk.tab.findChildren(RecordList)
        rest = [one for one in lists if id(one) not in opened and one.isVisible()]
        if not rest:
            return len(opened)
        for records in rest:
            opened.add(id(records))
            for key in list(records.rows)[:2]:
                records.open_record(key)
            records.add()
        _unfold(desk)
        desk.person.wait()


def _unfold(desk: Desk) -> None:
    """Unfold an entry of the stream and the form of a new one, with every part."""
    stream = getattr(desk.tab, "stream", None)
    if stream is None:
        return
    if desk.tab.entry.composer is None:
        desk.tab.entry.open_form()
    known = [one for one in stream.entries if one.event is Event.INTERACTION]
    stream.open_interaction(known[0].record.id)
    for form in desk.tab.findChildren(EntryForm):
        for section in form.sections.values():
            section.unfold()


@pytest.mark.parametrize("tab", TABS)
def test_every_open_form_names_its_widgets(host, tab):
    desk = Desk(host, tab)
    assert open_everything(desk) > 1

    assert nameless(desk.tab) == []


@pytest.mark.parametrize("tab", TABS)
def test_no_open_form_is_left_in_english(make_host, tmp_path, private_paths, tab):
    path = tmp_path / "客户.crm"
    files.close(files.create_file(path, private_paths.config, currency="CNY"))
    host = make_host(path, LanguageCode.CHINESE)
    key = add_chinese_customer(host.workspace.database, host.workspace.today())
    host.workspace.author = "苏晚晴"
    desk = Desk(host, tab, key)
    assert open_everything(desk) > 1

    widgets = [desk.tab, *desk.tab.findChildren(QWidget)]
    left = {text for widget in widgets for text in texts_of(widget) if english_words(text)}

    assert left == set()


@pytest.mark.parametrize("tab", TABS)
def test_no_label_of_an_open_form_takes_markup(host, tab):
    desk = Desk(host, tab)
    open_everything(desk)

    rich = [
        one.text() for one in desk.tab.findChildren(QLabel) if one.textFormat().name != "PlainText"
    ]

    assert rich == []
