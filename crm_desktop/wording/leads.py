"""Words of a MAN assessment: dimensions, states and the sentences that explain a score (D2)."""

from collections.abc import Mapping
from fractions import Fraction

from crm_desktop.domain.man_advice import Explanation, ExplanationCode
from crm_desktop.domain.man_questions import Dimension, Question
from crm_desktop.text import Language, mark

DIMENSIONS = {
    Dimension.MONEY: mark("Money"),
    Dimension.AUTHORITY: mark("Authority"),
    Dimension.NEED: mark("Need"),
}
EXPLANATIONS = {
    ExplanationCode.SCORE_REACHED: mark("{dimension}: present, score {amount}"),
    ExplanationCode.SCORE_BELOW: mark("{dimension}: absent, score {amount}"),
    ExplanationCode.COVERAGE_SHORT: mark("{dimension}: undetermined, only {amount}% is answered"),
    ExplanationCode.CONDITION_FAILED: mark("{dimension}: absent, because {question} is {level}"),
    ExplanationCode.CONDITION_UNKNOWN: mark("{dimension}: undetermined until {question} is known"),
    ExplanationCode.ANSWER_GAVE: mark("{question}: level {level} gives {amount} points"),
    ExplanationCode.UNKNOWN_COULD_ADD: mark("{question}: unknown, could add {amount} points"),
    ExplanationCode.NOT_APPLICABLE: mark("{question}: does not apply"),
}


OF_LETTERS = frozenset(
    {
        ExplanationCode.SCORE_REACHED,
        ExplanationCode.SCORE_BELOW,
        ExplanationCode.COVERAGE_SHORT,
        ExplanationCode.CONDITION_FAILED,
        ExplanationCode.CONDITION_UNKNOWN,
    }
)
"""The sentences that say why a letter is capital, small or open."""


def explanation_text(
    language: Language, explanation: Explanation, labels: Mapping[Question, str]
) -> str:
    """Return one sentence of the explanation of a score; ``labels`` name the questions."""
    is_share = explanation.code is ExplanationCode.COVERAGE_SHORT
    return language.text(
        EXPLANATIONS[explanation.code],
        dimension=language.text(DIMENSIONS[explanation.dimension]),
        question=_question(explanation, labels),
        level="?" if explanation.level is None else explanation.level,
        amount=_share(explanation.amount) if is_share else _points(language, explanation.amount),
    )


def _question(explanation: Explanation, labels: Mapping[Question, str]) -> str:
    question = explanation.question
    return "" if question is None else f"{question} {labels.get(question, '')}".strip()


def _share(amount: Fraction | None) -> str:
    return str(int(100 * (amount or 0)))


def _points(language: Language, amount: Fraction | None) -> str:
    return "-" if amount is None else language.number(float(amount), 1)
