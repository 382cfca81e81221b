"""Which table and which value class belong to a kind of record."""

from crm_desktop.domain import (
    contacts,
    customers,
    development,
    import_identity,
    interactions,
    leads,
    preferences,
    promises,
    purchases,
    settings,
    taboos,
    tier_history,
    visits,
)
from crm_desktop.domain.changes import Kind
from crm_desktop.storage.tables import bookkeeping, care, service
from crm_desktop.storage.tables import contacts as contact_tables
from crm_desktop.storage.tables import customers as customer_tables
from crm_desktop.storage.tables import development as development_tables
from crm_desktop.storage.tables import leads as lead_tables
from crm_desktop.storage.tables import purchases as purchase_tables
from crm_desktop.storage.tables.record import Record

CATALOG: dict[Kind, tuple[type[object], type[Record]]] = {
    Kind.CUSTOMER: (customers.Customer, customer_tables.CustomerTable),
    Kind.ADDRESS: (customers.Address, customer_tables.AddressTable),
    Kind.SECTION_CONFIRMATION: (
        customers.SectionConfirmation,
        customer_tables.SectionConfirmationTable,
    ),
    Kind.TAG: (customers.Tag, customer_tables.TagTable),
    Kind.CUSTOM_FIELD: (customers.CustomField, customer_tables.CustomFieldTable),
    Kind.ATTACHMENT: (customers.Attachment, customer_tables.AttachmentTable),
    Kind.CONTACT: (contacts.Contact, contact_tables.ContactTable),
    Kind.AFFILIATION: (contacts.Affiliation, contact_tables.AffiliationTable),
    Kind.CONTACT_LINK: (contacts.ContactLink, contact_tables.ContactLinkTable),
    Kind.CONTACT_POINT: (contacts.ContactPoint, contact_tables.ContactPointTable),
    Kind.IMPORTANT_DATE: (contacts.ImportantDate, contact_tables.ImportantDateTable),
    Kind.COMMUNICATION_STYLE: (
        contacts.CommunicationStyle,
        contact_tables.CommunicationStyleTable,
    ),
    Kind.CONSENT: (contacts.Consent, contact_tables.ConsentTable),
    Kind.TABOO: (taboos.Taboo, care.TabooTable),
    Kind.PREFERENCE: (preferences.Preference, care.PreferenceTable),
    Kind.PREFERENCE_USE: (preferences.PreferenceUse, care.PreferenceUseTable),
    Kind.SPECIAL_NEED: (preferences.SpecialNeed, care.SpecialNeedTable),
    Kind.PAIN_POINT: (preferences.PainPoint, care.PainPointTable),
    Kind.PRODUCT: (purchases.Product, purchase_tables.ProductTable),
    Kind.PURCHASE: (purchases.Purchase, purchase_tables.PurchaseTable),
    Kind.PURCHASE_LINE: (purchases.PurchaseLine, purchase_tables.PurchaseLineTable),
    Kind.CONTRACT: (purchases.Contract, purchase_tables.ContractTable),
    Kind.EXCHANGE_RATE: (purchases.ExchangeRate, purchase_tables.ExchangeRateTable),
    Kind.INTERACTION: (interactions.Interaction, service.InteractionTable),
    Kind.INTERACTION_CONTACT: (interactions.InteractionContact, service.InteractionContactTable),
    Kind.COMPLAINT: (interactions.Complaint, service.ComplaintTable),
    Kind.PROMISE: (promises.Promise, service.PromiseTable),
    Kind.VISIT: (visits.Visit, service.VisitTable),
    Kind.VISIT_CONTACT: (visits.VisitContact, service.VisitContactTable),
    Kind.PRINTED_BRIEF: (visits.PrintedBrief, service.PrintedBriefTable),
    Kind.MAN_SNAPSHOT: (leads.ManSnapshot, lead_tables.ManSnapshotTable),
    Kind.MAN_ANSWER: (leads.ManAnswer, lead_tables.ManAnswerTable),
    Kind.TIER_RUN: (tier_history.TierRun, lead_tables.TierRunTable),
    Kind.TIER_RECORD: (tier_history.TierRecord, lead_tables.TierRecordTable),
    Kind.TIER_PIN: (tier_history.TierPin, lead_tables.TierPinTable),
    Kind.OPPORTUNITY: (development.Opportunity, development_tables.OpportunityTable),
    Kind.RELATIONSHIP_ACTION: (
        development.RelationshipAction,
        development_tables.RelationshipActionTable,
    ),
    Kind.SWOT_ITEM: (development.SwotItem, development_tables.SwotItemTable),
    Kind.GOAL: (development.Goal, development_tables.GoalTable),
    Kind.SETTING: (settings.Setting, bookkeeping.SettingTable),
    Kind.IMPORT_IDENTITY: (import_identity.ImportIdentity, bookkeeping.ImportIdentityTable),
}
