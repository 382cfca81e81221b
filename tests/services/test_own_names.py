"""A file may call its stages otherwise; every text that names one then says so."""

from brief_cards import RESOURCES

from crm_desktop.domain.customers import Stage
from crm_desktop.domain.playbook_entries import Book, EntryKey
from crm_desktop.services.own_names import own_names
from crm_desktop.services.playbook_edits import PlaybookDesk
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.choices import STAGES


def test_a_file_without_names_of_its_own_has_none(database):
    assert own_names(database, RESOURCES, "en") == {}


def test_a_renamed_stage_is_said_in_the_readers_language(database):
    desk = PlaybookDesk(database, RESOURCES, "")
    desk.set_part(EntryKey(Book.STAGES, "won"), ("name", "en"), "Customer {of} ours")
    for code, said in (
        (LanguageCode.ENGLISH, "Customer {of} ours"),
        (LanguageCode.CHINESE, "已成交"),
    ):
        language = Language.load(code, RESOURCES / "locale")
        language.call(own_names(database, RESOURCES, code.value))
        assert language.text(STAGES[Stage.WON]) == said
        language.call({})
        assert language.text(STAGES[Stage.WON]) == ("Won" if code == "en" else "已成交")
