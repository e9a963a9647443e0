CREATE SEQUENCE person_change_number;

CREATE TABLE person_change (
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    change_number  bigint      NOT NULL DEFAULT nextval('person_change_number'),
    type           text        NOT NULL,
    marketo_id     bigint      NOT NULL,
    winner_id      bigint,
    version        bigint      NOT NULL,
    changed_at     timestamptz NOT NULL,
    CONSTRAINT pk_person_change PRIMARY KEY (transaction_id, change_number),
    CONSTRAINT ck_person_change_type CHECK (type IN
        ('ADDED', 'CHANGED', 'HIDDEN', 'REVIVED', 'RESTORED', 'MERGED', 'BURIED', 'FORGOTTEN', 'ERASED')),
    CONSTRAINT ck_person_change_winner CHECK ((type = 'MERGED') = (winner_id IS NOT NULL))
);
CREATE INDEX ix_person_change_changed ON person_change USING brin (changed_at);

CREATE SEQUENCE person_field_change_number;

CREATE TABLE person_field_change (
    marketo_id    bigint      NOT NULL,
    change_number bigint      NOT NULL DEFAULT nextval('person_field_change_number'),
    field         text        NOT NULL,
    old_value     text,
    new_value     text,
    system        text        NOT NULL,
    way           text        NOT NULL,
    version       bigint      NOT NULL,
    read_at       timestamptz NOT NULL,
    CONSTRAINT pk_person_field_change PRIMARY KEY (marketo_id, change_number),
    CONSTRAINT ck_person_field_change_system CHECK (system IN ('marketo', 'salesforce')),
    CONSTRAINT ck_person_field_change_way CHECK (way IN ('SNAPSHOT', 'FEED', 'RECONCILE'))
);
CREATE INDEX ix_person_field_change_read ON person_field_change USING brin (read_at);

COMMENT ON SEQUENCE person_change_number IS 'Order of the changes within a transaction.';
COMMENT ON TABLE person_change IS 'Feed of the changes of people, in one order for all readers (decision 0012).';
COMMENT ON COLUMN person_change.transaction_id IS 'The transaction that wrote it; orders the feed.';
COMMENT ON COLUMN person_change.change_number IS 'Orders the changes of a transaction.';
COMMENT ON COLUMN person_change.type IS 'What happened to the person.';
COMMENT ON COLUMN person_change.marketo_id IS 'The person.';
COMMENT ON COLUMN person_change.winner_id IS 'Of MERGED: the person it is part of now; else NULL.';
COMMENT ON COLUMN person_change.version IS 'Version of the person after the change.';
COMMENT ON COLUMN person_change.changed_at IS 'When the change was stored, UTC.';
COMMENT ON INDEX ix_person_change_changed IS 'Changes that are kept no longer.';
COMMENT ON SEQUENCE person_field_change_number IS 'Order of the changes of a person''s fields.';
COMMENT ON TABLE person_field_change IS 'History of the fields of people: what a field was and became, and where that was read.';
COMMENT ON COLUMN person_field_change.marketo_id IS 'The person.';
COMMENT ON COLUMN person_field_change.change_number IS 'Orders the changes of a person.';
COMMENT ON COLUMN person_field_change.field IS 'The column of person, or state.';
COMMENT ON COLUMN person_field_change.old_value IS 'Text of the value before; NULL if it was empty.';
COMMENT ON COLUMN person_field_change.new_value IS 'Text of the value after; NULL if it is empty.';
COMMENT ON COLUMN person_field_change.system IS 'Where it was read: marketo.';
COMMENT ON COLUMN person_field_change.way IS 'What the reading was part of: SNAPSHOT, FEED or RECONCILE.';
COMMENT ON COLUMN person_field_change.version IS 'Version of the person after the change.';
COMMENT ON COLUMN person_field_change.read_at IS 'When the reading began, UTC.';
COMMENT ON INDEX ix_person_field_change_read IS 'History that is kept no longer.';
