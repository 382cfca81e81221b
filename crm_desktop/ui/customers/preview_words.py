"""What the preview beside the list says of a customer; knows no widget."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.contacts import Affiliation, ContactPoint, PointKind
from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.card_views import CardView
from crm_desktop.text import Language
from crm_desktop.ui.customers.cell_texts import CellTexts
from crm_desktop.ui.customers.columns import COLUMNS, Column
from crm_desktop.wording.card import INTERACTIONS, ROLES
from crm_desktop.wording.choices import DIRECTIONS
from crm_desktop.wording.standing import risk_text

MOST_CONTACTS, MOST_INTERACTIONS, MOST_PROMISES = 4, 3, 5
_LONGEST = 160
_WRITTEN = (PointKind.EMAIL, PointKind.WECHAT, PointKind.MESSENGER)
_REACHED = (PointKind.MOBILE, PointKind.PHONE, *_WRITTEN)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the preview: what it is about in small letters, what it says, how serious it is."""

    label: str
    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to reach: the name, who that is, and numbers and addresses to copy."""

    name: str
    note: str
    points: tuple[str, ...]


class PreviewWords:
    """The words of one customer's preview."""

    def __init__(self, view: CardView, language: Language) -> None:
        self._view, self._card = view, view.card.as_of(view.today)
        self._language = language
        self._texts = CellTexts(language, view.currency, view.today)

    def standing(self) -> list[Line]:
        """Return what is late and why the customer may slip away."""
        say = self._language.text
        lines = []
        late = self._view.standing.overdue_days
        if late:
            words = self._language.plural("{count} day", "{count} days", late)
            lines.append(Line(say(COLUMNS[Column.OVERDUE].heading), words, "danger"))
        reasons = (risk_text(self._language, risk) for risk in self._view.standing.risks)
        return [*lines, *(Line(say("At risk"), reason, "warning") for reason in reasons)]

    def people(self) -> list[Person]:
        """Return the main contacts first, each with ways to reach them; then the customer's own."""
        names = {one.id: one.name for one in self._card.contacts}
        places = [one for one in self._card.affiliations if one.left_on is None]
        places.sort(key=lambda one: (not one.is_main, -(one.influence or 0)))
        found = [
            Person(names[one.contact_id], self._who(one), self._points(one.contact_id))
            for one in places[:MOST_CONTACTS]
            if one.contact_id in names
        ]
        own = self._points(None)
        return [Person("", "", own), *found] if own else found

    def hidden_people(self) -> int:
        """Return how many contacts the preview leaves out."""
        staying = sum(one.left_on is None for one in self._card.affiliations)
        return max(0, staying - MOST_CONTACTS)

    def interactions(self) -> list[Line]:
        """Return what happened last."""
        return [self._interaction(one) for one in self._card.interactions[:MOST_INTERACTIONS]]

    def promises(self) -> list[Line]:
        """Return the open promises, the earliest due first."""
        found = [one for one in self._view.card.promises if one.state is PromiseState.OPEN]
        found.sort(key=lambda one: one.due_on or date.max)
        return [self._promise(one) for one in found[:MOST_PROMISES]]

    def next_visit(self) -> list[Line]:
        """Return when the next visit is, and what for."""
        today = self._view.today
        planned = [
            one
            for one in self._view.card.visits
            if one.state is VisitState.PLANNED and one.visit_on >= today
        ]
        return [self._visit(min(planned, key=_start))] if planned else []

    def figures(self) -> list[Line]:
        """Return the figures that say what the customer is worth."""
        row, say, language = self._view.row, self._language.text, self._language
        if row is None:
            return []
        index = "" if row.value_index is None else self._texts.score(row.value_index)
        lines = (
            Line(say("12 months"), self._texts.money(row.revenue_12m)),
            Line(say("Revenue"), self._texts.money(row.revenue_total)),
            Line(say("Purchases"), language.number(row.purchases) if row.purchases else ""),
            Line(
                say("Last purchase"),
                language.date(date.fromisoformat(row.last_purchase)) if row.last_purchase else "",
            ),
            Line(say("Index"), index),
            Line(say("Complete"), language.percent(Decimal(self._view.percent) / 100, 0)),
        )
        return [line for line in lines if line.text]

    def _who(self, place: Affiliation) -> str:
        role = self._language.text(ROLES[place.role]) if place.role else ""
        return " · ".join(one for one in (place.title, place.department, role) if one)

    def _points(self, contact_id: int | None) -> tuple[str, ...]:
        points = [one for one in self._card.points if one.contact_id == contact_id]
        points = [one for one in points if one.kind in _REACHED]
        points.sort(key=lambda one: _REACHED.index(one.kind))
        return tuple(dict.fromkeys(self._point(one) for one in points))[:3]

    def _point(self, point: ContactPoint) -> str:
        return self._language.phone(point.value, point.extension or None)

    def _interaction(self, one: Interaction) -> Line:
        kind = self._language.text(INTERACTIONS[one.kind])
        when = self._language.date(one.happened_on)
        return Line(f"{when} · {kind}", _short(one.summary))

    def _promise(self, one: Promise) -> Line:
        today, language = self._view.today, self._language
        whose = language.text(DIRECTIONS[one.direction])
        due = language.due(one.due_on, today) if one.due_on else ""
        is_late = one.is_overdue(today) and one.direction is Direction.OURS
        label = " · ".join(part for part in (whose, due) if part)
        return Line(label, _short(one.text), "danger" if is_late else "")

    def _visit(self, visit: Visit) -> Line:
        language = self._language
        when = language.date(visit.visit_on)
        if visit.visit_time:
            when = f"{when} {language.time(visit.visit_time)}"
        label = f"{when} · {language.relative(visit.visit_on, self._view.today)}"
        return Line(label, _short(visit.objective or visit.venue))


def _start(visit: Visit) -> tuple[date, str]:
    return visit.visit_on, visit.visit_time.isoformat() if visit.visit_time else "~"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"
