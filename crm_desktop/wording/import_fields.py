"""What the fields of lists are called where a person says which column is which."""

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.import_fields import KINDS
from crm_desktop.domain.imports import Entity, UpdateKey
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.wording.field_labels import LABELS, OF_KIND

_LABELS: dict[str, str] = {
    "allergies": mark("Allergies"),
    "anniversary": mark("Anniversary"),
    "birthday": mark("Birthday"),
    "category_id": mark("Id of the category"),
    "company": mark_in("field", "Company"),
    "complaint_category": mark("Category of the complaint"),
    "complaint_severity": mark("Severity of the complaint"),
    "complaint_state": mark("State of the complaint"),
    "contact_email": mark("E-mail of the contact"),
    "contact_id": mark("Id of the contact"),
    "contact_ids": mark("Ids of the contacts"),
    "contact_name": mark("Name of the contact"),
    "contact_names": mark("Names of the contacts"),
    "contact_phone": mark("Phone of the contact"),
    "customer_id": mark("Id of the customer"),
    "customer_name": mark("Name of the customer"),
    "email": mark("E-mail"),
    "external_id": mark("Id in the list"),
    "fax": mark("Fax"),
    "first_name": mark("Given name"),
    "from_contact_id": mark("Id of the first person"),
    "home_city": mark("City (home)"),
    "home_country": mark("Country (home)"),
    "home_postal_code": mark("Postal code (home)"),
    "home_region": mark("Region (home)"),
    "home_street": mark("Street (home)"),
    "interaction_id": mark("Id of the interaction"),
    "last_name": mark("Family name"),
    "line_amount": mark("Amount of the line"),
    "lunar_birthday": mark("Lunar birthday"),
    "messenger": mark("Messenger"),
    "middle_name": mark("Middle name"),
    "mobile": mark("Mobile phone"),
    "nickname": mark("Nickname"),
    "other_city": mark("City (other address)"),
    "other_country": mark("Country (other address)"),
    "other_postal_code": mark("Postal code (other address)"),
    "other_region": mark("Region (other address)"),
    "other_street": mark("Street (other address)"),
    "owner_id": mark("Id of the account manager"),
    "passport_expiry": mark("Passport valid until"),
    "phone": mark("Phone"),
    "prefix": mark("Title before the name"),
    "product_category": mark("Category of the product"),
    "product_code": mark("Code of the product"),
    "product_id": mark("Id of the product"),
    "product_name": mark("Name of the product"),
    "purchase_id": mark("Id of the purchase"),
    "reports_to": mark("Id of the superior"),
    "responded_on": mark("Answered the complaint on"),
    "style_evidence": mark("Signs of the style"),
    "suffix": mark("Suffix of the name"),
    "taboos": mark("Taboos"),
    "tags": mark("Tags"),
    "to_contact_id": mark("Id of the second person"),
    "wechat": mark("WeChat"),
}
UPDATE_KEYS: dict[UpdateKey, str] = {
    UpdateKey.ID: mark("Its id in the list"),
    UpdateKey.EMAIL: mark("Same e-mail"),
    UpdateKey.PHONE: mark("Same phone number"),
    UpdateKey.TAX_NUMBER: mark("Same tax number"),
    UpdateKey.NAME_CITY: mark("Same name and city"),
}


def import_field_label(language: Language, entity: Entity, key: str) -> str:
    """Return what a field of a list is called, such as *Given name*."""
    kind = KINDS.get(entity)
    own = OF_KIND.get((kind, key)) if kind is not None else None
    return language.text(own or _LABELS.get(key) or LABELS[key])


def preview_label(language: Language, kind: Kind, field: str, name: str = "") -> str:
    """Return what a value of a preview is called: its heading, its field, else its kind."""
    if name:
        return name
    if kind in (Kind.CONTACT_POINT, Kind.IMPORTANT_DATE) and field in _LABELS:
        return language.text(_LABELS[field])
    return language.text(
        OF_KIND.get((kind, field)) or LABELS.get(field) or _LABELS.get(field) or field
    )


def field_in_words(language: Language, key: str) -> str:
    """Return what a field of any list is called; a field of a person's own by its name."""
    name = key.partition(":")[2]
    known = _LABELS.get(key) or LABELS.get(key)
    return language.text(known) if known else name or key
