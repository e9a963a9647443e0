CREATE TABLE crm_reading (
    one             boolean     NOT NULL DEFAULT true,
    organization_id text,
    told_number     bigint      NOT NULL DEFAULT 0,
    edition         integer     NOT NULL DEFAULT 0,
    lease_owner     uuid,
    lease_until     timestamptz NOT NULL DEFAULT '1970-01-01Z',
    fence           bigint      NOT NULL DEFAULT 0,
    CONSTRAINT pk_crm_reading PRIMARY KEY (one),
    CONSTRAINT ck_crm_reading_one CHECK (one)
);

INSERT INTO crm_reading DEFAULT VALUES;

CREATE TABLE crm_object (
    object        text        NOT NULL,
    round         integer     NOT NULL DEFAULT 1,
    loaded        boolean     NOT NULL DEFAULT false,
    job_id        text,
    job_locator   text,
    job_from      timestamptz,
    watermark     timestamptz,
    deleted_until timestamptz,
    replay_id     text,
    CONSTRAINT pk_crm_object PRIMARY KEY (object),
    CONSTRAINT ck_crm_object_loaded CHECK (NOT loaded OR (watermark IS NOT NULL AND deleted_until IS NOT NULL)),
    CONSTRAINT ck_crm_object_job CHECK (
        (job_id IS NULL) = (job_locator IS NULL) AND (job_id IS NULL) = (job_from IS NULL))
);

INSERT INTO crm_object (object)
VALUES ('Campaign'), ('Lead'), ('Contact'), ('Account'), ('CampaignMember'), ('Opportunity'), ('OpportunityContactRole'), ('Event'),
    ('Task');

COMMENT ON TABLE crm_reading IS 'Who reads Salesforce and how far touchpoint-service was told: one row.';
COMMENT ON COLUMN crm_reading.one IS 'Always true.';
COMMENT ON COLUMN crm_reading.organization_id IS 'Salesforce''s id of the organisation that is read; with another one, everything is read anew. NULL before the first.';
COMMENT ON COLUMN crm_reading.told_number IS 'Number of the last batch that was answered; touchpoint-service keeps it too. A smaller one there: its database was brought back.';
COMMENT ON COLUMN crm_reading.edition IS 'What records were told as; with another edition of it, everything is told anew.';
COMMENT ON COLUMN crm_reading.lease_owner IS 'The process that reads; NULL if none.';
COMMENT ON COLUMN crm_reading.lease_until IS 'The lease may be taken over after this, by the database''s clock, UTC.';
COMMENT ON COLUMN crm_reading.fence IS 'Counts the changes of the lease''s owner; a commit with an older number is refused.';
COMMENT ON TABLE crm_object IS 'How far each object of Salesforce is read.';
COMMENT ON COLUMN crm_object.object IS 'API name.';
COMMENT ON COLUMN crm_object.round IS 'Counts the readings of everything, from 1.';
COMMENT ON COLUMN crm_object.loaded IS 'True once everything was read in this round; false again when everything is to be read anew.';
COMMENT ON COLUMN crm_object.job_id IS 'The bulk job that reads everything; NULL if none is under way.';
COMMENT ON COLUMN crm_object.job_locator IS 'Where the next part of its result begins; empty for the first.';
COMMENT ON COLUMN crm_object.job_from IS 'Salesforce''s time before the job was made: from there on changes are read once it is over.';
COMMENT ON COLUMN crm_object.watermark IS 'Changes with an earlier SystemModstamp were read; a round begins 12 minutes before.';
COMMENT ON COLUMN crm_object.deleted_until IS 'The log of deletions was read to here.';
COMMENT ON COLUMN crm_object.replay_id IS 'Place in the stream of change events, hexadecimal; what events said before is in crm_due or was told. NULL: at the oldest event that is kept.';

ALTER TABLE sync_warning
    DROP CONSTRAINT ck_sync_warning_kind,
    ADD CONSTRAINT ck_sync_warning_kind CHECK (
        kind IN ('FIELD_MISSING', 'FIELD_TYPE_CHANGED', 'CAPACITY_WARNING', 'CAPACITY_REACHED', 'CRM_FINDING', 'CRM_CONNECTION_BROKEN',
            'SELLER_CONNECTION_BROKEN', 'TASK_FIELD', 'CRM_READING'));

COMMENT ON COLUMN sync_warning.kind IS 'FIELD_MISSING: Marketo lacks the field. FIELD_TYPE_CHANGED: it has another type than usual. CAPACITY_WARNING: 90 % of the people that may be are there. CAPACITY_REACHED: all of them. CRM_FINDING: something is missing in the Salesforce organization. CRM_CONNECTION_BROKEN: its credentials are of no use. SELLER_CONNECTION_BROKEN: those of a seller are not. TASK_FIELD: tasks are made without a field. CRM_READING: an object of Salesforce is not read, or late.';
