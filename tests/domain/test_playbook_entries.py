"""A newer shipped entry and what a person made of the older one come together, part by part."""

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.playbook_entries import merged
from crm_desktop.domain.playbook_parts import part_of, with_part, without_part

TEXTS = st.builds(lambda en, zh: {"en": en, "zh_CN": zh}, st.text(max_size=3), st.text(max_size=3))
WORDS = st.lists(st.sampled_from("abcde"), max_size=4, unique=True)
WORD_LISTS = st.builds(lambda en, zh: {"en": en, "zh_CN": zh}, WORDS, WORDS)
ENTRIES = st.fixed_dictionaries(
    {
        "headline": TEXTS,
        "words": WORD_LISTS,
        "points": st.dictionaries(st.sampled_from("pqrs"), TEXTS, max_size=4),
        "lines": st.lists(TEXTS, max_size=3),
    }
)


@given(ENTRIES, ENTRIES)
def test_without_an_edit_what_is_shipped_now_is_in_force(base, shipped):
    assert merged(base, base, shipped) == shipped


@given(ENTRIES, ENTRIES)
def test_while_nothing_new_is_shipped_the_edit_is_in_force(base, mine):
    found = merged(base, mine, base)
    assert found["headline"] == mine["headline"]
    assert found["points"] == mine["points"]
    assert found["lines"] == mine["lines"]
    for language in ("en", "zh_CN"):
        assert set(found["words"][language]) == set(mine["words"][language])


@given(ENTRIES, ENTRIES, ENTRIES)
def test_what_a_person_changed_stays_theirs_and_the_rest_follows(base, mine, shipped):
    found = merged(base, mine, shipped)
    for part in ("headline", "lines"):
        kept = shipped if mine[part] == base[part] else mine
        assert found[part] == kept[part]
    for language in ("en", "zh_CN"):
        ours, old = mine["words"][language], base["words"][language]
        words = found["words"][language]
        assert {word for word in ours if word not in old} <= set(words)
        assert not {word for word in old if word not in ours} & set(words)
        assert len(words) == len(set(words))


def test_a_point_taken_away_stays_away_and_a_new_one_joins():
    text, other = {"en": "a", "zh_CN": "甲"}, {"en": "b", "zh_CN": "乙"}
    base = {"points": {"p": text, "q": text}}
    mine = {"points": {"q": text, "own": other}}
    shipped = {"points": {"p": text, "q": other, "r": text}}
    assert merged(base, mine, shipped) == {"points": {"q": other, "r": text, "own": other}}


def test_a_text_set_where_there_was_none_is_blank_in_the_other_language():
    assert with_part({}, ("points", "own", "en"), "x") == {
        "points": {"own": {"en": "x", "zh_CN": ""}}
    }
    assert with_part({"lines": []}, ("lines", 0, "zh_CN"), "x") == {
        "lines": [{"en": "", "zh_CN": "x"}]
    }


@given(ENTRIES)
def test_setting_a_part_leaves_the_entry_it_was_made_from_alone(entry):
    before = repr(entry)
    changed = with_part(entry, ("headline", "en"), "other")
    assert repr(entry) == before
    assert part_of(changed, ("headline", "en")) == "other"
    assert {**changed, "headline": None} == {**entry, "headline": None}


@given(ENTRIES.filter(lambda entry: entry["lines"]))
def test_a_line_taken_away_is_the_only_one_that_goes(entry):
    assert without_part(entry, ("lines", 0))["lines"] == entry["lines"][1:]


def test_a_path_that_leads_nowhere_finds_nothing():
    entry = {"lines": [{"en": "a", "zh_CN": ""}], "name": {"en": "b", "zh_CN": ""}}
    for path in (("lines", 3), ("lines", "x"), ("other",), ("name", "en", "x")):
        assert part_of(entry, path) is None
