"""A second, slow computation of MAN, straight from the list of answers and from D2 alone."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from independent_figures import day_of, rows_of

QUESTIONS = {"M": ("M1", "M2", "M3"), "A": ("A1", "A2", "A3"), "N": ("N1", "N2", "N3")}
DIMENSION_WEIGHTS = {"M": Fraction(30, 100), "A": Fraction(30, 100), "N": Fraction(40, 100)}
ENOUGH, CAPITAL = Fraction(2, 3), 60
OUT = "not applicable"


@dataclass(frozen=True)
class Answer:
    """A level 0-4, None for unknown or OUT, and when it was given."""

    level: int | str | None
    on: date


@dataclass
class Man:
    """What D2 says about a set of answers."""

    letters: str
    overall: Fraction
    confidence: Fraction
    scores: dict[str, Fraction | None]
    coverages: dict[str, Fraction]


def read_answers(folder: Path, number: str) -> dict[str, Answer]:
    """What a customer's rows of the list of answers say, by question."""
    found = {}
    for row in rows_of(folder / "man_answers.csv"):
        if row["customer_id"] == number:
            level: int | str | None = int(row["level"]) if row["level"] else None
            if row["not_applicable"]:
                level = OUT
            found[row["question"]] = Answer(level, day_of(row["answered_on"]))
    return found


def man_of(answers: dict[str, Answer], day: date) -> Man:
    """Class, overall, confidence and the parts of each letter on a day."""
    man = Man("", Fraction(0), Fraction(0), {}, {})
    for letter, questions in QUESTIONS.items():
        levels = {question: _level(answers, question) for question in questions}
        asked = [question for question in questions if levels[question] != OUT]
        known = [question for question in asked if levels[question] is not None]
        coverage, score = Fraction(len(known), len(asked)), _score(levels, known)
        fresh = [q for q in known if (day - answers[q].on).days <= 180]
        trust = Fraction(len(fresh) + len(known), 2 * len(asked))
        man.letters += _letter(letter, levels, coverage, score)
        man.overall += DIMENSION_WEIGHTS[letter] * (score or 0)
        man.confidence += DIMENSION_WEIGHTS[letter] * trust
        man.scores[letter], man.coverages[letter] = score, coverage
    return man


def _level(answers: dict[str, Answer], question: str) -> int | str | None:
    return answers[question].level if question in answers else None


def _score(levels: dict[str, int | str | None], known: list[str]) -> Fraction | None:
    if not known:
        return None
    return Fraction(25 * sum(int(levels[question] or 0) for question in known), len(known))


def _letter(
    letter: str,
    levels: dict[str, int | str | None],
    coverage: Fraction,
    score: Fraction | None,
) -> str:
    if coverage < ENOUGH or score is None:
        return "?"
    if score < CAPITAL:
        return letter.lower()
    if letter != "A":
        return letter
    needed = [(levels["A1"], 2), (levels["A3"], 1)]
    asked = [(level, least) for level, least in needed if level != OUT]
    if any(level is not None and int(level) < least for level, least in asked):
        return "a"
    return "?" if any(level is None for level, _ in asked) else "A"


def gains(answers: dict[str, Answer], day: date) -> dict[str, Fraction]:
    """What each unknown could add to the overall score, were its answer the best."""
    now, found = man_of(answers, day), {}
    for question in (one for questions in QUESTIONS.values() for one in questions):
        if _level(answers, question) is None:
            best = man_of({**answers, question: Answer(4, day)}, day)
            found[question] = best.overall - now.overall
    return found


def questions_in_order(answers: dict[str, Answer], day: date) -> list[str]:
    """The unknown questions: of a "?" with the fewest still needed first, then by gain."""
    now, gain = man_of(answers, day), gains(answers, day)
    rank = {}
    for place, question in enumerate(one for all_of in QUESTIONS.values() for one in all_of):
        letter = question[0]
        open_letter = now.letters["MAN".index(letter)] == "?"
        asked = [one for one in QUESTIONS[letter] if _level(answers, one) != OUT]
        known = now.coverages[letter] * len(asked)
        still = max(1, -(-ENOUGH * len(asked) // 1) - known) if open_letter else 9
        rank[question] = (still, -gain.get(question, Fraction(0)), place)
    return sorted(gain, key=lambda question: rank[question])
