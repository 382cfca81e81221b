"""Tells in a list of customers whose name a column has: the customer's or its contact's."""

from collections.abc import Mapping, Sequence

from crm_desktop.domain.import_headers import fold, without_unit


def _folded(names: str) -> frozenset[str]:
    return frozenset(fold(name) for name in names.split(","))


_CUSTOMERS = _folded(
    "customer name, client name, account name, customer, client, account, kunde, kundenname, "
    "客户, 客户名称, 客户名, 客户姓名, 名称, 客戶, 客戶名稱"
)
_COMPANIES = _folded(
    "company, company name, organization, organisation, organization name, organisation name, "
    "business name, firm, firma, unternehmen, 公司, 公司名称, 单位, 单位名称, 企业, 企业名称, "
    "客户公司, 公司名稱"
)
_CONTACTS = _folded(
    "contact, contact person, contact name, main contact, primary contact, key contact, "
    "ansprechpartner, 联系人, 联系人姓名, 主要联系人, 首要联系人, 对接人, 聯繫人, 聯絡人"
)
_JUST_A_NAME = _folded("name")
_OTHER_NAMES = _folded(
    "full name, display name, first name, last name, given name, family name, surname, "
    "forename, anzeigename, vorname, nachname, 姓名, 全名, 显示名称, 名, 名字, 姓, 姓氏"
)


def names_in(header: Sequence[str]) -> Mapping[int, str]:
    """The places of the columns whose headings alone don't tell `name` from `company`.

    Beside a contact the customer is the company; without any other name it is the name.
    """
    names = [fold(without_unit(text)) for text in header]
    customer = _place(names, _CUSTOMERS)
    company = _place(names, _COMPANIES)
    contact = _place(names, _CONTACTS)
    if contact is not None and customer is None and company is None:
        customer = _place(names, _JUST_A_NAME)
    elif _place(names, _JUST_A_NAME) is not None:
        return {}
    if _place(names, _OTHER_NAMES) is not None:
        return {}
    if contact is not None:
        owner = company if customer is None else customer
        return {contact: "name"} if owner is None else {owner: "company", contact: "name"}
    return {customer: "name"} if customer is not None and company is None else {}


def _place(names: Sequence[str], wanted: frozenset[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in wanted), None)
