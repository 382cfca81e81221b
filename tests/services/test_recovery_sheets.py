"""The page with the recovery code: one that is typed off or scanned opens the file."""

from datetime import UTC, datetime

import pypdfium2
import pytest
from qr_reading import read_codes

from crm_desktop.paths import find_paths
from crm_desktop.services.protection import DataKey, recovery_code
from crm_desktop.services.recovery_sheets import render_sheet, write_sheet
from crm_desktop.storage.encryption.recovery_code import key_of_code
from crm_desktop.text import Language, LanguageCode

KEY = DataKey(bytes(range(1, 33)))


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        (LanguageCode.ENGLISH, "mine.crm", "Recovery code"),
        (LanguageCode.CHINESE, "我的客户.crm", "恢复码"),
    ],
)
def test_the_code_can_be_read_and_scanned_off_one_page(tmp_path, code, name, said):
    paths = find_paths({})
    language, printed = Language.load(code, paths.locale), recovery_code(KEY)
    moment = datetime(2026, 6, 15, tzinfo=UTC)

    sheet = render_sheet(language, paths.resources, name, printed, made_at=moment)

    with pypdfium2.PdfDocument(write_sheet(tmp_path / "sheet.pdf", sheet)) as document:
        (text,) = (page.get_textpage().get_text_range() for page in document)
    assert said in text
    assert name in text
    assert all(line in text for line in printed.splitlines())
    (scanned,) = read_codes(sheet)
    assert key_of_code(scanned) == KEY
