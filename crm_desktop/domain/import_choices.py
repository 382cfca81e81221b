"""The words lists use for our choices, in English and Chinese."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from crm_desktop.domain.consents import ConsentMethod, ConsentScope, LegalGround
from crm_desktop.domain.contacts import Coverage, LinkKind, Role, Style
from crm_desktop.domain.customers import CustomerKind, Ownership, Stage
from crm_desktop.domain.development import OpportunityState, Quadrant
from crm_desktop.domain.import_headers import fold
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

_WORDS: dict[type[StrEnum], dict[str, str]] = {
    CustomerKind: {
        "company": "business, organisation, organization, corporate, corporation, firm, b2b, "
        "account, 企业, 公司, 单位, 机构, 企业客户, 公司客户, 对公",
        "person": "individual, private, consumer, private person, b2c, natural person, "
        "个人, 自然人, 个人客户, 对私",
    },
    Stage: {
        "lead": "lead identified, new, new lead, 线索, 线索识别, 新线索",
        "qualified": "qualified by man, qualification, 资格评估, 已评估",
        "nurtured": "nurture, nurturing, 培育, 培育互动",
        "proposal": "proposed, personal proposal, quote, 方案, 个性化方案, 报价",
        "expansion": "expand, value expansion, 价值扩展, 扩展",
        "won": "customer, active, closed won, 成交, 赢单, 已成交, 客户",
        "lost": "closed lost, churned, 流失, 已流失, 输单, 丢单",
        "dormant": "inactive, sleeping, 休眠, 已休眠, 沉睡, 不活跃",
    },
    Ownership: {
        "private": "privately owned, 民营, 私营, 私有, 民企",
        "state_owned": "state, soe, government owned, 国有, 国企, 国有企业, 央企",
        "public_official": "official, public, government, 公职人员, 政府, 公务员, 政府机关",
    },
    Role: {
        "decider": "decision maker, decision-maker, economic buyer, 决策者, 决策人",
        "approver": "approval, signatory, 审批者, 审批人",
        "influencer": "influence, technical buyer, 影响者, 影响人",
        "champion": "coach, supporter, 内部支持者, 支持者, 教练",
        "sponsor": "executive sponsor, 高层支持者, 发起人",
        "user": "end user, 使用者, 用户, 最终用户",
        "gatekeeper": "gate keeper, 把关者, 守门人",
        "blocker": "opponent, enemy, 反对者, 阻碍者",
    },
    Coverage: {
        "unknown": "not known, 未知, 不详",
        "none": "no contact, 无接触, 未接触, 没有联系",
        "brief": "short, one contact, 简单接触, 少量接触",
        "multiple": "several, 多次接触, 多次",
        "deep": "in depth, close, 深入接触, 深入, 深度",
    },
    Style: {
        "driving": "driver, director, 驾驭型, 支配型",
        "expressive": "表现型, 表达型",
        "amiable": "亲和型, 和蔼型",
        "analytical": "analytic, 分析型",
    },
    InteractionKind: {
        "visit": "on-site visit, site visit, 拜访, 走访, 上门",
        "executive_visit": "executive visit, 高层拜访",
        "call": "phone, phone call, telephone, 电话, 通话",
        "email": "mail, 邮件, 电子邮件",
        "message": "chat, wechat, sms, text, im, 消息, 微信, 短信",
        "meeting": "online meeting, video call, 会议, 会面, 面谈",
        "gift": "present, 礼品, 礼物, 送礼",
        "event": "activity, 活动, 展会",
        "service": "support, repair, ticket, 服务, 售后, 维修",
        "survey": "questionnaire, nps, 调查, 问卷, 满意度调查",
        "complaint": "claim, 投诉, 抱怨, 客诉",
    },
    Initiative: {
        "passive": "被动",
        "responsive": "response, reactive, 响应, 回应, 响应式",
        "preventive": "prevention, proactive, 预防, 预防式, 主动",
        "value_creating": "value creation, 价值创造, 创造价值",
    },
    Emotion: {
        "anger": "angry, 愤怒, 生气",
        "anxiety": "anxious, worried, 焦虑, 担心",
        "disappointment": "disappointed, 失望",
        "doubt": "doubtful, sceptical, skeptical, 怀疑, 质疑",
    },
    ComplaintState: {
        "listen": "open, new, received, 倾听, 已受理, 新建",
        "empathise": "empathize, acknowledged, 认同",
        "apologise": "apologize, 道歉",
        "resolve": "in progress, 解决, 处理中",
        "follow_up": "resolved, 跟进, 已解决",
        "closed": "done, 已关闭, 关闭, 已结案",
    },
    ComplaintSeverity: {
        "minor": "low, 轻微, 一般, 低",
        "major": "medium, normal, 较重, 中",
        "severe": "high, critical, urgent, 严重, 重大, 高",
    },
    TabooCategory: {
        "topic": "subject, conversation, 话题",
        "food": "food and drink, drink, 饮食, 食物",
        "allergy": "allergies, 过敏",
        "gift": "present, 礼品, 礼物",
        "religion": "culture, religion and culture, 宗教, 文化, 宗教文化",
        "etiquette": "address, form of address, manners, 称呼, 礼仪, 称谓",
        "timing": "time, date, 时间",
        "competitor": "competition, 竞争对手, 竞品",
        "privacy": "private, 隐私",
        "other": "misc, 其他, 其它",
    },
    Severity: {
        "never": "severe, absolute, high, 绝对禁止, 绝不, 严禁, 禁止, 高",
        "avoid": "medium, 避免, 尽量避免, 中",
        "note": "low, mind, 注意, 留意, 低",
    },
    TabooCalendar: {
        "qingming": "清明, 清明节",
        "ghost_festival": "ghost festival, 中元, 中元节",
        "ramadan": "斋月",
        "sabbath": "shabbat, 安息日",
        "lent": "大斋期, 四旬期",
    },
    PreferenceCategory: {
        "communication": "contact, 沟通, 沟通方式",
        "meeting": "meetings, 会面, 会议",
        "food": "food and drink, drink, 饮食, 餐饮",
        "travel": "出行, 旅行, 差旅",
        "gift": "present, 礼品, 礼物",
        "hobby": "hobbies, interest, leisure, 爱好, 兴趣, 业余爱好",
        "work_style": "work style, working style, 工作风格, 工作方式",
        "other": "misc, 其他, 其它",
    },
    Evidence: {
        "stated": "said, told, 明说, 客户说的, 本人告知",
        "observed": "seen, 观察, 观察到",
        "inferred": "guess, concluded, assumed, 推断, 推测",
    },
    Duration: {
        "lasting": "permanent, long term, 长期, 持久",
        "situational": "one-off, once, temporary, 临时, 一次性, 情境",
    },
    NeedCategory: {
        "access_health": "access, health, medical, accessibility, 无障碍, 健康, 无障碍与健康",
        "language": "语言",
        "diet": "food, dietary, 饮食",
        "process_invoice": "process, invoice, billing, 流程, 发票, 流程与发票",
        "security": "安全, 安保",
        "family": "家庭",
        "other": "misc, 其他, 其它",
    },
    Direction: {
        "ours": "we, us, our, we owe, 我方, 我们, 我方承诺",
        "theirs": "they, them, customer, they owe, 对方, 客户, 客户承诺",
    },
    PromiseState: {
        "open": "pending, new, 未完成, 进行中, 待办",
        "kept": "done, completed, fulfilled, 已兑现, 已完成, 完成",
        "broken": "failed, missed, 未兑现, 违约, 失约",
    },
    VisitState: {
        "planned": "scheduled, open, 计划, 已计划, 待拜访",
        "held": "done, completed, 已完成, 已拜访, 完成",
        "cancelled": "canceled, 取消, 已取消",
    },
    OpportunityState: {
        "open": "new, in progress, 进行中, 新建",
        "quoted": "quote, proposal, 已报价, 报价",
        "won": "closed won, 赢单, 成交",
        "lost": "closed lost, 输单, 丢单",
        "declined": "rejected, refused, 已拒绝, 拒绝",
    },
    LinkKind: {
        "reports_to": "reports to, subordinate of, 汇报, 汇报给, 下属",
        "influences": "influence, 影响",
        "conflicts": "conflict, conflicts with, 冲突, 不和",
    },
    LegalGround: {
        "consent": "agreed, agreement, 同意, 本人同意",
        "contract": "performance of a contract, needed for a contract, 合同, 履行合同, 合同所需",
        "law": "legal obligation, required by law, 法定义务, 法律要求",
        "vital": "vital interest, vital interests, protects life and health, 保护生命健康",
        "public": "made public, made public by the person, 已公开, 本人公开",
        "claims": "legal claim, legal claims, 法律主张, 诉讼",
    },
    ConsentMethod: {
        "signed": "in writing, written, signature, 书面, 签字, 书面同意",
        "email": "e mail, mail, 邮件, 电子邮件",
        "message": "chat, wechat, text message, 微信, 消息, 短信",
        "oral": "spoken, told us, by phone, 口头",
    },
    ConsentScope: {
        "none": "no sensitive facts, 无, 不涉及敏感信息",
        "all": "everything, all sensitive facts, 全部",
        "religion": "faith, belief, 宗教, 宗教信仰",
        "health": "allergy, allergies, medical, 健康",
        "finances": "finance, money, 财务, 个人财务",
        "whereabouts": "travel, location, 行踪",
        "minors": "children, child, 未成年人, 儿童",
        "other": "anything else, 其他",
    },
    Quadrant: {
        "strength": "strengths, s, 优势",
        "weakness": "weaknesses, w, 劣势",
        "opportunity": "opportunities, o, 机会",
        "threat": "threats, t, 威胁",
    },
}


@cache
def words_of(choices: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Every folded wording of a choice with its member: our own value first, then synonyms."""
    found: dict[str, StrEnum] = {fold(member.value): member for member in choices if member.value}
    for value, synonyms in _WORDS.get(choices, {}).items():
        for word in synonyms.split(","):
            found.setdefault(fold(word), choices(value))
    return found
