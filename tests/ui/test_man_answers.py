"""The nine answers while a person gives them, without a widget."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.man_trend import TrendPoint
from crm_desktop.services.man_edits import SnapshotView
from crm_desktop.ui.man.answers import Answers, Said, known_at, mark_of, marks

TODAY = date(2026, 3, 10)


def start(*answers: Answer, kind: CustomerKind = CustomerKind.COMPANY) -> Answers:
    return Answers.start(kind, TODAY, answers)


def test_the_score_moves_before_anything_is_stored():
    answers = start()
    for question in (Question.M1, Question.M2):
        answers = answers.say(question, 4)
    assert answers.assessment.man_class == "M??"
    assert not answers.stored


def test_unknown_is_not_nought():
    answers = start(Answer(Question.N1, 0))
    assert answers.mark(Question.N1) == 0
    assert answers.say(Question.N1, Said.UNKNOWN).mark(Question.N1) is Said.UNKNOWN
    assert Question.N1 not in answers.say(Question.N1, Said.UNKNOWN).assessment.sheet.levels


def test_another_level_keeps_the_evidence_and_takes_today():
    old = Answer(Question.M1, 2, False, "Annual report", "Finance", TODAY - timedelta(200))
    said = start(old).say(Question.M1, 3).answer(Question.M1)
    assert said == replace(old, level=3, answered_on=TODAY)


def test_an_old_answer_that_is_said_again_is_stale_no_more():
    answers = start(Answer(Question.M1, 2, answered_on=TODAY - timedelta(181)))
    assert answers.assessment.stale == {Question.M1}
    assert not answers.say(Question.M1, answers.mark(Question.M1)).assessment.stale


def test_evidence_may_be_noted_before_there_is_a_level():
    noted = start().note(Question.A1, "evidence", "Met the CFO").answer(Question.A1)
    assert noted is not None
    assert (noted.level, noted.evidence) == (None, "Met the CFO")


def test_a_write_that_comes_back_late_leaves_what_was_said_since():
    answers = start().say(Question.M1, 1)
    first = answers.answer(Question.M1)
    answers = answers.say(Question.M1, 4).settle(first, is_stored=True)
    assert answers.mark(Question.M1) == 4
    assert answers.stored[Question.M1] == first


def test_a_refused_write_shows_what_was_stored_before():
    answers = start(Answer(Question.M1, 2)).say(Question.M1, 4)
    answers = answers.settle(answers.answer(Question.M1), is_stored=False)
    assert answers.mark(Question.M1) == 2


@pytest.mark.parametrize(
    ("kind", "question", "may"),
    [
        (CustomerKind.PERSON, Question.A2, True),
        (CustomerKind.PERSON, Question.A1, False),
        (CustomerKind.COMPANY, Question.A2, False),
    ],
)
def test_only_a_persons_household_questions_may_not_apply(kind, question, may):
    assert (Said.NOT_APPLICABLE in marks(question, kind)) is may


def test_an_answer_says_its_mark():
    assert mark_of(None) is Said.UNKNOWN
    assert mark_of(Answer(Question.A2, None, not_applicable=True)) is Said.NOT_APPLICABLE
    assert mark_of(Answer(Question.A2, 0)) == 0


def test_an_older_snapshot_knows_what_came_before_it_and_nothing_later():
    days = [TODAY - timedelta(60), TODAY - timedelta(30), TODAY]
    views = [
        SnapshotView(
            ManSnapshot(1, day, id=number),
            (ManAnswer(number, question, level),),
            TrendPoint(day, 0, "???"),
        )
        for number, (day, question, level) in enumerate(
            zip(days, ("M1", "M2", "M1"), (1, 2, 3), strict=True), 1
        )
    ][::-1]
    known = known_at(views, views[1])
    assert [(one.question, one.level) for one in known] == [(Question.M1, 1), (Question.M2, 2)]
    assert known[0].answered_on == days[0]
