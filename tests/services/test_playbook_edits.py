"""Edits of the playbook live in the customer file, one undoable operation each, and never harm."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, CustomerKind, Stage
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook import Bilingual, Dig, Situation
from crm_desktop.domain.playbook_entries import Book, EntryKey
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.settings import Setting
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.paths import find_resources
from crm_desktop.services.playbook import load_playbook, playbook_of
from crm_desktop.services.playbook_edits import MOST_OWN, PlaybookDesk, new_code
from crm_desktop.storage import change_log
from crm_desktop.storage.database import create, open_file

RESOURCES = find_resources()
SHIPPED = load_playbook(RESOURCES / "playbook")
TIER_A = EntryKey(Book.TIERS, "A")
CALM = EntryKey(Book.PHRASES, "calm_down")
DELIVERY = EntryKey(Book.MOMENTS, "delivery")
NUTS = EntryKey(Book.CONFLICTS, "nuts")
OWN = EntryKey(Book.PHRASES, "own_1")
OWN_PHRASE = {
    "situations": ["price"],
    "avoid": {"en": "No discount.", "zh_CN": "不打折。"},
    "use": {"en": "Let us look at the terms.", "zh_CN": "我们来看看条件。"},
}


@pytest.fixture
def database(tmp_path):
    base = create(tmp_path / "file.crm", clock=lambda: datetime(2026, 3, 10, 9, 30, tzinfo=UTC))
    yield base
    base.close()


@pytest.fixture
def desk(database):
    return PlaybookDesk(database, RESOURCES, "Su Wanqing")


def in_force(database):
    return playbook_of(database, RESOURCES)


def entry(desk, key):
    return desk.books().entries[key.book][key.code]


def store(database, key, value):
    with database.write("test") as work:
        work.add(Setting(f"playbook/{key.book}/{key.code}", value))


def refusal(act):
    with pytest.raises(InputError) as refused:
        act()
    return refused.value.problem


def test_a_file_without_edits_speaks_as_shipped(database):
    assert in_force(database) == SHIPPED


def test_a_changed_text_is_in_force_in_its_language_alone(desk, database):
    desk.set_part(TIER_A, ("headline", "en"), "  Two named\nmanagers ")

    assert in_force(database).tiers[Tier.A].headline == Bilingual(
        "Two named managers", SHIPPED.tiers[Tier.A].headline.zh_cn
    )
    assert in_force(database).tiers[Tier.B] == SHIPPED.tiers[Tier.B]
    assert in_force(database).cadence == SHIPPED.cadence


def test_an_edit_says_who_made_it_and_when(desk):
    desk.set_part(TIER_A, ("points", 0, "zh_CN"), "由两位经理共同负责")

    found = entry(desk, TIER_A)
    assert (found.edit.author, found.edit.edited_at.isoformat()) == (
        "Su Wanqing",
        "2026-03-10T09:30:00+00:00",
    )
    assert found.is_changed
    assert not entry(desk, EntryKey(Book.TIERS, "B")).is_changed


def test_an_edit_can_be_undone_and_done_again(desk, database):
    changes = desk.set_part(EntryKey(Book.MAN, "N1"), ("levels", 4, "en"), "It burns")
    undone = change_log.undo(database, changes.operation_id)
    assert in_force(database) == SHIPPED
    change_log.undo(database, undone.operation_id)
    for kind in CustomerKind:
        levels = in_force(database).man[kind][Question.N1].levels
        is_own = "person" in entry(desk, EntryKey(Book.MAN, "N1")).value
        assert (levels[4].en == "It burns") == (kind is CustomerKind.COMPANY or not is_own)


def test_writing_what_is_there_already_writes_nothing(desk):
    headline = SHIPPED.tiers[Tier.A].headline.en
    assert desk.set_part(TIER_A, ("headline", "en"), headline).is_empty


def test_typing_the_shipped_text_again_leaves_no_edit(desk):
    desk.set_part(TIER_A, ("headline", "en"), "Other")
    desk.set_part(TIER_A, ("headline", "en"), SHIPPED.tiers[Tier.A].headline.en)
    assert entry(desk, TIER_A).edit is None


def test_a_text_missing_in_one_language_falls_back_to_the_other(desk, database):
    desk.set_part(TIER_A, ("headline", "zh_CN"), "")
    assert in_force(database).tiers[Tier.A].headline.zh_cn == SHIPPED.tiers[Tier.A].headline.en


def test_a_text_blank_in_both_languages_is_refused_at_its_place(desk, database):
    desk.set_part(TIER_A, ("headline", "zh_CN"), " ")
    found = refusal(lambda: desk.set_part(TIER_A, ("headline", "en"), "\u200b"))
    assert (found.code, found.field) == ("playbook_text_blank", "headline.en")
    assert in_force(database).tiers[Tier.A].headline.en == SHIPPED.tiers[Tier.A].headline.en


def test_a_text_too_long_for_paper_is_refused_and_never_cut(desk):
    found = refusal(lambda: desk.set_part(TIER_A, ("headline", "en"), "x" * 201))
    assert (found.code, found.params) == ("playbook_text_long", {"limit": 200, "length": 201})
    assert not desk.set_part(TIER_A, ("headline", "en"), "👨‍👩‍👧" * 200).is_empty


def test_lines_are_added_and_taken_away_but_never_the_last(desk, database):
    count = len(SHIPPED.tiers[Tier.A].points)
    desk.set_part(TIER_A, ("points", count, "en"), "A birthday call")
    assert in_force(database).tiers[Tier.A].points[-1] == Bilingual(
        "A birthday call", "A birthday call"
    )
    for _ in range(count):
        desk.remove_part(TIER_A, ("points", 0))
    assert [one.en for one in in_force(database).tiers[Tier.A].points] == ["A birthday call"]
    assert refusal(lambda: desk.remove_part(TIER_A, ("points", 0))).code == "playbook_last_line"


def test_more_lines_than_a_card_shows_are_refused(desk):
    for place in range(5, 12):
        desk.set_part(TIER_A, ("points", place, "en"), f"Point {place}")
    found = refusal(lambda: desk.set_part(TIER_A, ("points", 12, "en"), "One more"))
    assert found.code == "playbook_lines_many"


def test_an_anchor_cannot_be_taken_away(desk):
    found = refusal(lambda: desk.remove_part(EntryKey(Book.MAN, "M1"), ("levels", 0)))
    assert found.code == "playbook_needs_five_levels"


def test_an_entry_reads_as_shipped_again_and_the_reset_can_be_undone(desk, database):
    desk.set_part(TIER_A, ("headline", "en"), "Other")
    changes = desk.reset(TIER_A)
    assert in_force(database) == SHIPPED
    change_log.undo(database, changes.operation_id)
    assert in_force(database).tiers[Tier.A].headline.en == "Other"


def test_a_book_reads_as_shipped_again_with_one_operation(desk, database):
    desk.hide(CALM, is_hidden=True)
    desk.add(OWN, OWN_PHRASE)
    desk.set_part(TIER_A, ("headline", "en"), "Other")
    changes = desk.reset_book(Book.PHRASES)
    assert in_force(database).phrases == SHIPPED.phrases
    assert in_force(database).tiers[Tier.A].headline.en == "Other"
    change_log.undo(database, changes.operation_id)
    assert len(in_force(database).phrases) == len(SHIPPED.phrases)


def test_an_own_phrase_comes_before_the_shipped_ones(desk, database):
    desk.add(OWN, OWN_PHRASE)
    first = in_force(database).phrases_for(Situation.PRICE)[0]
    assert first.use == Bilingual("Let us look at the terms.", "我们来看看条件。")
    desk.reset(OWN)
    assert in_force(database) == SHIPPED


def test_an_own_phrase_with_a_blank_side_is_refused_at_that_side(desk):
    found = refusal(lambda: desk.add(OWN, OWN_PHRASE | {"use": {"en": "", "zh_CN": " "}}))
    assert (found.code, found.field) == ("playbook_text_blank", "use")


def test_a_book_takes_so_many_own_entries_and_no_more(desk, database):
    for at in range(MOST_OWN):
        desk.add(
            EntryKey(Book.QUESTIONS, f"own_{at}"),
            {"kind": "open", "text": {"en": f"{at}?", "zh_CN": ""}},
        )
    key = EntryKey(Book.QUESTIONS, "own_more")
    found = refusal(lambda: desk.add(key, {"kind": "open", "text": {"en": "?", "zh_CN": ""}}))
    assert found.code == "playbook_too_many"


def test_a_book_that_is_complete_takes_no_entry(desk):
    key = EntryKey(Book.STAGES, "own_stage")
    found = refusal(lambda: desk.add(key, {"name": {"en": "New", "zh_CN": "新"}}))
    assert found.code == "playbook_entry_gone"


def test_a_shipped_phrase_is_put_out_of_use_and_back(desk, database):
    desk.hide(CALM, is_hidden=True)
    assert "Calm down." not in [one.avoid.en for one in in_force(database).phrases]
    desk.hide(CALM, is_hidden=False)
    assert in_force(database) == SHIPPED


def test_what_guards_a_taboo_cannot_be_put_out_of_use(desk):
    assert refusal(lambda: desk.hide(NUTS, is_hidden=True)).code == "playbook_entry_gone"


def test_an_own_trigger_word_counts_and_one_language_may_have_none(desk, database):
    words = SHIPPED.lexicon["nuts"].triggers
    desk.set_part(NUTS, ("triggers", "en"), [*words.en, " Nutella ", "nutella", "Nutella", ""])
    assert in_force(database).lexicon["nuts"].triggers.en == (*words.en, "Nutella", "nutella")
    desk.set_part(NUTS, ("triggers", "zh_CN"), [])
    assert in_force(database).lexicon["nuts"].triggers.zh_cn == ()
    found = refusal(lambda: desk.set_part(NUTS, ("triggers", "en"), []))
    assert found.code == "playbook_text_blank"


def test_an_own_service_point_stands_behind_the_shipped_ones(desk, database):
    path = ("points", new_code(database.clock()))
    desk.set_part(DELIVERY, (*path, "zh_CN"), "事前有电话")
    desk.set_part(DELIVERY, (*path, "en"), "Somebody called before")
    points = in_force(database).moments["delivery"].points
    assert [one.code for one in points[:-1]] == [
        one.code for one in SHIPPED.moments["delivery"].points
    ]
    assert points[-1].text.zh_cn == "事前有电话"
    desk.remove_part(DELIVERY, ("points", points[-1].code))
    assert in_force(database) == SHIPPED


def test_an_own_moment_that_records_name_is_put_out_of_use_rather_than_lost(desk, database):
    key = EntryKey(Book.MOMENTS, new_code(database.clock()))
    text = {"en": "Handing over keys", "zh_CN": "交房"}
    desk.add(key, {"industry": "", "label": text, "when": text, "points": {"p": text}})
    assert list(in_force(database).moments)[-1] == key.code
    day = database.clock().date()
    with database.write("test") as work:
        customer = work.add(Customer("Pine", CustomerKind.COMPANY))
        work.add(Interaction(customer, day, InteractionKind.VISIT, "Keys", moment=key.code))
    desk.reset(key)
    moment = in_force(database).moments[key.code]
    assert (moment.is_hidden, moment.label.zh_cn) == (True, "交房")


def test_an_own_question_is_asked_first_of_its_kind(desk, database):
    key = EntryKey(Book.QUESTIONS, "own_q")
    desk.add(key, {"kind": "hypothetical", "text": {"en": "", "zh_CN": "如果不做呢？"}})
    asked = in_force(database).questions
    assert asked[Dig.HYPOTHETICAL][0] == Bilingual("如果不做呢？", "如果不做呢？")
    assert asked[Dig.OPEN] == SHIPPED.questions[Dig.OPEN]


def test_a_stage_may_be_called_otherwise(desk, database):
    desk.set_part(EntryKey(Book.STAGES, "won"), ("name", "en"), "Customer")
    assert in_force(database).stages[Stage.WON].en == "Customer"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{",
        "[]",
        "null",
        '{"entry": 1, "base": null, "by": "", "at": "2026-03-10", "hidden": false}',
        '{"entry": {}, "base": {}, "by": "", "at": "never", "hidden": false}',
        '{"entry": {"headline": 5}, "base": {}, "by": "", "at": "2026-03-10", "hidden": false}',
        '{"entry": {"x": {}}, "base": {}, "by": "x", "at": "2026-03-10", "hidden": 0}',
        "[" * 5000,
        json.dumps({"entry": {"cadence": {"visit": -1}}, "base": {}, "by": "", "at": "2026-03-10"}),
    ],
)
def test_a_damaged_edit_leaves_the_shipped_entry_in_force_and_is_named(desk, database, value):
    store(database, TIER_A, value)
    found = in_force(database)
    assert (found.tiers, found.unusable) == (SHIPPED.tiers, ("tiers/A",))
    assert entry(desk, TIER_A).problem is not None
    desk.set_part(TIER_A, ("headline", "en"), "Mended")
    assert in_force(database).tiers[Tier.A].headline.en == "Mended"
    assert in_force(database).unusable == ()


def test_a_damaged_own_entry_is_left_out_and_can_be_deleted(desk, database):
    store(database, OWN, "{}")
    assert in_force(database).phrases == SHIPPED.phrases
    assert in_force(database).unusable == ("phrases/own_1",)
    desk.reset(OWN)
    assert in_force(database) == SHIPPED


@pytest.mark.parametrize(
    "place", ["playbook/", "playbook/songs/1", "playbook/tiers", "playbook/tiers/"]
)
def test_settings_of_no_book_are_left_alone(database, place):
    with database.write("test") as work:
        work.add(Setting(place, "1"))
    assert in_force(database) == SHIPPED


def test_an_edit_of_an_entry_nobody_ships_any_more_is_told(database):
    edit = {"entry": {"name": {"en": "x", "zh_CN": "x"}}, "base": None, "by": "", "hidden": False}
    store(database, EntryKey(Book.STAGES, "paused"), json.dumps(edit | {"at": "2026-03-10"}))
    assert in_force(database).unusable == ("stages/paused",)


def test_half_letters_in_a_stored_edit_reach_nobody(database):
    edit = {"entry": {"name": {"en": "A\ud800B\u202e", "zh_CN": ""}}, "base": None, "by": ""}
    store(
        database,
        EntryKey(Book.STAGES, "won"),
        json.dumps(edit | {"at": "2026-03-10", "hidden": False}),
    )
    assert in_force(database).stages[Stage.WON] == Bilingual("AB", "AB")


@pytest.fixture
def newer(tmp_path):
    """The resources of a later program, to be changed."""
    folder = tmp_path / "newer"
    shutil.copytree(RESOURCES / "playbook", folder / "playbook")
    return folder


def ship(newer, book, change):
    path = newer / "playbook" / f"{book}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_newer_program_keeps_what_was_edited_and_renews_the_rest(desk, database, newer):
    desk.set_part(TIER_A, ("headline", "en"), "Ours")
    desk.set_part(NUTS, ("triggers", "en"), [*SHIPPED.lexicon["nuts"].triggers.en[1:], "Nutella"])

    def renew(tiers):
        tiers["A"]["headline"]["en"] = "Theirs"
        tiers["A"]["badge"]["en"] = "Top"
        tiers["A"]["points"].append({"en": "New", "zh_CN": "新"})

    ship(newer, "tiers", renew)
    ship(newer, "conflicts", lambda lexicon: lexicon["nuts"]["triggers"]["en"].append("gianduja"))
    found = playbook_of(database, newer)
    assert found.tiers[Tier.A].headline.en == "Ours"
    assert found.tiers[Tier.A].badge.en == "Top"
    assert found.tiers[Tier.A].points[-1] == Bilingual("New", "新")
    first = SHIPPED.lexicon["nuts"].triggers.en[0]
    words = found.lexicon["nuts"].triggers.en
    assert first not in words
    assert words[-2:] == ("gianduja", "Nutella")


def test_an_edited_phrase_a_newer_program_drops_stays_as_an_own_one(desk, database, newer):
    desk.set_part(CALM, ("use", "en"), "I hear you.")
    ship(newer, "phrases", lambda content: content["phrases"].pop("calm_down"))
    assert "I hear you." in [one.use.en for one in playbook_of(database, newer).phrases]


def test_edits_outlive_the_program(desk, database, tmp_path):
    desk.set_part(TIER_A, ("headline", "en"), "Ours")
    database.close()
    again = open_file(tmp_path / "file.crm")
    assert playbook_of(again, RESOURCES).tiers[Tier.A].headline.en == "Ours"
    again.close()


def test_an_edit_is_a_change_of_a_setting(desk):
    assert desk.set_part(TIER_A, ("headline", "en"), "Ours").kinds == {Kind.SETTING}
