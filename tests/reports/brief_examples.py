"""Briefs to print in tests and pictures: rich in both languages, empty, and taken to the edge."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from crm_desktop.domain.brief_values import (
    Attendee,
    Change,
    ChangeKind,
    Conflict,
    CrossSell,
    InfluenceMap,
    Lens,
    ManMark,
    MapEdge,
    MapNode,
    MonthSum,
    Occasion,
    OccasionKind,
    Of,
    OpenComplaint,
    PaymentHabit,
    Phrase,
    Question,
    Remark,
    Score,
    ScoreKind,
    Share,
    Surprise,
    SurpriseKind,
    TierMark,
    VisitingCard,
    Wording,
)
from crm_desktop.domain.briefs import (
    Annexes,
    Business,
    Cautions,
    Figures,
    Needs,
    Outlook,
    Rapport,
    Recent,
    Selling,
    Service,
    VisitBrief,
)
from crm_desktop.domain.contacts import (
    Affiliation,
    CommunicationStyle,
    Contact,
    Coverage,
    LinkKind,
    Role,
    Style,
)
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.domain.development import Opportunity, OpportunityState, Quadrant, SwotItem
from crm_desktop.domain.interactions import (
    Complaint,
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    Interaction,
    InteractionKind,
)
from crm_desktop.domain.preferences import (
    Evidence,
    NeedCategory,
    PainPoint,
    Preference,
    PreferenceCategory,
    SpecialNeed,
)
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.visits import Visit

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
TODAY = date(2026, 3, 4)
PRINTED_AT = datetime(2026, 3, 4, 8, 12, tzinfo=UTC)


def taboo(text: str, severity: Severity = Severity.AVOID, **fields: object) -> Of[Taboo]:
    """A taboo of the customer."""
    person = str(fields.pop("person", ""))
    return Of(Taboo(1, text, severity=severity, **fields), person)  # type: ignore[arg-type]


def attendee(name: str, **fields: object) -> Attendee:
    """Somebody at the table; fields of contact and affiliation by name."""
    contact = {
        key: fields.pop(key) for key in ("phonetic", "latin_name", "salutation") if key in fields
    }
    photo = fields.pop("photo", None)
    return Attendee(
        Contact(name, **contact),  # type: ignore[arg-type]
        Affiliation(1, 1, **fields),  # type: ignore[arg-type]
        photo,  # type: ignore[arg-type]
    )


@cache
def photo(shade: int = 120) -> bytes:
    """A small plain portrait as PNG bytes."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (160, 160), (205, 214, 218))
    draw = ImageDraw.Draw(image)
    draw.ellipse((52, 28, 108, 90), fill=(shade, shade - 20, shade - 30))
    draw.ellipse((22, 96, 138, 220), fill=(shade - 50, shade - 40, shade - 30))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def empty(name: str = "Halden & Sons") -> VisitBrief:
    """A customer nobody knows anything about yet."""
    return VisitBrief(Customer(name), TODAY)


def months(amounts: tuple[int, ...]) -> tuple[MonthSum, ...]:
    """Twelve months ending with the one before today."""
    first = [(2025, month) for month in range(3, 13)] + [(2026, 1), (2026, 2)]
    return tuple(
        MonthSum(year, month, Decimal(amount))
        for (year, month), amount in zip(first, amounts, strict=True)
    )


def many_taboos(count: int = 40) -> VisitBrief:
    """A brief with more taboos than a page can hold beside anything else."""
    long = "Never mention the plant closure of 2019, nor anybody who left in that year"
    taboos = tuple(
        taboo(
            f"Point {number}: {long}",
            (Severity.NEVER, Severity.AVOID, Severity.NOTE)[number % 3],
            why="told by their assistant",
            noted_on=date(2025, 6, 1),
        )
        for number in range(1, count + 1)
    )
    brief = english()
    return replace(brief, cautions=replace(brief.cautions, taboos=taboos))


def english() -> VisitBrief:
    """A company customer with everything known."""
    return VisitBrief(
        customer=Customer(
            "Northgate Precision Ltd",
            industry="machine tools",
            city="Leeds",
            street="Unit 4, Aire Valley Park",
            present_solution="Own spreadsheets and a local service firm",
            competitor="Brightline, quoted 6 % below us",
        ),
        today=TODAY,
        visit=Visit(
            1,
            date(2026, 3, 4),
            time(14, 0),
            90,
            venue="Board room, 2nd floor",
            address="Unit 4, Aire Valley Park, Leeds LS9 0PX",
            parking="visitors' bay 7, code 4410",
            host_phone="+44 113 496 0117",
            companions="Tom Reyes (service)",
            agenda=("Review of line 3", "Service contract 2026", "Next steps"),
            objective="Agree on the service contract for lines 3 and 4 before their budget closes",
            commitment="Ms Okafor names the day of signature",
            fallback="A paid trial on line 3 until June",
            intended_peak="Show the downtime curve of line 3, measured since October",
            intended_ending="Hand over the bound commissioning book",
        ),
        attendees=(
            attendee(
                "Adaeze Okafor",
                phonetic="ah-DAY-zeh oh-KAH-for",
                salutation="Ms Okafor",
                title="Operations director",
                department="Plant Leeds",
                role=Role.DECIDER,
                influence=4,
                stance=1,
                coverage=Coverage.DEEP,
                counterpart="Lena Brandt",
                cares_about="no unplanned stop before the September audit",
                photo=photo(),
            ),
            attendee(
                "Piotr Wiśniewski",
                phonetic="pyotr vish-NYEF-ski",
                salutation="Piotr",
                title="Maintenance lead",
                role=Role.CHAMPION,
                influence=2,
                stance=2,
                coverage=Coverage.MULTIPLE,
                counterpart="Tom Reyes",
                cares_about="spare parts in the house",
            ),
        ),
        cautions=Cautions(
            taboos=(
                taboo(
                    "Do not compare them with the Sheffield plant",
                    Severity.AVOID,
                    category=TabooCategory.TOPIC,
                    why="lost the 2024 investment to it",
                    noted_on=date(2025, 9, 12),
                ),
                taboo(
                    "Peanut allergy, also traces",
                    Severity.NEVER,
                    category=TabooCategory.ALLERGY,
                    person="Adaeze Okafor",
                    why="carries an adrenaline pen",
                    noted_on=date(2025, 11, 20),
                    sensitive=True,
                ),
                taboo(
                    "No meetings on Friday afternoon",
                    Severity.NOTE,
                    category=TabooCategory.TIMING,
                    noted_on=date(2025, 5, 3),
                ),
            ),
            needs=(
                Of(
                    SpecialNeed(
                        1,
                        "Step-free way to the meeting room",
                        NeedCategory.ACCESS_HEALTH,
                        arrangement="lift B, key at the gate",
                        arranged_by="Lena Brandt",
                        source="knee operation in January",
                        noted_on=date(2026, 2, 2),
                    ),
                    "Piotr Wiśniewski",
                ),
                Of(
                    SpecialNeed(
                        1,
                        "Invoices need the cost centre",
                        NeedCategory.PROCESS_INVOICE,
                        noted_on=date(2025, 4, 1),
                    )
                ),
            ),
            conflicts=(
                Conflict(
                    "Peanut allergy, also traces", "Gift: nougat box", "nougat", "Adaeze Okafor"
                ),
            ),
        ),
        service=Service(
            complaints=(
                OpenComplaint(
                    Complaint(
                        1,
                        1,
                        datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
                        ComplaintState.RESOLVE,
                        ComplaintSeverity.MAJOR,
                        responded_at=datetime(2026, 3, 2, 11, 0, tzinfo=UTC),
                    ),
                    "Spindle of machine 12 came back from repair with the wrong bearing",
                    resolve_by=datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
                    is_overdue=True,
                    emotion=Emotion.DISAPPOINTMENT,
                    intensity=2,
                    advice=Wording(
                        "Take it seriously, make it good, say what improves",
                        "认真对待，作出弥补，说明改进",
                    ),
                ),
            ),
            promises=(
                Of(
                    Promise(
                        1,
                        "Send the vibration report",
                        Direction.OURS,
                        "Tom Reyes",
                        made_on=date(2026, 2, 11),
                        due_on=date(2026, 2, 27),
                    )
                ),
                Of(
                    Promise(
                        1,
                        "Name a second contact for spare parts",
                        Direction.OURS,
                        "Lena Brandt",
                        made_on=date(2026, 2, 11),
                        due_on=date(2026, 3, 20),
                    )
                ),
                Of(
                    Promise(
                        1,
                        "Share the maintenance calendar",
                        Direction.THEIRS,
                        "Piotr Wiśniewski",
                        made_on=date(2026, 2, 11),
                        due_on=date(2026, 3, 1),
                    )
                ),
            ),
        ),
        recent=Recent(
            date(2026, 1, 14),
            (
                Change(date(2026, 2, 20), ChangeKind.PEOPLE, "New finance controller: Ruth Amsel"),
                Change(date(2026, 2, 3), ChangeKind.PURCHASE, "Two spindle units ordered"),
            ),
            (
                Interaction(
                    1,
                    date(2026, 2, 26),
                    InteractionKind.CALL,
                    "Asked for a fixed price instead of hourly rates",
                    emotion=Emotion.DOUBT,
                ),
                Interaction(
                    1,
                    date(2026, 2, 11),
                    InteractionKind.EMAIL,
                    "Sent the draft of the service contract",
                ),
                Interaction(
                    1,
                    date(2026, 1, 14),
                    InteractionKind.VISIT,
                    "Walked lines 3 and 4; good mood, long talk about the audit",
                ),
            ),
        ),
        needs=Needs(
            (
                Of(
                    PainPoint(
                        1, "Four unplanned stops on line 3 since autumn", noted_on=date(2026, 1, 14)
                    ),
                    "Piotr Wiśniewski",
                ),
                Of(
                    PainPoint(
                        1,
                        "Audit in September must show maintenance records",
                        noted_on=date(2026, 2, 11),
                    ),
                    "Adaeze Okafor",
                ),
            ),
            (
                Question(
                    Wording("Who signs contracts above £50,000?", "超过 5 万英镑的合同由谁签字？"),
                    "A1",
                ),
                Question(
                    Wording("When does the 2026 budget close?", "2026 年预算何时截止？"), "M2"
                ),
                Question(
                    Wording("What would one hour of downtime cost you?", "停机一小时损失多少？"),
                    "N1",
                ),
            ),
        ),
        business=Business(
            quotes=(
                Opportunity(
                    1,
                    "Service contract, lines 3 and 4",
                    value=Decimal(86400),
                    currency="GBP",
                    state=OpportunityState.QUOTED,
                    opened_on=date(2026, 2, 11),
                ),
            ),
            late_deliveries=(
                Purchase(
                    1,
                    date(2026, 2, 3),
                    Decimal(14200),
                    "GBP",
                    "PO 4471",
                    delivery_due_on=date(2026, 2, 28),
                ),
            ),
            overdue_invoices=(
                Purchase(
                    1,
                    date(2025, 12, 18),
                    Decimal("3180.50"),
                    "GBP",
                    "INV 2209",
                    due_on=date(2026, 1, 17),
                ),
            ),
            renewal=Contract(1, "Spare parts frame contract", renews_on=date(2026, 6, 30)),
            tier=TierMark(
                "A",
                date(2026, 1, 5),
                Wording(
                    "named manager, executive visits, priority resources",
                    "专属客户经理一对一，高层定期拜访，资源优先",
                ),
            ),
            man=ManMark(
                "MA?",
                61,
                date(2026, 2, 26),
                Wording(
                    "Too little known: ask the next questions first", "信息不足：先问下一步的问题"
                ),
            ),
        ),
        rapport=Rapport(
            Remark(
                "We only trust what we have measured ourselves", date(2026, 1, 14), "Adaeze Okafor"
            ),
            Surprise(
                "Bring the 1962 photo of their first hall from our archive",
                SurpriseKind.MEMORY,
                date(2026, 1, 14),
            ),
            (
                Of(
                    Preference(
                        1,
                        "Numbers on one page before the meeting",
                        PreferenceCategory.COMMUNICATION,
                        strength=3,
                        evidence=Evidence.STATED,
                        noted_on=date(2025, 10, 8),
                    ),
                    "Adaeze Okafor",
                ),
                Of(
                    Preference(
                        1,
                        "Strong black coffee, no sugar",
                        PreferenceCategory.FOOD,
                        evidence=Evidence.OBSERVED,
                        noted_on=date(2026, 1, 14),
                    ),
                    "Piotr Wiśniewski",
                ),
            ),
            Of(
                CommunicationStyle(1, Style.ANALYTICAL, noted_on=date(2026, 1, 14)), "Adaeze Okafor"
            ),
            Wording("Facts in writing, exact, with time to check", "书面讲事实，准确，留时间核对"),
        ),
        selling=Selling(
            (
                CrossSell("Vibration monitoring", Lens.ASSOCIATION, "spindle units"),
                CrossSell(
                    "Audit documentation pack", Lens.LIFE_CYCLE, "certification in September"
                ),
            ),
            (
                Phrase(
                    Wording("That is our standard price", "这是我们的标准价"),
                    Wording(
                        "Let us look at what an hour of downtime costs",
                        "我们先一起看看停机一小时的损失",
                    ),
                ),
            ),
        ),
        figures=Figures(
            "GBP",
            months((8200, 4100, 12650, 9900, 3000, 15400, 7800, 9100, 18700, 22400, 5200, 14200)),
            (
                Share("Spindle units", Decimal(61200), Decimal("0.47")),
                Share("Spare parts", Decimal(40100), Decimal("0.31")),
                Share("Service hours", Decimal(29350), Decimal("0.22")),
            ),
            PaymentHabit(30, 38, 14, 4, "bank transfer"),
            (
                Score(ScoreKind.NPS, 8, date(2025, 12, 10), "Adaeze Okafor"),
                Score(ScoreKind.CSAT, 4, date(2025, 10, 2), "Piotr Wiśniewski"),
                Score(ScoreKind.NPS, 6, date(2025, 6, 12), "Adaeze Okafor"),
            ),
            1,
        ),
        outlook=Outlook(
            (
                SwotItem(1, Quadrant.STRENGTH, "Only supplier with measured downtime data"),
                SwotItem(
                    1,
                    Quadrant.WEAKNESS,
                    "Repairs take nine days",
                    "loan spindles",
                    "Tom Reyes",
                    date(2026, 4, 1),
                ),
                SwotItem(1, Quadrant.OPPORTUNITY, "Hall 5 is planned for 2027"),
                SwotItem(1, Quadrant.THREAT, "Brightline offers a fixed price"),
            ),
            (
                Occasion(date(2026, 3, 19), OccasionKind.BIRTHDAY, "turns 50", "Piotr Wiśniewski"),
                Occasion(date(2026, 4, 2), OccasionKind.ANNIVERSARY, "ten years of business"),
                Occasion(date(2026, 6, 30), OccasionKind.RENEWAL, "spare parts frame contract"),
            ),
        ),
        annexes=Annexes(
            InfluenceMap(
                (
                    MapNode(1, Affiliation(1, 1, role=Role.SPONSOR, influence=4), "Helen Marsh"),
                    MapNode(
                        2,
                        Affiliation(
                            2, 1, role=Role.DECIDER, influence=4, stance=1, coverage=Coverage.DEEP
                        ),
                        "Adaeze Okafor",
                    ),
                    MapNode(
                        3,
                        Affiliation(
                            3,
                            1,
                            role=Role.CHAMPION,
                            influence=2,
                            stance=2,
                            coverage=Coverage.MULTIPLE,
                        ),
                        "Piotr Wiśniewski",
                    ),
                    MapNode(
                        4,
                        Affiliation(
                            4, 1, role=Role.BLOCKER, influence=3, stance=-2, coverage=Coverage.NONE
                        ),
                        "Ruth Amsel",
                    ),
                ),
                (
                    MapEdge(2, 1, LinkKind.REPORTS_TO),
                    MapEdge(3, 2, LinkKind.REPORTS_TO),
                    MapEdge(4, 1, LinkKind.REPORTS_TO),
                    MapEdge(3, 2, LinkKind.INFLUENCES),
                    MapEdge(4, 2, LinkKind.CONFLICTS),
                ),
            ),
            VisitingCard(
                "Adaeze Okafor",
                "Northgate Precision Ltd",
                "Operations director",
                ("+441134960117",),
                ("a.okafor@northgate.example",),
            ),
            "crm-desktop://card/0195f2a4-7c1e-7d00-9a51-6d2f00c1a001",
            tuple(
                Interaction(
                    1,
                    date(2026, 2, 26) - timedelta(days=17 * number),
                    InteractionKind.CALL,
                    f"Conversation number {number} about the contract",
                    author="Lena Brandt",
                )
                for number in range(60)
            ),
        ),
    )


def chinese() -> VisitBrief:
    """A company customer written in Chinese, with a rare character in a name."""
    brief = english()
    return replace(
        brief,
        customer=Customer(
            "华辰精密机械有限公司",
            latin_name="Huachen Precision Machinery",
            industry="机床制造",
            city="苏州",
            street="工业园区星湖街 328 号",
            present_solution="自有台账，外包本地维保公司",
            competitor="锐捷机电，报价低 6 %",
        ),
        visit=Visit(
            1,
            date(2026, 3, 4),
            time(14, 0),
            90,
            venue="二楼贵宾会议室",
            address="苏州工业园区星湖街 328 号 4 号楼",
            parking="访客车位 7 号，门禁 4410",
            host_phone="0512-6288 0117",
            companions="陈志远（服务部）",
            agenda=("三号线运行回顾", "2026 年度服务合同", "下一步安排"),
            objective="在预算截止前敲定三、四号线的年度服务合同",
            commitment="张总确认签约日期",
            fallback="先在三号线付费试行到六月",
            intended_peak="展示三号线自十月以来的停机曲线",
            intended_ending="赠送装订成册的调试手册",
        ),
        attendees=(
            attendee(
                "张𬱖",
                phonetic="Zhāng Wěi",
                salutation="张总",
                title="运营总监",
                department="苏州工厂",
                role=Role.DECIDER,
                influence=4,
                stance=1,
                coverage=Coverage.DEEP,
                counterpart="李文静",
                cares_about="九月审核前不出现非计划停机",
                photo=photo(),
            ),
            attendee(
                "单雪㛃",
                phonetic="Shàn Xuějié",
                salutation="单工",
                title="设备主管",
                role=Role.CHAMPION,
                influence=2,
                stance=2,
                coverage=Coverage.MULTIPLE,
                counterpart="陈志远",
                cares_about="备件常备在厂",
            ),
            attendee(
                "欧阳建国",
                phonetic="Ōuyáng Jiànguó",
                salutation="欧阳主任",
                title="采购主任",
                role=Role.GATEKEEPER,
                influence=3,
                stance=-1,
                coverage=Coverage.BRIEF,
            ),
        ),
        cautions=Cautions(
            taboos=(
                taboo(
                    "不要拿他们与昆山工厂比较",
                    category=TabooCategory.TOPIC,
                    why="2024 年的投资输给了昆山",
                    noted_on=date(2025, 9, 12),
                ),
                taboo(
                    "花生过敏，微量也不行",
                    Severity.NEVER,
                    category=TabooCategory.ALLERGY,
                    person="张𬱖",
                    why="随身带急救针",
                    noted_on=date(2025, 11, 20),
                    sensitive=True,
                ),
                taboo(
                    "周五下午不安排会议",
                    Severity.NOTE,
                    category=TabooCategory.TIMING,
                    noted_on=date(2025, 5, 3),
                ),
            ),
            needs=(
                Of(
                    SpecialNeed(
                        1,
                        "会议室需无障碍通道",
                        NeedCategory.ACCESS_HEALTH,
                        arrangement="走 B 梯，门卫处取钥匙",
                        arranged_by="李文静",
                        source="一月膝盖手术",
                        noted_on=date(2026, 2, 2),
                    ),
                    "单雪㛃",
                ),
                Of(
                    SpecialNeed(
                        1,
                        "发票须注明成本中心",
                        NeedCategory.PROCESS_INVOICE,
                        noted_on=date(2025, 4, 1),
                    )
                ),
            ),
            conflicts=(Conflict("花生过敏，微量也不行", "礼品：花生酥礼盒", "花生", "张𬱖"),),
        ),
        service=Service(
            complaints=(
                replace(brief.service.complaints[0], text="12 号机主轴维修返回后装错轴承"),
            ),
            promises=(
                Of(
                    Promise(
                        1,
                        "发送振动检测报告",
                        Direction.OURS,
                        "陈志远",
                        made_on=date(2026, 2, 11),
                        due_on=date(2026, 2, 27),
                    )
                ),
                Of(
                    Promise(
                        1,
                        "指定第二位备件联系人",
                        Direction.OURS,
                        "李文静",
                        made_on=date(2026, 2, 11),
                        due_on=date(2026, 3, 20),
                    )
                ),
                Of(
                    Promise(
                        1,
                        "提供年度检修日历",
                        Direction.THEIRS,
                        "单雪㛃",
                        made_on=date(2026, 2, 11),
                        due_on=date(2026, 3, 1),
                    )
                ),
            ),
        ),
        recent=Recent(
            date(2026, 1, 14),
            (
                Change(date(2026, 2, 20), ChangeKind.PEOPLE, "新任财务主管：何文若"),
                Change(date(2026, 2, 3), ChangeKind.PURCHASE, "订购主轴单元两套"),
            ),
            (
                Interaction(
                    1,
                    date(2026, 2, 26),
                    InteractionKind.CALL,
                    "希望改为一口价，不按工时计费",
                    emotion=Emotion.DOUBT,
                ),
                Interaction(1, date(2026, 2, 11), InteractionKind.EMAIL, "发送服务合同草案"),
                Interaction(
                    1,
                    date(2026, 1, 14),
                    InteractionKind.VISIT,
                    "走访三、四号线，气氛很好，谈审核较久",
                ),
            ),
        ),
        needs=Needs(
            (
                Of(
                    PainPoint(1, "三号线入秋以来非计划停机四次", noted_on=date(2026, 1, 14)),
                    "单雪㛃",
                ),
                Of(PainPoint(1, "九月审核须出示维保记录", noted_on=date(2026, 2, 11)), "张𬱖"),
            ),
            (
                Question(
                    Wording("Who signs contracts above 500,000?", "50 万元以上的合同由谁签字？"),
                    "A1",
                ),
                Question(
                    Wording("When does the 2026 budget close?", "2026 年预算何时截止？"), "M2"
                ),
                Question(
                    Wording("What does an hour of downtime cost?", "停机一小时损失多少？"), "N1"
                ),
            ),
        ),
        business=replace(
            brief.business,
            quotes=(
                Opportunity(
                    1,
                    "三、四号线服务合同",
                    value=Decimal(864000),
                    currency="CNY",
                    state=OpportunityState.QUOTED,
                    opened_on=date(2026, 2, 11),
                ),
            ),
            late_deliveries=(
                Purchase(
                    1,
                    date(2026, 2, 3),
                    Decimal(142000),
                    "CNY",
                    "订单 4471",
                    delivery_due_on=date(2026, 2, 28),
                ),
            ),
            overdue_invoices=(
                Purchase(
                    1,
                    date(2025, 12, 18),
                    Decimal("31800.50"),
                    "CNY",
                    "发票 2209",
                    due_on=date(2026, 1, 17),
                ),
            ),
            renewal=Contract(1, "备件框架合同", renews_on=date(2026, 6, 30)),
        ),
        rapport=Rapport(
            Remark("我们只相信自己量出来的数据", date(2026, 1, 14), "张𬱖"),
            Surprise("带上档案里 1962 年老厂房的照片", SurpriseKind.MEMORY, date(2026, 1, 14)),
            (
                Of(
                    Preference(
                        1,
                        "会前先发一页数据",
                        PreferenceCategory.COMMUNICATION,
                        strength=3,
                        evidence=Evidence.STATED,
                        noted_on=date(2025, 10, 8),
                    ),
                    "张𬱖",
                ),
                Of(
                    Preference(
                        1,
                        "爱喝太平猴魁，不加糖的点心",
                        PreferenceCategory.FOOD,
                        evidence=Evidence.OBSERVED,
                        noted_on=date(2026, 1, 14),
                    ),
                    "单雪㛃",
                ),
            ),
            Of(CommunicationStyle(1, Style.ANALYTICAL, noted_on=date(2026, 1, 14)), "张𬱖"),
        ),
        selling=replace(
            brief.selling,
            ideas=(
                CrossSell("振动在线监测", Lens.ASSOCIATION, "主轴单元"),
                CrossSell("审核文件包", Lens.LIFE_CYCLE, "九月体系认证"),
            ),
        ),
        figures=replace(
            brief.figures,
            currency="CNY",
            mix=(
                Share("主轴单元", Decimal(612000), Decimal("0.47")),
                Share("备件", Decimal(401000), Decimal("0.31")),
                Share("服务工时", Decimal(293500), Decimal("0.22")),
            ),
            payment=PaymentHabit(30, 38, 14, 4, "电汇"),
            scores=(
                Score(ScoreKind.NPS, 8, date(2025, 12, 10), "张𬱖"),
                Score(ScoreKind.CSAT, 4, date(2025, 10, 2), "单雪㛃"),
            ),
        ),
        outlook=Outlook(
            (
                SwotItem(1, Quadrant.STRENGTH, "唯一拿得出停机数据的供应商"),
                SwotItem(
                    1, Quadrant.WEAKNESS, "维修周期九天", "备用主轴周转", "陈志远", date(2026, 4, 1)
                ),
                SwotItem(1, Quadrant.OPPORTUNITY, "2027 年计划建五号车间"),
                SwotItem(1, Quadrant.THREAT, "锐捷机电推出一口价"),
            ),
            (
                Occasion(
                    date(2026, 3, 19),
                    OccasionKind.BIRTHDAY,
                    "五十岁生日",
                    "单雪㛃",
                    Wording("1st of the 2nd lunar month", "农历二月初一"),
                ),
                Occasion(date(2026, 4, 2), OccasionKind.ANNIVERSARY, "合作十周年"),
            ),
        ),
        annexes=Annexes(
            card=VisitingCard("张𬱖", "华辰精密机械有限公司", "运营总监", ("+8651262880117",))
        ),
    )


_ = CustomerKind
