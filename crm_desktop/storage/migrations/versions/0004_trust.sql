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

CREATE TRIGGER trust_log_kept BEFORE UPDATE ON trust_log WHEN NOT (NEW.name = '' AND NEW.nonce = '' AND NEW."sequence" IS OLD."sequence" AND NEW."happened_at" IS OLD."happened_at" AND NEW."code" IS OLD."code" AND NEW."author" IS OLD."author" AND NEW."subject" IS OLD."subject" AND NEW."params" IS OLD."params" AND NEW."seal" IS OLD."seal" AND NEW."previous" IS OLD."previous" AND NEW."hash" IS OLD."hash") BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER trust_log_whole BEFORE DELETE ON trust_log BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER trust_log_onward BEFORE INSERT ON trust_log WHEN EXISTS (SELECT 1 FROM trust_log WHERE sequence >= NEW.sequence) BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER tombstone_kept BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER tombstone_whole BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER tombstone_onward BEFORE INSERT ON tombstone WHEN EXISTS (SELECT 1 FROM tombstone WHERE id = NEW.id OR (kind = NEW.kind AND salt = NEW.salt AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'append only'); END