CREATE TABLE alias_identity (
    alias         text COLLATE "C" NOT NULL,
    email         text COLLATE "C" NOT NULL,
    identified_at timestamptz      NOT NULL,
    CONSTRAINT pk_alias_identity PRIMARY KEY (alias, email)
);
CREATE INDEX ix_alias_identity_email ON alias_identity (email);
COMMENT ON TABLE alias_identity IS
    'Facts: which e-mail addresses another system knows an alias by. Of two times the earlier is kept, so that neither order nor repetition matters (decision 0013).';
COMMENT ON COLUMN alias_identity.alias IS 'Type and value, as in web_event.alias. Never a CRM person, whose address is in its record.';
COMMENT ON COLUMN alias_identity.email IS 'Lower case.';
COMMENT ON COLUMN alias_identity.identified_at IS 'Since when, UTC: the earliest time that was told.';
COMMENT ON INDEX pk_alias_identity IS 'Derivation of the sessions of visitors with the alias.';
COMMENT ON INDEX ix_alias_identity_email IS 'Finds the visitors known by an address; ListVisitorIdentities.';

CREATE TABLE ignored_identity (
    visitor_id text COLLATE "C" NOT NULL,
    email      text COLLATE "C" NOT NULL,
    note       text             NOT NULL,
    created_at timestamptz      NOT NULL,
    CONSTRAINT pk_ignored_identity PRIMARY KEY (visitor_id, email),
    CONSTRAINT ck_ignored_identity_subject CHECK (visitor_id <> '' OR email <> '')
);
COMMENT ON TABLE ignored_identity IS
    'Configuration: addresses and visitors that identify nobody, in the past neither. One row for each that was ignored.';
COMMENT ON COLUMN ignored_identity.visitor_id IS 'The visitor. Empty: all visitors.';
COMMENT ON COLUMN ignored_identity.email IS 'The address, lower case. Empty: all addresses of the visitor.';
COMMENT ON COLUMN ignored_identity.note IS 'Why. Empty: nothing said.';
COMMENT ON INDEX pk_ignored_identity IS 'Derivation of sessions; ListIgnoredIdentities.';

CREATE TABLE dirty_mark_alias PARTITION OF dirty_mark FOR VALUES IN ('alias');
COMMENT ON COLUMN dirty_mark.queue IS 'What the key is: alias, visitor, campaign, crm_person or person.';
COMMENT ON COLUMN dirty_mark.key IS
    'visitor_id, campaign_id, crm_person_id, person_id; of the queue alias an alias, EMAIL: and an address, VISITOR: and a visitor, or EVERYTHING:.';
