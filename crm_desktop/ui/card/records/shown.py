"""The card a tab shows, in the words its lists need; knows no widget."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.interactions import Complaint, Interaction
from crm_desktop.domain.purchases import PurchaseLine
from crm_desktop.domain.timeline import FollowUp, follow_ups
from crm_desktop.language.pinyin import pinyin_name
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.services.products import product_names
from crm_desktop.text import mark
from crm_desktop.ui.forms.list_specs import RowAction
from crm_desktop.ui.forms.specs import Choice, Options
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.history import value_text
from crm_desktop.wording.languages import language_choices
from crm_desktop.wording.levels import LEVELS, level_text

NOBODY = mark("the customer as a whole")


class Shown:
    """The view in hand, with names, words and choices; replaced whenever the card changed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.language = workspace.language
        self.view: CardView | None = None
        self._people: dict[int, Contact] = {}
        self._products: dict[int, str] | None = None
        self._sold: dict[int, str] = {}
        self._lines: dict[int, list[PurchaseLine]] = {}
        self._took_part: dict[int, set[int]] = {}
        self._interactions: dict[int, Interaction] = {}
        self._complaints: dict[int, Complaint] = {}
        self._led_to: dict[int, tuple[FollowUp, ...]] = {}

    def show(self, view: CardView) -> None:
        """Take a newer state of the card, or another card."""
        self.view = view
        self._people = {one.id or 0: one for one in view.card.contacts}
        self._products = None
        self._sold = {one.id or 0: one.name for one in view.card.products}
        self._lines = defaultdict(list)
        for line in view.card.lines:
            self._lines[line.purchase_id].append(line)
        self._took_part = defaultdict(set)
        for one in view.card.interaction_contacts:
            self._took_part[one.interaction_id].add(one.contact_id)
        self._interactions = {one.id or 0: one for one in view.card.interactions}
        self._complaints = {one.interaction_id: one for one in view.card.complaints}
        self._led_to = follow_ups(view.card)

    @property
    def today(self) -> date:
        """The person's day."""
        return self.workspace.today()

    @property
    def customer_id(self) -> int:
        """The key of the customer on the card, 0 before there is one."""
        return self.view.customer_id if self.view is not None else 0

    def text(self, msgid: str, **params: object) -> str:
        """Translate a text, by its msgid."""
        return self.language.text(msgid, **params)

    def words(self, kind: Kind, field: str, value: object) -> str:
        """Return a value as people read it; levels with their words."""
        if isinstance(value, int) and (kind, field) in LEVELS:
            return level_text(self.language, kind, field, value)
        return value_text(self.language, kind, field, value)

    def day(self, day: date | None) -> str:
        """Return a day, empty for none."""
        return self.language.date(day) if day is not None else ""

    def money(self, amount: Decimal | None, currency: str) -> str:
        """Return an amount with its currency, a bare number where none is known."""
        if amount is None:
            return ""
        return (
            self.language.short_money(amount, currency)
            if currency
            else self.language.number(amount)
        )

    def currency(self) -> str:
        """Return the currency new amounts begin with: that of the file, empty while none is set."""
        return self.view.currency if self.view is not None else ""

    def due_badge(self, day: date | None) -> tuple[str, str]:
        """Return badge and look of something open that is due on a day, empty without one."""
        if day is None:
            return "", "section"
        look = "danger" if day < self.today else "warning" if day == self.today else "section"
        return self.language.due(day, self.today), look

    def person(self, contact_id: int | None) -> str:
        """Return the name of somebody on the card, empty for nobody."""
        found = self._people.get(contact_id or 0)
        return found.name if found is not None else ""

    def product(self, product_id: int | None) -> str:
        """Return the name of a product that stands on the card, empty for none."""
        return self._sold.get(product_id or 0, "")

    def products(self) -> Mapping[int, str]:
        """Return every product we sell, by key; read once for a state of the card."""
        if self._products is None:
            self._products = product_names(self.workspace.database)
        return self._products

    def people(self, nobody: str = NOBODY) -> Callable[[], Sequence[Choice]]:
        """Return the people of the card as choices, with a marked text for nobody of them."""
        return lambda: [
            (None, self.text(nobody)),
            *((key, one.name) for key, one in self._people.items()),
        ]

    def names(self) -> dict[int, str]:
        """Return the name of everybody on the card, by key."""
        return {key: one.name for key, one in self._people.items()}

    def took_part(self, interaction_id: int) -> set[int]:
        """Return the contacts who took part in an interaction."""
        return self._took_part.get(interaction_id, set())

    def interaction(self, interaction_id: int) -> Interaction | None:
        """Return an entry of the timeline, None for one that is gone."""
        return self._interactions.get(interaction_id)

    def complaint_of(self, interaction_id: int) -> Complaint | None:
        """Return the complaint whose clock an interaction started, None for none."""
        return self._complaints.get(interaction_id)

    def led_to(self, interaction_id: int) -> tuple[FollowUp, ...]:
        """Return the promises and actions an interaction led to."""
        return self._led_to.get(interaction_id, ())

    def tier(self) -> str:
        """Return the customer's tier, empty for none."""
        return self.view.row.tier if self.view is not None and self.view.row is not None else ""

    def lines_of(self, purchase_id: int) -> list[PurchaseLine]:
        """Return the lines of a purchase."""
        return self._lines.get(purchase_id, [])

    def product_choices(self) -> Sequence[Choice]:
        """Return the products as choices, none first."""
        return [(None, ""), *self.products().items()]

    def levels(self, kind: Kind, field: str, *, may_be_empty: bool = True) -> Options:
        """Return the choices of a level by its field, the empty one first where it may be."""
        none: list[Choice] = [(None, "")] if may_be_empty else []
        known = LEVELS[kind, field]
        found = [*none, *((one, level_text(self.language, kind, field, one)) for one in known)]
        return {field: lambda: found}

    def language_choices(self) -> Sequence[Choice]:
        """Return the languages people speak as choices."""
        return [("", ""), *language_choices(self.language)]

    def named(self, contact: Contact) -> str:
        """Return a person's name with how it is pronounced."""
        said = contact.phonetic or reading_of(contact.name) or contact.latin_name
        return self.language.with_note(contact.name, said) if said else contact.name

    def joined(self, *parts: str) -> str:
        """Return what there is of some parts on one line."""
        return " · ".join(part for part in parts if part)

    def one_click(
        self, kind: Kind, record_id: int, text: str, icon: str = "check", **fields: object
    ) -> RowAction:
        """Return the action that sets fields of a record; the notice offers to undo it."""
        return RowAction(text, lambda: self.set(kind, record_id, text, **fields), icon)

    def set(self, kind: Kind, record_id: int, notice: str, **fields: object) -> None:
        """Set fields of a record as one operation and say so."""
        database, author = self.workspace.database, self.workspace.author
        self.workspace.write(
            lambda: card_edits.set_fields(database, kind, record_id, fields, author=author),
            notice=notice,
        )


def reading_of(name: str) -> str:
    """Return the pinyin of a Chinese name, empty for names of other writings."""
    if not any("\u3400" <= one <= "\u9fff" or one >= "\U00020000" for one in name):
        return ""
    found = pinyin_name(name)
    return "" if found == name else found
