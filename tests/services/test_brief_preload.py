"""What is read before the first brief is asked for."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRINT_A_BRIEF = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.customers import Customer
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.services.brief_preload import preload
from crm_desktop.services.brief_printing import PrintJob, render_all
from crm_desktop.text import LanguageCode
resources = Path(sys.argv[1])
preload(resources)
before = set(sys.modules)
job = PrintJob(resources, tuple(LanguageCode), PrintOptions(), datetime.now(UTC))
[printed] = render_all([VisitBrief(Customer("王芳"), date(2026, 3, 4))], job)
assert printed.rendered.pdf.startswith(b"%PDF")
print(*sorted(one for one in set(sys.modules) - before if not one.startswith("encodings")))
"""


def test_a_brief_after_the_preload_imports_nothing() -> None:
    command = [sys.executable, "-c", PRINT_A_BRIEF, str(ROOT / "resources")]

    late = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)

    assert late.stdout.split() == []
