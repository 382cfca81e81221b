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
# The richest visit of the sample stands right behind the plan of the day.
PAGES = {
    "visits-tomorrow.en.pdf": {"day-plan.en": 0, "brief-1.en": 1, "brief-2.en": 2},
    "visits-tomorrow.zh_CN.pdf": {"day-plan.zh_CN": 0, "brief-1.zh_CN": 1, "brief-2.zh_CN": 2},
    "tier-list.en.pdf": {"tier-list.en": 0},
    "tier-list.zh_CN.pdf": {"tier-list.zh_CN": 0},
}


def main() -> None:
    """Run the demo into a private folder and write the chosen pages as PNG."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as private:
        out = Path(private) / "demo"
        command = [sys.executable, "-m", "crm_desktop", "demo", "--out", str(out), "--no-window"]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        for name, pages in PAGES.items():
            _draw(out / name, pages)


def _draw(path: Path, pages: dict[str, int]) -> None:
    document = pypdfium2.PdfDocument(path)
    for name, number in pages.items():
        picture = document[number].render(scale=SCALE).to_pil().quantize(96, dither=Dither.NONE)
        picture.save(TARGET / f"{name}.png", optimize=True)
    document.close()


if __name__ == "__main__":
    main()
