"""`score`: MAN scores, of one customer or of every prospect."""

import argparse
from contextlib import closing
from typing import Any

from crm_desktop.cli.context import Context
from crm_desktop.cli.plain import plain_object
from crm_desktop.cli.table import table_lines
from crm_desktop.domain.playbook import Playbook
from crm_desktop.services.leads import LeadScore, question_text, score, score_prospects
from crm_desktop.services.playbook import load_playbook
from crm_desktop.text import Language, mark
from crm_desktop.wording.leads import DIMENSIONS, explanation_text

_HEADER = (mark("Class"), mark("Score"), mark("Confidence"), mark("Name"), mark("Advice"))


def run(context: Context, options: argparse.Namespace) -> None:
    """Score one customer, or rank everybody MAN belongs to."""
    playbook = load_playbook(context.paths.resources / "playbook")
    with closing(context.open()) as database:
        if options.customer:
            leads = [score(database, options.customer, as_of=context.as_of)]
        else:
            leads = score_prospects(database, as_of=context.as_of)
    if context.as_json:
        found = [as_json(context.language, playbook, lead) for lead in leads]
        context.say_json(found[0] if options.customer else found)
        return
    _print_table(context, playbook, leads)
    if options.customer or options.explain:
        for lead in leads:
            _print_details(context, playbook, lead, explain=options.explain)


def as_json(language: Language, playbook: Playbook, lead: LeadScore) -> dict[str, Any]:
    """Return a score under its documented names; scores 0-100, coverage and confidence 0-1."""
    assessment = lead.assessment
    advice = playbook.advice_for(assessment.man_class)
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
            "next_questions": [
                {
                    "code": one.question,
                    "text": question_text(playbook, lead, one.question).get(language.code),
                    "gain": one.gain,
                }
                for one in assessment.next_questions
            ],
            "explanation": [
                {"code": one.code, "text": explanation_text(language, one)}
                for one in assessment.explanations
            ],
        }
    )


def _print_table(context: Context, playbook: Playbook, leads: list[LeadScore]) -> None:
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
    for line in table_lines(header, rows, right=frozenset({1, 2})):
        context.say(line)


def _print_details(context: Context, playbook: Playbook, lead: LeadScore, *, explain: bool) -> None:
    language, assessment = context.language, lead.assessment
    context.say()
    context.say(lead.name)
    if explain:
        for one in assessment.explanations:
            context.say(f"  {explanation_text(language, one)}")
    else:
        for letter in assessment.letters:
            title = language.text(DIMENSIONS[letter.dimension])
            points = "-" if letter.score is None else language.number(float(letter.score), 1)
            context.say(f"  {language.labelled(title, points)}")
    for asked in assessment.next_questions[:3]:
        text = question_text(playbook, lead, asked.question).get(language.code)
        context.say(f"  ? {asked.question} {text}")
