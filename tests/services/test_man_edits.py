"""Answering MAN questions by hand: one snapshot a day, unknown kept apart from 0."""

from datetime import timedelta

import pytest
from brief_cards import store_everything
from builders import TODAY, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.domain.man_questions import AnswerError, Question
from crm_desktop.domain.problems import InputError
from crm_desktop.services import leads, man_edits
from crm_desktop.storage import change_log

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def lead(database):
    return store_customer(database, Customer("Acme"))


def answer(database, lead, question, level, today=TODAY, **said):
    return man_edits.answer(
        database, lead, Question(question), level=level, today=today, author="Li", **said
    )


def test_the_answers_of_a_day_are_one_snapshot(database, lead):
    answer(database, lead, "M1", 3, evidence=" Paid\x00 in advance ")
    answer(database, lead, "M2", 2)
    answer(database, lead, "M1", 4)

    (view,) = man_edits.snapshots(database, lead)
    assert {one.question: one.level for one in view.answers} == {"M1": 4, "M2": 2}
    assert (view.snapshot.author, view.snapshot.assessed_on) == ("Li", TODAY)


def test_another_day_is_another_snapshot_that_knows_the_first(database, lead):
    for question in Question:
        answer(database, lead, question, 4, today=YESTERDAY)
    answer(database, lead, "N1", 0)
    answer(database, lead, "N2", 0)

    today, yesterday = man_edits.snapshots(database, lead)
    assert (yesterday.point.man_class, today.point.man_class) == ("MAN", "MAn")
    assert today.point.overall < yesterday.point.overall
    assert leads.score(database, "Acme", as_of=TODAY).trend.points[-1] == today.point


def test_unknown_takes_an_answer_back_and_is_not_zero(database, lead):
    answer(database, lead, "M1", 0, today=YESTERDAY)
    answer(database, lead, "M1", None)

    assert leads.score(database, "Acme", as_of=TODAY).assessment.confidence == 0
    assert man_edits.snapshots(database, lead)[0].answers[0].level is None


def test_unknown_where_nothing_was_known_writes_nothing(database, lead):
    assert answer(database, lead, "M1", None).is_empty
    assert man_edits.snapshots(database, lead) == []


def test_the_same_answer_again_writes_nothing(database, lead):
    answer(database, lead, "M1", 3)

    assert answer(database, lead, "M1", 3).is_empty


@pytest.mark.parametrize(
    ("question", "level", "not_applicable"), [("M1", 5, False), ("M1", None, True), ("A2", 2, True)]
)
def test_what_a_question_does_not_take_is_refused(database, lead, question, level, not_applicable):
    with pytest.raises(AnswerError):
        answer(database, lead, question, level, not_applicable=not_applicable)

    assert man_edits.snapshots(database, lead) == []


def test_a_person_may_have_nobody_to_co_sign(database):
    key = store_customer(database, Customer("Ann", CustomerKind.PERSON))

    answer(database, key, "A2", None, not_applicable=True)

    assert man_edits.snapshots(database, key)[0].answers[0].not_applicable


def test_undoing_the_first_answer_takes_its_snapshot_too(database, lead):
    changes = answer(database, lead, "M1", 3)

    change_log.undo(database, changes.operation_id)

    with database.read() as reading:
        assert reading.values(Kind.MAN_SNAPSHOT) == reading.values(Kind.MAN_ANSWER) == []


def test_too_long_an_evidence_is_refused(database, lead):
    with pytest.raises(InputError, match="text_too_long"):
        answer(database, lead, "M1", 3, evidence="x" * 20_000)


def test_nobody_can_not_be_asked(database):
    store_everything(database)
    with pytest.raises(InputError, match="customer_unknown"):
        answer(database, 99, "M1", 3)
