-- All records of the CRM and of Marketo that make touchpoints or that rules test.

ALTER TABLE crm_person
    ADD COLUMN website          text,
    ADD COLUMN status           text,
    ADD COLUMN lead_source      text,
    ADD COLUMN account_id       text COLLATE "C",
    ADD COLUMN duplicate_of_id  text COLLATE "C",
    ADD COLUMN merged_into_id   text COLLATE "C",
    ADD COLUMN fields           jsonb,
    DROP CONSTRAINT ck_crm_person_type,
    ADD CONSTRAINT ck_crm_person_type CHECK (type IN ('LEAD', 'CONTACT', 'MARKETO_PERSON'));
CREATE INDEX ix_crm_person_merged_into_id ON crm_person (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ix_crm_person_duplicate_of_id ON crm_person (duplicate_of_id) WHERE duplicate_of_id IS NOT NULL;
COMMENT ON COLUMN crm_person.website IS 'As the source has it. NULL or empty: none; likewise the other texts.';
COMMENT ON COLUMN crm_person.account_id IS 'Of a contact: its account. NULL: none.';
COMMENT ON COLUMN crm_person.duplicate_of_id IS 'Of a person of Marketo: the lead or contact it is in the CRM. NULL: none.';
COMMENT ON COLUMN crm_person.merged_into_id IS
    'Of a deleted record: the one it was merged into, whose its memberships and activities are. NULL: not merged.';
COMMENT ON COLUMN crm_person.fields IS
    'All other fields by name: a JSON text, number or truth value, {"time": "2026-01-31T10:00:00Z"} or {"date": "2026-01-31"}. NULL: none. Likewise in the other tables.';
COMMENT ON INDEX ix_crm_person_merged_into_id IS 'Finds the records that are derived again when the one they were merged into changes.';
COMMENT ON INDEX ix_crm_person_duplicate_of_id IS 'Finds the records that are derived again when the one they are duplicates of changes.';
COMMENT ON COLUMN crm_person.digest IS
    'Of the content: breaks ties, so that the order of arrival never matters. All ones for a deletion; of two of these the greater merged_into_id is kept.';

ALTER TABLE campaign
    ADD COLUMN status                text,
    ADD COLUMN created_at            timestamptz,
    ADD COLUMN start_date            date,
    ADD COLUMN end_date              date,
    ADD COLUMN touchpoint_start_date date,
    ADD COLUMN touchpoint_end_date   date,
    ADD COLUMN fields                jsonb,
    DROP CONSTRAINT ck_campaign_sync_type,
    ADD CONSTRAINT ck_campaign_sync_type CHECK (sync_type IN ('NONE', 'INCLUDE_ALL', 'INCLUDE_RESPONDED', 'EXCLUDE_ALL'));
COMMENT ON COLUMN campaign.touchpoint_start_date IS
    'Members added before this day of the organisation''s zone make no touchpoint. NULL: no bound.';
COMMENT ON COLUMN campaign.touchpoint_end_date IS
    'Members added after this day of the organisation''s zone make no touchpoint. NULL: no bound.';

ALTER TABLE campaign_member
    ADD COLUMN has_responded       boolean,
    ADD COLUMN first_responded_at  timestamptz,
    ADD COLUMN buyer_touchpoint_at timestamptz,
    ADD COLUMN fields              jsonb;
UPDATE campaign_member SET has_responded = false WHERE NOT deleted;
COMMENT ON COLUMN campaign_member.has_responded IS 'Whether the CRM counts the status as a response. NULL: deleted.';
COMMENT ON COLUMN campaign_member.first_responded_at IS 'When the person first responded, UTC. NULL: never.';
COMMENT ON COLUMN campaign_member.buyer_touchpoint_at IS
    'Buyer touchpoint date of the CRM, UTC. NULL: none. A bulk update comes before it.';
COMMENT ON COLUMN campaign_member.created_at IS 'When the person was added, UTC.';

ALTER TABLE activity
    ADD COLUMN kind        text,
    ADD COLUMN status      text,
    ADD COLUMN assigned_to text,
    ADD COLUMN created_at  timestamptz,
    ADD COLUMN ended_at    timestamptz,
    ADD COLUMN visitor_id  text COLLATE "C",
    ADD COLUMN previous_visitor_id text COLLATE "C",
    ADD COLUMN fields      jsonb,
    ADD CONSTRAINT ck_activity_kind CHECK (kind IN ('TASK', 'EVENT'));
UPDATE activity SET kind = 'TASK' WHERE NOT deleted;
CREATE INDEX ix_activity_visitor_id ON activity (visitor_id) WHERE visitor_id IS NOT NULL;
COMMENT ON COLUMN activity.kind IS 'Task or event. NULL: deleted.';
COMMENT ON COLUMN activity.assigned_to IS 'Name of the user it is assigned to. NULL or empty: unknown.';
COMMENT ON COLUMN activity.visitor_id IS 'Visitor whom a call-tracking product wrote into it. NULL: none.';
COMMENT ON COLUMN activity.previous_visitor_id IS 'visitor_id before the last change, as previous_crm_person_id.';
COMMENT ON INDEX ix_activity_visitor_id IS 'Derivation of a visitor''s identity; calls of sessions.';

CREATE TABLE program (
    program_id  text COLLATE "C" NOT NULL,
    name        text,
    type        text,
    channel     text,
    status      text,
    campaign_id text COLLATE "C",
    created_at  timestamptz,
    fields      jsonb,
    modified_at timestamptz NOT NULL,
    digest      uuid        NOT NULL,
    deleted     boolean     NOT NULL,
    CONSTRAINT pk_program PRIMARY KEY (program_id),
    CONSTRAINT ck_program_content CHECK (deleted OR name IS NOT NULL)
);
COMMENT ON TABLE program IS 'Facts: programs as Marketo last had them. Merged as crm_person.';
COMMENT ON COLUMN program.channel IS 'Program channel: decides the channel, as a campaign''s type does.';
COMMENT ON COLUMN program.campaign_id IS 'The CRM''s campaign it is synchronised with. NULL: none.';

CREATE TABLE program_member (
    program_member_id      text COLLATE "C" NOT NULL,
    program_id             text COLLATE "C",
    crm_person_id          text COLLATE "C",
    previous_crm_person_id text COLLATE "C",
    status                 text,
    member_since           timestamptz,
    fields                 jsonb,
    modified_at            timestamptz NOT NULL,
    digest                 uuid        NOT NULL,
    deleted                boolean     NOT NULL,
    CONSTRAINT pk_program_member PRIMARY KEY (program_member_id),
    CONSTRAINT ck_program_member_content
        CHECK (deleted OR (program_id IS NOT NULL AND crm_person_id IS NOT NULL AND member_since IS NOT NULL))
);
CREATE INDEX ix_program_member_crm_person_id ON program_member (crm_person_id);
CREATE INDEX ix_program_member_program_id ON program_member (program_id);
COMMENT ON TABLE program_member IS 'Facts: memberships in programs as Marketo last had them. Merged as crm_person.';
COMMENT ON COLUMN program_member.previous_crm_person_id IS 'As in campaign_member.';
COMMENT ON COLUMN program_member.member_since IS 'When the person first became a member, UTC.';
COMMENT ON INDEX ix_program_member_crm_person_id IS 'Derivation of a person''s touchpoints.';
COMMENT ON INDEX ix_program_member_program_id IS 'Finds the people concerned by a change of the program.';

CREATE TABLE marketing_activity (
    marketing_activity_id   text COLLATE "C" NOT NULL,
    crm_person_id           text COLLATE "C",
    previous_crm_person_id  text COLLATE "C",
    activity_type_id        integer,
    activity_type           text,
    occurred_at             timestamptz,
    program_id              text COLLATE "C",
    primary_attribute_value text,
    fields                  jsonb,
    modified_at             timestamptz NOT NULL,
    digest                  uuid        NOT NULL,
    deleted                 boolean     NOT NULL,
    CONSTRAINT pk_marketing_activity PRIMARY KEY (marketing_activity_id),
    CONSTRAINT ck_marketing_activity_content
        CHECK (deleted OR (crm_person_id IS NOT NULL AND activity_type_id IS NOT NULL AND activity_type IS NOT NULL
                           AND occurred_at IS NOT NULL))
);
CREATE INDEX ix_marketing_activity_crm_person_id ON marketing_activity (crm_person_id);
CREATE INDEX ix_marketing_activity_program_id ON marketing_activity (program_id) WHERE program_id IS NOT NULL;
COMMENT ON TABLE marketing_activity IS 'Facts: activities as Marketo last had them. Merged as crm_person.';
COMMENT ON COLUMN marketing_activity.previous_crm_person_id IS 'As in campaign_member.';
COMMENT ON COLUMN marketing_activity.activity_type_id IS 'Marketo''s number of the type.';
COMMENT ON COLUMN marketing_activity.program_id IS 'Program it belongs to. NULL: none.';
COMMENT ON INDEX ix_marketing_activity_crm_person_id IS 'Derivation of a person''s touchpoints.';
COMMENT ON INDEX ix_marketing_activity_program_id IS 'Finds the people concerned by a change of the program.';

CREATE TABLE account (
    account_id  text COLLATE "C" NOT NULL,
    name        text,
    website     text,
    created_at  timestamptz,
    fields      jsonb,
    modified_at timestamptz NOT NULL,
    digest      uuid        NOT NULL,
    deleted     boolean     NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (account_id),
    CONSTRAINT ck_account_content CHECK (deleted OR name IS NOT NULL)
);
COMMENT ON TABLE account IS 'Facts: accounts as the CRM last had them. Merged as crm_person.';

CREATE TABLE opportunity (
    opportunity_id text COLLATE "C" NOT NULL,
    account_id     text COLLATE "C",
    name           text,
    stage          text,
    amount         numeric,
    currency_code  text,
    created_at     timestamptz,
    close_date     date,
    is_closed      boolean,
    is_won         boolean,
    fields         jsonb,
    modified_at    timestamptz NOT NULL,
    digest         uuid        NOT NULL,
    deleted        boolean     NOT NULL,
    CONSTRAINT pk_opportunity PRIMARY KEY (opportunity_id),
    CONSTRAINT ck_opportunity_content CHECK (deleted OR (name IS NOT NULL AND created_at IS NOT NULL))
);
COMMENT ON TABLE opportunity IS 'Facts: opportunities as the CRM last had them. Merged as crm_person.';
COMMENT ON COLUMN opportunity.amount IS 'In currency_code. NULL: unknown.';
COMMENT ON COLUMN opportunity.currency_code IS 'ISO 4217. NULL or empty: the organisation''s.';

CREATE TABLE contact_role (
    contact_role_id text COLLATE "C" NOT NULL,
    opportunity_id  text COLLATE "C",
    crm_person_id   text COLLATE "C",
    role            text,
    is_primary      boolean,
    fields          jsonb,
    modified_at     timestamptz NOT NULL,
    digest          uuid        NOT NULL,
    deleted         boolean     NOT NULL,
    CONSTRAINT pk_contact_role PRIMARY KEY (contact_role_id),
    CONSTRAINT ck_contact_role_content CHECK (deleted OR (opportunity_id IS NOT NULL AND crm_person_id IS NOT NULL))
);
COMMENT ON TABLE contact_role IS 'Facts: roles of contacts in opportunities as the CRM last had them. Merged as crm_person.';

CREATE TABLE crm_field (
    object  text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL,
    type    text COLLATE "C" NOT NULL,
    formula boolean          NOT NULL,
    name    text COLLATE "C" NOT NULL,
    CONSTRAINT pk_crm_field PRIMARY KEY (object, key, type, formula),
    CONSTRAINT ck_crm_field_type CHECK (type IN ('TEXT', 'NUMBER', 'FLAG', 'TIME', 'DATE'))
);
COMMENT ON TABLE crm_field IS
    'Derived: fields that were seen in records beside the standard ones, so that rules can be checked and written. Rows are only added.';
COMMENT ON COLUMN crm_field.object IS 'As rules write it: Campaign, CampaignMember ...';
COMMENT ON COLUMN crm_field.key IS 'Name in lower case.';
COMMENT ON COLUMN crm_field.formula IS 'Whether the source called it a formula: no rule may test it.';
COMMENT ON COLUMN crm_field.name IS 'Name as it was first seen.';

CREATE TABLE crm_cursor (
    source       text COLLATE "C" NOT NULL,
    cursor       text             NOT NULL,
    committed_at timestamptz      NOT NULL,
    CONSTRAINT pk_crm_cursor PRIMARY KEY (source)
);
COMMENT ON TABLE crm_cursor IS 'Where each source stopped: written in the transaction of the batch that came with it.';
COMMENT ON COLUMN crm_cursor.cursor IS 'As the source sent it.';

CREATE TABLE dirty_mark_program PARTITION OF dirty_mark FOR VALUES IN ('program');
COMMENT ON COLUMN dirty_mark.queue IS 'What the key is: alias, visitor, campaign, program, crm_person or person.';
COMMENT ON COLUMN dirty_mark.key IS
    'visitor_id, campaign_id, program_id, crm_person_id (after a blank: only the ones it leads to changed), person_id; of the queue alias an alias, EMAIL: and an address, VISITOR: or CALLED: and a visitor, or EVERYTHING:.';
