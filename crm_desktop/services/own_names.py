"""What a customer file calls the stages otherwise than shipped, for every text that names one."""

from collections.abc import Mapping
from pathlib import Path

from crm_desktop.storage.database import Database
from crm_desktop.storage.setting_groups import settings_below

_STAGES = "playbook/stages/"


def own_names(database: Database, resources: Path, code: str) -> Mapping[str, str]:
    """Return the names of all stages by msgid in a language, empty where none is edited."""
    with database.read() as reading:
        is_edited = bool(settings_below(reading, _STAGES))
    if not is_edited:
        return {}
    # A window asks while it starts, and hardly any file has names of its own.
    from crm_desktop.services.playbook import playbook_of
    from crm_desktop.wording.choices import STAGES

    stages = playbook_of(database, resources).stages
    return {words: stages[stage].get(code) for stage, words in STAGES.items()}
