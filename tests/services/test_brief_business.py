"""Questions, live business, tier and MAN, and the figures of twelve months."""

from decimal import Decimal

import pytest
from brief_cards import (
    TODAY,
    ago,
    ahead,
    brief_of,
    store_complaint,
    store_person,
    store_sale,
    store_visit,
)
from builders import (
    customer,
    interaction,
    opportunity,
    purchase,
    set_base_currency,
    store,
    store_answers,
    store_customer,
)

from crm_desktop.domain.brief_values import ScoreKind
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import InteractionContact
from crm_desktop.domain.preferences import PainPoint
from crm_desktop.domain.purchases import Contract, ExchangeRate, Product, PurchaseLine
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.services.customers import list_customers
from crm_desktop.storage.database import Database

QUOTED = OpportunityState.QUOTED


def test_planned_questions_come_before_those_of_man(database: Database):
    acme = store_customer(database, customer())
    store_visit(database, acme, questions=("Who signs?",))

    questions = brief_of(database, acme).needs.questions

    assert [one.code for one in questions] == ["", "N1", "N2"]
    assert questions[0].text.zh_cn == "Who signs?"


def test_never_more_than_three_questions(database: Database):
    acme = store_customer(database, customer())
    store_visit(database, acme, questions=("One?", "Two?", "Three?", "Four?"))

    assert [one.text.en for one in brief_of(database, acme).needs.questions] == [
        "One?",
        "Two?",
        "Three?",
    ]


def test_man_asks_a_buyer_only_about_an_open_opportunity(database: Database):
    buyer = store_customer(database, customer(), purchase(on=ago(3)))
    chance = store_customer(database, customer("Beta"), purchase(on=ago(3)), opportunity())
    for key in (buyer, chance):
        store_answers(database, key, M1=4, M2=4, M3=4)

    plain, open_ = brief_of(database, buyer), brief_of(database, chance)

    assert (plain.needs.questions, plain.business.man) == ((), None)
    assert len(open_.needs.questions) == 3
    assert open_.business.man.letters == "M??"


def test_a_prospect_nobody_assessed_has_questions_and_no_class(database: Database):
    brief = brief_of(database, store_customer(database, customer()))

    assert len(brief.needs.questions) == 3
    assert (brief.business.man, brief.business.tier.letter) == (None, "")


def test_nothing_is_qualified_after_a_second_complaint(database: Database):
    acme = store_customer(database, customer())
    store_visit(database, acme, questions=("Who signs?",))
    for day in (9, 1):
        store_complaint(database, acme, ago(day))

    assert [one.code for one in brief_of(database, acme).needs.questions] == [""]


def test_answers_after_the_day_are_not_known(database: Database):
    acme = store_customer(database, customer())
    store_answers(database, acme, on=ago(5), N1=4, N2=4, N3=4)

    marks = [brief_of(database, acme, today=ago(day)).business.man for day in (6, 4)]

    assert marks[0] is None
    assert (marks[1].letters, marks[1].on) == ("??N", ago(5))


def test_a_need_read_between_the_lines_is_dug_for(database: Database):
    hidden = PainPoint(0, "Fears the audit", is_explicit=False)
    acme = store_customer(database, customer(), purchase(), hidden)

    (question,) = brief_of(database, acme).needs.questions

    assert question.code == ""
    assert question.text.en
    assert question.text.zh_cn


def test_pain_points_stand_newest_first_without_those_resolved(database: Database):
    acme = store_customer(
        database,
        customer(),
        PainPoint(0, "Old", noted_on=ago(90)),
        PainPoint(0, "Solved", noted_on=ago(9), resolved_on=ago(2)),
        PainPoint(0, "New", noted_on=ago(5)),
    )

    assert [of.record.text for of in brief_of(database, acme).needs.pains] == ["New", "Old"]
    assert [of.record.text for of in brief_of(database, acme, today=ago(5)).needs.pains] == [
        "New",
        "Solved",
        "Old",
    ]


def test_open_quotes_stand_by_value(database: Database):
    acme = store_customer(
        database,
        customer(),
        opportunity("Small", state=QUOTED, value=Decimal(5)),
        opportunity("Open"),
        opportunity("Big", state=QUOTED, value=Decimal(50)),
        opportunity("Unpriced", state=QUOTED),
    )

    quotes = brief_of(database, acme).business.quotes

    assert [one.title for one in quotes] == ["Big", "Small", "Unpriced"]


def test_what_is_late_stands_longest_first(database: Database):
    acme = store_customer(
        database,
        customer(),
        purchase(1, ago(90), delivery_due_on=ago(3), due_on=ago(4)),
        purchase(2, ago(80), delivery_due_on=ago(30), due_on=ago(40)),
        purchase(
            3, ago(70), delivery_due_on=ago(9), delivered_on=ago(9), due_on=ago(5), paid_on=ago(1)
        ),
        purchase(4, ago(2), delivery_due_on=TODAY, due_on=TODAY),
        purchase(-9, ago(60), due_on=ago(30)),
    )

    business = brief_of(database, acme).business

    assert [one.amount for one in business.late_deliveries] == [2, 1]
    assert [one.amount for one in business.overdue_invoices] == [2, 1]


def test_what_was_paid_later_is_owed_on_an_earlier_day(database: Database):
    sale = purchase(on=ago(60), due_on=ago(30), paid_on=ago(5))
    acme = store_customer(database, customer(), sale)

    counts = [
        len(brief_of(database, acme, today=ago(day)).business.overdue_invoices)
        for day in (30, 9, 5)
    ]

    assert counts == [0, 1, 0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [([40, 9], 9), ([-5, 40], 40), ([-5, -20], -5), ([-31], None), ([0, 3], 0), ([], None)],
)
def test_the_next_renewal_else_the_one_just_missed(database: Database, days, expected):
    contracts = [Contract(0, str(day), ago(400), renews_on=ahead(day)) for day in days]
    acme = store_customer(database, customer(), *contracts)

    renewal = brief_of(database, acme).business.renewal

    assert (renewal.name if renewal else None) == (None if expected is None else str(expected))


def test_a_tier_comes_with_its_strategy_in_both_languages(database: Database):
    pin = TierPin(0, "A", "Reference", pinned_on=ago(9), removed_on=ago(2))
    acme = store_customer(database, customer(), purchase(), pin)

    before, after = (brief_of(database, acme, today=ago(day)).business.tier for day in (5, 1))

    assert (before.letter, before.since) == ("A", ago(9))
    assert before.strategy.en != before.strategy.zh_cn
    assert after is None or after.letter == ""


def test_twelve_months_sum_to_what_the_list_says(database: Database):
    set_base_currency(database)
    sales = [purchase(1 << n, ago(30 * n)) for n in range(14)]
    acme = store_customer(
        database,
        customer(),
        *sales,
        purchase(7, ago(364)),
        purchase(9, ago(365)),
        purchase(1000, ahead(1)),
    )

    months = brief_of(database, acme).figures.months
    (row,) = list_customers(database, as_of=TODAY)

    assert sum(one.amount for one in months) == row.revenue_12m
    assert [(one.year, one.month) for one in months] == [
        (2025 + (5 + n) // 12, (5 + n) % 12 + 1) for n in range(13)
    ]


def test_on_the_last_day_of_a_month_there_are_twelve_bars(database: Database):
    set_base_currency(database)
    acme = store_customer(database, customer(), purchase(5, ago(20)))

    figures = brief_of(database, acme, today=ahead(15)).figures

    assert (len(figures.months), figures.months[0].month, figures.months[-1].month) == (12, 7, 6)


def test_amounts_without_a_rate_are_counted_and_left_out(database: Database):
    set_base_currency(database)
    store(database, ExchangeRate("EUR", ago(900), Decimal(8)))
    acme = store_customer(
        database,
        customer(),
        purchase(10, ago(3), currency="EUR"),
        purchase(10, ago(4), currency="XAU"),
        purchase(10, ago(800), currency="XAU"),
    )

    figures = brief_of(database, acme).figures

    assert sum(one.amount for one in figures.months) == 80
    assert figures.without_rate == 1


def test_purchases_that_all_lack_a_rate_are_not_silent(database: Database):
    set_base_currency(database)
    acme = store_customer(database, customer(), purchase(10, ago(3), currency="XAU"))

    figures = brief_of(database, acme).figures

    assert figures.without_rate == 1
    assert figures.months
    assert not sum(one.amount for one in figures.months)


def test_a_file_without_base_currency_still_has_figures(database: Database):
    acme = store_customer(database, customer(), purchase(10, ago(3)))

    assert brief_of(database, acme).figures.without_rate in (0, 1)


def test_the_mix_is_by_category_in_base_currency(database: Database):
    set_base_currency(database)
    store(database, ExchangeRate("EUR", ago(900), Decimal(8)))
    acme = store_customer(database, customer())
    store_sale(database, acme, "Pump", ago(3), 100, currency="EUR")
    store_sale(database, acme, "Valve", ago(9), 200)
    store_sale(database, acme, "Valve", ago(500), 9000)

    mix = brief_of(database, acme).figures.mix

    assert [(one.name, one.amount) for one in mix] == [("All Pump", 800), ("All Valve", 200)]
    assert sum(one.fraction for one in mix) == 1


def test_the_mix_follows_the_total_of_a_purchase_not_its_lines(database: Database):
    set_base_currency(database)
    acme = store_customer(database, customer())
    (sale,) = store(database, purchase(90, ago(3), customer_id=acme))
    pump, valve = store(database, Product("Pump"), Product("Valve"))
    store(
        database,
        PurchaseLine(sale, Decimal(1), Decimal(100), pump, discount=Decimal("0.5")),
        PurchaseLine(sale, Decimal(2), Decimal(50), valve),
    )

    mix = brief_of(database, acme).figures.mix

    assert [(one.name, one.amount) for one in mix] == [("Valve", 60), ("Pump", 30)]


def test_returns_alone_make_no_mix(database: Database):
    set_base_currency(database)
    acme = store_customer(database, customer())
    store_sale(database, acme, "Pump", ago(3), -100)

    figures = brief_of(database, acme).figures

    assert figures.mix == ()
    assert sum(one.amount for one in figures.months) == -100


def test_payment_habit_counts_late_ones_among_the_paid(database: Database):
    acme = store_customer(
        database,
        customer(payment_terms_days=30, payment_method="Transfer"),
        purchase(1, ago(100), due_on=ago(70), paid_on=ago(60)),
        purchase(1, ago(90), paid_on=ago(70)),
        purchase(1, ago(80), paid_on=ago(40)),
        purchase(1, ago(70), due_on=ago(40)),
        purchase(-1, ago(70), paid_on=ago(1)),
    )

    habit = brief_of(database, acme).figures.payment

    assert (habit.terms_days, habit.method) == (30, "Transfer")
    assert (habit.paid, habit.late, habit.days_to_pay) == (3, 2, 33)


def test_nothing_known_of_payment_is_no_habit(database: Database):
    acme = store_customer(database, customer(), purchase(on=ago(3), due_on=ago(1)))

    assert brief_of(database, acme).figures.payment is None


def test_satisfaction_runs_from_old_to_new_with_who_gave_it(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    talks = store(
        database,
        interaction(ago(9), customer_id=acme, satisfaction=2),
        interaction(ago(40), customer_id=acme, satisfaction=5),
        interaction(ago(3), customer_id=acme),
    )
    store(database, InteractionContact(talks[0], ann))

    scores = brief_of(database, acme).figures.scores

    assert [(one.kind, one.value, one.person) for one in scores] == [
        (ScoreKind.CSAT, 5, ""),
        (ScoreKind.CSAT, 2, "Ann"),
    ]
