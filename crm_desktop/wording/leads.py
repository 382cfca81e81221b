"""Words of a MAN assessment: dimensions, states and the sentences that explain a score (D2)."""

from fractions import Fraction

from crm_desktop.domain.man_advice import Explanation, ExplanationCode
from crm_desktop.domain.man_questions import Dimension
from crm_desktop.text import Language, mark

DIMENSIONS = {
    Dimension.MONEY: mark("Money"),
    Dimension.AUTHORITY: mark("Authority"),
    Dimension.NEED: mark("Need"),
}
EXPLANATIONS = {
    ExplanationCode.SCORE_REACHED: mark("{dimension}: present, score {amount}"),
    ExplanationCode.SCORE_BELOW: mark("{dimension}: absent, score {amount}"),
    ExplanationCode.COVERAGE_SHORT: mark("{dimension}: undetermined, only {amount} % is answered"),
    ExplanationCode.CONDITION_FAILED: mark("{dimension}: absent, because {question} is {level}"),
    ExplanationCode.CONDITION_UNKNOWN: mark("{dimension}: undetermined until {question} is known"),
    ExplanationCode.ANSWER_GAVE: mark("{question}: level {level} gives {amount} points"),
    ExplanationCode.UNKNOWN_COULD_ADD: mark("{question}: unknown, could add {amount} points"),
    ExplanationCode.NOT_APPLICABLE: mark("{question}: does not apply"),
}


def explanation_text(language: Language, explanation: Explanation) -> str:
    """Return one sentence of the explanation of a score."""
    amount = explanation.amount
    if explanation.code is ExplanationCode.COVERAGE_SHORT and amount is not None:
        amount *= 100
    return language.text(
        EXPLANATIONS[explanation.code],
        dimension=language.text(DIMENSIONS[explanation.dimension]),
        question=explanation.question or "",
        level="?" if explanation.level is None else explanation.level,
        amount=_points(language, amount),
    )


def _points(language: Language, amount: Fraction | None) -> str:
    return "-" if amount is None else language.number(float(amount), 1)
