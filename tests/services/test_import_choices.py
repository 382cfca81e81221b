"""What a person decides about a list: its mapping, its key, and what the preview tells of it."""

from pathlib import Path
from typing import Any

import pytest
from builders import TODAY
from import_lists import Lists

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Binding, Entity, UpdateKey
from crm_desktop.formats.mapping_file import read_mapping
from crm_desktop.services import imports
from crm_desktop.services.import_choices import ListChoice, Wishes
from crm_desktop.services.import_mappings import (
    forget_mapping,
    names_of_mappings,
    save_mapping,
    write_mapping_file,
)
from crm_desktop.services.import_plan import ImportReport
from crm_desktop.services.import_preview import ImportPreview, RowState
from crm_desktop.services.import_views import ListView, look_at_lists, with_column
from crm_desktop.services.undo import UndoHistory
from crm_desktop.storage.database import Database


def _view(path: Path, **wishes: Any) -> ListView:
    return look_at_lists([path], Wishes(**wishes), TODAY)[0]


def _take(lists: Lists, path: Path, view: ListView, key: UpdateKey = UpdateKey.ID) -> ImportReport:
    choice = view.as_choice()
    choice = ListChoice(choice.entity, choice.bindings, choice.conventions, key)
    return lists.take(path, choices={path: choice}, source="")


def test_a_column_is_given_another_field_by_hand(lists: Lists) -> None:
    path = lists.write("list.csv", "Name,Zeichen", "Ada,A-7", "Bo,B-8")
    view = with_column(_view(path), 1, Binding("external_id", (1,)))
    _take(lists, path, view)
    assert lists.column(Kind.IMPORT_IDENTITY, "external_id") == ["A-7", "B-8"]


def test_a_list_nobody_understands_is_shown_and_can_be_mapped(lists: Lists) -> None:
    path = lists.write("x.csv", "aa,bb", "Ada Lovelace,q", "Bo Diddley,r")
    view = _view(path)
    assert view.problem is not None
    _take(lists, path, with_column(view, 0, Binding("name", (0,))))
    assert lists.column(Kind.CUSTOMER, "name") == ["Ada Lovelace", "Bo Diddley"]


def test_an_unreadable_file_does_not_hide_the_others(lists: Lists) -> None:
    good = lists.write("good.csv", "Name,Phone", "Ada,020 7946 0958")
    bad = lists.folder / "bad.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    views = look_at_lists([bad, good], Wishes(), TODAY)
    assert [(one.path.name, one.is_readable) for one in views] == [
        ("good.csv", True),
        ("bad.csv", False),
    ]


def test_a_saved_mapping_is_followed_when_the_headings_come_again(lists: Lists) -> None:
    path = lists.write("march.csv", "Name,Zeichen", "Ada,A-7")
    view = with_column(_view(path), 1, Binding("nickname", (1,)))
    save_mapping(lists.database, "Dealers", view)
    again = lists.write("april.csv", "name,ZEICHEN", "Bo,B-8")
    plan = imports.plan(lists.database, [again], today=TODAY)
    assert "mapping_reused" in [one.code for one in plan.assumptions]
    assert names_of_mappings(lists.database) == ["Dealers"]
    forget_mapping(lists.database, "Dealers")
    plan = imports.plan(lists.database, [again], today=TODAY)
    assert "mapping_reused" not in [one.code for one in plan.assumptions]


def test_a_written_mapping_file_reads_the_list_the_same_way(lists: Lists) -> None:
    path = lists.write(
        "list [1].csv", 'Name;Born;Sum "x";Phone 1;Phone 2', "Ada;3/4/1980;1,5;020 7946 0958;"
    )
    view = _view(path)
    target = lists.folder / "mapping.toml"
    write_mapping_file(target, [view])
    assert read_mapping(target).rule_for("list [1].csv") is not None
    read = _view(path, mapping=target)
    fields = [(one.field, one.columns, one.joiner, one.label) for one in read.mapping.bindings]
    said = [(one.field, one.columns, one.joiner, one.label) for one in view.mapping.bindings]
    assert sorted(map(str, fields)) == sorted(
        str((f, c, j if len(c) > 1 else " ", label)) for f, c, j, label in said
    )


@pytest.mark.parametrize(
    ("key", "header", "row"),
    [
        (UpdateKey.EMAIL, "Name,E-mail,City", "Ada L.,ADA@example.com,Bath"),
        (UpdateKey.PHONE, "Name,Phone,City", "Ada L.,+44 20 7946 0958,Bath"),
        (UpdateKey.TAX_NUMBER, "Name,Tax number,City", "Ada L.,GB 12-3,Bath"),
    ],
)
def test_a_row_updates_the_card_its_key_means(
    lists: Lists, key: UpdateKey, header: str, row: str
) -> None:
    first = lists.write(
        "old.csv",
        "Customer No,Name,E-mail,Phone,Tax number,City",
        "1,Ada,ada@example.com,+442079460958,GB123,London",
    )
    lists.take(first, source="old")
    path = lists.write("new.csv", header, row)
    report = _take(lists, path, _view(path), key)
    assert report.plan.files[0].updated == 1
    assert lists.column(Kind.CUSTOMER, "name") == ["Ada L."]
    assert lists.column(Kind.CUSTOMER, "city") == ["Bath"]
    assert len(lists.column(Kind.CONTACT_POINT, "value")) == 2
    again = _take(lists, path, _view(path), key)
    assert again.plan.writes.is_empty


def test_name_and_city_tell_homonyms_apart(lists: Lists) -> None:
    first = lists.write("old.csv", "Customer No,Name,City", "1,李伟,北京", "2,李伟,上海")
    lists.take(first, source="old")
    path = lists.write("new.csv", "Name,City,Industry", "李伟,上海,钢铁", "王芳,上海,化工")
    report = _take(lists, path, _view(path), UpdateKey.NAME_CITY)
    assert (report.plan.files[0].updated, report.plan.files[0].new) == (1, 1)
    assert lists.column(Kind.CUSTOMER, "industry") == ["", "钢铁", "化工"]


def test_a_key_of_two_cards_is_refused_and_a_repeated_one_too(lists: Lists) -> None:
    first = lists.write(
        "old.csv", "Customer No,Name,Phone", "1,A,+442079460958", "2,B,+442079460958"
    )
    lists.take(first, source="old")
    path = lists.write(
        "new.csv",
        "Name,Phone",
        "C,+442079460958",
        "D,+442079460111",
        "E,+442079460111",
    )
    report = _take(lists, path, _view(path), UpdateKey.PHONE)
    codes = [row.refusal.code for row in report.plan.refused]
    assert codes == ["key_of_several", "id_repeated"]


def test_a_company_found_again_keeps_its_person_and_taboos_once(lists: Lists) -> None:
    lines = ("Company,Name,Tax number,Taboos,Job title", "Acme Ltd,Ada Lovelace,T1,no wine,CEO")
    lists.take(lists.write("old.csv", *lines), source="old")
    path = lists.write("new.csv", *(line + ",x" for line in lines))
    report = _take(lists, path, _view(path), UpdateKey.TAX_NUMBER)
    assert report.plan.files[0].new == 0
    for kind in (Kind.CUSTOMER, Kind.CONTACT, Kind.AFFILIATION, Kind.TABOO):
        assert len(lists.values(kind)) == 1, kind


def test_a_row_that_looks_like_a_person_makes_no_person_of_a_company(lists: Lists) -> None:
    lists.take(lists.write("old.csv", "Company,E-mail,City", "Acme,ada@acme.example,Bath"))
    path = lists.write("new.csv", "Name,E-mail,City", "Ada Lovelace,ada@acme.example,London")
    report = _take(lists, path, _view(path), UpdateKey.EMAIL)
    assert lists.column(Kind.CUSTOMER, "name") == ["Acme"]
    assert lists.column(Kind.CUSTOMER, "kind") == ["company"]
    assert lists.column(Kind.CUSTOMER, "city") == ["London"]
    assert [note.code for note in report.plan.notes] == ["name_kept"]
    again = _take(lists, path, _view(path), UpdateKey.EMAIL)
    assert again.plan.writes.is_empty


def test_one_undo_takes_an_update_by_key_back(lists: Lists) -> None:
    lists.take(lists.write("old.csv", "Name,E-mail", "Ada,a@example.com"), source="old")
    before = lists.digest()
    path = lists.write("new.csv", "Name,E-mail,City", "Ada B,a@example.com,Bath")
    report = _take(lists, path, _view(path), UpdateKey.EMAIL)
    history = UndoHistory()
    history.note(report.changes)
    history.undo(lists.database)
    assert lists.digest() == before


def _preview(database: Database, path: Path) -> ImportPreview:
    plan = imports.plan(database, [path], today=TODAY, source="shop")
    return ImportPreview(database, plan, str(path))


def test_the_preview_tells_before_and_after_of_each_row(lists: Lists) -> None:
    path = lists.write("c.csv", "Customer No,Name,City,Phone", "1,Ada,London,", "2,Bo,Rome,")
    lists.take(path)
    path = lists.write(
        "c.csv",
        "Customer No,Name,City,Phone",
        "1,Ada,Bath,+442079460958",
        "2,Bo,Rome,",
        "3,Cy,Oslo,",
        "3,Di,Oslo,",
    )
    preview = _preview(lists.database, path)
    assert preview.counts[RowState.REFUSED] == 1
    rows = preview.page(None, 0, 10)
    assert [row.state.value for row in rows] == ["updated", "unchanged", "new", "refused"]
    told = [(one.field, one.before, one.after) for one in rows[0].changes]
    assert told == [("city", "London", "Bath"), ("phone", None, "+442079460958")]
    assert (rows[2].title, rows[2].line) == ("Cy", 4)
    assert [row.title for row in preview.page(RowState.UNCHANGED, 0, 5)] == ["Bo"]


def test_the_preview_names_cards_that_new_rows_look_like(lists: Lists) -> None:
    lists.take(
        lists.write("old.csv", "Customer No,Name,E-mail", "1,Ada,a@example.com"), source="old"
    )
    path = lists.write("new.csv", "Name,E-mail", "Ada Byron,A@example.com", "Bo,b@example.com")
    preview = _preview(lists.database, path)
    rows = preview.page(RowState.SUSPECT, 0, 5)
    assert [(row.title, row.like) for row in rows] == [("Ada Byron", "Ada")]


def test_contacts_are_found_by_their_address(lists: Lists) -> None:
    lists.take(lists.write("customers.csv", "Customer No,Company", "1,Acme Ltd"))
    old = lists.write("contacts.csv", "Customer No,Name,E-mail", "1,Ada,a@example.com")
    lists.take(old)
    path = lists.write("more contacts.csv", "Customer No,Name,E-mail", "1,Ada B,a@example.com")
    view = _view(path, choices={path: ListChoice(Entity.CONTACTS)})
    choice = view.as_choice()
    lists.take(
        path,
        choices={path: ListChoice(choice.entity, choice.bindings, key=UpdateKey.EMAIL)},
    )
    assert lists.column(Kind.CONTACT, "name") == ["Ada B"]
    assert len(lists.values(Kind.AFFILIATION)) == 1
