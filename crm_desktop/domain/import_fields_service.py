"""The importable fields of what happens at a customer and what must be kept in mind."""

from crm_desktop.domain.import_field_builders import (
    NOTED,
    OF_CONTACT,
    OF_CUSTOMER,
    TEXT,
    choice,
    day,
    identity,
    link,
    note,
    number,
    text,
    typed,
)
from crm_desktop.domain.imports import Entity, FieldType
from crm_desktop.domain.interactions import (
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    Initiative,
    InteractionKind,
)
from crm_desktop.domain.preferences import Duration, Evidence, NeedCategory, PreferenceCategory
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.taboos import Severity, TabooCalendar, TabooCategory
from crm_desktop.domain.visits import VisitState

INTERACTIONS = (
    identity(
        "interaction no, activity id, ticket id, ticket no, case id, 互动编号, 工单号, 记录编号"
    ),
    *OF_CUSTOMER,
    *OF_CONTACT,
    link("visit_id", Entity.VISITS, "visit no, 拜访编号"),
    day(
        "happened_on",
        "date, interaction date, activity date, contact date, when, created, "
        "日期, 互动日期, 沟通日期, 联系日期, 跟进日期, 时间, 跟进时间, 服务日期",
    ),
    typed("happened_at", FieldType.TIME, "time, 时刻, 几点"),
    choice(
        "kind",
        InteractionKind,
        "type, interaction type, activity type, channel, 类型, "
        "互动类型, 方式, 沟通方式, 跟进方式, 服务类型",
    ),
    note(
        "summary",
        "subject, text, description, topic, content, note, notes, what, 摘要, 内容, "
        "主题, 沟通内容, 跟进内容, 互动内容, 服务内容, 描述, 备注",
    ),
    note("detail", "details, body, minutes, 详情, 详细内容, 纪要"),
    text("author", "by, owner, agent, recorded by, employee, 记录人, 经办人, 跟进人, 客服"),
    choice("initiative", Initiative, "proactivity, 主动程度, 服务层级"),
    number("satisfaction", "rating, csat, score, 满意度, 评分", low=1, high=5),
    choice("emotion", Emotion, "mood, feeling, 情绪"),
    number("emotion_intensity", "情绪强度", low=1, high=3),
    *(
        note(key, names)
        for key, names in (
            ("identified", "识别"),
            ("heard", "倾听"),
            ("empathised", "共情"),
            ("acted", "行动"),
            ("responded", "response, 回应"),
            ("thanked", "感谢"),
            ("trust", "信任, 信任建立"),
        )
    ),
    choice("complaint_state", ComplaintState, "complaint status, status, state, 投诉状态, 状态"),
    choice("complaint_severity", ComplaintSeverity, "severity, priority, 严重程度, 投诉级别"),
    text("complaint_category", "category, complaint type, 投诉类别, 投诉类型"),
    text("remedy_sought", "customer wants, 客户诉求, 诉求"),
    text("root_cause", "cause, 根本原因, 原因"),
    day("responded_on", "first response on, response date, 首次响应日期, 首次回应日期"),
    typed("responded_at", FieldType.TIME, "first response time, 首次响应时间"),
    day("resolved_on", "resolution date, 解决日期"),
    typed("resolved_at", FieldType.TIME, "resolution time, 解决时间"),
    day("closed_on", "closed, closed date, 关闭日期, 结案日期"),
)

TABOOS = (
    identity("taboo no, 禁忌编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    note("text", f"taboo, never, avoid, 禁忌, 忌讳, 禁忌内容, 禁忌事项, {TEXT}"),
    choice("category", TabooCategory, "type, taboo type, 类别, 类型, 禁忌类别, 分类"),
    choice("severity", Severity, "level, 严重程度, 程度, 级别"),
    note("why", "reason, background, 原因, 缘由"),
    *NOTED,
    typed("triggers", FieldType.WORDS, "trigger words, keywords, 触发词, 关键词"),
    choice("calendar", TabooCalendar, "日历, 历法"),
)

PREFERENCES = (
    identity("preference no, 偏好编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    note("text", f"preference, likes, favourite, 偏好, 喜好, 爱好, 偏好内容, {TEXT}"),
    choice("category", PreferenceCategory, "type, 类别, 类型, 偏好类别, 分类"),
    number("strength", "强度, 偏好强度", low=1, high=3),
    choice("evidence", Evidence, "how we know, 依据, 证据"),
    choice("duration", Duration, "lasting, 持续性, 时效"),
    day("confirmed_on", "last confirmed, 确认日期, 最近确认"),
    *NOTED,
)

SPECIAL_NEEDS = (
    identity("need no, 需求编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    note("text", f"special need, need, requirement, 特殊需求, 需求, 需求内容, {TEXT}"),
    choice("category", NeedCategory, "type, need type, 类别, 类型, 分类"),
    note("arrangement", "what to arrange, action, 安排, 安排事项"),
    text("arranged_by", "who arranges, responsible, 安排人, 负责人"),
    *NOTED,
)

PROMISES = (
    identity("promise no, task id, 承诺编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    link("interaction_id", Entity.INTERACTIONS, "activity id, 互动编号"),
    note("text", f"promise, commitment, task, todo, what, 承诺, 承诺内容, 事项, 待办, {TEXT}"),
    choice("direction", Direction, "whose, 方向, 承诺方"),
    text("who", "by, owner, responsible, promised by, 承诺人, 负责人, 谁"),
    day("made_on", "promised on, made, date, 承诺日期, 日期"),
    day("due_on", "due, due date, deadline, by when, 到期日, 截止日期, 完成期限, 期限"),
    choice("state", PromiseState, "status, 状态, 承诺状态"),
    day("closed_on", "done on, kept on, completed on, 完成日期, 兑现日期"),
)

VISITS = (
    identity("visit no, appointment id, 拜访编号, 编号"),
    *OF_CUSTOMER,
    typed("contact_ids", FieldType.WORDS, "contacts, attendee ids, 参会联系人编号"),
    typed(
        "contact_names",
        FieldType.WORDS,
        "attendees, participants, contact, contact person, 参会人, 联系人, 拜访对象, 参与人",
    ),
    day("visit_on", "date, visit date, when, day, 日期, 拜访日期, 计划日期"),
    typed("visit_time", FieldType.TIME, "time, start, start time, 时间, 拜访时间, 开始时间"),
    number("duration_minutes", "duration, minutes, 时长, 分钟", low=0),
    typed("is_executive", FieldType.BOOLEAN, "executive visit, executive, 高层拜访"),
    *(
        text(key, names)
        for key, names in (
            ("venue", "place, location, room, 地点, 场所"),
            ("address", "street, 地址, 拜访地址"),
            ("parking", "停车"),
            ("host_phone", "phone, 接待电话, 联系电话, 电话"),
            ("companions", "our people, colleagues, 同行人, 陪同人员, 我方人员"),
        )
    ),
    typed("agenda", FieldType.WORDS, "议程"),
    *(
        note(key, names)
        for key, names in (
            ("objective", "purpose, goal, 目标, 拜访目的, 目的"),
            ("commitment", "ask, commitment to ask for, 期望承诺, 本次期望承诺"),
            ("fallback", "plan b, 退而求其次, 备选方案"),
        )
    ),
    typed("questions", FieldType.WORDS, "问题, 要问的问题"),
    *(
        note(key, names)
        for key, names in (
            ("opener", "opening, 开场话题, 开场白"),
            ("intended_peak", "peak, 高峰, 预期高峰"),
            ("intended_ending", "ending, 结尾, 预期结尾"),
            ("surprise", "小惊喜, 惊喜"),
            ("gift", "礼品, 礼物"),
            ("menu", "food, meal, 用餐, 菜单"),
            ("outcome", "result, notes, 结果, 拜访结果, 备注"),
        )
    ),
    choice("state", VisitState, "status, 状态, 拜访状态"),
    number("peak_rating", "高峰评分", low=1, high=5),
    number("ending_rating", "结尾评分", low=1, high=5),
)
