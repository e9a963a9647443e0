CREATE TABLE crm_person (
    crm_person_id text COLLATE "C" NOT NULL,
    type          text,
    email         text COLLATE "C",
    first_name    text,
    last_name     text,
    company       text,
    created_at    timestamptz,
    modified_at   timestamptz NOT NULL,
    digest        uuid        NOT NULL,
    deleted       boolean     NOT NULL,
    CONSTRAINT pk_crm_person PRIMARY KEY (crm_person_id),
    CONSTRAINT ck_crm_person_type CHECK (type IN ('LEAD', 'CONTACT')),
    CONSTRAINT ck_crm_person_content CHECK (deleted OR (type IS NOT NULL AND created_at IS NOT NULL))
);
COMMENT ON TABLE crm_person IS
    'Facts: leads and contacts as the CRM last had them. Of two copies the newer modified_at wins, then the greater digest (decision 0013).';
COMMENT ON COLUMN crm_person.crm_person_id IS 'The CRM''s id; a Salesforce id in its 18-character form.';
COMMENT ON COLUMN crm_person.type IS 'Which object. NULL: deleted; likewise the other columns.';
COMMENT ON COLUMN crm_person.email IS 'Lower case. NULL: none.';
COMMENT ON COLUMN crm_person.modified_at IS 'When the source last changed the record, UTC.';
COMMENT ON COLUMN crm_person.digest IS 'Of the content: breaks ties, so that the order of arrival never matters. All ones for a deletion.';
COMMENT ON COLUMN crm_person.deleted IS 'True once the source deleted the record.';

CREATE TABLE campaign (
    campaign_id text COLLATE "C" NOT NULL,
    name        text,
    type        text,
    sync_type   text,
    modified_at timestamptz NOT NULL,
    digest      uuid        NOT NULL,
    deleted     boolean     NOT NULL,
    CONSTRAINT pk_campaign PRIMARY KEY (campaign_id),
    CONSTRAINT ck_campaign_sync_type CHECK (sync_type IN ('NONE', 'INCLUDE_ALL', 'EXCLUDE_ALL')),
    CONSTRAINT ck_campaign_content CHECK (deleted OR (name IS NOT NULL AND type IS NOT NULL AND sync_type IS NOT NULL))
);
COMMENT ON TABLE campaign IS 'Facts: campaigns as the CRM last had them. Merged as crm_person.';
COMMENT ON COLUMN campaign.sync_type IS 'Whose memberships become touchpoints.';

CREATE TABLE campaign_member (
    campaign_member_id     text COLLATE "C" NOT NULL,
    campaign_id            text COLLATE "C",
    crm_person_id          text COLLATE "C",
    previous_crm_person_id text COLLATE "C",
    status                 text,
    created_at             timestamptz,
    modified_at            timestamptz NOT NULL,
    digest                 uuid        NOT NULL,
    deleted                boolean     NOT NULL,
    CONSTRAINT pk_campaign_member PRIMARY KEY (campaign_member_id),
    CONSTRAINT ck_campaign_member_content
        CHECK (deleted OR (campaign_id IS NOT NULL AND crm_person_id IS NOT NULL AND created_at IS NOT NULL))
);
CREATE INDEX ix_campaign_member_crm_person_id ON campaign_member (crm_person_id);
CREATE INDEX ix_campaign_member_campaign_id ON campaign_member (campaign_id);
COMMENT ON TABLE campaign_member IS 'Facts: memberships as the CRM last had them. Merged as crm_person.';
COMMENT ON COLUMN campaign_member.previous_crm_person_id IS
    'crm_person_id before the last change, so that the upsert itself can tell whose touchpoints change. NULL: none.';
COMMENT ON COLUMN campaign_member.created_at IS 'When the person was added, UTC: the touchpoint''s time.';
COMMENT ON INDEX ix_campaign_member_crm_person_id IS 'Derivation of a person''s touchpoints.';
COMMENT ON INDEX ix_campaign_member_campaign_id IS 'Finds the people concerned by a change of the campaign.';

CREATE TABLE activity (
    activity_id            text COLLATE "C" NOT NULL,
    crm_person_id          text COLLATE "C",
    previous_crm_person_id text COLLATE "C",
    type                   text,
    subject                text,
    occurred_at            timestamptz,
    modified_at            timestamptz NOT NULL,
    digest                 uuid        NOT NULL,
    deleted                boolean     NOT NULL,
    CONSTRAINT pk_activity PRIMARY KEY (activity_id),
    CONSTRAINT ck_activity_content
        CHECK (deleted OR (crm_person_id IS NOT NULL AND type IS NOT NULL AND occurred_at IS NOT NULL))
);
CREATE INDEX ix_activity_crm_person_id ON activity (crm_person_id);
COMMENT ON TABLE activity IS 'Facts: sales activities as the CRM last had them. Merged as crm_person.';
COMMENT ON COLUMN activity.previous_crm_person_id IS 'As in campaign_member.';
COMMENT ON INDEX ix_activity_crm_person_id IS 'Derivation of a person''s touchpoints.';
