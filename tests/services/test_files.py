"""Customer files of a window: made, opened, remembered, and the sample file."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from builders import TODAY

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.paths import find_resources
from crm_desktop.services import card_edits, files, recent_files, tiers
from crm_desktop.services.customers import list_customers
from crm_desktop.services.list_pages import base_currency


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config"


def test_a_new_file_is_empty_remembered_and_has_its_currency(tmp_path, config):
    path = tmp_path / "mine.crm"

    made = files.create_file(path, config, currency="eur")

    assert (made.path, base_currency(made.database)) == (path, "EUR")
    assert recent_files.last_file(config) == path
    files.close(made)


def test_a_file_that_is_there_is_never_written_over(tmp_path, config):
    path = tmp_path / "mine.crm"
    path.write_bytes(b"mine")

    with pytest.raises(InputError, match="file_exists"):
        files.create_file(path, config)

    assert path.read_bytes() == b"mine"
    assert recent_files.recent(config) == []


def test_a_currency_nobody_knows_makes_no_file(tmp_path, config):
    with pytest.raises(InputError, match="currency_code_unknown"):
        files.create_file(tmp_path / "mine.crm", config, currency="gold")

    assert not (tmp_path / "mine.crm").exists()


def test_an_opened_file_grows_its_revision_and_moves_with_the_day(customer_file, config):
    opened = files.open_existing(customer_file, config)
    before = files.revision(opened.database)
    card_edits.create_customer(opened.database, Customer("Acme"))

    assert files.revision(opened.database) > before
    assert recent_files.last_file(config) == customer_file
    files.bring_up_to_date(opened.database, TODAY)
    assert files.bring_up_to_date(opened.database, TODAY) is False
    assert files.bring_up_to_date(opened.database, TODAY + timedelta(1)) is True
    files.close(opened)


def test_a_file_of_something_else_is_refused_and_not_remembered(tmp_path, config):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG" * 100)

    with pytest.raises(InputError, match="file_not_ours"):
        files.open_existing(path, config)

    assert recent_files.recent(config) == []


def test_the_sample_file_is_scored_and_tiered(tmp_path):
    made = files.sample_file(tmp_path / "sample.crm", find_resources(), TODAY)

    rows = list_customers(made.database, as_of=TODAY)
    assert {row.tier for row in rows} >= {"A", "B", "C"}
    files.close(made)


def test_a_cancelled_sample_leaves_no_file(tmp_path):
    class Cancel(NoProgress):
        def report(self, done, total):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.sample_file(tmp_path / "sample.crm", find_resources(), TODAY, Cancel())

    assert list(tmp_path.iterdir()) == []


def test_a_sample_beside_a_file_of_that_name_leaves_it(tmp_path):
    path = tmp_path / "sample.crm"
    path.write_bytes(b"mine")

    with pytest.raises(InputError, match="file_exists"):
        files.sample_file(path, find_resources(), TODAY)

    assert path.read_bytes() == b"mine"


def test_kinds_of_a_new_file_are_all_empty(tmp_path, config):
    made = files.create_file(tmp_path / "mine.crm", config)

    with made.database.read() as reading:
        assert not any(reading.values(kind, "LIMIT 1") for kind in Kind)
    files.close(made)


def test_another_quota_moves_somebody_of_the_sample_at_once(tmp_path):
    file = files.sample_file(tmp_path / "sample.crm", find_resources(), TODAY)
    usual = tiers.plan(file.database, as_of=TODAY)
    wider = tiers.plan(
        file.database, as_of=TODAY, scheme=replace(usual.scheme, quota_a=Decimal("0.4"))
    )
    files.close(file)

    assert [row for row in usual.placements if row.previous not in (None, row.tier)] == []
    assert [row for row in wider.placements if row.previous not in (None, row.tier)]
