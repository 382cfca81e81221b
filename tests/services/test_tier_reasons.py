"""Why one customer has its tier."""

from brief_cards import store_sale
from builders import TODAY, store_customer

from crm_desktop.domain.customers import Customer
from crm_desktop.services.tier_reasons import TierReason, tier_reason
from crm_desktop.storage import settings


def test_a_reason_tells_rank_and_what_the_index_is_made_of(database):
    best, *others = [store_customer(database, Customer(f"No. {at}")) for at in range(10)]
    with database.write("currency_set") as work:
        settings.write_setting(work, settings.BASE_CURRENCY, "CNY")
    store_sale(database, best, "Visa", TODAY, 900)
    for other in others:
        store_sale(database, other, "Visa", TODAY, 10)
    found = tier_reason(database, best, TODAY)
    assert found.tier == "A"
    assert found.reason is not None
    assert found.reason.params["rank"] == 1
    total = sum(term.contribution for term in found.terms)
    assert round(total, 3) == round(found.reason.params["index"], 3)


def test_who_never_bought_has_no_tier_and_no_reason(database):
    assert tier_reason(database, store_customer(database, Customer("Lead")), TODAY) == TierReason()
