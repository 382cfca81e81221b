"""What is edited in the playbook is what the brief and the tier list say, in both languages."""

import re
from pathlib import Path

import pytest
from brief_cards import MOMENT, NOW, RESOURCES, store_complaint, store_sale
from builders import customer, interaction, store, store_answers, store_customer, taboo
from pypdfium2 import PdfDocument

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import CommunicationStyle, Style
from crm_desktop.domain.interactions import Emotion, InteractionKind
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook_entries import Book, EntryKey
from crm_desktop.domain.preferences import PainPoint
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.services import tiers
from crm_desktop.services.brief_cautions import guard
from crm_desktop.services.brief_files import Batch, print_briefs
from crm_desktop.services.brief_printing import PrintJob
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.playbook_edits import PlaybookDesk
from crm_desktop.storage.database import Database
from crm_desktop.text import LanguageCode


@pytest.fixture
def desk(database: Database) -> PlaybookDesk:
    return PlaybookDesk(database, RESOURCES, "Su Wanqing")


def squeezed(text: str) -> str:
    """A text without spaces and line ends, which a PDF sets as it likes."""
    return re.sub(r"\s", "", text)


def printed(database: Database, key: int, folder: Path, code: LanguageCode) -> str:
    target = folder / f"brief-{code}.pdf"
    job = PrintJob(RESOURCES, (code,), PrintOptions(), NOW)
    playbook = playbook_of(database, RESOURCES)
    report = print_briefs(database, Batch((BriefOrder(key),), target, MOMENT, playbook, job))
    assert report.trouble is None
    document = PdfDocument(target)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return squeezed(text)


PHRASE = {
    "situations": ["complaint_open"],
    "avoid": {"en": "It is the season.", "zh_CN": "旺季都这样。"},
    "use": {"en": "I will call you at noon.", "zh_CN": "我中午给您回电。"},
}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (LanguageCode.ENGLISH, ("It is the season.", "I will call you at noon.")),
        (LanguageCode.CHINESE, ("旺季都这样", "我中午给您回电")),
    ],
)
def test_an_own_phrase_is_on_the_brief_of_an_open_complaint(database, desk, tmp_path, code, said):
    key = store_customer(database, customer("Pine Hotels"))
    store_complaint(database, key)
    before = printed(database, key, tmp_path, code)
    desk.add(EntryKey(Book.PHRASES, "own_1"), PHRASE)
    after = printed(database, key, tmp_path, code)
    for words in said:
        assert squeezed(words) not in before
        assert squeezed(words) in after


@pytest.mark.parametrize(
    ("code", "words"),
    [(LanguageCode.ENGLISH, "Two managers, one phone"), (LanguageCode.CHINESE, "两位经理一部电话")],
)
def test_the_strategy_line_of_a_tier_is_the_edited_one(database, desk, tmp_path, code, words):
    key = store_customer(database, customer("Pine Hotels"))
    tiers.pin(database, TierPin(key, "A", "Board", author="", pinned_on=MOMENT.today))
    desk.set_part(EntryKey(Book.TIERS, "A"), ("headline", code.value), words)
    assert squeezed(words) in printed(database, key, tmp_path, code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (LanguageCode.ENGLISH, "What if you had a free hand?"),
        (LanguageCode.CHINESE, "如果由您说了算呢"),
    ],
)
def test_an_own_question_is_asked_on_the_brief(database, desk, tmp_path, code, words):
    key = store_customer(database, customer("Pine Hotels"))
    store(database, PainPoint(key, "Guests wait at the desk", is_explicit=False))
    store_sale(database, key, "Beds", MOMENT.today)
    text = {"en": "What if you had a free hand?", "zh_CN": "如果由您说了算呢？"}
    desk.add(EntryKey(Book.QUESTIONS, "own_1"), {"kind": "hypothetical", "text": text})
    assert squeezed(words) in printed(database, key, tmp_path, code)


def test_a_phrase_out_of_use_leaves_the_brief(database, desk, tmp_path):
    key = store_customer(database, customer("Pine Hotels"))
    store_complaint(database, key)
    before = printed(database, key, tmp_path, LanguageCode.ENGLISH)
    assert squeezed("Calm down.") in before
    desk.hide(EntryKey(Book.PHRASES, "calm_down"), is_hidden=True)
    assert squeezed("Calm down.") not in printed(database, key, tmp_path, LanguageCode.ENGLISH)


def test_an_own_trigger_word_warns_of_a_plan(database, desk):
    key = store_customer(database, customer("Pine Hotels"))
    store(database, taboo(customer_id=key, text="Allergic to nuts"))
    words = playbook_of(database, RESOURCES).lexicon["nuts"].triggers.en
    desk.set_part(EntryKey(Book.CONFLICTS, "nuts"), ("triggers", "en"), [*words, "Nutella"])
    with database.read() as reading:
        taboos = reading.values(Kind.TABOO)
    found = guard(taboos, playbook_of(database, RESOURCES))
    assert "nutella" in str(found).casefold()


@pytest.mark.parametrize("code", LanguageCode)
def test_a_prospect_is_asked_the_edited_question(database, desk, tmp_path, code):
    key = store_customer(database, customer("Pine Hotels"))
    for question in Question:
        for one in LanguageCode:
            desk.set_part(EntryKey(Book.MAN, question), ("ask", one.value), f"{question}-{one}?")
    assert re.search(f"[MAN][123]-{code}", printed(database, key, tmp_path, code))


@pytest.mark.parametrize("code", LanguageCode)
def test_advice_to_an_emotion_and_a_style_is_the_edited_one(database, desk, tmp_path, code):
    key = store_customer(database, customer("Pine Hotels"))
    store_complaint(database, key)
    angry = {"kind": InteractionKind.CALL, "emotion": Emotion.ANGER, "emotion_intensity": 3}
    store(database, interaction(MOMENT.today, customer_id=key, summary="Called", **angry))
    store(database, CommunicationStyle(key, Style.DRIVING))
    for book, entry in ((Book.EMOTIONS, "anger"), (Book.STYLES, "driving")):
        for one in LanguageCode:
            desk.set_part(EntryKey(book, entry), ("headline", one.value), f"{book}-{one}")
    paper = printed(database, key, tmp_path, code)
    assert f"emotions-{code}" in paper
    assert f"styles-{code}" in paper


@pytest.mark.parametrize("code", LanguageCode)
def test_advice_to_a_man_class_is_the_edited_one(database, desk, tmp_path, code):
    key = store_customer(database, customer("Pine Hotels"))
    store_answers(database, key, M1=4)
    for one in LanguageCode:
        place = EntryKey(Book.ADVICE, "undetermined")
        desk.set_part(place, ("headline", one.value), f"advice-{one}")
    assert f"advice-{code}" in printed(database, key, tmp_path, code)
