"""The importable fields of products, purchases, opportunities and MAN answers."""

from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.import_field_builders import (
    MONEY_COLUMN,
    OF_CUSTOMER,
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

PRODUCTS = (
    identity("product no, item id, item no, stock code, article no, 产品编号, 商品编号"),
    text(
        "name",
        "product, product name, item, item name, title, description, 产品, 产品名称, "
        "商品, 商品名称, 名称, 品名",
    ),
    text("code", "product code, sku, item code, article number, ean, 产品代码, 货号, 编码"),
    text(
        "category",
        "product category, genre, group, product group, product line, type, 类别, "
        "产品类别, 分类, 品类, 产品分类, 商品分类",
    ),
    link("category_id", Entity.CATEGORIES, "group id, 类别编号, 分类编号"),
)

PURCHASES = (
    identity(
        "invoice id, invoice no, invoice number, invoice, order id, order no, order number, "
        "purchase id, transaction id, sale id, bill no, 订单号, 订单编号, 发票号, 单号, "
        "交易编号, 單號"
    ),
    *OF_CUSTOMER,
    day(
        "purchased_on",
        "date, invoice date, order date, purchase date, transaction date, "
        "sale date, bought on, datum, 日期, 订单日期, 购买日期, 下单日期, 交易日期, 开票日期, "
        "成交日期, 下单时间, 购买时间",
    ),
    typed(
        "amount",
        FieldType.MONEY,
        "total, invoice total, order total, grand total, total due, "
        "total amount, sum, value, sales, price, betrag, 金额, 总金额, 订单金额, 合计, 总价, "
        "交易金额, 成交金额, 金額",
    ),
    typed("currency", FieldType.CURRENCY, MONEY_COLUMN),
    text("reference", "ref, po number, document no, 参考号, 合同号, 凭证号"),
    day("due_on", "due date, payment due, 到期日, 应付日期, 付款到期日"),
    day("paid_on", "paid date, payment date, paid, 付款日期, 支付日期, 到账日期"),
    day(
        "delivery_due_on", "promised delivery, delivery due, required date, 约定交货日期, 应交日期"
    ),
    day("delivered_on", "delivery date, shipped date, ship date, 交货日期, 发货日期, 送达日期"),
    note("note", "notes, remark, comment, description, 备注, 说明"),
)

PURCHASE_LINES = (
    identity(
        "invoice line id, order line id, order item id, line id, line no, item id, 明细编号, 行号"
    ),
    link(
        "purchase_id",
        Entity.PURCHASES,
        "invoice id, invoice no, invoice number, invoice, "
        "order id, order no, order number, transaction id, transaction no, bill no, 订单号, "
        "订单编号, 发票号, 单号, 交易编号",
    ),
    *OF_CUSTOMER,
    day(
        "purchased_on",
        "date, invoice date, order date, purchase date, transaction date, 日期, "
        "订单日期, 购买日期, 下单日期, 交易日期",
    ),
    link("product_id", Entity.PRODUCTS, "item id, article id, 产品编号, 商品编号"),
    text("product_code", "stock code, sku, item code, article no, 货号, 产品代码, 商品编码"),
    text("product_name", "product, item, item name, article, 产品, 产品名称, 商品, 商品名称, 品名"),
    text("product_category", "category, product line, 类别, 产品类别, 品类"),
    text("description", "line text, 描述, 说明"),
    typed("quantity", FieldType.DECIMAL, "qty, order qty, count, units, pieces, 数量, 件数, 數量"),
    typed("unit_price", FieldType.MONEY, "price, price each, 单价, 价格, 單價"),
    typed("discount", FieldType.FRACTION, "unit price discount, discount rate, 折扣, 折扣率"),
    typed(
        "line_amount",
        FieldType.MONEY,
        "line total, amount, total, subtotal, 小计, 金额, 行金额, 合计",
    ),
    typed("currency", FieldType.CURRENCY, MONEY_COLUMN),
)

MAN_ANSWERS = (
    identity("answer id, 答案编号, 编号"),
    *OF_CUSTOMER,
    link("opportunity_id", Entity.OPPORTUNITIES, "商机编号, 机会编号"),
    text("question", "question no, criterion, 问题, 题号, 评估项"),
    number("level", "score, answer, rating, points, 等级, 得分, 评分, 分数", low=0, high=4),
    typed("not_applicable", FieldType.BOOLEAN, "n a, 不适用"),
    note("evidence", "why, note, notes, reason, 依据, 证据, 备注, 说明"),
    text("source", "来源"),
    day("answered_on", "date, answered, assessed on, assessment date, 日期, 评估日期"),
    text("author", "assessed by, by, 评估人"),
)

OPPORTUNITIES = (
    identity("opportunity no, deal id, deal no, 商机编号, 机会编号"),
    *OF_CUSTOMER,
    text(
        "title",
        "opportunity, opportunity name, deal, deal name, name, subject, 商机, 商机名称, "
        "机会, 机会名称, 名称, 标题",
    ),
    link("product_id", Entity.PRODUCTS, "产品编号"),
    text("product_name", "product, 产品, 产品名称"),
    typed(
        "value",
        FieldType.MONEY,
        "amount, expected value, deal value, expected revenue, 金额, 预计金额, 商机金额, 预期金额",
    ),
    typed("currency", FieldType.CURRENCY, MONEY_COLUMN),
    typed(
        "probability",
        FieldType.PERCENT,
        "chance, win probability, likelihood, 概率, 赢率, 成交概率, 可能性",
    ),
    choice("state", OpportunityState, "status, stage, 状态, 阶段, 商机状态, 商机阶段"),
    text("next_step", "next action, 下一步, 下一步行动, 下步计划"),
    day("next_step_on", "next step date, next action date, 下一步日期, 下次跟进日期"),
    day("opened_on", "opened, created, created on, created date, 创建日期, 开始日期"),
    day("closed_on", "closed, close date, 关闭日期, 成交日期, 结束日期"),
    note("note", "notes, remark, comment, description, 备注, 说明"),
)
