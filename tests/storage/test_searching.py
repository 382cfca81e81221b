"""Search finds exactly the cards that meet the query, in one order, whichever way it goes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.import_identity import ImportIdentity
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.language.search_tokens import index_tokens, query_tokens
from crm_desktop.storage import search
from crm_desktop.storage.database import create

NAMES = [
    "王芳", "張偉", "张伟民", "欧阳修", "李雷", "北京华创机械有限公司", "上海恒瑞贸易有限公司",
    "Anna Weber", "Anna-Maria Costa", "Łukasz Øster", "O'Brien Ltd", "Weber GmbH", "José Garcia",
    "AND OR NOT", 'A "quoted" name', "100% Pure", "王", "W", "Müller & Söhne",
]  # fmt: skip
QUERIES = [
    "王芳", "王", "張", "张伟", "zhangwei", "zhang wei", "zw", "zwm", "ouyang", "ouyangxiu", "bj",
    "beijing", "北京", "北京 机械", "华创", "anna", "Anna W", "weber anna", "lukasz", "ØSTER",
    "obrien", "o'brien", "jose", "AND", '"quoted"', "100%", "13800", "5678", "345 678", "86138",
    "w", "a", "x1", "nobody@", "p1@example", "muller sohne", "gmbh", "zz",
]  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Some hundred cards with people, numbers and tiers, and the text each is indexed by."""
    random = Random(7)
    database = create(tmp_path_factory.mktemp("search") / "many.crm")
    with database.write("stored") as work:
        for number in range(400):
            key = work.add(Customer(random.choice(NAMES), city=random.choice(["Łódź", "北京"])))
            person = work.add(Contact(random.choice(NAMES)))
            work.add(Affiliation(person, key))
            phone = f"138{random.randrange(10**8):08}"
            work.add(ContactPoint(PointKind.MOBILE, phone, contact_id=person))
            mail = f"p{number}@example.com"
            work.add(ContactPoint(PointKind.EMAIL, mail, customer_id=key, normalised=mail))
            work.add(ImportIdentity("list", "customer", f"X{number}", key))
            if random.random() < 0.5:
                work.add(TierPin(key, random.choice("ABC"), "Known"))
    yield database
    database.close()


@pytest.fixture(scope="module")
def texts(many):
    with many.read() as reading:
        return dict(reading.rows("SELECT rowid, tokens FROM search"))


def meets(text, query):
    """The exact predicate: every token of the query stands in the terms of the card."""
    terms = text.split()

    def has(phrase):
        count = len(phrase.terms)
        for at in range(len(terms) - count + 1):
            *whole, last = terms[at : at + count]
            ends = (
                last.startswith(phrase.terms[-1]) if phrase.is_prefix else last == phrase.terms[-1]
            )
            if ends and whole == list(phrase.terms[:-1]):
                return True
        return False

    return all(any(map(has, token.alternatives)) for token in query_tokens(query))


@pytest.mark.parametrize("query", QUERIES)
def test_search_finds_every_card_that_meets_the_query_and_no_other(many, texts, query):
    wanted = {key for key, text in texts.items() if meets(text, query)}

    with many.read() as reading:
        assert set(search.find(reading, query, limit=1000)) == wanted


@given(st.lists(st.sampled_from("王芳张伟anw zo'1358\"*-"), max_size=6).map("".join))
def test_search_takes_any_text_as_text(many, texts, query):
    wanted = {key for key, text in texts.items() if query_tokens(query) and meets(text, query)}

    with many.read() as reading:
        assert set(search.find(reading, query, limit=1000)) == wanted


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("limit", [1, 7, 200])
def test_all_ways_of_searching_give_the_same_order(many, query, limit, monkeypatch):
    with many.read() as reading:
        sorted_by_key = search.find(reading, query, limit=limit)
        monkeypatch.setattr(search, "FEW", 0)
        monkeypatch.setattr(search, "WALK_FACTOR", 10**9)
        joined = search.find(reading, query, limit=limit)
        monkeypatch.setattr(search, "WALK_FACTOR", 0)
        walked = search.find(reading, query, limit=limit)

    assert walked == joined == sorted_by_key


def test_names_that_are_the_query_lead_then_those_that_begin_so_then_the_best(database):
    with database.write("stored") as work:
        begins, best, exact, second = (
            work.add(Customer(name)) for name in ("Anna Weber", "Costa", "Anna", "Bolt")
        )
        for key, tier in ((best, "A"), (second, "B")):
            person = work.add(Contact("Anna"))
            work.add(Affiliation(person, key))
            work.add(TierPin(key, tier, "Known"))

    with database.read() as reading:
        assert search.find(reading, "anna") == [exact, begins, best, second]


@pytest.mark.parametrize("query", ["", " ", "-", '"', "*", "()"])
def test_a_query_without_letter_or_digit_finds_nothing(many, query):
    with many.read() as reading:
        assert search.find(reading, query) == []


def test_an_index_built_at_once_is_the_same_as_one_built_card_by_card(database):
    people = [Customer(name, city="Łódź") for name in NAMES]
    with database.write("imported") as work:
        keys = work.add_many(Kind.CUSTOMER, people)

    with database.read() as reading:
        stored = dict(reading.rows("SELECT rowid, tokens FROM search"))
    names = {
        key: index_tokens([name], (), (), ["Łódź"]) for key, name in zip(keys, NAMES, strict=True)
    }
    assert {key: text.split() for key, text in stored.items()} == {
        key: text.split() for key, text in names.items()
    }


def test_an_exact_external_id_is_found_whatever_it_came_from(many):
    with many.read() as reading:
        (key,) = search.keys_of_external_id(reading, "X7")
        assert key in search.find(reading, "x7", limit=400)
        assert search.keys_of_external_id(reading, "x7") == []
