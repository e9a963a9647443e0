-- What stays of people who were erased, so that no source brings them back (decision 0046).
CREATE TABLE erased_identity (
    identity_hash bytea       NOT NULL,
    erased_at     timestamptz NOT NULL,
    CONSTRAINT pk_erased_identity PRIMARY KEY (identity_hash)
);
COMMENT ON TABLE erased_identity IS
    'Facts: addresses, CRM ids and visitors of people who were erased, as keyed hashes. Rows are only added.';
COMMENT ON COLUMN erased_identity.identity_hash IS
    'HMAC-SHA256 of kind and value, with a key that is not in the database.';
COMMENT ON COLUMN erased_identity.erased_at IS 'When it was erased, UTC.';
COMMENT ON INDEX pk_erased_identity IS 'Intake: who must not come back.';

CREATE TABLE erasure_state (
    erasures  bigint NOT NULL,
    key_check bytea
);
CREATE UNIQUE INDEX uq_erasure_state_single ON erasure_state ((true));
COMMENT ON TABLE erasure_state IS 'One row: what intake looks at first.';
COMMENT ON COLUMN erasure_state.erasures IS 'How many erasures there were. While it is 0 nobody is looked up.';
COMMENT ON COLUMN erasure_state.key_check IS 'HMAC-SHA256 of a fixed text with the key of the hashes. NULL: nobody was erased.';
COMMENT ON INDEX uq_erasure_state_single IS 'There is one row.';
INSERT INTO erasure_state (erasures, key_check) VALUES (0, NULL);

-- A function with its own snapshots: what is read after the lock includes whatever was committed while it was waited for.
CREATE FUNCTION share_erasures() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('erasure/intake'), 0);
    RETURN (SELECT erasures FROM erasure_state);
END
$$;
COMMENT ON FUNCTION share_erasures() IS
    'How many erasures there were; there is no other one until the transaction ends.';

CREATE FUNCTION expect_erasures(expected bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF share_erasures() <> expected THEN
        RAISE EXCEPTION 'somebody was erased meanwhile' USING ERRCODE = 'TE001';
    END IF;
    RETURN true;
END
$$;
COMMENT ON FUNCTION expect_erasures(bigint) IS
    'Fails with TE001 unless there were so many erasures; there is no other one until the transaction ends.';

-- Ids of people that are kept beside the record: of somebody who is erased they go, too. Few rows differ from what they are now.
CREATE INDEX ix_campaign_member_previous_crm_person_id ON campaign_member (previous_crm_person_id)
    WHERE previous_crm_person_id IS DISTINCT FROM crm_person_id AND previous_crm_person_id IS NOT NULL;
CREATE INDEX ix_activity_previous_crm_person_id ON activity (previous_crm_person_id)
    WHERE previous_crm_person_id IS DISTINCT FROM crm_person_id AND previous_crm_person_id IS NOT NULL;
CREATE INDEX ix_activity_previous_visitor_id ON activity (previous_visitor_id)
    WHERE previous_visitor_id IS DISTINCT FROM visitor_id AND previous_visitor_id IS NOT NULL;
CREATE INDEX ix_program_member_previous_crm_person_id ON program_member (previous_crm_person_id)
    WHERE previous_crm_person_id IS DISTINCT FROM crm_person_id AND previous_crm_person_id IS NOT NULL;
CREATE INDEX ix_marketing_activity_previous_crm_person_id ON marketing_activity (previous_crm_person_id)
    WHERE previous_crm_person_id IS DISTINCT FROM crm_person_id AND previous_crm_person_id IS NOT NULL;
CREATE INDEX ix_contact_role_crm_person_id ON contact_role (crm_person_id);
COMMENT ON INDEX ix_campaign_member_previous_crm_person_id IS 'ErasePerson: whose it was before.';
COMMENT ON INDEX ix_activity_previous_crm_person_id IS 'ErasePerson: whose it was before.';
COMMENT ON INDEX ix_activity_previous_visitor_id IS 'ErasePerson: whom it named before.';
COMMENT ON INDEX ix_program_member_previous_crm_person_id IS 'ErasePerson: whose it was before.';
COMMENT ON INDEX ix_marketing_activity_previous_crm_person_id IS 'ErasePerson: whose it was before.';
COMMENT ON INDEX ix_contact_role_crm_person_id IS 'ErasePerson and ExportPerson.';
