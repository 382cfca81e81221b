"""Why a list can't be taken as it is, told to a person who can change how it is understood."""

from crm_desktop.domain.imports import Entity
from crm_desktop.domain.problems import Problem
from crm_desktop.text import Language
from crm_desktop.wording.import_fields import import_field_label
from crm_desktop.wording.imports import ENTITIES
from crm_desktop.wording.problems import problem_text


def list_problem_text(language: Language, problem: Problem) -> str:
    """Return what is wrong with a list and what to choose, without options of the command line."""
    params = problem.params
    if problem.code == "list_not_understood":
        return language.text(
            "It is not clear what this list holds. Say what its rows are, and over a column which"
            " one holds the name."
        )
    columns = params.get("columns")
    if problem.code == "column_needed" and isinstance(columns, list):
        entity = Entity(str(params["entity"]))
        names = [import_field_label(language, entity, str(one)) for one in columns]
        return language.text(
            "Each of the {entity} needs: {fields}. Choose the field over its column.",
            entity=language.text(ENTITIES[entity]),
            fields=language.join(names),
        )
    return problem_text(language, problem)
