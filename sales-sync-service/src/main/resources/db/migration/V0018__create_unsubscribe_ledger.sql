CREATE TABLE unsubscribe_ledger (
    subject      text        NOT NULL,
    entry_number bigint      NOT NULL,
    act_id       uuid        NOT NULL,
    action       text        NOT NULL,
    source       text        NOT NULL,
    author       text        NOT NULL,
    note         text        NOT NULL,
    evidence     text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    CONSTRAINT pk_unsubscribe_ledger PRIMARY KEY (subject, entry_number),
    CONSTRAINT ck_unsubscribe_ledger_subject CHECK (subject ~ '^(address|person):[0-9a-f]{64}$'),
    CONSTRAINT ck_unsubscribe_ledger_entry_number CHECK (entry_number > 0),
    CONSTRAINT ck_unsubscribe_ledger_action CHECK (action IN ('UNSUBSCRIBE', 'RESUBSCRIBE')),
    CONSTRAINT ck_unsubscribe_ledger_resubscribe CHECK (action = 'UNSUBSCRIBE'
        OR (source = 'ADMINISTRATOR' AND author <> '' AND note <> '' AND evidence <> ''))
);

CREATE INDEX ix_unsubscribe_ledger_act ON unsubscribe_ledger (subject, act_id);

CREATE TABLE unsubscribe_state (
    subject     text    NOT NULL,
    marketo_id  bigint,
    is_out      boolean NOT NULL,
    is_erased   boolean NOT NULL,
    entry_count bigint  NOT NULL,
    CONSTRAINT pk_unsubscribe_state PRIMARY KEY (subject),
    CONSTRAINT ck_unsubscribe_state_out CHECK (entry_count >= 0 AND (entry_count > 0 OR NOT is_out)),
    CONSTRAINT ck_unsubscribe_state_erased CHECK (is_out OR NOT is_erased)
);

CREATE INDEX ix_unsubscribe_state_person ON unsubscribe_state (marketo_id) WHERE marketo_id IS NOT NULL;

-- The subject of a person, in the statements that meet people by their ids; as Subjects makes it.
CREATE FUNCTION person_subject(marketo_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'person:' || encode(sha256(salt || convert_to(marketo_id::text, 'UTF8')), 'hex') FROM suppression_salt
$$;

CREATE TABLE unsubscribe_request (
    request_id  uuid        NOT NULL,
    digest      bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    CONSTRAINT pk_unsubscribe_request PRIMARY KEY (request_id)
);

CREATE INDEX ix_unsubscribe_request_created ON unsubscribe_request (created_at);

-- What was said stays said, whoever is connected to the database: a trigger holds for owners and superusers, too.
REVOKE UPDATE, DELETE, TRUNCATE ON unsubscribe_ledger FROM PUBLIC, CURRENT_USER;

CREATE FUNCTION refuse_change_of_unsubscribe_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the unsubscribe ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER tr_unsubscribe_ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unsubscribe_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_unsubscribe_ledger();

-- Nobody gets from out to in without an entry by an administrator.
CREATE FUNCTION check_change_of_unsubscribe_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.entry_count > 0 THEN
            RAISE EXCEPTION 'the state of a subject with entries stays' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.entry_count < OLD.entry_count OR (OLD.is_out AND NOT NEW.is_out AND NOT EXISTS (
            SELECT FROM unsubscribe_ledger
            WHERE subject = NEW.subject AND entry_number = NEW.entry_count AND action = 'RESUBSCRIBE')) THEN
        RAISE EXCEPTION 'no machine moves anybody from out to in' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tr_unsubscribe_state_monotone BEFORE UPDATE OR DELETE ON unsubscribe_state
    FOR EACH ROW EXECUTE FUNCTION check_change_of_unsubscribe_state();

COMMENT ON TABLE unsubscribe_ledger IS 'What was said about who wants mail; append-only. Holds hashes of addresses and ids, never these themselves, so that it may stay when a person is erased or forgotten.';
COMMENT ON COLUMN unsubscribe_ledger.subject IS 'address: or person: and, in hexadecimal, SHA-256 of the salt (suppression_salt) and the address (trimmed, lower case) or the Marketo id.';
COMMENT ON COLUMN unsubscribe_ledger.entry_number IS 'Counts the entries of the subject, from 1 without holes.';
COMMENT ON COLUMN unsubscribe_ledger.act_id IS 'What was said together for several subjects has one id; later ones sort later.';
COMMENT ON COLUMN unsubscribe_ledger.action IS 'UNSUBSCRIBE or RESUBSCRIBE.';
COMMENT ON COLUMN unsubscribe_ledger.source IS 'Where it came from: CLICKED_LINK, MANUAL, ADMINISTRATOR, BOUNCE, MERGE, SAME_PERSON, ERASURE.';
COMMENT ON COLUMN unsubscribe_ledger.author IS 'Who set it by hand; of anything else, which machine reported it, with addresses taken out; may be empty.';
COMMENT ON COLUMN unsubscribe_ledger.note IS 'Why; of a resubscribe never empty. Addresses are taken out of it.';
COMMENT ON COLUMN unsubscribe_ledger.evidence IS 'Where the consent is kept, of a resubscribe; else empty. Addresses are taken out of it.';
COMMENT ON COLUMN unsubscribe_ledger.recorded_at IS 'When it was written, UTC.';
COMMENT ON INDEX ix_unsubscribe_ledger_act IS 'GetUnsubscribeHistory: what was said of a subject, latest first.';
COMMENT ON FUNCTION person_subject(bigint) IS 'The subject of a person, as in unsubscribe_ledger.';
COMMENT ON TABLE unsubscribe_state IS 'What follows from the ledger for each subject; locked while something is added for it.';
COMMENT ON COLUMN unsubscribe_state.subject IS 'As in unsubscribe_ledger.';
COMMENT ON COLUMN unsubscribe_state.marketo_id IS 'The person''s Marketo id, until the person is forgotten; NULL of an address and of whoever is.';
COMMENT ON COLUMN unsubscribe_state.is_out IS 'True if nothing may be sent.';
COMMENT ON COLUMN unsubscribe_state.is_erased IS 'True if it is out because the person was erased.';
COMMENT ON COLUMN unsubscribe_state.entry_count IS 'How many entries it follows from; the number of the last.';
COMMENT ON INDEX ix_unsubscribe_state_person IS 'The group of people who opted out, by Marketo id; takes the ids out of what is kept of forgotten people.';
COMMENT ON TABLE unsubscribe_request IS 'Requests that were carried out, kept for seven days, so that repeating one changes nothing.';
COMMENT ON COLUMN unsubscribe_request.request_id IS 'The client''s id of the request.';
COMMENT ON COLUMN unsubscribe_request.digest IS 'SHA-256 of what it asked for.';
COMMENT ON COLUMN unsubscribe_request.created_at IS 'When it was carried out, UTC.';
COMMENT ON INDEX ix_unsubscribe_request_created IS 'Deletes requests after seven days.';
