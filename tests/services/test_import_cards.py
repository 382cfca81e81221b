"""What rows of customers and contacts become: companies, persons, and how to reach them."""

import pytest
from import_lists import codes, counts, reasons

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import CustomerKind


def cards(lists, *rows):
    lists.write("customers.csv", *rows)
    return lists.take()


@pytest.mark.parametrize(
    ("header", "row", "name", "kind"),
    [
        ("name,company", "Ann Lee,Acme Ltd", "Acme Ltd", "company"),
        ("name,company", "Ann Lee,", "Ann Lee", "person"),
        ("name,company", ",Acme Ltd", "Acme Ltd", "company"),
        ("first name,last name,company", "Ann,Lee,", "Ann Lee", "person"),
        ("first name,last name,company", "梅,张,", "张梅", "person"),
        ("first name,middle name,last name", "Ann,Maria,Lee", "Ann Maria Lee", "person"),
        ("客户名称,城市", "上海澜汐贸易有限公司,上海", "上海澜汐贸易有限公司", "company"),
        ("name,city", "Miller & Sons Ltd.,Leeds", "Miller & Sons Ltd.", "company"),
        ("customer name,contact person", "Ann Lee,Ann Lee", "Ann Lee", "person"),
        ("客户名称,联系人", "甲公司,甲公司", "甲公司", "company"),
        ("name,kind", "Acme,company", "Acme", "company"),
    ],
)
def test_a_row_is_one_card(lists, header, row, name, kind):
    cards(lists, f"customer id,{header}", f"C1,{row}")

    (card,) = lists.values(Kind.CUSTOMER)
    assert (card.name, card.kind) == (name, CustomerKind(kind))


def test_companies_told_by_their_names_are_said_once(lists):
    report = cards(lists, "customer id,name", "C1,Miller Ltd.", "C2,Moss GmbH", "C3,Ann Lee")

    assert [one.code for one in report.plan.assumptions].count("companies_by_name") == 1


def test_the_person_in_a_company_row_becomes_its_contact(lists):
    cards(
        lists,
        "customer id,first name,last name,prefix,company,job title,phone,email,birthday",
        "C1,Ann,Lee,Dr.,Acme Ltd,Buyer,+44 20 7946 0958,Ann@Acme.example,1980-05-12",
    )

    (person,) = lists.values(Kind.CONTACT)
    (place,) = lists.values(Kind.AFFILIATION)
    assert (person.name, person.salutation) == ("Ann Lee", "Dr. Lee")
    assert (place.contact_id, place.customer_id, place.title) == (1, 1, "Buyer")
    assert lists.column(Kind.CONTACT_POINT, "contact_id") == [1, 1]
    assert lists.column(Kind.CONTACT_POINT, "normalised") == ["+442079460958", "Ann@acme.example"]
    assert lists.column(Kind.IMPORTANT_DATE, "contact_id") == [1]


@pytest.mark.parametrize("own", ["", "+44 20 7946 0958"])
def test_a_contact_s_number_is_its_own_and_so_is_what_concerns_people(lists, own):
    cards(
        lists,
        "customer id,company,contact,salutation,birthday,phone,contact mobile",
        f"C1,Acme Ltd,Ann Lee,Ms,1980-05-12,{own},+44 7700 900123",
    )

    (card,), (person,) = lists.values(Kind.CUSTOMER), lists.values(Kind.CONTACT)
    assert (card.name, card.salutation, person.salutation) == ("Acme Ltd", "", "Ms")
    assert lists.column(Kind.IMPORTANT_DATE, "contact_id") == [person.id]
    numbers = {one.value: one.contact_id for one in lists.values(Kind.CONTACT_POINT)}
    assert numbers == {"+44 7700 900123": person.id} | ({own: None} if own else {})


def test_numbers_of_a_contact_without_a_company_are_the_card_s(lists):
    cards(
        lists,
        "customer id,name,contact phone,contact email",
        "C1,Ann Lee,+44 7700 900123,ann@acme.example",
    )

    assert lists.values(Kind.CONTACT) == []
    assert lists.column(Kind.CONTACT_POINT, "customer_id") == [1, 1]


def test_a_person_keeps_phones_and_birthday_on_the_card(lists):
    cards(lists, "customer id,name,手机,生日", "C1,张梅,138 1234 5678 转 12,农历五月初五")

    (phone,) = lists.values(Kind.CONTACT_POINT)
    (day,) = lists.values(Kind.IMPORTANT_DATE)
    assert (phone.customer_id, phone.contact_id) == (1, None)
    assert (phone.value, phone.normalised, phone.extension) == (
        "138 1234 5678 转 12",
        "+8613812345678",
        "12",
    )
    assert (day.customer_id, day.month, day.day, day.lunar) == (1, 5, 5, True)


@pytest.mark.parametrize(
    ("country", "phone", "normalised"),
    [
        ("Germany", "030 901820", "+4930901820"),
        ("英国", "020 7946 0958", "+442079460958"),
        ("US", "(212) 555-2368", "+12125552368"),
        ("", "030 901820", ""),
        ("Nowhere", "+49 30 901820", "+4930901820"),
    ],
)
def test_a_phone_is_understood_by_the_country_of_its_row(lists, country, phone, normalised):
    cards(lists, "customer id,name,country,phone", f"C1,Ann Lee,{country},{phone}")

    assert lists.column(Kind.CONTACT_POINT, "value") == [phone]
    assert lists.column(Kind.CONTACT_POINT, "normalised") == [normalised]


def test_columns_without_a_place_become_custom_fields(lists):
    cards(lists, "customer id,name,favourite chair", "C1,Ann,green", "C2,Bo,")

    (field,) = lists.values(Kind.CUSTOM_FIELD)
    assert (field.customer_id, field.name, field.value) == (1, "favourite chair", "green")


def test_an_owner_is_named_by_the_list_of_employees(lists):
    lists.write("employees.csv", "employee id,first name,last name", "7,Lin,Wei")
    lists.write("customers.csv", "customer id,name,employee id", "C1,Ann,7", "C2,Bo,9")

    lists.take()

    assert lists.column(Kind.CUSTOMER, "owner") == ["Lin Wei", ""]


def test_one_person_may_be_a_contact_of_several_customers(lists):
    lists.write("customers.csv", "customer id,name,kind", "C1,Acme,company", "C2,Bolt,company")
    lists.write(
        "contacts.csv",
        "contact no,customer id,name,role,reports to,phone",
        "K1,C1,Ann Lee,decider,,+44 20 7946 0958",
        "K1,C2,Ann Lee,influencer,K2,+44 20 7946 0958",
        "K2,C2,Bo Chen,,K9,",
    )

    report = lists.take()

    assert counts(report)["contacts.csv"] == (3, 0, 0, 0)
    assert lists.column(Kind.CONTACT, "name") == ["Ann Lee", "Bo Chen"]
    assert lists.column(Kind.AFFILIATION, "contact_id") == [1, 1, 2]
    assert len(lists.values(Kind.CONTACT_POINT)) == 1
    (link,) = lists.values(Kind.CONTACT_LINK)
    assert (link.customer_id, link.from_contact_id, link.to_contact_id) == (2, 1, 2)
    assert codes(report) == ["reference_unknown"]
    assert counts(lists.take())["contacts.csv"] == (0, 0, 3, 0)


def test_a_contact_twice_at_one_customer_is_refused(lists):
    lists.write("customers.csv", "customer id,name", "C1,Acme")
    lists.write("contacts.csv", "contact no,customer id,name", "K1,C1,Ann", "K1,C1,Ann")

    assert reasons(lists.take()) == [(3, "id_repeated", "external_id")]


def test_visits_and_talks_name_who_takes_part(lists):
    lists.write("customers.csv", "customer id,name", "C1,Acme")
    lists.write("contacts.csv", "contact no,customer id,name", "K1,C1,Ann", "K2,C1,Bo")
    lists.write(
        "visits.csv", "visit no,customer id,visit date,contact ids", "V1,C1,2026-06-20,K1; K2"
    )
    lists.write(
        "interactions.csv",
        "activity id,customer id,contact,visit id,date,kind,summary,complaint_state,closed_on",
        "I1,C1,Bo,V1,2026-06-01,call,Asked for tea,,",
        "I2,C1,,,2026-06-02,complaint,Cold tea,,",
        "I3,C1,,,2026-06-03,complaint,Old tea,,2026-06-04",
    )
    lists.write("promises.csv", "promise no,customer id,interaction id,text", "P1,C1,I1,Send tea")

    report = lists.take()

    assert lists.column(Kind.VISIT_CONTACT, "contact_id") == [1, 2]
    assert lists.column(Kind.INTERACTION_CONTACT, "contact_id") == [2]
    assert lists.column(Kind.INTERACTION, "visit_id") == [1, None, None]
    assert lists.column(Kind.COMPLAINT, "state") == ["listen", "closed"]
    assert lists.column(Kind.PROMISE, "interaction_id") == [1]
    assert codes(report) == []


def test_taboos_stay_safe(lists):
    lists.write("customers.csv", "customer id,name", "C1,Acme")
    lists.write(
        "taboos.csv",
        "taboo no,customer id,text,category,severity,why",
        "T1,C1,No nuts,allergy,note,Doctor",
        f"T2,C1,{'x' * 300},topic,,",
    )

    lists.take()

    nuts, long = lists.values(Kind.TABOO)
    assert (nuts.severity, nuts.sensitive, nuts.why) == ("never", True, "Doctor")
    assert (len(long.text), long.why, long.severity) == (200, "x" * 300, "avoid")


def test_answers_of_a_day_make_one_assessment(lists):
    lists.write("customers.csv", "customer id,name", "C1,Acme", "C2,Bolt")
    lists.write(
        "man answers.csv",
        "answer id,customer id,question,level,date",
        "1,C1,M1,3,2026-06-01",
        "2,C1,n2,0,2026-06-01",
        "3,C1,M1,4,2026-06-02",
        "4,C2,A1,2,2026-06-01",
        "5,C2,Q9,2,2026-06-01",
    )

    report = lists.take()

    assert lists.column(Kind.MAN_SNAPSHOT, "customer_id") == [1, 1, 2]
    assert lists.column(Kind.MAN_ANSWER, "snapshot_id") == [1, 1, 2, 3]
    assert lists.column(Kind.MAN_ANSWER, "question") == ["M1", "N2", "M1", "A1"]
    assert reasons(report) == [(6, "unknown_choice", "question")]
    assert counts(lists.take())["man answers.csv"] == (0, 0, 4, 1)


def test_a_consent_belongs_to_the_contact_where_one_is_named(lists):
    lists.write("customers.csv", "customer id,name", "C1,Acme")
    lists.write("contacts.csv", "contact no,customer id,name", "K1,C1,Ann")
    lists.write(
        "consents.csv", "consent no,customer id,contact id,purpose", "1,C1,,Mail", "2,C1,K1,Diet"
    )

    lists.take()

    assert lists.column(Kind.CONSENT, "customer_id") == [1, None]
    assert lists.column(Kind.CONSENT, "contact_id") == [None, 1]
