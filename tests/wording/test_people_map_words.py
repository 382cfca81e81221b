"""The influence map in words: links as sentences, how a person stands, where else they belong."""

from dataclasses import dataclass

import pytest
from builders import place

from crm_desktop.domain.contacts import Coverage, LinkKind, Role
from crm_desktop.paths import find_resources
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.people_map import elsewhere_words, link_words, standing_words


@pytest.fixture(scope="module")
def languages():
    return [Language.load(code, find_resources() / "locale") for code in LanguageCode]


@dataclass(frozen=True)
class Elsewhere:
    customer: str
    title: str = ""
    role: str = ""


@pytest.mark.parametrize(
    ("kind", "said", "chinese"),
    [
        (LinkKind.REPORTS_TO, "Ann reports to Bo", "Ann汇报给Bo"),
        (LinkKind.INFLUENCES, "Ann influences Bo", "Ann影响Bo"),
        (LinkKind.CONFLICTS, "Ann is in conflict with Bo", "Ann与Bo有矛盾"),
    ],
)
def test_a_link_is_a_sentence_in_both_languages(languages, kind, said, chinese):
    english, zh = languages

    assert link_words(english, kind, "Ann", "Bo") == said
    assert link_words(zh, kind, "Ann", "Bo") == chinese


@pytest.mark.parametrize("name", ["\u0639\u0628\u062f", "\u202eevil"])
def test_a_name_that_runs_to_the_left_is_kept_apart_from_the_sentence(languages, name):
    told = link_words(languages[0], LinkKind.REPORTS_TO, name, "Bo")

    assert told == f"\u2068{name}\u2069 reports to Bo"


def test_what_nobody_knows_is_said_and_a_role_that_is_none_is_not(languages):
    assert standing_words(languages[0], place()) == ["stance not known", "contact not known"]


def test_role_stance_influence_and_coverage_stand_in_this_order(languages):
    found = standing_words(
        languages[0], place(role=Role.CHAMPION, stance=2, influence=3, coverage=Coverage.DEEP)
    )

    assert found == ["champion", "supports us", "influence 3 of 4", "close contact"]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Elsewhere("Bolt", "CFO", "decider"), "also at Bolt (CFO)"),
        (Elsewhere("Bolt", role="decider"), "also at Bolt (decider)"),
        (Elsewhere("Bolt", role="of_a_newer_program"), "also at Bolt"),
        (Elsewhere("Bolt"), "also at Bolt"),
    ],
)
def test_where_somebody_is_known_too_is_told_by_title_else_role(languages, known, said):
    assert elsewhere_words(languages[0], known) == said
