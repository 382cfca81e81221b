"""MAN advice, the order of the next questions, and explanations (D2)."""

from datetime import date
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man import assess
from crm_desktop.domain.man_advice import Advice, ExplanationCode, advise
from crm_desktop.domain.man_questions import Answer, Dimension, Question
from crm_desktop.domain.man_weights import Weights

DAY = date(2025, 6, 30)
M1, M2, M3, A1, A2, A3, N1, N2, N3 = Question

levels_or_unknown = st.dictionaries(st.sampled_from(Question), st.integers(0, 4))
question_weights = st.fixed_dictionaries({question: st.integers(1, 9) for question in Question})


def assess_levels(levels, weights=None):
    answers = [Answer(question, level) for question, level in levels.items()]
    return assess(answers, as_of=DAY, weights=Weights(weights or {}))


@pytest.mark.parametrize(
    ("man_class", "advice"),
    [
        ("MAN", Advice.PROPOSE),
        ("MAn", Advice.BUILD_NEED),
        ("MaN", Advice.FIND_AUTHORITY),
        ("mAN", Advice.CHECK_FINANCE),
        ("maN", Advice.KEEP_IN_TOUCH),
        ("mAn", Advice.KEEP_IN_TOUCH),
        ("Man", Advice.KEEP_IN_TOUCH),
        ("man", Advice.STOP),
    ],
)
def test_the_published_table_of_advice(man_class, advice):
    assert advise(man_class) is advice


@pytest.mark.parametrize(
    "man_class", ["".join(s) for s in product("Mm?", "Aa?", "Nn?") if "?" in s]
)
def test_an_undetermined_class_advises_only_its_questions(man_class):
    assert advise(man_class) is Advice.ASK


@pytest.mark.parametrize(
    ("day", "again"),
    [(date(2025, 6, 30), date(2026, 6, 30)), (date(2024, 2, 29), date(2025, 2, 28))],
)
def test_man_is_looked_at_again_after_twelve_months(day, again):
    stopped = assess([Answer(question, 0) for question in Question], as_of=day)
    assert (stopped.advice, stopped.look_again_on) == (Advice.STOP, again)


def test_only_a_stopped_prospect_has_a_day_to_look_again():
    assert assess_levels(dict.fromkeys(Question, 4)).look_again_on is None


def test_a_letter_one_answer_short_comes_before_one_two_short():
    asked = assess_levels({M1: 3}).next_questions
    assert [(c.question, c.settles_with) for c in asked][:3] == [(M2, 1), (M3, 1), (N1, 2)]


def test_questions_of_a_settled_letter_come_last_by_gain():
    levels = {M1: 3, M2: 3, A1: 4, A2: 4, A3: 4, N1: 0, N2: 4}
    asked = assess_levels(levels).next_questions
    assert [(c.question, c.settles_with) for c in asked] == [(N3, None), (M3, None)]
    assert asked[0].gain == Fraction(4, 10) * (Fraction(200, 3) - 50)
    assert asked[1].gain == Fraction(3, 10) * (Fraction(250, 3) - 75)


def test_an_open_condition_of_capital_a_is_the_one_question_that_settles_it():
    asked = assess_levels({A2: 4, A3: 4}, {A1: 1, A2: 3, A3: 3}).next_questions
    assert (asked[0].question, asked[0].settles_with) == (A1, 1)


def test_a_question_that_cannot_help_its_letter_does_not_claim_to():
    asked = assess_levels({}, {N1: 7, N2: 2, N3: 1}).next_questions
    settles = {candidate.question: candidate.settles_with for candidate in asked}
    assert (settles[N1], settles[N2], settles[N3]) == (1, None, None)


def test_what_does_not_apply_is_not_asked():
    answers = [Answer(A2, None, not_applicable=True)]
    asked = assess(answers, as_of=DAY, kind=CustomerKind.PERSON).next_questions
    assert {candidate.question for candidate in asked} == set(Question) - {A2}


def order_by_trying_everything(levels, weights):
    """The order of D2 found by answering every set of unknowns with every level."""
    sign = dict(zip("MAN", assess_levels(levels, weights).man_class, strict=True))

    def settles(chosen, letter):
        return any(
            assess_levels({**levels, **dict(zip(chosen, tried, strict=True))}, weights).man_class[
                "MAN".index(letter)
            ]
            != "?"
            for tried in product(range(5), repeat=len(chosen))
        )

    keys = []
    for position, question in enumerate(Question):
        if question in levels:
            continue
        letter = question.value[0]
        rest = [o for o in Question if o.value[0] == letter and o not in levels and o != question]
        needed = 99
        for size in range(len(rest) + 1) if sign[letter] == "?" else ():
            if any(
                settles((question, *others), letter) and not settles(others, letter)
                for others in combinations(rest, size)
            ):
                needed = size + 1
                break
        best = assess_levels({**levels, question: 4}, weights).overall
        gain = best - assess_levels(levels, weights).overall
        keys.append((needed, -gain, position, question))
    return [question for *_, question in sorted(keys)]


UNEVEN = {M1: 5, M2: 3, M3: 2, A1: 2, A2: 7, A3: 1, N1: 1, N2: 1, N3: 4}


@pytest.mark.parametrize(
    ("levels", "weights"),
    [
        ({}, {}),
        ({}, UNEVEN),
        ({M1: 2, A2: 4, N3: 1}, {}),
        ({M2: 4, A1: 3, A2: 4, N1: 0, N2: 2}, UNEVEN),
        ({A2: 4, A3: 3, N3: 4}, UNEVEN),
        ({M1: 4, M2: 4, A1: 1, N1: 4, N2: 1}, {}),
        ({M3: 0, A2: 4}, UNEVEN),
    ],
)
def test_next_questions_stand_in_the_order_found_by_trying_everything(levels, weights):
    asked = assess_levels(levels, weights).next_questions
    assert [c.question for c in asked] == order_by_trying_everything(levels, weights)


@given(levels_or_unknown, question_weights)
def test_what_the_answers_gave_adds_up_to_the_overall_score(levels, weights):
    result = assess_levels(levels, weights)
    given_points = [e.amount for e in result.explanations if e.code is ExplanationCode.ANSWER_GAVE]
    assert sum(given_points) == result.overall


@given(levels_or_unknown, question_weights)
def test_no_answer_adds_more_than_its_explanation_promises(levels, weights):
    result = assess_levels(levels, weights)
    for sentence in result.explanations:
        if sentence.code is not ExplanationCode.UNKNOWN_COULD_ADD:
            continue
        gains = [
            assess_levels({**levels, sentence.question: level}, weights).overall - result.overall
            for level in range(5)
        ]
        assert max(gains) == sentence.amount


def test_each_question_is_explained_once_and_each_letter_first():
    answers = [Answer(A1, 1), Answer(A2, 4), Answer(A3, None, not_applicable=True)]
    sentences = assess(answers, as_of=DAY, kind=CustomerKind.PERSON).explanations
    authority = [s for s in sentences if s.dimension is Dimension.AUTHORITY]
    assert [(s.code, s.question, s.level) for s in authority] == [
        (ExplanationCode.CONDITION_FAILED, A1, 1),
        (ExplanationCode.ANSWER_GAVE, A1, 1),
        (ExplanationCode.ANSWER_GAVE, A2, 4),
        (ExplanationCode.NOT_APPLICABLE, A3, None),
    ]


def test_a_short_coverage_is_explained_by_its_size():
    first = assess_levels({M1: 4}).explanations[0]
    assert (first.code, first.amount) == (ExplanationCode.COVERAGE_SHORT, Fraction(1, 3))
