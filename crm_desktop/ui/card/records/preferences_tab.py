"""The tab of what must never happen, what has to be arranged, and what a customer likes (D1)."""

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.preferences import PainPoint, Preference, SpecialNeed
from crm_desktop.domain.taboos import MAX_TEXT_GRAPHEMES, Severity, Taboo
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.records.records_tab import RecordsTab
from crm_desktop.ui.card.records.sensitivity import MARK_FIELDS, sensitivity
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

WHOSE = mark("Whose")
_SEVERITY_LOOKS = {Severity.NEVER: "danger", Severity.AVOID: "warning"}
_SEVERITY_ORDER = {one: at for at, one in enumerate(Severity)}
_TABOO_FIELDS = (
    FieldSpec(
        "text",
        columns=3,
        most=MAX_TEXT_GRAPHEMES,
        hint=mark("What must never be said, served, given or asked?"),
    ),
    FieldSpec("severity"),
    FieldSpec("category"),
    FieldSpec("contact_id", is_choice=True, label=WHOSE),
    FieldSpec("why", columns=3, lines=2),
    FieldSpec("source", hint=mark("Who told us, and where?")),
    FieldSpec("noted_on"),
    FieldSpec("calendar"),
    FieldSpec(
        "triggers", columns=2, hint=mark("Words that make a plan a conflict: pork; ham; bacon")
    ),
    *MARK_FIELDS,
)
_NEED_FIELDS = (
    FieldSpec("text", columns=2, hint=mark("What has to be arranged for them?")),
    FieldSpec("category"),
    FieldSpec("contact_id", is_choice=True, label=WHOSE),
    FieldSpec("arranged_by"),
    FieldSpec("source"),
    FieldSpec("arrangement", columns=3, lines=2),
    FieldSpec("noted_on"),
    *MARK_FIELDS,
)
_PREFERENCE_FIELDS = (
    FieldSpec("text", columns=2, hint=mark("What do they like, and how?")),
    FieldSpec("category"),
    FieldSpec("contact_id", is_choice=True, label=WHOSE),
    FieldSpec("strength", is_choice=True, label=mark("Strength")),
    FieldSpec("evidence", label=mark("How we know")),
    FieldSpec("duration"),
    FieldSpec("source"),
    FieldSpec("noted_on"),
    FieldSpec("confirmed_on"),
    *MARK_FIELDS,
)
_PAIN_FIELDS = (
    FieldSpec("text", columns=2, hint=mark("What hurts, or what do they want to reach?")),
    FieldSpec("contact_id", is_choice=True, label=mark("Whose")),
    FieldSpec("evidence", columns=3, lines=2),
    FieldSpec("noted_on"),
    FieldSpec("resolved_on"),
    FieldSpec("is_explicit"),
)


class PreferencesTab(RecordsTab):
    """Taboos first, then special needs, preferences and pain points."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.taboos = self.list_of(_taboo_spec(shown), _taboos)
        self.needs = self.list_of(_need_spec(shown), lambda view: view.card.special_needs)
        self.preferences = self.list_of(_preference_spec(shown), lambda view: view.card.preferences)
        self.pains = self.list_of(_pain_spec(shown), _pains)
        for one in (self.taboos, self.needs, self.preferences, self.pains):
            self.column.addWidget(one)

    def open_taboo(self, taboo_id: int) -> None:
        """Open one taboo, as after a click on the strip above."""
        self.taboos.open_record(taboo_id)


def _taboos(view: CardView) -> list[Taboo]:
    return sorted(view.card.taboos, key=lambda one: (_SEVERITY_ORDER[one.severity], one.id))


def _pains(view: CardView) -> list[PainPoint]:
    return sorted(view.card.pain_points, key=lambda one: (one.resolved_on is not None, one.id))


def _taboo_spec(shown: Shown) -> ListSpec:
    def summary(one: Taboo) -> Summary:
        detail = shown.joined(
            shown.person(one.contact_id),
            shown.words(Kind.TABOO, "category", one.category),
            sensitivity(shown, Kind.TABOO, one),
        )
        badge = shown.words(Kind.TABOO, "severity", one.severity)
        look = _SEVERITY_LOOKS.get(one.severity, "section")
        icon = "eye-off" if one.sensitive else ""
        return Summary(one.text, detail, badge, look, icon, wraps=True)

    return ListSpec(
        Kind.TABOO,
        mark("Taboos"),
        mark("Add taboo"),
        mark("No taboo is known. Ask before the first meal, gift or small talk, and note it here."),
        _TABOO_FIELDS,
        summary,
        lambda customer: Taboo(customer, "", noted_on=shown.today),
        options={"contact_id": shown.people()},
        columns=3,
    )


def _need_spec(shown: Shown) -> ListSpec:
    def summary(one: SpecialNeed) -> Summary:
        by = shown.text("by {name}", name=one.arranged_by) if one.arranged_by else ""
        badge = shown.words(Kind.SPECIAL_NEED, "category", one.category)
        detail = shown.joined(
            shown.person(one.contact_id),
            one.arrangement,
            by,
            sensitivity(shown, Kind.SPECIAL_NEED, one),
        )
        return Summary(one.text, detail, badge, icon="eye-off" if one.sensitive else "")

    return ListSpec(
        Kind.SPECIAL_NEED,
        mark("Special needs"),
        mark("Add special need"),
        mark(
            "Nothing special to arrange. Access, diet, language, invoices: ask once, note it here."
        ),
        _NEED_FIELDS,
        summary,
        lambda customer: SpecialNeed(customer, "", noted_on=shown.today),
        options={"contact_id": shown.people()},
        columns=3,
    )


def _preference_spec(shown: Shown) -> ListSpec:
    def summary(one: Preference) -> Summary:
        known = shown.words(Kind.PREFERENCE, "evidence", one.evidence)
        lasting = shown.words(Kind.PREFERENCE, "duration", one.duration)
        day = shown.day(one.confirmed_on or one.noted_on)
        badge = shown.words(Kind.PREFERENCE, "category", one.category)
        detail = shown.joined(
            shown.person(one.contact_id),
            known,
            lasting,
            day,
            sensitivity(shown, Kind.PREFERENCE, one),
        )
        return Summary(one.text, detail, badge, icon="eye-off" if one.sensitive else "")

    def actions(one: Preference) -> list[RowAction]:
        if one.confirmed_on == shown.today:
            return []
        words = shown.text("Still true")
        today = shown.today
        return [shown.one_click(Kind.PREFERENCE, one.id or 0, words, confirmed_on=today)]

    levels = shown.levels(Kind.PREFERENCE, "strength", may_be_empty=False)
    return ListSpec(
        Kind.PREFERENCE,
        mark("Preferences"),
        mark("Add preference"),
        mark("No preference is known yet. Five for each key person make the next visit personal."),
        _PREFERENCE_FIELDS,
        summary,
        lambda customer: Preference(customer, "", noted_on=shown.today),
        options={"contact_id": shown.people(), **levels},
        columns=3,
        actions=actions,
    )


def _pain_spec(shown: Shown) -> ListSpec:
    def summary(one: PainPoint) -> Summary:
        said = "" if one.is_explicit else shown.text("read between the lines")
        if one.resolved_on is not None:
            solved = shown.text("solved on {day}", day=shown.day(one.resolved_on))
            return Summary(one.text, shown.joined(said, solved), icon="check")
        detail = shown.joined(shown.person(one.contact_id), said, shown.day(one.noted_on))
        return Summary(one.text, detail)

    def actions(one: PainPoint) -> list[RowAction]:
        if one.resolved_on is not None:
            return []
        words = shown.text("Solved")
        today = shown.today
        return [shown.one_click(Kind.PAIN_POINT, one.id or 0, words, resolved_on=today)]

    return ListSpec(
        Kind.PAIN_POINT,
        mark("Needs and pain points"),
        mark("Add pain point"),
        mark("No need is known. What would they change first if they could? Note their own words."),
        _PAIN_FIELDS,
        summary,
        lambda customer: PainPoint(customer, "", noted_on=shown.today),
        options={"contact_id": shown.people()},
        columns=3,
        actions=actions,
    )
