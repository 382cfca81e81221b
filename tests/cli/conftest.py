"""The command line called as a person would, on a small file of its own."""

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import (
    MORNING,
    TODAY,
    complaint,
    contact,
    contract,
    customer,
    interaction,
    opportunity,
    place,
    point,
    preference,
    promise,
    purchase,
    set_base_currency,
    store,
    store_answers,
    store_customer,
    taboo,
)

from crm_desktop.cli.main import run
from crm_desktop.domain.contacts import DateKind, ImportantDate, PointKind, Role
from crm_desktop.domain.customers import CustomerKind, Stage, Tag
from crm_desktop.domain.development import Goal, Quadrant, RelationshipAction, SwotItem
from crm_desktop.domain.preferences import PainPoint, SpecialNeed
from crm_desktop.domain.purchases import Product, PurchaseLine
from crm_desktop.domain.taboos import Severity
from crm_desktop.domain.visits import Visit
from crm_desktop.services import tiers
from crm_desktop.storage.database import Database, create

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What a call of the program left behind."""

    code: Any
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Answer]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Call the program in English, with settings of this test's own."""

    def call(*words: object, **environ: str) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        places = {"CRM_DESKTOP_HOME": str(tmp_path / "home"), "LANG": "en_GB.UTF-8"} | environ
        code = run([str(word) for word in words], environ=places, out=out, err=err)
        return Answer(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a well known company, a person, a prospect and some shops."""
    path = tmp_path_factory.mktemp("world") / "world.crm"
    database = create(path)
    set_base_currency(database)
    _acme(database)
    store_customer(
        database,
        customer(
            "张梅", kind=CustomerKind.PERSON, city="上海", country="CN", latin_name="Zhang Mei"
        ),
        purchase(2500, TODAY - 20 * DAY),
        external_id="P-1",
    )
    prospect = store_customer(
        database, customer("Prospect Ltd", stage=Stage.LEAD), external_id="PR-1"
    )
    store_answers(database, prospect, M1=4, M2=3, A1=1, N1=4, N2=4, N3=3)
    for number in range(1, 9):
        bought = purchase(100 * number, TODAY - 300 * DAY)
        store_customer(database, customer(f"Shop {number}", city="Leeds"), bought)
    tiers.apply(database, tiers.plan(database, as_of=TODAY - 200 * DAY))
    database.close()
    return path


@pytest.fixture
def file(world: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(world, tmp_path / "customers.crm"))


def _acme(database: Database) -> None:
    (tea,) = store(database, Product("Tea", code="T-1"))
    key = store_customer(
        database,
        customer(
            "Acme Ltd",
            short_name="Acme",
            city="London",
            country="GB",
            street="1 High Road",
            owner="Lin Wei",
            industry="Tools",
            language="en",
            preferred_channel="phone",
            payment_terms_days=30,
        ),
        Tag(1, "VIP"),
        contract(name="Frame", renews_on=TODAY + 30 * DAY),
        *(interaction(TODAY - number * DAY, summary=f"Call {number}") for number in range(7)),
        preference(),
        promise(due_on=TODAY - 2 * DAY),
        opportunity(
            "Second line", value=Decimal(9000), currency="CNY", probability=50, next_step="Call"
        ),
        SpecialNeed(1, "Wheelchair", arrangement="Use the lift"),
        PainPoint(1, "Late deliveries"),
        RelationshipAction(1, "Lunch", owner="Lin Wei"),
        SwotItem(1, Quadrant.STRENGTH, "Fast answers"),
        Goal(1, "Twice the volume"),
        Visit(1, TODAY + DAY, objective="Renew the frame"),
        taboo("Never mention the strike", severity=Severity.NOTE),
        taboo("No pork", severity=Severity.NEVER, why="Faith", triggers=("ham",)),
        external_id="AC-1",
    )
    (person,) = store(database, contact("Ann Lee", latin_name="Anna Lee", salutation="Ms Lee"))
    told = interaction(TODAY - 3 * DAY, customer_id=key, summary="Wrong tea")
    talk, bought = store(
        database, told, purchase(1234, TODAY - DAY, customer_id=key, reference="R7")
    )
    store(
        database,
        place(person, customer_id=key, title="Buyer", role=Role.DECIDER, influence=4, stance=1),
        point(PointKind.EMAIL, "ann@acme.test", contact_id=person),
        ImportantDate(DateKind.BIRTHDAY, 8, 15, lunar=True, contact_id=person),
        complaint(MORNING - 3 * DAY, interaction_id=talk, customer_id=key),
        PurchaseLine(bought, Decimal(2), Decimal(617), product_id=tea),
    )
