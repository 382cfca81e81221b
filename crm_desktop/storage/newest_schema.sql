CREATE TABLE blob (
	sha256 VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);

CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name VARCHAR NOT NULL, 
	latin_name VARCHAR DEFAULT '' NOT NULL, 
	phonetic VARCHAR DEFAULT '' NOT NULL, 
	salutation VARCHAR DEFAULT '' NOT NULL, 
	language VARCHAR DEFAULT '' NOT NULL, 
	preferred_channel VARCHAR DEFAULT '' NOT NULL, 
	preferred_hours VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	binned_at INTEGER, 
	sensitive BOOLEAN DEFAULT 0 NOT NULL, 
	sensitive_kind VARCHAR, 
	sensitive_reason VARCHAR DEFAULT '' NOT NULL
);

CREATE INDEX ix_contact_sensitive ON contact (id) WHERE sensitive;

CREATE TABLE customer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR DEFAULT 'company' NOT NULL, 
	latin_name VARCHAR DEFAULT '' NOT NULL, 
	phonetic VARCHAR DEFAULT '' NOT NULL, 
	short_name VARCHAR DEFAULT '' NOT NULL, 
	salutation VARCHAR DEFAULT '' NOT NULL, 
	industry VARCHAR DEFAULT '' NOT NULL, 
	headcount INTEGER, 
	annual_revenue INTEGER, 
	annual_revenue_currency VARCHAR DEFAULT '' NOT NULL, 
	background VARCHAR DEFAULT '' NOT NULL, 
	website VARCHAR DEFAULT '' NOT NULL, 
	tax_number VARCHAR DEFAULT '' NOT NULL, 
	registration_number VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	owner VARCHAR DEFAULT '' NOT NULL, 
	language VARCHAR DEFAULT '' NOT NULL, 
	preferred_channel VARCHAR DEFAULT '' NOT NULL, 
	preferred_hours VARCHAR DEFAULT '' NOT NULL, 
	street VARCHAR DEFAULT '' NOT NULL, 
	city VARCHAR DEFAULT '' NOT NULL, 
	region VARCHAR DEFAULT '' NOT NULL, 
	postal_code VARCHAR DEFAULT '' NOT NULL, 
	country VARCHAR DEFAULT '' NOT NULL, 
	parking VARCHAR DEFAULT '' NOT NULL, 
	stage VARCHAR DEFAULT 'lead' NOT NULL, 
	stage_since DATE, 
	stage_reason VARCHAR DEFAULT '' NOT NULL, 
	strategic_value INTEGER, 
	strategic_reason VARCHAR DEFAULT '' NOT NULL, 
	ownership VARCHAR DEFAULT 'private' NOT NULL, 
	gift_policy VARCHAR DEFAULT '' NOT NULL, 
	gift_limit INTEGER, 
	present_solution VARCHAR DEFAULT '' NOT NULL, 
	competitor VARCHAR DEFAULT '' NOT NULL, 
	payment_terms_days INTEGER, 
	payment_method VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	binned_at INTEGER
);

CREATE TABLE exchange_rate (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	currency VARCHAR NOT NULL, 
	valid_from DATE NOT NULL, 
	rate INTEGER NOT NULL
);

CREATE INDEX ix_exchange_rate_currency_day ON exchange_rate (currency, valid_from);

CREATE TABLE import_identity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	source VARCHAR NOT NULL, 
	entity VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	record_id INTEGER NOT NULL, 
	imported VARCHAR DEFAULT '{}' NOT NULL, 
	UNIQUE (source, entity, external_id)
);

CREATE INDEX ix_import_identity_external_id ON import_identity (external_id);

CREATE INDEX ix_import_identity_record ON import_identity (entity, record_id);

CREATE TABLE list_mark (
	customer_id INTEGER NOT NULL, 
	due_on DATE, 
	next_action VARCHAR DEFAULT '' NOT NULL, 
	next_action_on DATE, 
	completeness INTEGER DEFAULT 0 NOT NULL, 
	at_risk BOOLEAN DEFAULT 0 NOT NULL, 
	has_taboo BOOLEAN DEFAULT 0 NOT NULL, 
	open_complaint BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (customer_id)
);

CREATE INDEX ix_list_mark_at_risk ON list_mark (customer_id) WHERE at_risk;

CREATE INDEX ix_list_mark_completeness ON list_mark (completeness);

CREATE INDEX ix_list_mark_due_on ON list_mark (due_on);

CREATE INDEX ix_list_mark_has_taboo ON list_mark (customer_id) WHERE has_taboo;

CREATE INDEX ix_list_mark_next_action_on ON list_mark (next_action_on);

CREATE INDEX ix_list_mark_open_complaint ON list_mark (customer_id) WHERE open_complaint;

CREATE TABLE listing (
	customer_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	sort_name VARCHAR NOT NULL, 
	external_id VARCHAR DEFAULT '' NOT NULL, 
	kind VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	stage VARCHAR NOT NULL, 
	man_class VARCHAR DEFAULT '' NOT NULL, 
	man_score INTEGER, 
	purchases INTEGER DEFAULT 0 NOT NULL, 
	revenue_total INTEGER DEFAULT 0 NOT NULL, 
	revenue_12m INTEGER DEFAULT 0 NOT NULL, 
	last_purchase DATE, 
	last_contact DATE, 
	key_name VARCHAR NOT NULL, 
	key_latin VARCHAR DEFAULT '' NOT NULL, 
	key_short VARCHAR DEFAULT '' NOT NULL, 
	is_rated BOOLEAN DEFAULT 0 NOT NULL, 
	purchases_12m INTEGER DEFAULT 0 NOT NULL, 
	first_purchase DATE, 
	growth INTEGER DEFAULT 0 NOT NULL, 
	strategic INTEGER, 
	PRIMARY KEY (customer_id)
);

CREATE INDEX ix_listing_city ON listing (city);

CREATE INDEX ix_listing_country ON listing (country);

CREATE INDEX ix_listing_external_id ON listing (external_id);

CREATE INDEX ix_listing_key_latin ON listing (key_latin) WHERE key_latin <> '';

CREATE INDEX ix_listing_key_name ON listing (key_name);

CREATE INDEX ix_listing_key_short ON listing (key_short) WHERE key_short <> '';

CREATE INDEX ix_listing_kind ON listing (kind);

CREATE INDEX ix_listing_last_contact ON listing (last_contact);

CREATE INDEX ix_listing_last_purchase ON listing (last_purchase);

CREATE INDEX ix_listing_man_class ON listing (man_class);

CREATE INDEX ix_listing_man_score ON listing (man_score);

CREATE INDEX ix_listing_owner ON listing (owner);

CREATE INDEX ix_listing_purchases ON listing (purchases);

CREATE INDEX ix_listing_revenue_12m ON listing (revenue_12m);

CREATE INDEX ix_listing_revenue_total ON listing (revenue_total);

CREATE INDEX ix_listing_sort_name ON listing (sort_name);

CREATE INDEX ix_listing_stage ON listing (stage);

CREATE TABLE operation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	params VARCHAR DEFAULT '{}' NOT NULL, 
	author VARCHAR DEFAULT '' NOT NULL, 
	happened_at INTEGER NOT NULL, 
	undoes INTEGER, 
	undone_by INTEGER, 
	FOREIGN KEY(undoes) REFERENCES operation (id), 
	FOREIGN KEY(undone_by) REFERENCES operation (id)
);

CREATE INDEX ix_operation_undoes ON operation (undoes);

CREATE INDEX ix_operation_undone_by ON operation (undone_by);

CREATE TABLE product (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name VARCHAR NOT NULL, 
	category VARCHAR DEFAULT '' NOT NULL, 
	code VARCHAR DEFAULT '' NOT NULL
);

CREATE TABLE product_pair (
	owned INTEGER NOT NULL, 
	suggested INTEGER NOT NULL, 
	both INTEGER NOT NULL, 
	owned_by INTEGER NOT NULL, 
	suggested_by INTEGER NOT NULL, 
	PRIMARY KEY (owned, suggested)
);

CREATE TABLE rating (
	customer_id INTEGER NOT NULL, 
	tier VARCHAR DEFAULT '' NOT NULL, 
	value_index INTEGER, 
	standing INTEGER NOT NULL, 
	PRIMARY KEY (customer_id)
);

CREATE INDEX ix_rating_standing ON rating (standing);

CREATE INDEX ix_rating_value_index ON rating (value_index);

CREATE TABLE setting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	UNIQUE ("key")
);

CREATE TABLE state (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);

CREATE TABLE tier_run (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	as_of DATE NOT NULL, 
	method VARCHAR NOT NULL, 
	settings VARCHAR NOT NULL, 
	author VARCHAR DEFAULT '' NOT NULL
);

CREATE INDEX ix_tier_run_as_of ON tier_run (as_of);

CREATE TABLE tombstone (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	salt BLOB NOT NULL, 
	digest BLOB NOT NULL, 
	erased_at INTEGER NOT NULL, 
	UNIQUE (kind, salt, digest)
);

CREATE TABLE trust_log (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	happened_at INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	author VARCHAR DEFAULT '' NOT NULL, 
	subject VARCHAR DEFAULT '' NOT NULL, 
	params VARCHAR DEFAULT '{}' NOT NULL, 
	name VARCHAR DEFAULT '' NOT NULL, 
	nonce VARCHAR DEFAULT '' NOT NULL, 
	seal VARCHAR DEFAULT '' NOT NULL, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL
);

CREATE INDEX ix_trust_log_happened_at ON trust_log (happened_at);

CREATE INDEX ix_trust_log_subject ON trust_log (subject) WHERE subject <> '';

CREATE TABLE address (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	label VARCHAR DEFAULT '' NOT NULL, 
	street VARCHAR DEFAULT '' NOT NULL, 
	city VARCHAR DEFAULT '' NOT NULL, 
	region VARCHAR DEFAULT '' NOT NULL, 
	postal_code VARCHAR DEFAULT '' NOT NULL, 
	country VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_address_customer_id ON address (customer_id);

CREATE TABLE affiliation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	contact_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	title VARCHAR DEFAULT '' NOT NULL, 
	department VARCHAR DEFAULT '' NOT NULL, 
	role VARCHAR, 
	influence INTEGER, 
	stance INTEGER, 
	coverage VARCHAR DEFAULT 'unknown' NOT NULL, 
	counterpart VARCHAR DEFAULT '' NOT NULL, 
	cares_about VARCHAR DEFAULT '' NOT NULL, 
	is_main BOOLEAN DEFAULT 0 NOT NULL, 
	left_on DATE, 
	map_x INTEGER, 
	map_y INTEGER, 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_affiliation_contact_id ON affiliation (contact_id);

CREATE INDEX ix_affiliation_customer_id ON affiliation (customer_id);

CREATE TABLE attachment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name VARCHAR NOT NULL, 
	media_type VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	is_photo BOOLEAN DEFAULT 0 NOT NULL, 
	customer_id INTEGER, 
	contact_id INTEGER, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_attachment_contact_id ON attachment (contact_id);

CREATE INDEX ix_attachment_customer_id ON attachment (customer_id);

CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	operation_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	record_id INTEGER NOT NULL, 
	last_id INTEGER, 
	"before" VARCHAR DEFAULT '' NOT NULL, 
	"after" VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(operation_id) REFERENCES operation (id)
);

CREATE INDEX ix_change_operation_id ON change (operation_id);

CREATE INDEX ix_change_record ON change (kind, record_id);

CREATE TABLE communication_style (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	style VARCHAR NOT NULL, 
	contact_id INTEGER, 
	evidence VARCHAR DEFAULT '' NOT NULL, 
	noted_on DATE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_communication_style_contact_id ON communication_style (contact_id);

CREATE INDEX ix_communication_style_customer_id ON communication_style (customer_id);

CREATE TABLE consent (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	purpose VARCHAR NOT NULL, 
	basis VARCHAR DEFAULT '' NOT NULL, 
	given_on DATE, 
	withdrawn_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	customer_id INTEGER, 
	contact_id INTEGER, 
	ground VARCHAR DEFAULT 'consent' NOT NULL, 
	covers VARCHAR DEFAULT 'none' NOT NULL, 
	method VARCHAR, 
	witness VARCHAR DEFAULT '' NOT NULL, 
	until DATE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_consent_contact_id ON consent (contact_id);

CREATE INDEX ix_consent_customer_id ON consent (customer_id);

CREATE TABLE contact_link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	from_contact_id INTEGER NOT NULL, 
	to_contact_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(from_contact_id) REFERENCES contact (id), 
	FOREIGN KEY(to_contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_contact_link_customer_id ON contact_link (customer_id);

CREATE INDEX ix_contact_link_from_contact_id ON contact_link (from_contact_id);

CREATE INDEX ix_contact_link_to_contact_id ON contact_link (to_contact_id);

CREATE TABLE contact_point (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	kind VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	customer_id INTEGER, 
	contact_id INTEGER, 
	normalised VARCHAR DEFAULT '' NOT NULL, 
	extension VARCHAR DEFAULT '' NOT NULL, 
	label VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_contact_point_contact_id ON contact_point (contact_id);

CREATE INDEX ix_contact_point_customer_id ON contact_point (customer_id);

CREATE TABLE contract (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	renews_on DATE, 
	value INTEGER, 
	currency VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_contract_customer_id ON contract (customer_id);

CREATE INDEX ix_contract_renews_on ON contract (renews_on);

CREATE TABLE custom_field (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_custom_field_customer_id ON custom_field (customer_id);

CREATE TABLE dismissal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	subject VARCHAR NOT NULL, 
	customer_id INTEGER, 
	occurs_on DATE, 
	until DATE, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_dismissal_customer_id ON dismissal (customer_id);

CREATE INDEX ix_dismissal_subject ON dismissal (subject, occurs_on);

CREATE TABLE goal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	due_on DATE, 
	reached_on DATE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_goal_customer_id ON goal (customer_id);

CREATE TABLE important_date (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	kind VARCHAR NOT NULL, 
	month INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	year INTEGER, 
	lunar BOOLEAN DEFAULT 0 NOT NULL, 
	leap_month BOOLEAN DEFAULT 0 NOT NULL, 
	label VARCHAR DEFAULT '' NOT NULL, 
	customer_id INTEGER, 
	contact_id INTEGER, 
	sensitive BOOLEAN DEFAULT 0 NOT NULL, 
	sensitive_kind VARCHAR, 
	sensitive_reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_important_date_contact_id ON important_date (contact_id);

CREATE INDEX ix_important_date_customer_id ON important_date (customer_id);

CREATE INDEX ix_important_date_day ON important_date (lunar, month, day);

CREATE INDEX ix_important_date_sensitive ON important_date (id) WHERE sensitive;

CREATE TABLE opportunity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	product_id INTEGER, 
	value INTEGER, 
	currency VARCHAR DEFAULT '' NOT NULL, 
	probability INTEGER, 
	state VARCHAR DEFAULT 'open' NOT NULL, 
	next_step VARCHAR DEFAULT '' NOT NULL, 
	next_step_on DATE, 
	opened_on DATE, 
	closed_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	base_value INTEGER, 
	closed_reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(product_id) REFERENCES product (id)
);

CREATE INDEX ix_opportunity_customer_id ON opportunity (customer_id);

CREATE INDEX ix_opportunity_open ON opportunity (next_step_on) WHERE state IN ('open', 'quoted');

CREATE INDEX ix_opportunity_product_id ON opportunity (product_id);

CREATE TABLE pain_point (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	contact_id INTEGER, 
	is_explicit BOOLEAN DEFAULT 1 NOT NULL, 
	evidence VARCHAR DEFAULT '' NOT NULL, 
	noted_on DATE, 
	resolved_on DATE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_pain_point_contact_id ON pain_point (contact_id);

CREATE INDEX ix_pain_point_customer_id ON pain_point (customer_id);

CREATE TABLE preference (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	category VARCHAR DEFAULT 'other' NOT NULL, 
	contact_id INTEGER, 
	strength INTEGER DEFAULT 2 NOT NULL, 
	evidence VARCHAR DEFAULT 'observed' NOT NULL, 
	duration VARCHAR DEFAULT 'lasting' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	noted_on DATE, 
	confirmed_on DATE, 
	sensitive BOOLEAN DEFAULT 0 NOT NULL, 
	sensitive_kind VARCHAR, 
	sensitive_reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_preference_contact_id ON preference (contact_id);

CREATE INDEX ix_preference_customer_id ON preference (customer_id);

CREATE INDEX ix_preference_sensitive ON preference (customer_id) WHERE sensitive;

CREATE TABLE purchase (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	purchased_on DATE NOT NULL, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	reference VARCHAR DEFAULT '' NOT NULL, 
	due_on DATE, 
	paid_on DATE, 
	delivery_due_on DATE, 
	delivered_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	base_amount INTEGER, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_purchase_customer_day ON purchase (customer_id, purchased_on);

CREATE TABLE section_confirmation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	section VARCHAR NOT NULL, 
	confirmed_on DATE NOT NULL, 
	confirmed_by VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_section_confirmation_customer_day ON section_confirmation (customer_id, confirmed_on);

CREATE TABLE special_need (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	category VARCHAR DEFAULT 'other' NOT NULL, 
	contact_id INTEGER, 
	arrangement VARCHAR DEFAULT '' NOT NULL, 
	arranged_by VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	noted_on DATE, 
	sensitive BOOLEAN DEFAULT 0 NOT NULL, 
	sensitive_kind VARCHAR, 
	sensitive_reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_special_need_contact_id ON special_need (contact_id);

CREATE INDEX ix_special_need_customer_id ON special_need (customer_id);

CREATE INDEX ix_special_need_sensitive ON special_need (customer_id) WHERE sensitive;

CREATE TABLE swot_item (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	quadrant VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	action VARCHAR DEFAULT '' NOT NULL, 
	owner VARCHAR DEFAULT '' NOT NULL, 
	due_on DATE, 
	done_on DATE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_swot_item_customer_id ON swot_item (customer_id);

CREATE INDEX ix_swot_item_open ON swot_item (due_on) WHERE done_on IS NULL;

CREATE TABLE taboo (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	category VARCHAR DEFAULT 'other' NOT NULL, 
	severity VARCHAR DEFAULT 'avoid' NOT NULL, 
	contact_id INTEGER, 
	why VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	noted_on DATE, 
	triggers VARCHAR DEFAULT '[]' NOT NULL, 
	calendar VARCHAR DEFAULT '' NOT NULL, 
	sensitive BOOLEAN DEFAULT 0 NOT NULL, 
	sensitive_kind VARCHAR, 
	sensitive_reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_taboo_contact_id ON taboo (contact_id);

CREATE INDEX ix_taboo_customer_id ON taboo (customer_id);

CREATE INDEX ix_taboo_sensitive ON taboo (customer_id) WHERE sensitive;

CREATE TABLE tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_tag_customer_name ON tag (customer_id, name);

CREATE INDEX ix_tag_name ON tag (name, customer_id);

CREATE TABLE tier_pin (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	tier VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	author VARCHAR DEFAULT '' NOT NULL, 
	pinned_on DATE, 
	expires_on DATE, 
	removed_on DATE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_tier_pin_customer_id ON tier_pin (customer_id);

CREATE TABLE tier_record (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	run_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	tier VARCHAR NOT NULL, 
	previous VARCHAR DEFAULT '' NOT NULL, 
	value_index INTEGER, 
	since DATE, 
	rule VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(run_id) REFERENCES tier_run (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_tier_record_customer_run ON tier_record (customer_id, run_id);

CREATE INDEX ix_tier_record_run_id ON tier_record (run_id);

CREATE TABLE visit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	visit_on DATE NOT NULL, 
	visit_time TIME, 
	duration_minutes INTEGER, 
	is_executive BOOLEAN DEFAULT 0 NOT NULL, 
	venue VARCHAR DEFAULT '' NOT NULL, 
	address VARCHAR DEFAULT '' NOT NULL, 
	parking VARCHAR DEFAULT '' NOT NULL, 
	host_phone VARCHAR DEFAULT '' NOT NULL, 
	companions VARCHAR DEFAULT '' NOT NULL, 
	agenda VARCHAR DEFAULT '[]' NOT NULL, 
	objective VARCHAR DEFAULT '' NOT NULL, 
	commitment VARCHAR DEFAULT '' NOT NULL, 
	fallback VARCHAR DEFAULT '' NOT NULL, 
	questions VARCHAR DEFAULT '[]' NOT NULL, 
	opener VARCHAR DEFAULT '' NOT NULL, 
	intended_peak VARCHAR DEFAULT '' NOT NULL, 
	intended_ending VARCHAR DEFAULT '' NOT NULL, 
	surprise VARCHAR DEFAULT '' NOT NULL, 
	gift VARCHAR DEFAULT '' NOT NULL, 
	menu VARCHAR DEFAULT '' NOT NULL, 
	state VARCHAR DEFAULT 'planned' NOT NULL, 
	outcome VARCHAR DEFAULT '' NOT NULL, 
	peak_rating INTEGER, 
	ending_rating INTEGER, 
	as_planned VARCHAR, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_visit_customer_day ON visit (customer_id, visit_on, visit_time);

CREATE INDEX ix_visit_day ON visit (visit_on, visit_time);

CREATE TABLE interaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	kind VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	happened_at TIME, 
	detail VARCHAR DEFAULT '' NOT NULL, 
	author VARCHAR DEFAULT '' NOT NULL, 
	initiative VARCHAR, 
	satisfaction INTEGER, 
	emotion VARCHAR, 
	emotion_intensity INTEGER, 
	identified VARCHAR DEFAULT '' NOT NULL, 
	heard VARCHAR DEFAULT '' NOT NULL, 
	empathised VARCHAR DEFAULT '' NOT NULL, 
	acted VARCHAR DEFAULT '' NOT NULL, 
	responded VARCHAR DEFAULT '' NOT NULL, 
	thanked VARCHAR DEFAULT '' NOT NULL, 
	trust VARCHAR DEFAULT '' NOT NULL, 
	visit_id INTEGER, 
	moment VARCHAR DEFAULT '' NOT NULL, 
	moment_points VARCHAR DEFAULT '[]' NOT NULL, 
	moment_rating INTEGER, 
	sensitive BOOLEAN DEFAULT 0 NOT NULL, 
	sensitive_kind VARCHAR, 
	sensitive_reason VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(visit_id) REFERENCES visit (id)
);

CREATE INDEX ix_interaction_customer_day ON interaction (customer_id, happened_on);

CREATE INDEX ix_interaction_sensitive ON interaction (customer_id) WHERE sensitive;

CREATE INDEX ix_interaction_visit_id ON interaction (visit_id);

CREATE TABLE man_snapshot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	assessed_on DATE NOT NULL, 
	opportunity_id INTEGER, 
	author VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(opportunity_id) REFERENCES opportunity (id)
);

CREATE INDEX ix_man_snapshot_customer_day ON man_snapshot (customer_id, assessed_on);

CREATE INDEX ix_man_snapshot_opportunity_id ON man_snapshot (opportunity_id);

CREATE TABLE preference_use (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	preference_id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	FOREIGN KEY(preference_id) REFERENCES preference (id), 
	FOREIGN KEY(visit_id) REFERENCES visit (id)
);

CREATE INDEX ix_preference_use_preference_id ON preference_use (preference_id);

CREATE INDEX ix_preference_use_visit_id ON preference_use (visit_id);

CREATE TABLE printed_brief (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	printed_on DATE NOT NULL, 
	language VARCHAR NOT NULL, 
	privacy VARCHAR NOT NULL, 
	visit_id INTEGER, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(visit_id) REFERENCES visit (id)
);

CREATE INDEX ix_printed_brief_customer_day ON printed_brief (customer_id, printed_on);

CREATE INDEX ix_printed_brief_visit_id ON printed_brief (visit_id);

CREATE TABLE purchase_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	purchase_id INTEGER NOT NULL, 
	quantity INTEGER NOT NULL, 
	unit_price INTEGER NOT NULL, 
	product_id INTEGER, 
	description VARCHAR DEFAULT '' NOT NULL, 
	discount INTEGER DEFAULT 0 NOT NULL, 
	FOREIGN KEY(purchase_id) REFERENCES purchase (id), 
	FOREIGN KEY(product_id) REFERENCES product (id)
);

CREATE INDEX ix_purchase_line_product_id ON purchase_line (product_id);

CREATE INDEX ix_purchase_line_purchase_id ON purchase_line (purchase_id);

CREATE TABLE visit_contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	visit_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	FOREIGN KEY(visit_id) REFERENCES visit (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_visit_contact_contact_id ON visit_contact (contact_id);

CREATE INDEX ix_visit_contact_visit_id ON visit_contact (visit_id);

CREATE TABLE complaint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	interaction_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	received_at INTEGER NOT NULL, 
	state VARCHAR DEFAULT 'listen' NOT NULL, 
	severity VARCHAR DEFAULT 'major' NOT NULL, 
	category VARCHAR DEFAULT '' NOT NULL, 
	remedy_sought VARCHAR DEFAULT '' NOT NULL, 
	root_cause VARCHAR DEFAULT '' NOT NULL, 
	responded_at INTEGER, 
	resolved_at INTEGER, 
	closed_on DATE, 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_complaint_customer_id ON complaint (customer_id);

CREATE INDEX ix_complaint_interaction_id ON complaint (interaction_id);

CREATE TABLE interaction_contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	interaction_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_interaction_contact_contact_id ON interaction_contact (contact_id);

CREATE INDEX ix_interaction_contact_interaction_id ON interaction_contact (interaction_id);

CREATE TABLE man_answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	snapshot_id INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	level INTEGER, 
	not_applicable BOOLEAN DEFAULT 0 NOT NULL, 
	evidence VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	answered_on DATE, 
	FOREIGN KEY(snapshot_id) REFERENCES man_snapshot (id)
);

CREATE INDEX ix_man_answer_snapshot_id ON man_answer (snapshot_id);

CREATE TABLE promise (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	direction VARCHAR DEFAULT 'ours' NOT NULL, 
	who VARCHAR DEFAULT '' NOT NULL, 
	contact_id INTEGER, 
	made_on DATE, 
	due_on DATE, 
	state VARCHAR DEFAULT 'open' NOT NULL, 
	closed_on DATE, 
	interaction_id INTEGER, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id)
);

CREATE INDEX ix_promise_contact_id ON promise (contact_id);

CREATE INDEX ix_promise_customer_id ON promise (customer_id);

CREATE INDEX ix_promise_interaction_id ON promise (interaction_id);

CREATE INDEX ix_promise_open ON promise (due_on) WHERE state = 'open';

CREATE TABLE relationship_action (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	created_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	customer_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	contact_id INTEGER, 
	owner VARCHAR DEFAULT '' NOT NULL, 
	due_on DATE, 
	done_on DATE, 
	interaction_id INTEGER, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id)
);

CREATE INDEX ix_relationship_action_contact_id ON relationship_action (contact_id);

CREATE INDEX ix_relationship_action_customer_id ON relationship_action (customer_id);

CREATE INDEX ix_relationship_action_interaction_id ON relationship_action (interaction_id);

CREATE INDEX ix_relationship_action_open ON relationship_action (due_on) WHERE done_on IS NULL;

CREATE TRIGGER trust_log_kept BEFORE UPDATE ON trust_log WHEN NOT (NEW.name = '' AND NEW.nonce = '' AND NEW."sequence" IS OLD."sequence" AND NEW."happened_at" IS OLD."happened_at" AND NEW."code" IS OLD."code" AND NEW."author" IS OLD."author" AND NEW."subject" IS OLD."subject" AND NEW."params" IS OLD."params" AND NEW."seal" IS OLD."seal" AND NEW."previous" IS OLD."previous" AND NEW."hash" IS OLD."hash") BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER trust_log_whole BEFORE DELETE ON trust_log BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER trust_log_onward BEFORE INSERT ON trust_log WHEN EXISTS (SELECT 1 FROM trust_log WHERE sequence >= NEW.sequence) BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER tombstone_kept BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER tombstone_whole BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER tombstone_onward BEFORE INSERT ON tombstone WHEN EXISTS (SELECT 1 FROM tombstone WHERE id = NEW.id OR (kind = NEW.kind AND salt = NEW.salt AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE VIRTUAL TABLE search USING fts5(tokens, columnsize=0, prefix='3 4', tokenize='unicode61 remove_diacritics 0 categories ''L* M* N* Co''');

INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

INSERT INTO search (search, rank) VALUES ('hashsize', 4194304)