"""A text comes back from a list for spreadsheets as it went out, and never runs there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.formula_guard import guarded, unguarded


@given(st.text(alphabet="'=+-@＋\n a客"))
def test_a_text_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@a", "\tx", "＝1", "'=1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", "'s-Gravenhage", "O'Neill", "''"])
def test_other_texts_stay_as_they_are(text):
    assert (guarded(text), unguarded(text)) == (text, text)
