ALTER TABLE taboo ADD COLUMN sensitive_kind VARCHAR;

ALTER TABLE taboo ADD COLUMN sensitive_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE preference ADD COLUMN sensitive_kind VARCHAR;

ALTER TABLE preference ADD COLUMN sensitive_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE special_need ADD COLUMN sensitive_kind VARCHAR;

ALTER TABLE special_need ADD COLUMN sensitive_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE interaction ADD COLUMN sensitive BOOLEAN DEFAULT 0 NOT NULL;

ALTER TABLE interaction ADD COLUMN sensitive_kind VARCHAR;

ALTER TABLE interaction ADD COLUMN sensitive_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE important_date ADD COLUMN sensitive BOOLEAN DEFAULT 0 NOT NULL;

ALTER TABLE important_date ADD COLUMN sensitive_kind VARCHAR;

ALTER TABLE important_date ADD COLUMN sensitive_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE contact ADD COLUMN sensitive BOOLEAN DEFAULT 0 NOT NULL;

ALTER TABLE contact ADD COLUMN sensitive_kind VARCHAR;

ALTER TABLE contact ADD COLUMN sensitive_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE consent ADD COLUMN ground VARCHAR DEFAULT 'consent' NOT NULL;

ALTER TABLE consent ADD COLUMN covers VARCHAR DEFAULT 'none' NOT NULL;

ALTER TABLE consent ADD COLUMN method VARCHAR;

ALTER TABLE consent ADD COLUMN witness VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE consent ADD COLUMN until DATE;

ALTER TABLE dismissal ADD COLUMN reason VARCHAR DEFAULT '' NOT NULL;

CREATE INDEX ix_contact_sensitive ON contact (id) WHERE sensitive;

CREATE INDEX ix_important_date_sensitive ON important_date (id) WHERE sensitive;

CREATE INDEX ix_interaction_sensitive ON interaction (customer_id) WHERE sensitive;

CREATE INDEX ix_preference_sensitive ON preference (customer_id) WHERE sensitive;

CREATE INDEX ix_special_need_sensitive ON special_need (customer_id) WHERE sensitive;

CREATE INDEX ix_taboo_sensitive ON taboo (customer_id) WHERE sensitive