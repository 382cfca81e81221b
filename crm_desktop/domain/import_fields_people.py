"""The importable fields of customers and contacts."""

from crm_desktop.domain.contacts import Coverage, Role, Style
from crm_desktop.domain.customers import CustomerKind, Ownership, Stage
from crm_desktop.domain.import_field_builders import (
    MONEY_COLUMN,
    OF_CUSTOMER,
    address,
    choice,
    day,
    habits,
    identity,
    link,
    note,
    number,
    people,
    reach,
    reach_of_contact,
    text,
    typed,
    warnings,
)
from crm_desktop.domain.imports import Entity, FieldType

CUSTOMERS = (
    identity(
        "customer no, customer number, customer code, account number, 客户编号, 客户号, "
        "customer id, client id, client no, client number, account id, 客户id, 会员号, 会员编号, "
        "client code, account no, account code, kundennummer, 编号, 客户代码, 客户编码, 客戶編號"
    ),
    *people(),
    text(
        "company",
        "company name, organization, organisation, organization name, "
        "organization 1 name, organisation name, business name, firm, employer, unternehmen, "
        "firma, 公司, 公司名称, 单位, 单位名称, 企业名称, 企业, 客户公司, 工作单位, 公司名稱",
    ),
    choice(
        "kind",
        CustomerKind,
        "customer kind, customer type, client type, 客户类型, 客户性质, 类型, 客户类别",
    ),
    text("short_name", "abbreviation, alias, 简称, 客户简称, 公司简称"),
    text(
        "industry",
        "sector, line of business, branch, branche, vertical, 行业, 所属行业, 行业类别, 行业类型",
    ),
    number(
        "headcount",
        "employees, number of employees, number employees, no of employees, "
        "company size, staff, mitarbeiter, 员工数, 人数, 员工人数, 公司规模, 企业规模",
        low=0,
    ),
    typed(
        "annual_revenue",
        FieldType.MONEY,
        "revenue, yearly revenue, annual sales, turnover, 年收入, 年营业额, 营业额, 年销售额, 营收",
    ),
    typed("annual_revenue_currency", FieldType.CURRENCY, f"revenue currency, {MONEY_COLUMN}"),
    note(
        "background",
        "company background, profile, about, 背景, 公司背景, 企业背景, 公司简介, 客户背景",
    ),
    text(
        "tax_number",
        "tax id, tax no, vat, vat id, vat number, ust id, 税号, 纳税人识别号, 税务登记号, 統一編號",
    ),
    text(
        "registration_number",
        "registration no, company registration number, "
        "unified social credit code, 统一社会信用代码, 信用代码, 注册号, 工商注册号, 营业执照号",
    ),
    text(
        "source",
        "lead source, origin, channel source, referred by, 来源, 客户来源, 线索来源, "
        "渠道, 来源渠道",
    ),
    text(
        "owner",
        "account manager, sales rep, salesperson, sales person, rep, responsible, "
        "assigned to, account owner, relationship manager, 负责人, 客户经理, 专属客户经理, "
        "业务员, 销售, 销售员, 销售代表, 跟进人, 所属销售, 归属人, 客户负责人",
    ),
    link(
        "owner_id",
        Entity.OWNERS,
        "support rep id, sales rep id, rep id, account manager id, "
        "salesperson id, employee id, 负责人编号, 客户经理编号, 业务员编号, 员工编号",
    ),
    *address("parking"),
    choice(
        "stage",
        Stage,
        "pipeline stage, sales stage, lead stage, lead status, status, "
        "customer status, 阶段, 销售阶段, 客户阶段, 培育阶段, 状态, 客户状态",
    ),
    day("stage_since", "stage date, 进入阶段日期, 阶段日期"),
    text("stage_reason", "lost reason, stage note, 阶段原因, 流失原因"),
    number("strategic_value", "战略价值", low=0, high=4),
    text("strategic_reason", "战略价值理由, 战略原因"),
    choice("ownership", Ownership, "ownership type, 所有制, 企业性质, 单位性质, 公司性质"),
    text("gift_policy", "礼品政策, 客户礼品政策"),
    typed("gift_limit", FieldType.MONEY, "gift value limit, 礼品上限, 礼品限额"),
    text("present_solution", "current solution, incumbent solution, 现有方案, 目前方案, 在用产品"),
    text("competitor", "competitors, incumbent, 竞争对手, 竞品"),
    number(
        "payment_terms_days",
        "payment terms, terms days, credit days, 账期, 付款期限, 付款天数, 账期天数",
        low=0,
    ),
    text("payment_method", "method of payment, 付款方式, 支付方式, 结算方式"),
    note(
        "note",
        "notes, remark, remarks, comment, comments, memo, description, notizen, 备注, "
        "附注, 说明, 备忘, 註記, 備註",
    ),
    typed(
        "tags",
        FieldType.WORDS,
        "tag, labels, label, categories, keywords, group membership, "
        "groups, segment, 标签, 客户标签, 类别, 分组, 关键词, 標籤",
    ),
    *reach(),
    *reach_of_contact(),
    *habits(),
    text(
        "title",
        "job title, position, role, organization 1 title, organization title, "
        "arbeitstitel, 职务, 职位, 岗位, 头衔, 職稱",
    ),
    text(
        "department",
        "organization 1 department, organization department, dept, abteilung, 部门, 所在部门, 部門",
    ),
    *warnings(),
)

CONTACTS = (
    identity("contact no, person id, 联系人编号, 编号"),
    *OF_CUSTOMER,
    *people(),
    text("title", "job title, position, 职务, 职位, 岗位, 头衔"),
    text("department", "dept, 部门, 所在部门"),
    choice("role", Role, "decision role, buying role, 角色, 决策角色"),
    number("influence", "influence level, power, 影响力", low=0, high=4),
    number("stance", "attitude, support, 立场, 态度", low=-2, high=2),
    choice("coverage", Coverage, "relationship depth, contact depth, 覆盖, 覆盖程度, 接触深度"),
    text("counterpart", "our counterpart, covered by, 我方对接人, 对口人"),
    text("cares_about", "interests, priorities, 关注点, 关心"),
    typed(
        "is_main",
        FieldType.BOOLEAN,
        "main contact, primary contact, primary, 主要联系人, 是否主要, 首要联系人",
    ),
    link("reports_to", Entity.CONTACTS, "manager id, supervisor id, 汇报对象, 上级, 上级编号"),
    day("left_on", "left, leaving date, 离职日期"),
    choice("style", Style, "communication style, social style, 沟通风格"),
    text("style_evidence", "沟通风格依据"),
    *reach(),
    *habits(),
    note("note", "notes, remark, remarks, comment, 备注, 说明"),
    *warnings(),
)
