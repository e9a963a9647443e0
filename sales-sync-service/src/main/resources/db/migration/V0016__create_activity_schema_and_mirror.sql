CREATE TABLE activity_schema (
    schema      text        NOT NULL,
    mode        text        NOT NULL,
    revision    bigint      NOT NULL,
    lease_owner uuid,
    lease_until timestamptz NOT NULL,
    CONSTRAINT pk_activity_schema PRIMARY KEY (schema),
    CONSTRAINT ck_activity_schema_one CHECK (schema = 'marketo'),
    CONSTRAINT ck_activity_schema_mode CHECK (mode IN ('COMPACT', 'SPLIT'))
);

INSERT INTO activity_schema (schema, mode, revision, lease_until) VALUES ('marketo', 'COMPACT', 0, '1970-01-01Z');

COMMENT ON TABLE activity_schema IS 'How activities are written into Marketo: one row.';
COMMENT ON COLUMN activity_schema.schema IS 'Always marketo.';
COMMENT ON COLUMN activity_schema.mode IS 'COMPACT: one custom type with the kind as primary attribute. SPLIT: one for each of eight kinds.';
COMMENT ON COLUMN activity_schema.revision IS 'Counts the times that types were made; a process that remembers types of an older one looks again.';
COMMENT ON COLUMN activity_schema.lease_owner IS 'Who makes types now; NULL if nobody does.';
COMMENT ON COLUMN activity_schema.lease_until IS 'One process makes types at a time; another may after this, by the database''s clock, UTC.';

CREATE TABLE activity_mirror (
    marketo_guid text        NOT NULL,
    marketo_id   bigint      NOT NULL,
    kind         text        NOT NULL,
    type_name    text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    title        text        NOT NULL,
    attributes   jsonb       NOT NULL,
    activity_key text,
    CONSTRAINT pk_activity_mirror PRIMARY KEY (marketo_guid),
    CONSTRAINT ck_activity_mirror_kind CHECK (kind IN ('EMAIL', 'CALL', 'INTERESTING_MOMENT', 'WEB', 'SALES_CAMPAIGN'))
);

CREATE INDEX ix_activity_mirror_person ON activity_mirror (marketo_id, occurred_at);
CREATE INDEX ix_activity_mirror_occurred ON activity_mirror (occurred_at);

COMMENT ON TABLE activity_mirror IS 'Activities of people as Marketo had them when somebody looked, of the last 90 days; shown again while Marketo does not answer.';
COMMENT ON COLUMN activity_mirror.marketo_guid IS 'Identity in Marketo.';
COMMENT ON COLUMN activity_mirror.marketo_id IS 'The person''s Marketo id; follows merges.';
COMMENT ON COLUMN activity_mirror.kind IS 'For the panel: EMAIL, CALL, INTERESTING_MOMENT, WEB, SALES_CAMPAIGN.';
COMMENT ON COLUMN activity_mirror.type_name IS 'Name of the activity type in Marketo.';
COMMENT ON COLUMN activity_mirror.occurred_at IS 'When it happened by Marketo, UTC.';
COMMENT ON COLUMN activity_mirror.title IS 'The primary attribute; empty if there is none.';
COMMENT ON COLUMN activity_mirror.attributes IS 'The other attributes by name.';
COMMENT ON COLUMN activity_mirror.activity_key IS 'Key of the activity if it was recorded here; NULL for all others.';
COMMENT ON INDEX ix_activity_mirror_person IS 'ListActivities; merges and erasures of a person.';
COMMENT ON INDEX ix_activity_mirror_occurred IS 'Forgets what is older than the panel shows.';

CREATE TABLE activity_mirror_read (
    marketo_id bigint NOT NULL,
    read_at    timestamptz,
    read_to    timestamptz,
    CONSTRAINT pk_activity_mirror_read PRIMARY KEY (marketo_id)
);

COMMENT ON TABLE activity_mirror_read IS 'When Marketo was asked for the activities of a person last, so that the next time only what is new is asked for.';
COMMENT ON COLUMN activity_mirror_read.marketo_id IS 'The person''s Marketo id.';
COMMENT ON COLUMN activity_mirror_read.read_at IS 'When the last reading began that came to its end, UTC; NULL before the first.';
COMMENT ON COLUMN activity_mirror_read.read_to IS 'Up to what time a later reading has everything, which did not come to its end, UTC; NULL if there is none.';
