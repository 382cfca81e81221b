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

CREATE INDEX ix_rating_value_index ON rating (value_index);

CREATE INDEX ix_tag_name ON tag (name, customer_id);

INSERT INTO list_mark (customer_id) SELECT customer_id FROM listing