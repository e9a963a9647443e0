CREATE TABLE person_alias (
    loser_id  bigint      NOT NULL,
    winner_id bigint      NOT NULL,
    merged_at timestamptz NOT NULL,
    CONSTRAINT pk_person_alias PRIMARY KEY (loser_id),
    CONSTRAINT ck_person_alias_other CHECK (loser_id <> winner_id)
);
CREATE INDEX ix_person_alias_winner ON person_alias (winner_id);

-- An alias never leads to another alias, whoever writes it: chains are flattened, so a cycle cannot be stored. Looked at is the alias as
-- it is when the transaction ends, which may have merged its winner on since.
CREATE FUNCTION assert_person_alias_is_flat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM person_alias one JOIN person_alias next ON next.loser_id = one.winner_id
               WHERE one.loser_id = NEW.loser_id)
        OR EXISTS (SELECT 1 FROM person_alias one JOIN person_alias next ON next.loser_id = one.winner_id
                   WHERE next.loser_id = NEW.loser_id) THEN
        RAISE EXCEPTION 'the alias % of % is part of a chain', NEW.loser_id, NEW.winner_id USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER tr_person_alias_is_flat AFTER INSERT OR UPDATE ON person_alias
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_person_alias_is_flat();

CREATE TABLE person_sighting (
    marketo_id bigint      NOT NULL,
    read_at    timestamptz NOT NULL,
    CONSTRAINT pk_person_sighting PRIMARY KEY (marketo_id)
) WITH (fillfactor = 70);

CREATE TABLE external_ref (
    system      text        NOT NULL,
    external_id text        NOT NULL,
    marketo_id  bigint      NOT NULL,
    kept_at     timestamptz NOT NULL,
    CONSTRAINT pk_external_ref PRIMARY KEY (system, external_id, marketo_id),
    CONSTRAINT ck_external_ref_system CHECK (system = 'salesforce')
);
CREATE INDEX ix_external_ref_person ON external_ref (marketo_id);

CREATE TABLE person_conflict (
    salesforce_id text        NOT NULL,
    found_at      timestamptz NOT NULL,
    CONSTRAINT pk_person_conflict PRIMARY KEY (salesforce_id)
);

CREATE TABLE suppression_salt (
    one  boolean NOT NULL DEFAULT true,
    salt bytea   NOT NULL,
    CONSTRAINT pk_suppression_salt PRIMARY KEY (one),
    CONSTRAINT ck_suppression_salt_one CHECK (one)
);
-- Two random UUIDs have 244 random bits.
INSERT INTO suppression_salt (salt)
SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

CREATE TABLE suppressed_address (
    address_hash  bytea       NOT NULL,
    suppressed_at timestamptz NOT NULL,
    CONSTRAINT pk_suppressed_address PRIMARY KEY (address_hash)
);

CREATE TABLE forgotten_person (
    id_hash      bytea       NOT NULL,
    unsubscribed boolean     NOT NULL,
    forgotten_at timestamptz NOT NULL,
    CONSTRAINT pk_forgotten_person PRIMARY KEY (id_hash)
);

COMMENT ON TABLE person_alias IS 'Marketo ids that were merged into others; each names the last winner of its chain.';
COMMENT ON COLUMN person_alias.loser_id IS 'The Marketo id that is no more.';
COMMENT ON COLUMN person_alias.winner_id IS 'Whose it is now; never itself a loser.';
COMMENT ON COLUMN person_alias.merged_at IS 'When the first of the merges that led here was made, UTC.';
COMMENT ON INDEX ix_person_alias_winner IS 'Flattens a chain when its end is merged; history of a person under all its ids.';
COMMENT ON TABLE person_sighting IS 'Newest reading of a Marketo id that changed nothing: an equal one, or one of somebody who has no row in person. It keeps an older reading that arrives later from being taken for news.';
COMMENT ON COLUMN person_sighting.marketo_id IS 'Id in Marketo.';
COMMENT ON COLUMN person_sighting.read_at IS 'When the reading began, UTC.';
COMMENT ON TABLE external_ref IS 'Ids of other systems that a person had before; those it has now are in person. One id may have been several people''s.';
COMMENT ON COLUMN external_ref.system IS 'salesforce.';
COMMENT ON COLUMN external_ref.external_id IS 'The id, 18 characters.';
COMMENT ON COLUMN external_ref.marketo_id IS 'Whose it was.';
COMMENT ON COLUMN external_ref.kept_at IS 'When the reading began that had another id instead, or when the person was merged, UTC.';
COMMENT ON INDEX ix_external_ref_person IS 'Ids of a person that is merged, forgotten or erased.';
COMMENT ON TABLE person_conflict IS 'Salesforce ids that more than one person had at once. All of them stay; ListPersonConflicts shows who has it now.';
COMMENT ON COLUMN person_conflict.salesforce_id IS 'The lead or contact id, 18 characters.';
COMMENT ON COLUMN person_conflict.found_at IS 'When it was seen first, UTC.';
COMMENT ON TABLE suppression_salt IS 'The salt of all hashes of addresses and ids that are kept of people who are not: one row, made once.';
COMMENT ON COLUMN suppression_salt.one IS 'Always true.';
COMMENT ON COLUMN suppression_salt.salt IS '32 random bytes.';
COMMENT ON TABLE suppressed_address IS 'Addresses of people who were erased on request. Nothing is sent to them, and no new person is taken over with one.';
COMMENT ON COLUMN suppressed_address.address_hash IS 'SHA-256 of the salt and the address in lower case.';
COMMENT ON COLUMN suppressed_address.suppressed_at IS 'When the person was erased, UTC.';
COMMENT ON TABLE forgotten_person IS 'What remains of people deleted in Marketo when their tombstones are kept no longer.';
COMMENT ON COLUMN forgotten_person.id_hash IS 'SHA-256 of the salt and the Marketo id.';
COMMENT ON COLUMN forgotten_person.unsubscribed IS 'Marketo''s own flag as it was last.';
COMMENT ON COLUMN forgotten_person.forgotten_at IS 'When the rest was deleted, UTC.';
