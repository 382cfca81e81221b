"""`score`: MAN scores, of one customer or of every prospect."""

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook import Playbook
from crm_desktop.services.leads import LeadScore, question_text, score, score_prospects
from crm_desktop.text import Language, mark
from crm_desktop.wording.leads import OF_LETTERS, explanation_text

_HEADER = (mark("Class"), mark("Score"), mark("Confidence"), mark("Name"), mark("Advice"))
_SCORE, _CONFIDENCE, _NAME, _ADVICE = 1, 2, 3, 4
_ASKED_NEXT = 3


def run(context: Context, options: argparse.Namespace) -> None:
    """Score one customer, or rank everybody MAN belongs to."""
    with closing(context.open()) as database:
        playbook = context.playbook(database)
        if options.customer:
            leads = [score(database, options.customer, as_of=context.as_of)]
        else:
            leads = score_prospects(database, as_of=context.as_of)
    if context.as_json:
        found = [as_json(context.language, playbook, lead) for lead in leads]
        context.say_json(found[0] if options.customer else found)
        return
    if options.customer and not leads[0].is_shown:
        context.say(_not_shown(context.language, leads[0]))
        return
    for line in _table(context, playbook, leads):
        context.say(line)
    if options.customer or options.explain:
        for lead in leads:
            for line in _details(context.language, playbook, lead, is_whole=options.explain):
                context.say(line)


def as_json(language: Language, playbook: Playbook, lead: LeadScore) -> dict[str, Any]:
    """Return a score under its documented names; scores 0-100, coverage and confidence 0-1."""
    assessment = lead.assessment
    advice = playbook.advice_for(assessment.man_class)
    labels = _labels(language, playbook, lead)
    return plain_object(
        {
            "customer": {
                "id": lead.customer_id,
                "external_id": lead.external_id or None,
                "name": lead.name,
            },
            "applies": lead.is_shown,
            "class": assessment.man_class,
            "overall": assessment.overall,
            "confidence": assessment.confidence,
            "dimensions": {
                letter.dimension: {
                    "score": letter.score,
                    "coverage": letter.coverage,
                    "state": letter.state,
                    "reason": letter.reason,
                }
                for letter in assessment.letters
            },
            "advice": {"code": assessment.advice, "text": advice.headline.get(language.code)},
            "look_again_on": assessment.look_again_on,
            "trend": [
                {"on": point.assessed_on, "overall": point.overall, "class": point.man_class}
                for point in lead.trend.points
            ],
            "next_questions": [
                {
                    "code": one.question,
                    "text": question_text(playbook, lead, one.question).get(language.code),
                    "gain": one.gain,
                }
                for one in assessment.next_questions
            ],
            "explanation": [
                {"code": one.code, "text": explanation_text(language, one, labels)}
                for one in assessment.explanations
            ],
        }
    )


def _table(context: Context, playbook: Playbook, leads: list[LeadScore]) -> list[str]:
    language = context.language
    rows = [
        [
            lead.assessment.man_class,
            language.number(float(lead.assessment.overall), 1),
            language.percent(float(lead.assessment.confidence)),
            lead.name,
            playbook.advice_for(lead.assessment.man_class).headline.get(language.code),
        ]
        for lead in leads
    ]
    header = [language.text(title) for title in _HEADER]
    numbers, texts = frozenset({_SCORE, _CONFIDENCE}), (_ADVICE, _NAME)
    return table_lines(header, rows, right=numbers, flexible=texts, width=context.width)


def _details(
    language: Language, playbook: Playbook, lead: LeadScore, *, is_whole: bool
) -> Iterator[str]:
    """Yield why each letter stands as it does, each answer if asked for, and what to ask next."""
    assessment, labels = lead.assessment, _labels(language, playbook, lead)
    yield ""
    yield lead.name
    for one in assessment.explanations:
        if one.code in OF_LETTERS:
            yield f"  {explanation_text(language, one, labels)}"
        elif is_whole:
            yield f"    {explanation_text(language, one, labels)}"
    yield from _course(language, lead)
    questions = assessment.next_questions[:_ASKED_NEXT]
    if questions:
        yield "  " + language.text("Ask next:")
    for asked in questions:
        text = question_text(playbook, lead, asked.question).get(language.code)
        yield f"    {asked.question} {text}"


def _course(language: Language, lead: LeadScore) -> Iterator[str]:
    """Yield how the score moved since the assessment before, and when to look again."""
    change = lead.trend.change
    if change is not None:
        before = lead.trend.points[-2]
        yield "  " + language.text(
            "{change} points since {day}, class then {man_class}",
            change=f"{round(float(change), 1):+g}",
            day=language.date(before.assessed_on),
            man_class=before.man_class,
        )
    again = lead.assessment.look_again_on
    if again is not None:
        yield "  " + language.text("Look again on {day}.", day=language.date(again))


def _not_shown(language: Language, lead: LeadScore) -> str:
    return language.text(
        "{name} buys already and has no open opportunity: MAN is for prospects and opportunities.",
        name=lead.name,
    )


def _labels(language: Language, playbook: Playbook, lead: LeadScore) -> dict[Question, str]:
    texts = playbook.man[lead.kind]
    return {question: texts[question].label.get(language.code) for question in Question}
