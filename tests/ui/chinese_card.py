"""A customer without a Latin letter, so that every one on the screen is a text left in English."""

from datetime import date, time
from decimal import Decimal

from crm_desktop.domain.contacts import (
    CommunicationStyle,
    Contact,
    ContactPoint,
    Coverage,
    DateKind,
    ImportantDate,
    PointKind,
    Role,
    Style,
)
from crm_desktop.domain.customers import Address, Customer, CustomerKind, CustomField, Stage, Tag
from crm_desktop.domain.development import Goal, Opportunity, Quadrant, RelationshipAction, SwotItem
from crm_desktop.domain.interactions import Emotion, Initiative, Interaction, InteractionKind
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.preferences import PainPoint, Preference, SpecialNeed
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.visits import Visit
from crm_desktop.services import card_edits, man_edits, visits
from crm_desktop.storage.database import Database


def add_chinese_customer(database: Database, today: date) -> int:
    """Store a prospect with a record of nearly every kind and return its key."""
    customer = Customer(
        "云岭茶业有限公司",
        CustomerKind.COMPANY,
        short_name="云岭",
        industry="茶叶",
        headcount=120,
        background="三代做茶。",
        owner="苏晚晴",
        language="zh",
        city="昆明",
        street="翠湖路一号",
        country="CN",
        stage=Stage.QUALIFIED,
        note="老板爱下棋。",
    )
    key, _ = card_edits.create_customer(database, customer)
    person, _ = card_edits.add_contact(
        database,
        key,
        Contact("段明", salutation="段总"),
        title="总经理",
        role=Role.DECIDER,
        influence=4,
        stance=1,
        coverage=Coverage.DEEP,
        is_main=True,
    )
    for record in _records(key, person, today):
        card_edits.add_record(database, record)
    for question, level in ((Question.M1, 3), (Question.A1, 2), (Question.N1, None)):
        man_edits.answer(database, key, question, level=level, today=today, evidence="他自己说的")
    plan = Visit(key, today, time(14), venue="茶室", objective="谈春茶合作", gift="紫砂壶")
    visits.plan_visit(database, plan, [person])
    return key


def _records(key: int, person: int, today: date) -> list[object]:
    money = {"value": Decimal(500), "currency": "CNY"}
    return [
        Tag(key, "老客户"),
        CustomField(key, "茶山", "勐海"),
        Address(key, label="仓库", street="环城路", city="昆明"),
        ContactPoint(PointKind.MOBILE, "13800138000", contact_id=person),
        ContactPoint(PointKind.PHONE, "087168888888", customer_id=key),
        ImportantDate(DateKind.BIRTHDAY, 8, 15, lunar=True, contact_id=person),
        CommunicationStyle(key, Style.AMIABLE, person, "说话慢"),
        Taboo(key, "不谈竞争对手", TabooCategory.TOPIC, Severity.NEVER, person, "伤过心"),
        Preference(key, "喝熟普", contact_id=person),
        SpecialNeed(key, "发票分开开", arrangement="财务先核对"),
        PainPoint(key, "春茶供货不稳", person),
        Purchase(key, today, Decimal(1000), "CNY", "订单一"),
        Contract(key, "年度合同", today, today.replace(year=today.year + 1), **money),
        Interaction(
            key,
            today,
            InteractionKind.CALL,
            "问了春茶价格",
            author="苏晚晴",
            initiative=Initiative.PREVENTIVE,
            satisfaction=4,
            emotion=Emotion.DOUBT,
            emotion_intensity=1,
        ),
        Promise(key, "寄样品", Direction.OURS, "苏晚晴", person, today, today),
        Opportunity(key, "春茶采购", probability=60, next_step="报价", next_step_on=today, **money),
        RelationshipAction(key, "请来参观", person, due_on=today),
        SwotItem(key, Quadrant.STRENGTH, "品质稳定", "多说产地"),
        Goal(key, "成为独家供应商"),
    ]
