CREATE TABLE crm_fact_cursor (
    one         boolean     NOT NULL DEFAULT true,
    cursor      text,
    edition     integer     NOT NULL DEFAULT 0,
    lease_owner uuid,
    lease_until timestamptz NOT NULL DEFAULT '1970-01-01Z',
    fence       bigint      NOT NULL DEFAULT 0,
    CONSTRAINT pk_crm_fact_cursor PRIMARY KEY (one),
    CONSTRAINT ck_crm_fact_cursor_one CHECK (one)
);

INSERT INTO crm_fact_cursor DEFAULT VALUES;

CREATE SEQUENCE crm_fact_due_number;

CREATE TABLE crm_fact_due (
    marketo_id  bigint NOT NULL,
    due_number  bigint NOT NULL DEFAULT nextval('crm_fact_due_number'),
    gone_before timestamptz,
    CONSTRAINT pk_crm_fact_due PRIMARY KEY (marketo_id)
);

COMMENT ON TABLE crm_fact_cursor IS 'How far touchpoint-service was told of people: one row.';
COMMENT ON COLUMN crm_fact_cursor.one IS 'Always true.';
COMMENT ON COLUMN crm_fact_cursor.cursor IS 'Cursor over everybody and then person_change: all before it was answered. NULL: nothing was ever told.';
COMMENT ON COLUMN crm_fact_cursor.edition IS 'What a person was told as; with another edition of it, everybody is told anew.';
COMMENT ON COLUMN crm_fact_cursor.lease_owner IS 'The process that tells; NULL if none.';
COMMENT ON COLUMN crm_fact_cursor.lease_until IS 'The lease may be taken over after this, by the database''s clock, UTC.';
COMMENT ON COLUMN crm_fact_cursor.fence IS 'Counts the changes of the lease''s owner; a commit with an older number is refused.';
COMMENT ON SEQUENCE crm_fact_due_number IS 'Tells whether a row of crm_fact_due was written again.';
COMMENT ON TABLE crm_fact_due IS 'People to be told of whatever the cursor says: given back from a diagnostic, or forgotten.';
COMMENT ON COLUMN crm_fact_due.marketo_id IS 'The person.';
COMMENT ON COLUMN crm_fact_due.due_number IS 'Moves when the row is written again: what was told before does not settle it then.';
COMMENT ON COLUMN crm_fact_due.gone_before IS 'Of a forgotten person: deleted in Marketo before this, UTC. NULL: was not forgotten since.';
