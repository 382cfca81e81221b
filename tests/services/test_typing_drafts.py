"""Unsaved typing survives the end of the program and leaves no trace in the log."""

import shutil

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.services.typing_drafts import DraftPlace, discard, keep, kept, kept_customers
from crm_desktop.storage.database import open_file
from crm_desktop.storage.revision import revision

PLACE = DraftPlace(Kind.TABOO, 5, 1, "text")
NEW = DraftPlace(Kind.CUSTOMER, 0, 0, "name")


def test_what_was_typed_is_there_after_a_restart(database, customer_file):
    keep(database, PLACE, "No po", base="No pork")
    database.close()

    again = open_file(customer_file)

    (draft,) = kept(again, 1)
    assert (draft.place, draft.text, draft.base) == (PLACE, "No po", "No pork")
    again.close()


def test_what_was_typed_is_on_the_disk_at_once(database, customer_file, tmp_path):
    keep(database, PLACE, "No po")

    # What a killed program leaves: the file and its log, never closed.
    for suffix in ("", "-wal"):
        left = customer_file.with_name(customer_file.name + suffix)
        shutil.copyfile(left, tmp_path / f"left.crm{suffix}")

    again = open_file(tmp_path / "left.crm")
    assert [one.text for one in kept(again, 1)] == ["No po"]
    again.close()


def test_typing_on_replaces_what_was_kept(database):
    keep(database, PLACE, "N")
    keep(database, PLACE, "No")

    assert [one.text for one in kept(database, 1)] == ["No"]


def test_drafts_of_other_customers_are_theirs(database):
    keep(database, PLACE, "x")
    keep(database, NEW, "Ac")
    keep(database, DraftPlace(Kind.TABOO, 5, 12, "text"), "y")

    assert [one.text for one in kept(database, 1)] == ["x"]
    assert kept_customers(database) == [0, 1, 12]


def test_what_was_saved_or_given_up_is_forgotten(database):
    keep(database, PLACE, "x")

    discard(database, PLACE)
    discard(database, PLACE)

    assert kept(database, 1) == []


@pytest.mark.parametrize("text", ["", "\ud800", "a\x00b", "'; DROP TABLE state; --", "x" * 200_000])
def test_any_text_is_kept_as_it_is(database, text):
    keep(database, PLACE, text, base=text)

    assert kept(database, 1)[0].text == text


def test_typing_is_no_entry_of_the_log(database):
    keep(database, PLACE, "x")

    with database.read() as reading:
        assert revision(reading) == 0
