CREATE TABLE person (
    marketo_id                bigint      NOT NULL,
    state                     text        NOT NULL,
    hidden_reason             text,
    first_name                text,
    last_name                 text,
    email                     text,
    phone                     text,
    title                     text,
    company                   text,
    source                    text,
    linkedin_url              text,
    salesforce_lead_id        text,
    salesforce_contact_id     text,
    salesforce_account_id     text,
    salesforce_opportunity_id text,
    owner_id                  text,
    type                      text        NOT NULL,
    unsubscribed              boolean     NOT NULL,
    email_invalid             boolean     NOT NULL,
    truncated                 boolean     NOT NULL,
    content_hash              bytea       NOT NULL,
    version                   bigint      NOT NULL,
    read_at                   timestamptz NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (marketo_id),
    CONSTRAINT ck_person_marketo_id CHECK (marketo_id > 0),
    CONSTRAINT ck_person_state CHECK (state IN ('ACTIVE', 'HIDDEN')),
    CONSTRAINT ck_person_hidden_reason CHECK ((state = 'HIDDEN') = (hidden_reason IS NOT NULL)),
    CONSTRAINT ck_person_type CHECK (type IN ('LEAD', 'CONTACT')),
    CONSTRAINT ck_person_version CHECK (version > 0)
);

-- ListPeople by e-mail address. Not unique: several people may share an address.
CREATE INDEX ix_person_email ON person (lower(email), marketo_id) WHERE email IS NOT NULL;

COMMENT ON TABLE person IS 'People of Marketo that qualify for sales, or did once. One Marketo record is one row; people who never qualified have none.';
COMMENT ON COLUMN person.marketo_id IS 'Id in Marketo; the identity.';
COMMENT ON COLUMN person.state IS 'ACTIVE: qualifies. HIDDEN: does not any more; out of lists, history is kept.';
COMMENT ON COLUMN person.hidden_reason IS 'Why the person is hidden (NOT_IN_CRM, NO_OWNER, OWNER_IS_QUEUE, CRM_DELETED); NULL while ACTIVE.';
COMMENT ON COLUMN person.first_name IS 'Given name; NULL if Marketo has none.';
COMMENT ON COLUMN person.last_name IS 'Family name; NULL if Marketo has none.';
COMMENT ON COLUMN person.email IS 'E-mail address as Marketo has it; NULL if none; may be shared.';
COMMENT ON COLUMN person.phone IS 'Phone number as Marketo has it; NULL if none.';
COMMENT ON COLUMN person.title IS 'Job title; NULL if none.';
COMMENT ON COLUMN person.company IS 'Company; NULL if none.';
COMMENT ON COLUMN person.source IS 'Lead source; NULL if none.';
COMMENT ON COLUMN person.linkedin_url IS 'Address of the LinkedIn profile; NULL if none or if the instance has no such field.';
COMMENT ON COLUMN person.salesforce_lead_id IS 'Salesforce lead id, 18 characters; an alias once there is a contact; NULL if none.';
COMMENT ON COLUMN person.salesforce_contact_id IS 'Salesforce contact id, 18 characters; NULL if none.';
COMMENT ON COLUMN person.salesforce_account_id IS 'Salesforce account id, 18 characters; NULL if none.';
COMMENT ON COLUMN person.salesforce_opportunity_id IS 'Salesforce opportunity id, 18 characters, a hint; NULL if none.';
COMMENT ON COLUMN person.owner_id IS 'Salesforce id of the owner, 18 characters; NULL if none.';
COMMENT ON COLUMN person.type IS 'Which Salesforce record is the active one: LEAD or CONTACT; the last one known if neither is there any more.';
COMMENT ON COLUMN person.unsubscribed IS 'Marketo''s own flag, mirrored; not a sales opt-out.';
COMMENT ON COLUMN person.email_invalid IS 'Marketo''s own flag, mirrored.';
COMMENT ON COLUMN person.truncated IS 'True if a value was longer than its limit and was cut.';
COMMENT ON COLUMN person.content_hash IS 'First 16 bytes of SHA-256 over all of the above; equal means that nothing changed.';
COMMENT ON COLUMN person.version IS 'Counts the changes, from 1.';
COMMENT ON COLUMN person.read_at IS 'When the reading began that the row comes from, UTC. A reading that is older does not overwrite it.';
COMMENT ON INDEX ix_person_email IS 'ListPeople filtered by e-mail address in any case.';
