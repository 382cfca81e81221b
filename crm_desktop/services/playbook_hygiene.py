"""What a person writes into the playbook: cleaned, not too long, not blank."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.domain.graphemes import count_graphemes
from crm_desktop.domain.playbook_entries import LANGUAGES, is_bilingual
from crm_desktop.domain.playbook_parts import Path, part_of
from crm_desktop.domain.problems import InputError
from crm_desktop.language.cleaning import clean

LONGEST_TEXT = 200
"""Characters as a reader counts them: two lines on paper."""
LONGEST_WORD = 40
MOST_WORDS, MOST_LINES = 200, 12


def hygienic(value: str | Iterable[str]) -> str | list[str]:
    if isinstance(value, str):
        return _clean_text(value, LONGEST_TEXT)
    words = list(dict.fromkeys(filter(None, (_clean_text(one, LONGEST_WORD) for one in value))))
    if len(words) > MOST_WORDS:
        raise InputError("playbook_words_many", limit=MOST_WORDS, count=len(words))
    return words


def _clean_text(text: str, longest: int) -> str:
    # Far beyond the limit, so that too long a text is refused and never cut.
    cleaned = " ".join(clean(text, max_length=50 * longest).split())
    length = count_graphemes(cleaned)
    if length > longest:
        raise InputError("playbook_text_long", limit=longest, length=length)
    return cleaned


def clean_entry(value: Any) -> Any:
    if isinstance(value, str):
        return _clean_text(value, LONGEST_TEXT)
    if isinstance(value, Mapping):
        return {key: clean_entry(part) for key, part in value.items()}
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return hygienic(value)
    return [clean_entry(one) for one in value]


def refuse_blank(entry: Mapping[str, Any], path: Path) -> None:
    """Refuse a text, or a list of words, that is empty in both languages."""
    text = part_of(entry, path[:-1]) if path[-1] in LANGUAGES else None
    if isinstance(text, dict) and is_bilingual(text) and not any(text.values()):
        raise InputError("playbook_text_blank", field=".".join(map(str, path)))


def refuse_blank_texts(value: Any, path: Path = ()) -> None:
    if is_bilingual(value):
        if not any(value.values()):
            raise InputError("playbook_text_blank", field=".".join(map(str, path)))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            refuse_blank_texts(part, (*path, key))


def refuse_many(entry: Mapping[str, Any], path: Path) -> None:
    lines = part_of(entry, path[:1])
    if isinstance(lines, list | dict) and not is_bilingual(lines) and len(lines) > MOST_LINES:
        raise InputError("playbook_lines_many", limit=MOST_LINES)
