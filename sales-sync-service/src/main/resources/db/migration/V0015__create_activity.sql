CREATE TABLE sales_email (
    email_id text   NOT NULL,
    number   bigint GENERATED ALWAYS AS IDENTITY (START WITH 10000001),
    CONSTRAINT pk_sales_email PRIMARY KEY (email_id)
);

COMMENT ON TABLE sales_email IS 'Gives each sales e-mail a number for its subject in Marketo: My Subject (SIA-12345678).';
COMMENT ON COLUMN sales_email.email_id IS 'The caller''s id of the e-mail.';
COMMENT ON COLUMN sales_email.number IS 'Number that only this e-mail has, eight digits at first.';

CREATE TABLE activity (
    activity_key   text        NOT NULL,
    client_key     text        NOT NULL,
    content_digest bytea       NOT NULL,
    kind           text        NOT NULL,
    marketo_id     bigint      NOT NULL,
    occurred_at    timestamptz NOT NULL,
    accepted_at    timestamptz NOT NULL,
    owner_id       text,
    email_id       text,
    email_number   bigint,
    content        jsonb       NOT NULL,
    erased         boolean     NOT NULL DEFAULT false,
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    ordinal        integer     NOT NULL,
    CONSTRAINT pk_activity PRIMARY KEY (activity_key),
    CONSTRAINT uq_activity_client_key UNIQUE (client_key),
    CONSTRAINT ck_activity_kind CHECK (kind IN ('SEND', 'OPEN', 'CLICK', 'REPLY', 'BOUNCE', 'CALL', 'ADD', 'REMOVE')),
    CONSTRAINT ck_activity_marketo_id CHECK (marketo_id > 0)
);

CREATE INDEX ix_activity_person ON activity (marketo_id, occurred_at, activity_key);
CREATE INDEX ix_activity_owner ON activity (owner_id, transaction_id, ordinal) WHERE owner_id IS NOT NULL;

COMMENT ON TABLE activity IS 'What sellers did with a person and what came back, as it was recorded. How far it is on its way to Marketo is in outbox, under the same key.';
COMMENT ON COLUMN activity.activity_key IS 'Key given by the service: 26 characters (ULID).';
COMMENT ON COLUMN activity.client_key IS 'The caller''s key; the same key never makes a second activity.';
COMMENT ON COLUMN activity.content_digest IS 'First 16 bytes of SHA-256 over what was sent under the key; empty once it is erased.';
COMMENT ON COLUMN activity.kind IS 'SEND, OPEN, CLICK, REPLY, BOUNCE, CALL, ADD (to a sales campaign), REMOVE (from it).';
COMMENT ON COLUMN activity.marketo_id IS 'The person''s Marketo id; follows merges.';
COMMENT ON COLUMN activity.occurred_at IS 'When it happened, UTC, in seconds.';
COMMENT ON COLUMN activity.accepted_at IS 'When it was recorded, UTC.';
COMMENT ON COLUMN activity.owner_id IS 'Salesforce id of the person''s owner when it was recorded, 18 characters; NULL if the person was not known then.';
COMMENT ON COLUMN activity.email_id IS 'The caller''s id of the e-mail; NULL if it is about none, or erased.';
COMMENT ON COLUMN activity.email_number IS 'Number of the e-mail in its subject; NULL if it is about none, or erased.';
COMMENT ON COLUMN activity.content IS 'Texts by attribute name; empty once it is erased.';
COMMENT ON COLUMN activity.erased IS 'True once its person was erased.';
COMMENT ON COLUMN activity.transaction_id IS 'The transaction that recorded it; the live feed reads below the oldest that is still running.';
COMMENT ON COLUMN activity.ordinal IS 'Place among the activities of one transaction, from 1.';
COMMENT ON INDEX ix_activity_person IS 'ListActivities; merges and erasures of a person.';
COMMENT ON INDEX ix_activity_owner IS 'WatchLiveFeed by owner.';

CREATE TABLE activity_repeat (
    repeat_digest bytea       NOT NULL,
    minute_at     timestamptz NOT NULL,
    activity_key  text        NOT NULL,
    CONSTRAINT pk_activity_repeat PRIMARY KEY (repeat_digest, minute_at)
);

CREATE INDEX ix_activity_repeat_minute ON activity_repeat (minute_at);

COMMENT ON TABLE activity_repeat IS 'Of several opens of an e-mail, or clicks on a link in it, within a minute only the first goes to Marketo.';
COMMENT ON COLUMN activity_repeat.repeat_digest IS 'First 16 bytes of SHA-256 over person, e-mail and link.';
COMMENT ON COLUMN activity_repeat.minute_at IS 'The minute of the clock in which it happened, UTC.';
COMMENT ON COLUMN activity_repeat.activity_key IS 'The first one.';
COMMENT ON INDEX ix_activity_repeat_minute IS 'Forgets minutes that are long past.';
