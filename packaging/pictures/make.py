"""Makes the pictures of the documents from a fresh demo: `python packaging/pictures/make.py`.

Needs the environment of the tests (pypdfium2).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL.Image import Dither

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "pictures"
SCALE = 1.35
# Each language shows a customer its readers can read, by a word of the brief's first page.
SHOWN = {"en": "Halverstone Private Bank", "zh_CN": "璞信私人银行"}


def main() -> None:
    """Run the demo into a private folder and write the chosen pages as PNG."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as private:
        out = Path(private) / "demo"
        command = [sys.executable, "-m", "crm_desktop", "demo", "--out", str(out), "--no-window"]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        for code, customer in SHOWN.items():
            _draw_visits(out / f"visits-tomorrow.{code}.pdf", customer, code)
            _draw(out / f"tier-list.{code}.pdf", {f"tier-list.{code}": 0})


def _draw_visits(path: Path, customer: str, code: str) -> None:
    """Draw the plan of the day and the two pages of a customer's brief, behind the plan."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    first = next(number for number, text in enumerate(texts) if number and customer in text)
    document.close()
    _draw(path, {f"day-plan.{code}": 0, f"brief-1.{code}": first, f"brief-2.{code}": first + 1})


def _draw(path: Path, pages: dict[str, int]) -> None:
    document = pypdfium2.PdfDocument(path)
    for name, number in pages.items():
        picture = document[number].render(scale=SCALE).to_pil().quantize(96, dither=Dither.NONE)
        picture.save(TARGET / f"{name}.png", optimize=True)
    document.close()


if __name__ == "__main__":
    main()
