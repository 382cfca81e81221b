"""Saved views: kept as they were made, under one name each, and undone like any change."""

import json

import pytest
from builders import customer, purchase, set_base_currency, store_customer
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.list_filters import FilterKey
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.list_views import BUILT_IN, BuiltInView, ListView, from_stored, to_stored
from crm_desktop.domain.problems import InputError
from crm_desktop.paths import find_resources
from crm_desktop.services import list_pages
from crm_desktop.services.list_views import delete_view, list_views, rename_view, save_view
from crm_desktop.storage.change_log import undo
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.list_views import VIEWS

MINE = ListView(
    "My 上海 customers",
    ListQuery(ListColumn.OVERDUE, True, "wang", {FilterKey.OWNER: ("Li Wei",)}),
    ("tier", "name"),
)
OTHER = ListView("Leads", ListQuery(terms={FilterKey.STAGE: ("lead",)}))


def names(database):
    return [view.name for view in list_views(database)]


def test_a_view_comes_back_as_it_was_saved(database):
    save_view(database, MINE)
    save_view(database, OTHER)

    assert list_views(database) == [MINE, OTHER]


def test_saving_under_a_name_there_is_replaces_the_view(database):
    save_view(database, MINE)
    save_view(database, OTHER)
    changed = ListView("  my 上海  CUSTOMERS ", ListQuery())

    save_view(database, changed)

    assert list_views(database) == [ListView("my 上海 CUSTOMERS", ListQuery()), OTHER]


def test_a_view_is_renamed_and_deleted_and_all_of_it_undone(database):
    saved = save_view(database, MINE)
    renamed = rename_view(database, "my 上海 customers", "Mine")
    assert names(database) == ["Mine"]
    deleted = delete_view(database, "MINE")
    assert names(database) == []

    undo(database, deleted.operation_id)
    assert names(database) == ["Mine"]
    undo(database, renamed.operation_id)
    assert list_views(database) == [MINE]
    undo(database, saved.operation_id)
    assert names(database) == []


def test_a_name_may_change_its_letters_but_not_take_another_views(database):
    save_view(database, MINE)
    save_view(database, OTHER)

    rename_view(database, "Leads", "LEADS")
    with pytest.raises(InputError) as caught:
        rename_view(database, "Leads", MINE.name)

    assert caught.value.problem.code == "view_name_taken"
    assert names(database) == [MINE.name, "LEADS"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda database: save_view(database, ListView(" \t", ListQuery())), "view_name_missing"),
        (lambda database: rename_view(database, "Leads", " "), "view_name_missing"),
        (lambda database: rename_view(database, "Nothing", "x"), "view_gone"),
        (lambda database: delete_view(database, "Nothing"), "view_gone"),
    ],
)
def test_what_can_not_be_done_changes_nothing(database, act, code):
    save_view(database, OTHER)

    with pytest.raises(InputError) as caught:
        act(database)

    assert caught.value.problem.code == code
    assert list_views(database) == [OTHER]


VALUES = {
    FilterKey.OWNER: st.sampled_from(["Li Wei", 'A "B" C', "none"]),
    FilterKey.TAG: st.text(min_size=1, max_size=5),
    FilterKey.TIER: st.sampled_from(["A", "none"]),
    FilterKey.MAN: st.sampled_from(["MAN", "M?n", "none"]),
    FilterKey.COMPLETENESS: st.sampled_from(["1", "50", "100"]),
}


@given(
    st.builds(
        ListView,
        st.text(),
        st.builds(
            ListQuery,
            st.sampled_from(ListColumn),
            st.booleans(),
            st.text(),
            st.fixed_dictionaries(
                {}, optional={key: st.tuples(values) for key, values in VALUES.items()}
            ),
        ),
        st.lists(st.text()).map(tuple),
    )
)
def test_storing_loses_nothing(view):
    assert from_stored(json.loads(json.dumps(to_stored(view)))) == view


def test_what_a_newer_program_stored_is_left_out():
    stored = {"name": "New", "sort": "mood", "terms": {"mood": ["good"], "tier": ["S"]}, "more": 1}

    assert from_stored(stored) == ListView("New", ListQuery())


def test_built_in_views_show_whom_they_name(database):
    set_base_currency(database)
    store_customer(database, customer("Buyer"), purchase())
    store_customer(database, customer("Prospect"))

    shown = {
        view: [row.name for row in list_pages.first_rows(database, query)]
        for view, query in BUILT_IN.items()
    }

    assert shown == {
        BuiltInView.ALL: ["Buyer", "Prospect"],
        BuiltInView.A_OVERDUE: [],
        BuiltInView.PROSPECTS: ["Prospect"],
    }


@pytest.mark.parametrize("code", LanguageCode)
def test_built_in_views_have_a_name_in_every_language(code):
    language = Language.load(code, find_resources() / "locale")

    assert len({language.text(VIEWS[view]) for view in BuiltInView}) == len(BuiltInView)
