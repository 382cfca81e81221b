"""What moved since the last visit stands on the next brief, in both languages, also on paper."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from brief_cards import ago, ahead, brief_of, job, store_person, store_visit
from builders import TODAY, promise, purchase, store, store_answers, store_customer
from pypdfium2 import PdfDocument

from crm_desktop.domain.brief_rules import order_changes
from crm_desktop.domain.brief_values import Change, ChangeKind
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.preferences import Duration, Evidence, Preference
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierRecord, TierRun
from crm_desktop.domain.visit_outcomes import NextStep, Stance, VisitOutcome
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.brief_printing import render_brief
from crm_desktop.services.visit_outcomes import record_outcome
from crm_desktop.storage.database import Database, open_file
from crm_desktop.text import LanguageCode

HELD = ago(7)
AFTER = datetime.combine(HELD, datetime.min.time(), UTC) + timedelta(hours=18)


def held(on=HELD) -> Visit:
    return Visit(0, on, state=VisitState.HELD)


def news(database: Database, key: int, kind: ChangeKind | None = None) -> list[Change]:
    changes = brief_of(database, key).recent.changes
    return [one for one in changes if kind in (None, one.kind)]


@pytest.fixture
def recorded(customer_file):
    """A prospect whose visit of a week ago was told of that evening."""
    database = open_file(customer_file, clock=lambda: AFTER)
    key = store_customer(database, Customer("Acme", stage=Stage.LEAD), held(ago(90)))
    store_answers(database, key, on=ago(60), M1=1, M2=1)
    ann = store_person(database, key, "Ann Lee", stance=0, is_main=True)
    visit = store_visit(database, key, ann, on=HELD)
    outcome = VisitOutcome(
        visit,
        "Agreed to a trial",
        attending=(ann,),
        emotion=Emotion.DOUBT,
        promises=(
            Promise(0, "Send samples", due_on=ahead(4)),
            Promise(0, "Name the budget", Direction.THEIRS),
        ),
        preferences=(Preference(0, "Window seat", contact_id=ann, duration=Duration.SITUATIONAL),),
        taboos=(Taboo(0, "No jokes on the merger"),),
        answers=(Answer(Question.M1, 4), Answer(Question.M2, 4), Answer(Question.M3, 3)),
        stances=(Stance(ann, 2),),
        next_step=NextStep("Bring the drawing", ahead(9)),
        source="Visit",
    )
    record_outcome(database, outcome, now=AFTER, author="Li")
    yield database, key
    database.close()


def page_1(database: Database, key: int, language: LanguageCode) -> str:
    pdf = PdfDocument(BytesIO(render_brief(brief_of(database, key), job((language,))).pdf))
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    return " ".join(text.split())


def test_the_next_brief_tells_what_came_of_the_last_visit(recorded):
    found = {one.kind: one for one in news(*recorded)}

    assert (found[ChangeKind.STANCE].who, found[ChangeKind.STANCE].levels) == ("Ann Lee", (0, 2))
    like = found[ChangeKind.PREFERENCE]
    assert (like.who, like.text, like.on) == ("Ann Lee", "Window seat", HELD)
    assert like.is_one_off
    assert (found[ChangeKind.STEP].text, found[ChangeKind.STEP].due_on) == (
        "Bring the drawing",
        ahead(9),
    )
    assert found[ChangeKind.MAN].text == "m?? → M??"


def test_promises_taboo_and_the_visit_stand_in_their_own_blocks(recorded):
    brief = brief_of(*recorded)

    assert [of.record.text for of in brief.service.promises] == ["Send samples", "Name the budget"]
    assert [of.record.text for of in brief.cautions.taboos] == ["No jokes on the merger"]
    assert brief.recent.interactions[0].summary == "Agreed to a trial"
    assert brief.attendees[0].affiliation.stance == 2


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            LanguageCode.ENGLISH,
            ("Ann Lee: neutral → supports us", "m?? → M??", "Agreed to a trial", "Send samples"),
        ),
        (LanguageCode.CHINESE, ("Ann Lee：中立 → 支持我方", "m?? → M??", "Agreed to a trial")),
    ],
)
def test_it_is_read_on_the_printed_page(recorded, language, expected):
    text = page_1(*recorded, language)

    assert all(words in text for words in expected), text
    assert "No jokes on the merger" in text


def test_an_undone_visit_leaves_no_news(recorded):
    database, key = recorded
    with database.read() as reading:
        (last,) = reading.one("SELECT max(id) FROM operation WHERE code = 'visit_recorded'")
    from crm_desktop.storage import change_log

    change_log.undo(database, last)

    assert [one.kind for one in news(database, key)] == [ChangeKind.MAN]


def test_a_stance_that_came_back_is_no_news(customer_file):
    database = open_file(customer_file, clock=lambda: AFTER)
    key = store_customer(database, Customer("Acme"), held())
    store_person(database, key, "Ann", stance=1)
    for level in (-1, 1):
        with database.write("edited") as work:
            work.change(Kind.AFFILIATION, 1, stance=level)

    found = news(database, key)
    database.close()
    assert found == []


def test_what_was_noticed_before_the_last_visit_is_no_news(database):
    early = Preference(0, "Tea", noted_on=ago(8))
    key = store_customer(database, Customer("Acme"), held(), early, Preference(0, "Undated"))

    assert news(database, key) == []


def test_a_move_of_the_tier_is_news_with_its_day(database):
    key = store_customer(database, Customer("Acme"), held())
    (run,) = store(database, TierRun(ago(3), "quota", "{}"))
    store(database, TierRecord(run, key, "A", previous="C", since=ago(3)))

    (moved,) = news(database, key)

    assert (moved.kind, moved.text, moved.on) == (ChangeKind.TIER, "C → A", ago(3))


def test_a_tier_that_was_held_before_is_no_news(database):
    key = store_customer(database, Customer("Acme"), held())
    (run,) = store(database, TierRun(ago(3), "quota", "{}"))
    store(database, TierRecord(run, key, "A", previous="A", since=ago(300)))

    assert news(database, key) == []


def test_a_step_that_was_done_is_ticked(recorded):
    database, key = recorded
    with database.write("edited") as work:
        work.change(Kind.RELATIONSHIP_ACTION, 1, done_on=ago(2))

    (step,) = news(database, key, ChangeKind.STEP)

    assert (step.text, step.on) == ("✓ Bring the drawing", ago(2))


def test_what_changes_the_talk_stands_before_what_is_newer(database):
    key = store_customer(
        database,
        Customer("Acme"),
        held(),
        promise("Call", state=PromiseState.BROKEN, closed_on=ago(5)),
        Preference(0, "Tea", noted_on=ago(1), evidence=Evidence.STATED),
    )

    ranked = order_changes(news(database, key))

    assert [one.kind for one in ranked] == [ChangeKind.PROMISE, ChangeKind.PREFERENCE]


def test_equals_stand_by_day_the_newest_first():
    changes = [Change(ago(day), ChangeKind.PREFERENCE, str(day)) for day in (5, 1, 3)]

    assert [one.text for one in order_changes(changes)] == ["1", "3", "5"]


def test_every_kind_of_news_has_a_rank():
    every = [Change(TODAY, kind, "") for kind in ChangeKind]

    assert len(order_changes(every)) == len(every)


def test_without_man_its_answers_are_no_news(database):
    key = store_customer(database, Customer("Acme", stage=Stage.WON), held(), purchase())
    store_answers(database, key, on=ago(2), M1=4, M2=4)

    assert news(database, key, ChangeKind.MAN) == []
