"""What a reader sees: texts, dates, numbers and money in the reader's language.

How to add a text: write the English as msgid, `language.text("Print brief")` or, in a table,
`mark("Print brief")`; a literal, never an f-string: values go in as `{name}` and keyword
arguments. Counts use `language.plural`. Where one English word needs two Chinese ones (认同, 承认),
say which with `mark_in("feelings", "Acknowledge")`. Then
`python packaging/locale/update.py` adds the msgid to resources/locale/zh_CN; translate it there as
a native professional would write it and run the command again.
"""

from crm_desktop.text.language import Language, LanguageCode, detect
from crm_desktop.text.messages import mark, mark_in

__all__ = ["Language", "LanguageCode", "detect", "mark", "mark_in"]
