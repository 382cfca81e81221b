"""Backups in words, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.domain.backups import Reason
from crm_desktop.paths import find_resources
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.backups import ago_text, reason_of

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "english", "chinese"),
    [
        (timedelta(seconds=-90), "just now", "刚刚"),
        (timedelta(seconds=59), "just now", "刚刚"),
        (timedelta(minutes=1), "1 minute ago", "1 分钟前"),
        (timedelta(minutes=59), "59 minutes ago", "59 分钟前"),
        (timedelta(hours=5), "5 hours ago", "5 小时前"),
        (timedelta(days=40), "40 days ago", "40 天前"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_whole_unit(ago, english, chinese):
    languages = [Language.load(code, find_resources() / "locale") for code in LanguageCode]

    assert [ago_text(one, NOW - ago, NOW) for one in languages] == [english, chinese]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason):
    assert reason_of(Language.load(LanguageCode.ENGLISH, find_resources() / "locale"), reason)
