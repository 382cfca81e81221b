"""Which table belongs to a kind of record."""

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.tables import bookkeeping, care, service
from crm_desktop.storage.tables import contacts as contact_tables
from crm_desktop.storage.tables import customers as customer_tables
from crm_desktop.storage.tables import development as development_tables
from crm_desktop.storage.tables import leads as lead_tables
from crm_desktop.storage.tables import purchases as purchase_tables
from crm_desktop.storage.tables.record import Record

CATALOG: dict[Kind, type[Record]] = {
    Kind.CUSTOMER: customer_tables.CustomerTable,
    Kind.ADDRESS: customer_tables.AddressTable,
    Kind.SECTION_CONFIRMATION: customer_tables.SectionConfirmationTable,
    Kind.TAG: customer_tables.TagTable,
    Kind.CUSTOM_FIELD: customer_tables.CustomFieldTable,
    Kind.ATTACHMENT: customer_tables.AttachmentTable,
    Kind.CONTACT: contact_tables.ContactTable,
    Kind.AFFILIATION: contact_tables.AffiliationTable,
    Kind.CONTACT_LINK: contact_tables.ContactLinkTable,
    Kind.CONTACT_POINT: contact_tables.ContactPointTable,
    Kind.IMPORTANT_DATE: contact_tables.ImportantDateTable,
    Kind.COMMUNICATION_STYLE: contact_tables.CommunicationStyleTable,
    Kind.CONSENT: contact_tables.ConsentTable,
    Kind.TABOO: care.TabooTable,
    Kind.PREFERENCE: care.PreferenceTable,
    Kind.PREFERENCE_USE: care.PreferenceUseTable,
    Kind.SPECIAL_NEED: care.SpecialNeedTable,
    Kind.PAIN_POINT: care.PainPointTable,
    Kind.PRODUCT: purchase_tables.ProductTable,
    Kind.PURCHASE: purchase_tables.PurchaseTable,
    Kind.PURCHASE_LINE: purchase_tables.PurchaseLineTable,
    Kind.CONTRACT: purchase_tables.ContractTable,
    Kind.EXCHANGE_RATE: purchase_tables.ExchangeRateTable,
    Kind.INTERACTION: service.InteractionTable,
    Kind.INTERACTION_CONTACT: service.InteractionContactTable,
    Kind.COMPLAINT: service.ComplaintTable,
    Kind.PROMISE: service.PromiseTable,
    Kind.VISIT: service.VisitTable,
    Kind.VISIT_CONTACT: service.VisitContactTable,
    Kind.PRINTED_BRIEF: service.PrintedBriefTable,
    Kind.MAN_SNAPSHOT: lead_tables.ManSnapshotTable,
    Kind.MAN_ANSWER: lead_tables.ManAnswerTable,
    Kind.TIER_RUN: lead_tables.TierRunTable,
    Kind.TIER_RECORD: lead_tables.TierRecordTable,
    Kind.TIER_PIN: lead_tables.TierPinTable,
    Kind.OPPORTUNITY: development_tables.OpportunityTable,
    Kind.RELATIONSHIP_ACTION: development_tables.RelationshipActionTable,
    Kind.SWOT_ITEM: development_tables.SwotItemTable,
    Kind.GOAL: development_tables.GoalTable,
    Kind.DISMISSAL: care.DismissalTable,
    Kind.SETTING: bookkeeping.SettingTable,
    Kind.IMPORT_IDENTITY: bookkeeping.ImportIdentityTable,
}
