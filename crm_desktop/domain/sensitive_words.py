"""Words by which a fact is taken for a sensitive one on entry, in both languages (D28, ours).

A guess that errs on the careful side: a mark can be taken back with a reason. Left out is what the
daily business of a hospital, a bank or a toy maker is made of. Written in small letters; Latin
words are met whole or as plurals, Chinese ones anywhere.
"""

from collections.abc import Mapping

RELIGION = (
    "religion", "religious", "church", "mosque", "synagogue", "temple", "halal", "haram",
    "kosher", "ramadan", "sabbath", "pray", "prayer", "muslim", "islam", "christian",
    "catholic", "protestant", "jewish", "buddhist", "hindu", "sikh", "baptism",
    "宗教", "信仰", "教堂", "清真", "斋月", "礼拜", "祷告", "穆斯林", "回族", "伊斯兰", "基督",
    "天主教", "佛教", "信佛", "吃斋", "道教", "犹太", "印度教",
)  # fmt: skip
HEALTH = (
    "allergy", "allergic", "allergies", "diabetes", "diabetic", "asthma", "cancer", "tumour",
    "tumor", "chemotherapy", "had surgery", "in hospital", "hospitalised", "hospitalized",
    "illness", "disabled", "disability", "wheelchair", "pacemaker", "epilepsy", "a stroke",
    "heart attack", "blood pressure", "depression", "burnout", "rehab", "pregnant", "pregnancy",
    "miscarriage", "coeliac", "celiac", "insulin", "medication", "deaf", "hearing aid",
    "alcoholic",
    "过敏", "糖尿病", "哮喘", "癌", "肿瘤", "化疗", "做手术", "住院", "患病", "残疾", "轮椅",
    "起搏器", "癫痫", "中风", "心脏病", "高血压", "抑郁", "怀孕", "孕妇", "流产", "胰岛素",
    "服药", "失聪", "失明", "助听器", "戒酒", "痛风",
)  # fmt: skip
FINANCES = (
    "salary", "his debts", "her debts", "private debt", "mortgage", "personal bankruptcy",
    "personal loan", "inheritance", "alimony", "net worth", "credit score",
    "工资", "薪水", "个人负债", "房贷", "个人破产", "个人贷款", "遗产", "赡养费", "身家",
    "个人征信", "银行卡号",
)  # fmt: skip
WHEREABOUTS = (
    "home address", "lives at", "private address", "holiday home", "away from home",
    "school run", "passport number",
    "住址", "家庭地址", "家住", "行踪", "护照号", "身份证号",
)  # fmt: skip
MINORS = (
    "his son", "her son", "'s son", "daughter", "his child", "her child", "'s child",
    "his children", "her children", "their children", "his kids", "her kids", "baby",
    "grandchild", "grandchildren", "grandson", "kindergarten", "toddler",
    "孩子", "儿子", "女儿", "宝宝", "小孩", "孙子", "孙女", "外孙", "幼儿园", "未成年",
)  # fmt: skip

WORDS: Mapping[str, tuple[str, ...]] = {
    "religion": RELIGION,
    "health": HEALTH,
    "finances": FINANCES,
    "whereabouts": WHEREABOUTS,
    "minors": MINORS,
}
"""By the value of :class:`~crm_desktop.domain.sensitive_kinds.SensitiveKind`."""
