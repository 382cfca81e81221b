"""Short ways to describe importable fields, and the groups several entities share."""

from enum import StrEnum

from crm_desktop.domain.imports import Entity, Field, FieldType


def _names(names: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in names.split(",") if part.strip())


def typed(key: str, kind: FieldType, names: str = "") -> Field:
    """A field of that type."""
    return Field(key, kind, _names(names))


def text(key: str, names: str = "") -> Field:
    """A line of text."""
    return Field(key, FieldType.TEXT, _names(names))


def note(key: str, names: str = "") -> Field:
    """Text of several lines, put together where several columns mean it."""
    return Field(key, FieldType.MULTILINE, _names(names))


def day(key: str, names: str = "") -> Field:
    """A day; a time of day in the cell is left to a field of its own."""
    return Field(key, FieldType.DATE, _names(names))


def number(key: str, names: str = "", *, low: int | None = None, high: int | None = None) -> Field:
    """A whole number within bounds."""
    return Field(key, FieldType.INTEGER, _names(names), low=low, high=high)


def choice(key: str, choices: type[StrEnum], names: str = "") -> Field:
    """One of our fixed choices."""
    return Field(key, FieldType.CHOICE, _names(names), choices=choices)


def link(key: str, target: Entity, names: str = "") -> Field:
    """The external id of a row of another list."""
    return Field(key, FieldType.REFERENCE, _names(names), target=target)


def identity(names: str = "") -> Field:
    """The id a row has where it comes from."""
    return Field("external_id", FieldType.ID, _names(f"id, ext id, key, uid, {names}"))


def people() -> tuple[Field, ...]:
    """The parts of a person's name and how to say it; the first six are the name."""
    return (
        text(
            "name",
            "full name, display name, customer name, client name, account name, "
            "contact name, file as, anzeigename, 姓名, 名称, 客户名称, 客户姓名, 全名, 联系人, "
            "联系人姓名, 显示名称, 客户, 客戶名稱, contact person, main contact, 对接人",
        ),
        text("first_name", "given name, forename, first, vorname, 名, 名字"),
        text("middle_name", "additional name, middle, 中间名"),
        text("last_name", "surname, family name, last, nachname, 姓, 姓氏"),
        text("prefix", "name prefix, title, courtesy title, 中文称谓, 英文称谓"),
        text("suffix", "name suffix, 后缀"),
        text(
            "latin_name",
            "english name, romanised name, romanized name, 英文名, 英文名称, 拼音名, 英文名/拉丁名",
        ),
        text("phonetic", "yomi name, pronunciation, pinyin, 拼音, 发音, 读音"),
        text("nickname", "spitzname, 昵称"),
        text("salutation", "form of address, how to address, 称呼, 尊称, 称谓"),
    )


_HOME = "home, privat, 住宅地址, 家庭"
_OTHER = "other, 其他地址"


def _place(key: str, groups: str, names: str, *, joins: bool = False) -> Field:
    """A part of an address; `groups` are the words that stand before its names."""
    heads = [group.strip() for group in groups.split(",")]
    tails = _names(names)
    spoken = tuple(f"{head} {tail}".strip() for head in heads for tail in tails)
    return Field(key, names=spoken, joins=joins)


_STREET = (
    "street, address, street address, street 1, address line 1, adresse, street number, "
    "house number, hausnummer, 街道, 门牌号"
)
_CITY = "city, town, suburb, locality, ort, 市县, 城市"
_REGION = "state, region, province, state province, bundesland, 省市自治区, 省份, 省/州"
_POSTCODE = "postal code, zip code, zip, zipcode, postcode, plz, 邮政编码, 邮编"
_COUNTRY = "country, country region, country code, land, 国家地区, 国家"


def _group(prefix: str, groups: str) -> tuple[Field, ...]:
    return (
        _place(f"{prefix}street", groups, _STREET, joins=True),
        _place(f"{prefix}city", groups, _CITY),
        _place(f"{prefix}region", groups, _REGION),
        _place(f"{prefix}postal_code", groups, _POSTCODE),
        _place(f"{prefix}country", groups, _COUNTRY),
    )


def address(*more: str) -> tuple[Field, ...]:
    """The main address, a home and another one; `more` are plain texts that go with it."""
    main = _group("", ", business, work, dienstlich, company, mailing, address 1, 商务地址, 公司")
    own = (
        Field(
            "street",
            FieldType.TEXT,
            (
                *main[0].names,
                "地址",
                "详细地址",
                "联系地址",
                "公司地址",
                "通讯地址",
                "办公地址",
                "住址",
                "地址栏",
            ),
            joins=True,
        ),
        Field("city", FieldType.TEXT, (*main[1].names, "市", "所在城市", "地市")),
        Field("region", FieldType.TEXT, (*main[2].names, "省", "所在省份", "地区", "省市", "区域")),
        main[3],
        Field("country", FieldType.COUNTRY, (*main[4].names, "国别", "所在国家")),
    )
    home = _group("home_", f"{_HOME}, address 2")
    other = _group("other_", f"{_OTHER}, address 3")
    return (*own, *home, *other, *(text(key, "停车, 停车信息") for key in more))


def _many(key: str, kind: FieldType, names: str) -> Field:
    return Field(key, kind, _names(names), takes_many=True)


def reach() -> tuple[Field, ...]:
    """Ways to reach somebody; each takes several columns."""
    return (
        _many(
            "mobile",
            FieldType.PHONE,
            "mobile phone, mobile number, cell, cell phone, "
            "cellphone, mobil tel nr, handy, 手机, 手机号, 手机号码, 移动电话, 手機",
        ),
        _many(
            "phone",
            FieldType.PHONE,
            "telephone, phone number, tel, telephone number, "
            "business phone, work phone, office phone, company main phone, company phone, "
            "primary phone, home phone, other phone, direct phone, contact phone number, "
            "tel dienstlich, tel privat, car phone, callback, assistants phone, radio phone, "
            "phone value, 电话, 电话号码, 联系电话, 固定电话, 座机, 商务电话, 住宅电话, "
            "办公电话, 单位主要电话, 主要电话, 其他电话, 车载电话, 回电话, 助理的电话, "
            "无绳电话, 联系方式, 電話",
        ),
        _many(
            "fax",
            FieldType.PHONE,
            "fax number, business fax, home fax, other fax, fax nummer, "
            "传真, 商务传真, 住宅传真, 其他传真",
        ),
        _many(
            "email",
            FieldType.EMAIL,
            "e mail, e mail address, email address, mail, "
            "primary email, secondary email, business email, work email, "
            "primäre e mail adresse, sekundäre e mail adresse, e mail value, 邮箱, 电子邮件, "
            "电子邮箱, 邮件, 电子邮件地址, 邮箱地址, 電子郵件",
        ),
        _many("wechat", FieldType.TEXT, "wechat id, weixin, 微信, 微信号"),
        _many(
            "messenger",
            FieldType.TEXT,
            "im, im value, screen name, skype, whatsapp, qq, "
            "line id, telegram, messenger name, QQ号",
        ),
        _many(
            "website",
            FieldType.URL,
            "web page, web site, url, homepage, webseite, "
            "website value, web address, 网站, 网址, 网页, 官网, 公司网站, 公司网址",
        ),
    )


def reach_of_contact() -> tuple[Field, ...]:
    """Ways to reach the person in a company's row, where the row tells those of both."""
    return (
        _many(
            "contact_phone",
            FieldType.PHONE,
            "phone of the contact, contact mobile, 联系人电话, 联系人手机, 联系人手机号",
        ),
        _many(
            "contact_email",
            FieldType.EMAIL,
            "e mail of the contact, email of the contact, contact email, "
            "联系人邮箱, 联系人邮件, 联系人电子邮箱",
        ),
    )


def habits() -> tuple[Field, ...]:
    """How somebody prefers to be reached, and the days to remember."""
    return (
        text("language", "preferred language, sprache, 语言, 首选语言"),
        text(
            "preferred_channel",
            "contact channel, preferred contact method, 首选渠道, 首选联系方式, 偏好渠道",
        ),
        text("preferred_hours", "best time to call, 联系时间, 方便时间, 首选时间"),
        typed(
            "birthday",
            FieldType.BIRTHDAY,
            "birth date, birthdate, date of birth, dob, born, "
            "geburtsdatum, 生日, 出生日期, 出生年月日, 出生年月",
        ),
        typed("lunar_birthday", FieldType.LUNAR_BIRTHDAY, "农历生日, 阴历生日"),
        typed(
            "anniversary",
            FieldType.BIRTHDAY,
            "wedding anniversary, event 1 value, 纪念日, 结婚纪念日",
        ),
        typed(
            "passport_expiry",
            FieldType.BIRTHDAY,
            "passport expires, passport valid until, 护照到期日, 护照有效期",
        ),
    )


def warnings() -> tuple[Field, ...]:
    """What a row says must never happen to its customer; each value becomes a taboo (D1)."""
    return (
        note(
            "taboos",
            "taboo, dietary, dietary restriction, dietary restrictions, dietary requirements, "
            "dietary needs, diet, 禁忌, 忌口, 忌讳, 禁忌事项, 饮食禁忌, 客户禁忌, 饮食忌口, 忌諱",
        ),
        note(
            "allergies",
            "allergy, food allergy, food allergies, allergien, 过敏, 过敏史, 过敏源, 过敏原, "
            "食物过敏, 過敏",
        ),
    )


OF_CUSTOMER = (
    link(
        "customer_id",
        Entity.CUSTOMERS,
        "customer no, customer number, customer code, customer, client id, client, account id, "
        "account no, account number, cust id, cust no, customer key, buyer id, 客户编号, 客户id, "
        "客户号, 客户代码, 客户编码, 会员编号, 会员号, 客戶編號, client code, client no, "
        "client number, account code, kundennummer",
    ),
    text(
        "customer_name",
        "client name, account name, account, 客户名称, 客户名, 客户, 所属客户, 客户姓名, 客戶名稱",
    ),
)
OF_CONTACT = (
    link("contact_id", Entity.CONTACTS, "contact no, person id, 联系人编号, 联系人id"),
    text("contact_name", "contact, contact person, attendee, 联系人, 联系人姓名, 對接人, 对接人"),
)
NOTED = (
    text("source", "learned from, 来源, 信息来源"),
    day("noted_on", "noted, recorded on, date, since, 记录日期, 登记日期, 日期, 记录时间"),
    typed("sensitive", FieldType.BOOLEAN, "is sensitive, confidential, 敏感, 敏感信息"),
)
TEXT = "text, description, detail, details, note, notes, 内容, 描述, 说明, 详情, 备注"
MONEY_COLUMN = "currency code, currency iso code, 币种, 货币, 币别, 幣別"
