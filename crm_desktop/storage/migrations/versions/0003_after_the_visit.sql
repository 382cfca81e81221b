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
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

ALTER TABLE opportunity ADD COLUMN closed_reason VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE relationship_action ADD COLUMN interaction_id INTEGER REFERENCES interaction (id);

ALTER TABLE swot_item ADD COLUMN done_on DATE;

ALTER TABLE visit ADD COLUMN as_planned VARCHAR;

ALTER TABLE interaction ADD COLUMN moment VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE interaction ADD COLUMN moment_points VARCHAR DEFAULT '[]' NOT NULL;

ALTER TABLE interaction ADD COLUMN moment_rating INTEGER;

CREATE INDEX ix_contract_renews_on ON contract (renews_on);

CREATE INDEX ix_dismissal_customer_id ON dismissal (customer_id);

CREATE INDEX ix_dismissal_subject ON dismissal (subject, occurs_on);

CREATE INDEX ix_important_date_day ON important_date (lunar, month, day);

CREATE INDEX ix_opportunity_open ON opportunity (next_step_on) WHERE state IN ('open', 'quoted');

CREATE INDEX ix_swot_item_open ON swot_item (due_on) WHERE done_on IS NULL;

CREATE INDEX ix_promise_open ON promise (due_on) WHERE state = 'open';

CREATE INDEX ix_relationship_action_interaction_id ON relationship_action (interaction_id);

CREATE INDEX ix_relationship_action_open ON relationship_action (due_on) WHERE done_on IS NULL