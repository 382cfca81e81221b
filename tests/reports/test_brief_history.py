"""The annex of the whole history: what was felt and how satisfied they were stands with it."""

from dataclasses import replace

import brief_examples as examples
from brief_reading import printed, squeezed
from builders import interaction

from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.domain.interactions import Emotion


def _felt():
    told = interaction(
        summary="The hall was empty",
        emotion=Emotion.DOUBT,
        emotion_intensity=3,
        satisfaction=2,
    )
    brief = examples.english()
    return replace(brief, annexes=replace(brief.annexes, history=(told,)))


def test_the_history_tells_what_was_felt_and_how_satisfied_they_were():
    text = printed(_felt(), sections=(Section.HISTORY,)).text
    assert squeezed("doubt 3/3") in text
    assert squeezed("satisfaction 2 of 5") in text


def test_nothing_of_it_is_on_a_paper_for_the_table():
    sheets = printed(_felt(), privacy=PrivacyLevel.MEETING, sections=(Section.HISTORY,))
    assert "doubt" not in sheets.text
    assert squeezed("The hall was empty") not in sheets.text
