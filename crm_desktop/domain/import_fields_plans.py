"""The importable fields of contracts, rates, consents, pins and what is planned at a customer."""

from crm_desktop.domain.consents import ConsentMethod, ConsentScope, LegalGround
from crm_desktop.domain.contacts import LinkKind
from crm_desktop.domain.development import Quadrant
from crm_desktop.domain.import_field_builders import (
    MONEY_COLUMN,
    OF_CONTACT,
    OF_CUSTOMER,
    TEXT,
    choice,
    day,
    identity,
    link,
    note,
    text,
    typed,
)
from crm_desktop.domain.imports import Entity, FieldType
from crm_desktop.domain.tier_scheme import Tier

_OWNER = "responsible, who, 负责人"
_DUE = "due, due date, deadline, by when, 到期日, 截止日期, 期限"

CONTACT_LINKS = (
    identity("link no, 关系编号, 编号"),
    *OF_CUSTOMER,
    link("from_contact_id", Entity.CONTACTS, "from, from contact, source contact, 起点, 联系人"),
    link("to_contact_id", Entity.CONTACTS, "to, to contact, target contact, 终点, 对方联系人"),
    choice("kind", LinkKind, "type, relation, relationship, 关系, 关系类型, 类型"),
)

CONTRACTS = (
    identity("contract no, contract number, agreement no, 合同编号, 合同号"),
    *OF_CUSTOMER,
    text("name", "contract, contract name, agreement, title, subject, 合同, 合同名称, 名称"),
    day("starts_on", "start, start date, from, valid from, 开始日期, 生效日期, 起始日期"),
    day("ends_on", "end, end date, to, valid until, expiry, 结束日期, 到期日, 终止日期"),
    day("renews_on", "renewal, renewal date, renew on, 续约日期, 续签日期"),
    typed("value", FieldType.MONEY, "amount, contract value, total, 金额, 合同金额"),
    typed("currency", FieldType.CURRENCY, MONEY_COLUMN),
    note("note", "notes, remark, comment, description, 备注, 说明"),
)

EXCHANGE_RATES = (
    identity("编号"),
    typed("currency", FieldType.CURRENCY, MONEY_COLUMN),
    day("valid_from", "date, from, day, 日期, 生效日期"),
    typed("rate", FieldType.DECIMAL, "exchange rate, value, 汇率"),
)

PAIN_POINTS = (
    identity("pain point no, 痛点编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    typed("is_explicit", FieldType.BOOLEAN, "explicit, said, 是否明说, 显性"),
    note("text", f"pain point, pain, need, problem, 痛点, 需求, 问题, {TEXT}"),
    note("evidence", "how we know, source, 依据, 证据, 来源"),
    day("noted_on", "noted, date, recorded on, 记录日期, 日期"),
    day("resolved_on", "resolved, solved on, 解决日期"),
)

SWOT_ITEMS = (
    identity("编号"),
    *OF_CUSTOMER,
    choice("quadrant", Quadrant, "type, category, swot, 象限, 类别, 类型"),
    note("text", f"item, 条目, {TEXT}"),
    note("action", "what to do, measure, 行动, 对策"),
    text("owner", _OWNER),
    day("due_on", _DUE),
)

GOALS = (
    identity("goal no, 目标编号, 编号"),
    *OF_CUSTOMER,
    note("text", f"goal, target, objective, 目标, {TEXT}"),
    day("due_on", _DUE),
    day("reached_on", "reached, done on, achieved on, 达成日期, 完成日期"),
)

RELATIONSHIP_ACTIONS = (
    identity("action no, 行动编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    note("text", f"action, what, 行动, 关系行动, {TEXT}"),
    text("owner", _OWNER),
    day("due_on", _DUE),
    day("done_on", "done, completed on, 完成日期"),
)

CONSENTS = (
    identity("consent no, 同意编号, 编号"),
    *OF_CUSTOMER,
    *OF_CONTACT,
    note("purpose", "consent, what for, 用途, 目的, 同意事项"),
    text("basis", "how given, legal basis, 依据, 同意方式"),
    choice("ground", LegalGround, "legal ground, lawful basis, 法律依据, 合法性基础"),
    choice("covers", ConsentScope, "covers facts, scope, 涵盖, 适用范围, 敏感信息类型"),
    choice("method", ConsentMethod, "consent method, 取得方式, 同意途径"),
    text("witness", "witnessed by, 见证人"),
    day("given_on", "given, date, consent date, 同意日期, 日期"),
    day("until", "valid until, expires, expires on, 有效期至, 到期日"),
    day("withdrawn_on", "withdrawn, revoked on, 撤回日期"),
    note("note", "notes, remark, comment, 备注"),
)

TIER_PINS = (
    identity("编号"),
    *OF_CUSTOMER,
    choice("tier", Tier, "class, level, 等级, 客户等级"),
    note("reason", "why, 原因, 理由"),
    text("author", "by, set by, 设定人"),
    day("pinned_on", "pinned, since, date, 设定日期, 日期"),
    day("expires_on", "expires, until, 到期日, 有效期至"),
)
