"""What a typed filter is called in Chinese: the words of the chips, and others people use."""

from collections.abc import Mapping

CHINESE_KEYS: Mapping[str, str] = {
    "等级": "tier", "级别": "tier", "阶段": "stage", "类型": "kind", "客户经理": "owner",
    "负责人": "owner", "城市": "city", "国家": "country", "地区": "country", "标签": "tag",
    "完整度": "completeness", "已成交": "bought", "购买": "bought", "逾期": "overdue",
    "有禁忌": "taboo", "禁忌": "taboo", "流失风险": "risk", "风险": "risk",
    "投诉处理中": "complaint", "投诉": "complaint", "敏感信息": "sensitive", "敏感": "sensitive",
}  # fmt: skip
"""The keys of ``list_filters.FilterKey`` by what stands before the colon."""

_UNSET = {"无": "none", "空": "none"}
_ANSWERS = {"是": "yes", "有": "yes", "否": "no", "无": "no"}

CHINESE_VALUES: Mapping[str, Mapping[str, str]] = {
    "tier": {**_UNSET, "未分级": "none"},
    "stage": {
        "线索识别": "lead", "线索": "lead", "资格评估": "qualified", "培育互动": "nurtured",
        "培育": "nurtured", "个性化方案": "proposal", "方案": "proposal", "价值扩展": "expansion",
        "已成交": "won", "成交": "won", "已流失": "lost", "流失": "lost", "已休眠": "dormant",
        "休眠": "dormant",
    },
    "kind": {"企业": "company", "公司": "company", "个人": "person"},
    "man": {**_UNSET, "未评估": "none"},
    **dict.fromkeys(("owner", "city", "country", "tag"), _UNSET),
    **dict.fromkeys(
        ("bought", "overdue", "taboo", "risk", "complaint", "sensitive"), _ANSWERS
    ),
}  # fmt: skip
"""Their fixed values by what stands behind it."""
