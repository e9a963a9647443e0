ALTER TABLE person
    ALTER COLUMN type DROP NOT NULL,
    ADD COLUMN created_at timestamptz,
    ADD COLUMN added_at   timestamptz,
    ADD COLUMN added_by   text,
    ADD COLUMN gone_at    timestamptz,
    DROP CONSTRAINT ck_person_state,
    ADD CONSTRAINT ck_person_state CHECK (state IN ('ACTIVE', 'HIDDEN', 'ALIAS', 'TOMBSTONE', 'ERASED')),
    ADD CONSTRAINT ck_person_known CHECK (state IN ('ALIAS', 'ERASED') OR type IS NOT NULL),
    ADD CONSTRAINT ck_person_gone CHECK ((state IN ('ACTIVE', 'HIDDEN')) = (gone_at IS NULL)),
    ADD CONSTRAINT ck_person_added_by CHECK (added_by IN ('SNAPSHOT', 'FEED', 'RECONCILE')),
    ADD CONSTRAINT ck_person_forgotten CHECK (state NOT IN ('ALIAS', 'ERASED') OR num_nonnulls(first_name, last_name,
        email, phone, title, company, source, linkedin_url, salesforce_lead_id, salesforce_contact_id,
        salesforce_account_id, salesforce_opportunity_id, owner_id, type, created_at) = 0);

COMMENT ON TABLE person IS 'People of Marketo that qualify for sales, or did once. One Marketo record is one row; people who never qualified have none.';
COMMENT ON COLUMN person.state IS 'ACTIVE: qualifies. HIDDEN: does not any more; out of lists, history is kept. ALIAS: merged into another person (person_alias). TOMBSTONE: deleted in Marketo. ERASED: on request, for good.';
COMMENT ON COLUMN person.type IS 'Which Salesforce record is the active one: LEAD or CONTACT; the last one known if neither is there any more; NULL for ALIAS and ERASED.';
COMMENT ON COLUMN person.read_at IS 'When the reading began that the row comes from, or when the person went, UTC. What is older does not overwrite it.';
COMMENT ON COLUMN person.created_at IS 'When Marketo created the record, UTC; NULL if it does not say.';
COMMENT ON COLUMN person.added_at IS 'When the reading began that added the person, UTC; NULL for people added before this was kept.';
COMMENT ON COLUMN person.added_by IS 'What that reading was part of: SNAPSHOT, FEED or RECONCILE; NULL as added_at.';
COMMENT ON COLUMN person.gone_at IS 'Since when the person is ALIAS, TOMBSTONE or ERASED, UTC; else NULL.';

-- FindPeople by name, by company, by owner; prefixes in byte order, so that one index serves range, order and paging.
CREATE INDEX ix_person_last_name ON person ((lower(last_name) COLLATE "C"), marketo_id)
    WHERE state IN ('ACTIVE', 'HIDDEN');
CREATE INDEX ix_person_full_name ON person
    ((lower(first_name || ' ' || coalesce(last_name, '')) COLLATE "C"), marketo_id)
    WHERE state IN ('ACTIVE', 'HIDDEN');
CREATE INDEX ix_person_company ON person ((lower(company) COLLATE "C"), marketo_id)
    WHERE state IN ('ACTIVE', 'HIDDEN');
CREATE INDEX ix_person_owner ON person (owner_id, marketo_id) WHERE state IN ('ACTIVE', 'HIDDEN');
CREATE INDEX ix_person_salesforce_lead ON person (salesforce_lead_id, marketo_id)
    WHERE salesforce_lead_id IS NOT NULL;
CREATE INDEX ix_person_salesforce_contact ON person (salesforce_contact_id, marketo_id)
    WHERE salesforce_contact_id IS NOT NULL;
CREATE INDEX ix_person_tombstone ON person (gone_at) WHERE state = 'TOMBSTONE';

COMMENT ON INDEX ix_person_last_name IS 'FindPeople by the beginning of the family name.';
COMMENT ON INDEX ix_person_full_name IS 'FindPeople by the beginning of "given name family name".';
COMMENT ON INDEX ix_person_company IS 'FindPeople by the beginning of the company''s name.';
COMMENT ON INDEX ix_person_owner IS 'FindPeople by owner, and the group "My contacts".';
COMMENT ON INDEX ix_person_salesforce_lead IS 'FindPeople by Salesforce id, and people who share one.';
COMMENT ON INDEX ix_person_salesforce_contact IS 'FindPeople by Salesforce id, and people who share one.';
COMMENT ON INDEX ix_person_tombstone IS 'Tombstones that are kept no longer.';
