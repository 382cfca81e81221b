"""Importing lists: known again, taken back as one, and nothing half done."""

import pytest
from builders import TODAY, customer, store
from import_lists import codes, counts, reasons

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import FailureError, InputError, OutdatedError
from crm_desktop.domain.progress import CancelledError
from crm_desktop.formats.csv_file import read_table
from crm_desktop.services import card_edits, import_rejects, imports
from crm_desktop.storage import change_log, reading, settings
from crm_desktop.storage.writing import Writing

CUSTOMERS = ("customer id,name,company,city,phone,tags", "C1,Ann Lee,Acme Ltd,London,,VIP; old")
ORDERS = ("order id,customer id,order date,total", "O1,C1,2026-01-05,100.50")


@pytest.fixture
def shop(lists):
    lists.write("customers.csv", *CUSTOMERS, "C2,Bo Chen,,Leeds,+44 20 7946 0958,")
    lists.write("orders.csv", *ORDERS, "O2,C2,2026-02-05,20")
    return lists


def test_a_plan_writes_nothing(shop):
    before = shop.digest()

    imports.plan(shop.database, [shop.folder], today=TODAY, source="shop")

    assert shop.digest() == before
    assert shop.operations() == 0


def test_one_import_is_one_operation(shop):
    report = shop.take()

    assert counts(report) == {"customers.csv": (2, 0, 0, 0), "orders.csv": (2, 0, 0, 0)}
    assert shop.operations() == 1
    assert shop.column(Kind.PURCHASE, "amount") == [100_500_000, 20_000_000]


def test_the_same_lists_again_change_nothing(shop):
    shop.take()
    before = shop.digest()

    report = shop.take()

    assert counts(report) == {"customers.csv": (0, 0, 2, 0), "orders.csv": (0, 0, 2, 0)}
    assert report.changes.is_empty
    assert (shop.operations(), shop.digest()) == (1, before)


@pytest.mark.parametrize("source", ["", "shop"])
def test_rows_without_an_id_are_known_again_by_their_cells(lists, source):
    lists.write("customers.csv", "name,city", "Ann,London", "Ann,London", "Bo,Leeds")

    first, second = lists.take(source=source), lists.take(source=source)

    assert counts(first) == {"customers.csv": (3, 0, 0, 0)}
    assert counts(second) == {"customers.csv": (0, 0, 3, 0)}


def test_undoing_an_import_leaves_the_file_as_it_was(shop):
    store(shop.database, customer("By hand"))
    before = shop.digest()
    report = shop.take()

    change_log.undo(shop.database, report.changes.operation_id)

    assert shop.digest() == before


def test_undoing_an_update_brings_back_what_was_there(shop):
    shop.take()
    before = shop.digest()
    shop.write("customers.csv", *CUSTOMERS[:1], "C1,Ann Lee,Acme Ltd,Paris,123 456 7890,new")
    shop.write("orders.csv", *ORDERS, "O3,C1,2026-03-05,7")
    report = shop.take()

    change_log.undo(shop.database, report.changes.operation_id)

    assert counts(report) == {"customers.csv": (0, 1, 0, 0), "orders.csv": (1, 0, 1, 0)}
    assert shop.digest() == before


def test_a_changed_cell_updates_its_field_alone(shop):
    shop.take()
    shop.write("customers.csv", *CUSTOMERS[:1], "C1,Ann Lee,Acme Ltd,Paris,,VIP; new")

    report = shop.take()

    assert counts(report)["customers.csv"] == (0, 1, 0, 0)
    assert shop.column(Kind.CUSTOMER, "city") == ["Paris", "Leeds"]
    assert sorted(shop.column(Kind.TAG, "name")) == ["VIP", "new"]


def test_what_was_changed_by_hand_is_kept_and_told(shop):
    shop.take()
    edit(shop.database, city="Oxford", industry="Tools")
    shop.write("customers.csv", "customer id,company,city,industry", "C1,Acme Ltd,Paris,Trade")

    report = shop.take(shop.folder / "customers.csv")

    assert shop.column(Kind.CUSTOMER, "city")[0] == "Oxford"
    assert shop.column(Kind.CUSTOMER, "industry")[0] == "Tools"
    assert {note.params["field"] for note in report.plan.notes} == {"city", "industry"}
    assert counts(shop.take(shop.folder / "customers.csv"))["customers.csv"] == (0, 0, 1, 0)


def test_a_field_by_hand_stays_while_the_list_says_what_it_said(shop):
    shop.take()
    edit(shop.database, city="Oxford")

    report = shop.take()

    assert report.changes.is_empty
    assert shop.column(Kind.CUSTOMER, "city")[0] == "Oxford"


def test_a_column_that_is_missing_this_time_takes_nothing_away(shop):
    shop.take()
    shop.write("customers.csv", "customer id,name,company", "C1,Ann Lee,Acme Ltd")

    report = shop.take(shop.folder / "customers.csv")

    assert report.changes.is_empty
    assert shop.column(Kind.CUSTOMER, "city")[0] == "London"


def test_a_card_removed_by_hand_does_not_come_back(lists):
    path = lists.write("taboos.csv", "taboo no,customer id,text", "T1,C1,No pork")
    lists.write("customers.csv", *CUSTOMERS)
    lists.take()
    with lists.database.write("taboo_removed") as work:
        work.remove(Kind.TABOO, 1)

    report = lists.take(path)

    assert counts(report) == {"taboos.csv": (0, 0, 1, 0)}
    assert lists.values(Kind.TABOO) == []


def test_a_second_source_with_the_same_ids_makes_other_cards(shop):
    shop.take()

    report = shop.take(source="another shop")

    assert counts(report) == {"customers.csv": (2, 0, 0, 0), "orders.csv": (2, 0, 0, 0)}
    assert len(shop.values(Kind.CUSTOMER)) == 4
    assert shop.column(Kind.PURCHASE, "customer_id") == [1, 2, 3, 4]


@pytest.mark.parametrize("source", ["shop", ""])
def test_purchases_find_customers_of_an_earlier_import(shop, source):
    shop.take(shop.folder / "customers.csv", source=source)

    report = shop.take(shop.folder / "orders.csv", source=source)

    assert counts(report) == {"orders.csv": (2, 0, 0, 0)}
    assert shop.column(Kind.PURCHASE, "customer_id") == [1, 2]


def test_a_named_source_never_borrows_ids_of_another(shop):
    shop.take(shop.folder / "customers.csv", source="shop")

    report = shop.take(shop.folder / "orders.csv", source="bank")

    assert [code for _, code, _ in reasons(report)] == ["reference_unknown"] * 2


def test_bad_rows_are_refused_with_line_field_and_reason(lists):
    lists.write("customers.csv", *CUSTOMERS, "C1,Twice,,,,", "C9,,,,,", "C3,Too,many,cells,1,2,3")
    good = [f"O{number},C1,2026-01-{number},{number}" for number in range(10, 20)]
    lists.write(
        "orders.csv", *ORDERS, *good, "O2,C7,2026-01-05,1", "O3,C1,2026-31-31,1", "O4,C1,,1",
        "O5,C1,2026-01-05,much", "O6,C1,2026-01-05,99999999999999999999",
    )  # fmt: skip

    report = lists.take()

    assert reasons(report) == [
        (5, "row_too_long", ""),
        (4, "value_missing", "name"),
        (3, "id_repeated", "external_id"),
        (14, "not_a_date", "purchased_on"),
        (15, "value_missing", "purchased_on"),
        (16, "not_a_number", "amount"),
        (13, "reference_unknown", "customer_id"),
        (17, "number_too_large", "amount"),
    ]


def test_refused_rows_lie_beside_their_list_as_they_were(shop):
    shop.write("orders.csv", *ORDERS, 'O2,C7,2026-01-05,"1,50"')

    report = shop.take()

    written = report.rejects[shop.folder / "orders.csv"]
    assert written == shop.folder / "orders.csv.rejected.csv"
    assert written.read_text(encoding="utf-8-sig").splitlines() == [
        "order id,customer id,order date,total,rejected_line,rejected_field,rejected_reason",
        'O2,C7,2026-01-05,"1,50",3,customer_id,reference_unknown',
    ]


def test_a_mended_rejects_file_is_imported_as_its_list(shop):
    shop.write("orders.csv", *ORDERS, "O2,C7,2026-01-05,1")
    written = shop.take(source="").rejects[shop.folder / "orders.csv"]
    written.write_text(written.read_text("utf-8-sig").replace("C7", "C2"), "utf-8-sig")

    report = shop.take(written, source="")

    assert counts(report) == {written.name: (1, 0, 0, 0)}
    assert counts(shop.take(source=""))["orders.csv"] == (0, 0, 1, 1)


def test_refused_cells_run_in_no_spreadsheet_and_are_read_as_they_were(shop):
    cells = ("=1+1", "'=2", "2026-01-05", "-5")
    shop.write("orders.csv", *ORDERS, ",".join(cells))

    written = shop.take().rejects[shop.folder / "orders.csv"]

    assert written.read_text("utf-8-sig").splitlines()[1].startswith("'=1+1,''=2,2026-01-05,'-5,3,")
    (row,) = read_table(written).rows(lambda _: None)
    assert row[1][:4] == cells


def test_rejects_go_elsewhere_where_their_place_is_full(shop, tmp_path, monkeypatch):
    shop.write("orders.csv", *ORDERS, "O2,C7,2026-01-05,1")
    full_disk(monkeypatch, shop.folder)
    plan = imports.plan(shop.database, [shop.folder], today=TODAY)

    report = imports.apply(shop.database, plan, elsewhere=tmp_path)

    assert report.rejects == {shop.folder / "orders.csv": tmp_path / "orders.csv.rejected.csv"}


def test_an_import_is_taken_back_once_what_was_done_to_it_is(shop):
    report = shop.take()
    key = shop.values(Kind.CUSTOMER)[0].id
    edit = card_edits.set_fields(shop.database, Kind.CUSTOMER, key, {"city": "York"})

    with pytest.raises(OutdatedError, match="changed_since"):
        change_log.undo(shop.database, report.changes.operation_id)
    change_log.undo(shop.database, edit.operation_id)
    change_log.undo(shop.database, report.changes.operation_id)

    assert shop.values(Kind.CUSTOMER) == []


def test_refused_rows_stay_under_their_first_name_where_they_get_no_other(shop):
    """All is imported by then; a folder stands for a place that takes no name any more."""
    shop.write("orders.csv", *ORDERS, "O2,C7,2026-01-05,1")
    (shop.folder / "orders.csv.rejected.csv").mkdir()

    written = shop.take().rejects[shop.folder / "orders.csv"]

    assert "O2,C7" in written.read_text("utf-8-sig")
    assert shop.operations() == 1


def test_nothing_is_imported_when_refused_rows_cannot_be_kept(shop, monkeypatch):
    shop.write("orders.csv", *ORDERS, "O2,C7,2026-01-05,1")
    full_disk(monkeypatch, shop.folder)
    plan = imports.plan(shop.database, [shop.folder], today=TODAY)

    with pytest.raises(FailureError, match="disk_full"):
        imports.apply(shop.database, plan, elsewhere=shop.folder)

    assert shop.values(Kind.CUSTOMER) == []


def test_a_failure_in_the_middle_leaves_nothing(shop, monkeypatch):
    shop.write("orders.csv", *ORDERS, "O2,C7,2026-01-05,1")
    before = shop.digest()
    add_rows = Writing.add_rows

    def fail_at_purchases(work, kind, columns, rows):
        if kind is Kind.PURCHASE:
            raise FailureError("disk_full", path="")
        return add_rows(work, kind, columns, rows)

    monkeypatch.setattr(Writing, "add_rows", fail_at_purchases)
    with pytest.raises(FailureError):
        shop.take()

    assert (shop.digest(), shop.operations()) == (before, 0)
    assert sorted(path.name for path in shop.folder.iterdir()) == ["customers.csv", "orders.csv"]


def test_an_outdated_plan_changes_nothing(shop):
    plan = imports.plan(shop.database, [shop.folder], today=TODAY)
    store(shop.database, customer("Meanwhile"))

    with pytest.raises(OutdatedError):
        imports.apply(shop.database, plan)

    assert shop.column(Kind.CUSTOMER, "name") == ["Meanwhile"]


def test_a_list_of_a_header_alone_brings_nothing(lists):
    lists.write("customers.csv", CUSTOMERS[0])

    report = lists.take()

    assert counts(report) == {"customers.csv": (0, 0, 0, 0)}
    assert report.changes.is_empty


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "file_empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0", "file_not_a_list"),
        ("missing.csv", None, "file_not_found"),
    ],
)
def test_what_is_no_list_stops_the_whole_import(shop, name, content, code):
    if content is not None:
        (shop.folder / name).write_bytes(content)

    with pytest.raises(InputError) as stopped:
        shop.take(shop.folder / "customers.csv", shop.folder / name)

    assert stopped.value.problem.code == code
    assert shop.operations() == 0


def test_a_folder_without_lists_is_bad_input(lists):
    with pytest.raises(InputError, match="folder_has_no_lists"):
        lists.take()


def test_chinese_headings_in_the_encoding_of_a_chinese_spreadsheet(lists):
    lists.write(
        "客户.csv", "客户编号,姓名,公司名称,手机,城市", "C1,张梅,,13812345678,上海",
        "C2,欧阳娜,澜汐酒店集团,13912345678,苏州", encoding="gb18030",
    )  # fmt: skip

    lists.take()

    assert lists.column(Kind.CUSTOMER, "name") == ["张梅", "澜汐酒店集团"]
    assert lists.column(Kind.CONTACT, "name") == ["欧阳娜"]
    assert lists.column(Kind.CONTACT_POINT, "normalised") == ["+8613812345678", "+8613912345678"]


@pytest.mark.parametrize(
    ("stated", "expected", "said"),
    [("EUR", "EUR", []), ("", "SEK", ["base_currency_of_locale"])],
)
def test_a_new_file_gets_its_base_currency(shop, stated, expected, said):
    report = shop.take(currency=stated, locale_currency="SEK")

    with shop.database.read() as reading:
        assert settings.base_currency(reading) == expected
    found = [one.code for one in report.plan.assumptions if "currency" in one.code]
    assert found == said


def test_a_base_currency_is_never_changed_by_an_import(shop):
    shop.take(currency="CNY")
    shop.write("orders.csv", *ORDERS[:1], "O7,C1,2026-03-05,7")

    report = shop.take(shop.folder / "orders.csv", currency="EUR")

    assert "base_currency_kept" in [one.code for one in report.plan.assumptions]
    assert shop.column(Kind.PURCHASE, "currency") == ["CNY", "CNY", "EUR"]


def test_an_unknown_currency_is_bad_input(shop):
    with pytest.raises(InputError, match="currency_unknown"):
        shop.take(currency="Taler")


def test_names_nobody_knows_are_kept_in_the_text(lists):
    lists.write("customers.csv", *CUSTOMERS)
    taboos = ("T1,C1,Ann Lee,No pork", "T2,C1,Eve,No beef")
    lists.write("taboos.csv", "taboo no,customer id,contact,text", *taboos)

    report = lists.take()

    assert lists.column(Kind.TABOO, "text") == ["No pork", "Eve: No beef"]
    assert lists.column(Kind.TABOO, "contact_id") == [1, None]
    assert codes(report) == ["contact_unknown"]


def edit(database, **values):
    with database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, 1, **values)


def full_disk(monkeypatch, folder):
    write_whole = import_rejects.write_whole

    def write(path, content):
        if path.parent == folder:
            raise FailureError("disk_full", path=str(path))
        write_whole(path, content)

    monkeypatch.setattr(import_rejects, "write_whole", write)


class StopsAt:
    """A person who presses Cancel when they are told for the nth time how far it is."""

    def __init__(self, time: int) -> None:
        self.left = time

    def report(self, done: int, total: int) -> None:
        assert done < total
        self.left -= 1
        if self.left < 0:
            raise CancelledError


@pytest.mark.parametrize("time", [0, 1, 2, 3])
def test_an_import_that_is_stopped_leaves_nothing(shop, monkeypatch, time):
    monkeypatch.setattr(reading, "LOOKED_EVERY", 1)
    shop.write("orders.csv", *ORDERS, "O2,C7,2026-01-05,1")
    before = shop.digest()
    plan = imports.plan(shop.database, [shop.folder], today=TODAY)

    with pytest.raises(CancelledError):
        imports.apply(shop.database, plan, progress=StopsAt(time))

    assert (shop.digest(), shop.operations()) == (before, 0)
    assert sorted(path.name for path in shop.folder.iterdir()) == ["customers.csv", "orders.csv"]
    imports.apply(shop.database, imports.plan(shop.database, [shop.folder], today=TODAY))
    assert shop.operations() == 1
