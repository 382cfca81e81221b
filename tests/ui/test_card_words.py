"""What the card says in words, without a widget."""

import pytest

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact, ContactPoint, DateKind, ImportantDate, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.preferences import NeedCategory, SpecialNeed
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.paths import find_paths
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.card.attachment_list import size_text
from crm_desktop.ui.card.cautions import cautions
from crm_desktop.ui.card.header_words import other_names
from crm_desktop.ui.card.portrait import monogram
from crm_desktop.ui.card_places import tab_of, tab_of_draft
from crm_desktop.ui.navigation import CardTab
from crm_desktop.wording.day_words import day_words


@pytest.fixture(params=LanguageCode)
def language(request) -> Language:
    return Language.load(request.param, find_paths({}).locale)


def test_the_worst_stands_first_and_health_before_what_is_merely_unwelcome(language):
    card = Card(
        Customer("Acme", id=1),
        contacts=(Contact("Anna", id=5),),
        taboos=(
            Taboo(1, "mind", severity=Severity.NOTE, id=1),
            Taboo(1, "avoid", severity=Severity.AVOID, id=2),
            Taboo(1, "never", severity=Severity.NEVER, contact_id=5, id=3),
        ),
        special_needs=(
            SpecialNeed(1, "wheelchair", NeedCategory.ACCESS_HEALTH, arrangement="a lift", id=4),
            SpecialNeed(1, "invoice by post", NeedCategory.PROCESS_INVOICE, id=5),
        ),
    )
    found = cautions(card, language)
    assert [one.text for one in found] == ["never", "wheelchair → a lift", "avoid", "mind"]
    assert [one.is_pinned for one in found] == [True, True, False, False]
    assert found[0].whose == "Anna"
    assert "Anna" in found[0].spoken(language)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("缪铁生", "缪"),
        ("Anna Schmidt", "AS"),
        ("acme", "A"),
        ("3M Company", "3C"),
        ("  ", ""),
        ("& Sons Ltd", "SL"),
    ],
)
def test_a_monogram_stands_for_a_name(name, letters):
    assert monogram(name) == letters


def test_a_company_is_read_by_its_words_and_a_person_by_the_surname():
    company = Card(Customer("重庆单行（苏州）有限公司", id=1))
    assert other_names(company) == "chóng qìng dān xíng (sū zhōu) yǒu xiàn gōng sī"
    spoken = Card(Customer("重庆", id=1, phonetic="Chóngqìng"))
    assert other_names(spoken) == "Chóngqìng"


def test_a_day_is_told_in_its_calendar_and_without_a_year(language):
    solar = day_words(ImportantDate(DateKind.BIRTHDAY, 2, 29), language)
    assert solar in ("Feb 29", "2月29日")
    lunar = day_words(ImportantDate(DateKind.BIRTHDAY, 8, 15, lunar=True, year=1970), language)
    assert "1970" in lunar
    assert "Aug" not in lunar


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (640, "640 B"), (12_288, "12 kB"), (3_565_158, "3.4 MB")]
)
def test_sizes_are_told_as_people_read_them(size, words, language):
    assert size_text(size, language) == words


def test_every_kind_of_record_has_a_tab():
    assert {tab_of(kind) for kind in Kind} <= set(CardTab)
    assert tab_of(Kind.TABOO) is CardTab.PREFERENCES
    assert tab_of(Kind.ADDRESS) is CardTab.BASICS


@pytest.mark.parametrize(
    ("place", "tab"),
    [
        (DraftPlace(Kind.CONTACT_POINT, 7, 1, "value"), CardTab.PEOPLE),
        (DraftPlace(Kind.CONTACT_POINT, 8, 1, "value"), CardTab.BASICS),
        (DraftPlace(Kind.CONTACT_POINT, 0, 1, "customer/value"), CardTab.BASICS),
        (DraftPlace(Kind.CONTACT_POINT, 0, 1, "contact-5/value"), CardTab.PEOPLE),
        (DraftPlace(Kind.TABOO, 3, 1, "text"), CardTab.PREFERENCES),
    ],
)
def test_what_was_being_typed_is_found_on_its_tab(place, tab):
    points = (
        ContactPoint(PointKind.PHONE, "1", contact_id=5, id=7),
        ContactPoint(PointKind.PHONE, "2", customer_id=1, id=8),
    )
    assert tab_of_draft(place, Card(Customer("Acme", id=1), points=points)) is tab
