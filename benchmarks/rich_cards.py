"""Cards on which every section is filled: the content a card has after two years of real work."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from crm_desktop.domain import consents, contacts, customers, development, interactions, leads
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.preferences import (
    NeedCategory,
    PainPoint,
    Preference,
    PreferenceUse,
    SpecialNeed,
)
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.purchases import Contract, ExchangeRate, Product, Purchase, PurchaseLine
from crm_desktop.domain.settings import Setting
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.tier_history import TierPin, TierRecord, TierRun
from crm_desktop.domain.visits import PrintedBrief, Visit, VisitContact, VisitState
from crm_desktop.storage.writing import Writing

_PRODUCTS = ("Pump P3", "Valve 20 mm", "Service plan", "滤芯", "控制器")


def add_rich_cards(work: Writing, random: Random, keys: range, today: date) -> None:
    """Add records of every kind to the customers in ``keys``."""
    work.add(Setting("base_currency", '"EUR"'))
    work.add(ExchangeRate("USD", today - timedelta(days=900), Decimal("0.91")))
    products = [work.add(Product(name, "Parts", f"P-{name}")) for name in _PRODUCTS]
    run = work.add(TierRun(today - timedelta(days=90), "quota", '{"key": "first"}', "Li"))
    for key in keys:
        filler = _Filler(work, random, key, today)
        filler.add_basics()
        people = filler.add_people()
        filler.add_care(people)
        filler.add_sales(products, run)
        filler.add_service(people)


class _Filler:
    def __init__(self, work: Writing, random: Random, key: int, today: date) -> None:
        self.add, self.random, self.key, self.today = work.add, random, key, today

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=self.random.randrange(1, days))

    def add_basics(self) -> None:
        self.add(customers.Address(self.key, "Delivery", "Dock 4", "Leeds"))
        for section in customers.Section:
            self.add(customers.SectionConfirmation(self.key, section, self.ago(90), "Li"))
        self.add(customers.Tag(self.key, "key account"))
        self.add(customers.CustomField(self.key, "Fleet", "12 vans"))
        digest = f"{self.random.getrandbits(256):064x}"
        self.add(
            customers.Attachment("plan.pdf", "application/pdf", digest, 1200, customer_id=self.key)
        )

    def add_people(self) -> list[int]:
        found = [
            self.add(contacts.Contact(f"{name} {self.key}")) for name in ("Anna", "王芳", "Tom")
        ]
        for at, contact in enumerate(found):
            self.add(
                contacts.Affiliation(
                    contact,
                    self.key,
                    "Buyer",
                    role=contacts.Role.DECIDER,
                    influence=3,
                    stance=at - 1,
                )
            )
            number = f"{self.random.randrange(10**10):010}"
            self.add(
                contacts.ContactPoint(
                    contacts.PointKind.MOBILE, number, contact_id=contact, normalised=f"+49{number}"
                )
            )
        self.add(contacts.ContactLink(self.key, found[1], found[0], contacts.LinkKind.REPORTS_TO))
        self.add(
            contacts.ImportantDate(contacts.DateKind.BIRTHDAY, 3, 14, 1980, contact_id=found[0])
        )
        self.add(contacts.CommunicationStyle(self.key, contacts.Style.DRIVING, found[0]))
        self.add(consents.Consent("newsletter", given_on=self.ago(300), contact_id=found[0]))
        self.add(
            consents.Consent(
                "hospitality",
                given_on=self.ago(300),
                contact_id=found[0],
                covers=consents.ConsentScope.HEALTH,
                method=consents.ConsentMethod.SIGNED,
            )
        )
        return found

    def add_care(self, people: list[int]) -> None:
        for at in range(4):
            noted = self.ago(600)
            self.add(
                Taboo(
                    self.key,
                    f"Not {at}",
                    TabooCategory.FOOD,
                    Severity.NEVER,
                    people[0],
                    noted_on=noted,
                )
            )
            self.add(Preference(self.key, f"Likes {at}", contact_id=people[1], noted_on=noted))
        self.add(
            SpecialNeed(self.key, "Step-free entrance", NeedCategory.ACCESS_HEALTH, sensitive=True)
        )
        self.add(PainPoint(self.key, "Late deliveries", people[0], noted_on=self.ago(200)))

    def add_sales(self, products: list[int], run: int) -> None:
        for at in range(8):
            amount = Decimal(self.random.randrange(1, 10**6)) / 100
            purchase = self.add(
                Purchase(self.key, self.ago(900), amount, ("EUR", "USD", "")[at % 3])
            )
            for _ in range(2):
                product = self.random.choice(products)
                self.add(PurchaseLine(purchase, Decimal(2), amount / 2, product))
        self.add(Contract(self.key, "Service", self.ago(900), self.today + timedelta(days=200)))
        chance = self.add(
            development.Opportunity(
                self.key,
                "Second line",
                products[0],
                Decimal(5000),
                "USD",
                40,
                opened_on=self.ago(90),
            )
        )
        snapshot = self.add(leads.ManSnapshot(self.key, self.ago(300), chance, "Li"))
        for at, question in enumerate(Question):
            self.add(leads.ManAnswer(snapshot, question.value, at % 5, evidence="Said so"))
        self.add(TierRecord(run, self.key, "B", "C", Decimal("61.5"), self.ago(90), "quota"))
        self.add(TierPin(self.key, "A", "Reference customer", "Li", self.ago(30)))
        self.add(development.RelationshipAction(self.key, "Invite the director", owner="Li"))
        self.add(development.SwotItem(self.key, development.Quadrant.STRENGTH, "Trusted"))
        self.add(Dismissal(f"goal:{self.key}", self.key, self.today))
        self.add(development.Goal(self.key, "Third plant", self.today + timedelta(days=300)))

    def add_service(self, people: list[int]) -> None:
        uses = self.add(Preference(self.key, "Green tea"))
        for at in range(3):
            state = VisitState.HELD if at else VisitState.PLANNED
            day = self.ago(300) if at else self.today + timedelta(days=1)
            visit = self.add(
                Visit(self.key, day, time(9, 30), agenda=("Hello", "Plan"), state=state)
            )
            self.add(VisitContact(visit, people[0]))
            self.add(PreferenceUse(uses, visit))
        for _ in range(10):
            kind = self.random.choice(list(interactions.InteractionKind))
            talk = self.add(
                interactions.Interaction(self.key, self.ago(700), kind, "Talked", author="Li")
            )
            self.add(interactions.InteractionContact(talk, people[1]))
        moment = datetime.combine(self.ago(60), time(12), UTC)
        self.add(interactions.Complaint(talk, self.key, moment, category="Delivery"))
        self.add(Promise(self.key, "Send the drawing", made_on=self.ago(40), due_on=self.today))
        kept, closed = self.ago(200), self.ago(20)
        self.add(
            Promise(self.key, "Call back", made_on=kept, state=PromiseState.KEPT, closed_on=closed)
        )
        self.add(PrintedBrief(self.key, self.ago(100), "en", "full", visit))
