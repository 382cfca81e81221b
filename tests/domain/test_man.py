"""MAN scoring: scores, coverage, letters, classes, confidence and ranking (D2)."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man import Assessment, assess, prospect_rank
from crm_desktop.domain.man_letters import LetterReason, LetterState
from crm_desktop.domain.man_questions import Answer, AnswerError, Dimension, Question
from crm_desktop.domain.man_weights import Thresholds, Weights, WeightsError

DAY = date(2025, 6, 30)
M1, M2, M3, A1, A2, A3, N1, N2, N3 = Question

levels_or_unknown = st.dictionaries(st.sampled_from(Question), st.integers(0, 4))
question_weights = st.fixed_dictionaries({question: st.integers(1, 9) for question in Question})


def assess_levels(levels: dict[Question, int], **settings: object) -> Assessment:
    answers = [Answer(question, level) for question, level in levels.items()]
    return assess(answers, as_of=DAY, **settings)


def float_scores(
    levels: dict[Question, int], weights: dict[Question, int]
) -> tuple[list[float | None], list[float], float]:
    """The published formulas once more, in floating point and question by question."""
    scores: list[float | None] = []
    coverages: list[float] = []
    for letter in "MAN":
        mine = [question for question in Question if question.value.startswith(letter)]
        answered = sum(weights[question] for question in mine if question in levels)
        points = sum(
            weights[question] * levels[question] for question in mine if question in levels
        )
        scores.append(25 * points / answered if answered else None)
        coverages.append(answered / sum(weights[question] for question in mine))
    overall = sum(w * (s or 0) for w, s in zip((0.3, 0.3, 0.4), scores, strict=True))
    return scores, coverages, overall


@given(levels_or_unknown, question_weights)
def test_exact_scores_agree_with_the_formulas_in_floating_point(levels, weights):
    result = assess_levels(levels, weights=Weights(weights))
    scores, coverages, overall = float_scores(levels, weights)
    for letter, score, coverage in zip(result.letters, scores, coverages, strict=True):
        assert letter.score == (None if score is None else pytest.approx(score))
        assert float(letter.coverage) == pytest.approx(coverage)
    assert float(result.overall) == pytest.approx(overall)


TO_SIGN = {
    Dimension.MONEY: {"M": {M1: 4, M2: 4}, "m": {M1: 0, M2: 1}, "?": {M1: 4}},
    Dimension.AUTHORITY: {"A": {A1: 4, A3: 4}, "a": {A1: 1, A2: 0}, "?": {A2: 3}},
    Dimension.NEED: {"N": {N2: 3, N3: 3}, "n": {N1: 0, N3: 0}, "?": {}},
}


@pytest.mark.parametrize("man_class", ["".join(signs) for signs in product("Mm?", "Aa?", "Nn?")])
def test_each_of_the_27_classes_can_be_reached(man_class):
    levels: dict[Question, int] = {}
    for dimension, sign in zip(Dimension, man_class, strict=True):
        levels |= TO_SIGN[dimension][sign]
    assert assess_levels(levels).man_class == man_class


def test_a_score_of_exactly_60_with_two_thirds_covered_is_a_capital():
    weights = Weights({N1: 2, N2: 3, N3: Fraction(5, 2)})
    letter = assess_levels({N1: 0, N2: 4}, weights=weights).letter(Dimension.NEED)
    assert (letter.score, letter.coverage) == (60, Fraction(2, 3))
    assert letter.state is LetterState.PRESENT


@pytest.mark.parametrize(
    ("thresholds", "sign"),
    [
        (Thresholds(), "N"),
        (Thresholds(score=Fraction(60) + Fraction(1, 10**9)), "n"),
        (Thresholds(coverage=Fraction(2, 3) + Fraction(1, 10**9)), "?"),
    ],
)
def test_the_least_above_a_border_changes_the_letter(thresholds, sign):
    weights = Weights({N1: 2, N2: 3, N3: Fraction(5, 2)})
    result = assess_levels({N1: 0, N2: 4}, weights=weights, thresholds=thresholds)
    assert result.man_class[2] == sign


def test_unknown_is_not_zero():
    unknown = assess([Answer(M1, 4), Answer(M2, 4), Answer(M3, None)], as_of=DAY)
    zero = assess([Answer(M1, 4), Answer(M2, 4), Answer(M3, 0)], as_of=DAY)
    assert unknown.letter(Dimension.MONEY).score == 100
    assert zero.letter(Dimension.MONEY).score == Fraction(200, 3)
    assert unknown.letter(Dimension.MONEY).coverage < zero.letter(Dimension.MONEY).coverage


def test_nothing_answered_has_no_score_and_three_question_marks():
    result = assess([], as_of=DAY)
    assert [letter.score for letter in result.letters] == [None, None, None]
    assert (result.man_class, result.overall, result.confidence) == ("???", 0, 0)
    assert not result.is_assessed


def test_an_unanswered_dimension_counts_zero_in_the_overall_score():
    assert assess_levels({M1: 4, M2: 4, M3: 4}).overall == 30


@pytest.mark.parametrize(
    ("levels", "sign", "reason", "condition"),
    [
        ({A1: 2, A2: 4, A3: 4}, "A", LetterReason.SCORE_REACHED, None),
        ({A1: 1, A2: 4, A3: 4}, "a", LetterReason.CONDITION_FAILED, A1),
        ({A1: 4, A2: 4, A3: 1}, "A", LetterReason.SCORE_REACHED, None),
        ({A1: 4, A2: 4, A3: 0}, "a", LetterReason.CONDITION_FAILED, A3),
        ({A2: 4, A3: 4}, "?", LetterReason.CONDITION_UNKNOWN, A1),
        ({A1: 4, A2: 4}, "?", LetterReason.CONDITION_UNKNOWN, A3),
        ({A2: 4, A3: 0}, "a", LetterReason.SCORE_BELOW, None),
        ({A1: 4}, "?", LetterReason.COVERAGE_SHORT, None),
    ],
)
def test_capital_a_needs_a_decider_and_a_relationship(levels, sign, reason, condition):
    letter = assess_levels(levels).letter(Dimension.AUTHORITY)
    assert (letter.sign, letter.reason, letter.condition) == (sign, reason, condition)


def test_not_applicable_leaves_the_weight_of_a_person():
    answers = [
        Answer(A1, 3),
        Answer(A2, None, not_applicable=True),
        Answer(A3, None, not_applicable=True),
    ]
    letter = assess(answers, as_of=DAY, kind=CustomerKind.PERSON).letter(Dimension.AUTHORITY)
    assert (letter.score, letter.coverage, letter.sign) == (75, 1, "A")


def test_not_applicable_at_a_company_is_unknown():
    answers = [Answer(A1, 3), Answer(A2, 3), Answer(A3, None, not_applicable=True)]
    result = assess(answers, as_of=DAY)
    assert result.letter(Dimension.AUTHORITY).coverage == Fraction(2, 3)
    assert A3 in {candidate.question for candidate in result.next_questions}


@pytest.mark.parametrize(
    ("question", "level", "not_applicable", "code"),
    [
        (M1, 5, False, "man_level_out_of_range"),
        (M1, -1, False, "man_level_out_of_range"),
        (A2, 3, True, "man_level_not_applicable"),
        (A1, None, True, "man_always_applies"),
    ],
)
def test_an_answer_no_question_takes_is_refused(question, level, not_applicable, code):
    with pytest.raises(AnswerError) as refused:
        Answer(question, level, not_applicable)
    assert (refused.value.problem.code, refused.value.problem.field) == (code, question)


def test_answers_dated_after_the_day_are_ignored():
    answers = [
        Answer(M1, 1, answered_on=DAY),
        Answer(M1, 4, answered_on=DAY + timedelta(days=1)),
        Answer(M2, 4, answered_on=DAY + timedelta(days=1)),
    ]
    result = assess(answers, as_of=DAY)
    assert result.answers == (answers[0],)
    assert result.letter(Dimension.MONEY).score == 25


@pytest.mark.parametrize("turn", [1, -1])
def test_the_newest_answer_counts_in_whatever_order_they_come(turn):
    answers = [
        Answer(M1, 0),
        Answer(M1, 1, answered_on=date(2025, 1, 1)),
        Answer(M1, 3, answered_on=date(2025, 2, 1)),
    ]
    assert assess(answers[::turn], as_of=DAY).sheet.levels == {M1: 3}


@pytest.mark.parametrize(("age", "part"), [(180, Fraction(1)), (181, Fraction(1, 2))])
def test_a_stale_answer_counts_half_in_confidence_only(age, part):
    day = DAY - timedelta(days=age)
    result = assess([Answer(q, 4, answered_on=day) for q in (N1, N2, N3)], as_of=DAY)
    assert result.confidence == Fraction(4, 10) * part
    assert (result.overall, result.man_class[2]) == (40, "N")
    assert result.stale == (frozenset({N1, N2, N3}) if part < 1 else frozenset())


def test_confidence_weighs_stale_answers_by_their_question():
    answers = [Answer(N1, 4, answered_on=date(2024, 1, 1)), Answer(N2, 0, answered_on=DAY)]
    result = assess(answers, as_of=DAY, weights=Weights({N1: 6, N2: 1, N3: 3}))
    assert result.confidence == Fraction(4, 10) * Fraction(6 - 3 + 1, 10)
    assert result.coverage == Fraction(4, 10) * Fraction(7, 10)


def test_a_dimension_that_weighs_nothing_is_refused():
    with pytest.raises(WeightsError) as refused:
        Weights({N1: 0, N2: 0, N3: 0})
    assert refused.value.problem.field == Dimension.NEED


def test_a_dimension_whose_applicable_questions_weigh_nothing_is_refused():
    answers = [Answer(A2, None, not_applicable=True), Answer(A3, None, not_applicable=True)]
    with pytest.raises(WeightsError):
        assess(answers, as_of=DAY, kind=CustomerKind.PERSON, weights=Weights({A1: 0}))


@pytest.mark.parametrize(
    ("questions", "dimensions", "code"),
    [
        ({M1: -1}, {}, "man_weight_negative"),
        ({}, dict.fromkeys(Dimension, 0), "man_weights_sum_to_zero"),
    ],
)
def test_weights_that_cannot_weigh_are_refused(questions, dimensions, code):
    with pytest.raises(WeightsError) as refused:
        Weights(questions, dimensions)
    assert refused.value.problem.code == code


@given(levels_or_unknown, question_weights, st.integers(2, 50))
def test_only_the_proportion_of_weights_matters(levels, weights, factor):
    larger = {question: weight * factor for question, weight in weights.items()}
    once = assess_levels(levels, weights=Weights(weights))
    more = assess_levels(levels, weights=Weights(larger))
    assert (once.letters, once.overall) == (more.letters, more.overall)


@given(levels_or_unknown, question_weights, st.sampled_from(Question))
def test_raising_a_level_never_lowers_the_overall_score(levels, weights, question):
    low = assess_levels({question: 0} | levels, weights=Weights(weights))
    for level in range(low.sheet.levels[question], 5):
        raised = assess_levels({**low.sheet.levels, question: level}, weights=Weights(weights))
        assert raised.overall >= low.overall


@given(levels_or_unknown, question_weights, st.sampled_from(Question), st.integers(0, 4))
def test_answering_an_unknown_never_lowers_coverage(levels, weights, question, level):
    before = assess_levels(levels, weights=Weights(weights))
    after = assess_levels({question: level} | levels, weights=Weights(weights))
    assert after.coverage >= before.coverage
    assert after.confidence >= before.confidence


def test_prospects_rank_by_overall_with_unassessed_ones_last():
    zero = assess_levels({M1: 0})
    best = assess_levels({M1: 4, N1: 4})
    middle = assess_levels({N1: 3})
    unknown = assess([Answer(M1, None)], as_of=DAY)
    ranked = sorted([None, unknown, zero, best, middle], key=prospect_rank)
    assert ranked == [best, middle, zero, None, unknown]
