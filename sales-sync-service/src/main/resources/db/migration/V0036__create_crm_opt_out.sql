CREATE TABLE crm_opted_out (
    salesforce_id   text        NOT NULL,
    object          text        NOT NULL,
    address_subject text,
    modified_at     timestamptz NOT NULL,
    seen_at         timestamptz NOT NULL,
    CONSTRAINT pk_crm_opted_out PRIMARY KEY (salesforce_id),
    CONSTRAINT ck_crm_opted_out_object CHECK (object IN ('LEAD', 'CONTACT')),
    CONSTRAINT ck_crm_opted_out_address CHECK (address_subject ~ '^address:[0-9a-f]{64}$')
);

CREATE INDEX ix_crm_opted_out_address ON crm_opted_out (address_subject) WHERE address_subject IS NOT NULL;

CREATE TABLE crm_opt_out_search (
    subject       text        NOT NULL,
    marketo_id    bigint,
    address       text,
    is_background boolean     NOT NULL,
    pending_since timestamptz NOT NULL,
    tries         integer     NOT NULL,
    next_try_at   timestamptz NOT NULL,
    CONSTRAINT pk_crm_opt_out_search PRIMARY KEY (subject),
    CONSTRAINT ck_crm_opt_out_search_whose CHECK ((marketo_id IS NULL) <> (address IS NULL))
);

CREATE INDEX ix_crm_opt_out_search_due ON crm_opt_out_search (is_background, next_try_at);
CREATE INDEX ix_crm_opt_out_search_pending ON crm_opt_out_search (pending_since);
CREATE INDEX ix_crm_opt_out_search_person ON crm_opt_out_search (marketo_id) WHERE marketo_id IS NOT NULL;

CREATE TABLE crm_opt_out_push (
    salesforce_id text        NOT NULL,
    object        text        NOT NULL,
    subject       text        NOT NULL,
    is_background boolean     NOT NULL,
    state         text        NOT NULL,
    generation    bigint      NOT NULL,
    pending_since timestamptz NOT NULL,
    tries         integer     NOT NULL,
    next_try_at   timestamptz NOT NULL,
    ended_at      timestamptz,
    error_code    text,
    error_words   text,
    CONSTRAINT pk_crm_opt_out_push PRIMARY KEY (salesforce_id),
    CONSTRAINT ck_crm_opt_out_push_object CHECK (object IN ('LEAD', 'CONTACT')),
    CONSTRAINT ck_crm_opt_out_push_state CHECK (state IN ('PENDING', 'SYNCED', 'FAILED', 'GONE')),
    CONSTRAINT ck_crm_opt_out_push_ended CHECK ((state = 'PENDING') = (ended_at IS NULL)),
    CONSTRAINT ck_crm_opt_out_push_failed CHECK (state <> 'FAILED' OR error_code IS NOT NULL)
);

CREATE INDEX ix_crm_opt_out_push_due ON crm_opt_out_push (is_background, next_try_at) WHERE state = 'PENDING';
CREATE INDEX ix_crm_opt_out_push_pending ON crm_opt_out_push (pending_since) WHERE state = 'PENDING';
CREATE INDEX ix_crm_opt_out_push_failed ON crm_opt_out_push (salesforce_id) WHERE state = 'FAILED';
CREATE INDEX ix_crm_opt_out_push_gone ON crm_opt_out_push (salesforce_id) WHERE state = 'GONE';
CREATE INDEX ix_crm_opt_out_push_subject ON crm_opt_out_push (subject);

COMMENT ON COLUMN unsubscribe_ledger.source IS 'Where it came from: CLICKED_LINK, MANUAL, ADMINISTRATOR, BOUNCE, MERGE, SAME_PERSON, ERASURE, SALESFORCE_SYNC.';

COMMENT ON TABLE crm_opted_out IS 'Leads and contacts that said they are out when they were seen last. A record that says in has no row.';
COMMENT ON COLUMN crm_opted_out.salesforce_id IS 'Salesforce id, 18 characters.';
COMMENT ON COLUMN crm_opted_out.object IS 'LEAD or CONTACT.';
COMMENT ON COLUMN crm_opted_out.address_subject IS 'Its address, as in unsubscribe_ledger: a hash; NULL if it has none, or was not read since it was written.';
COMMENT ON COLUMN crm_opted_out.modified_at IS 'SystemModstamp of the record when it was read, UTC; of one that was written, when.';
COMMENT ON COLUMN crm_opted_out.seen_at IS 'When it was read or written last, UTC. What a nightly run did not see is forgotten.';
COMMENT ON INDEX ix_crm_opted_out_address IS 'Whether Salesforce still says out, at a resubscribe.';
COMMENT ON TABLE crm_opt_out_search IS 'Opt-outs whose records in Salesforce are still to be found. Deleted as soon as they are.';
COMMENT ON COLUMN crm_opt_out_search.subject IS 'As in unsubscribe_ledger.';
COMMENT ON COLUMN crm_opt_out_search.marketo_id IS 'The person; NULL of an address.';
COMMENT ON COLUMN crm_opt_out_search.address IS 'The address, while it is looked for; NULL of a person.';
COMMENT ON COLUMN crm_opt_out_search.is_background IS 'True if nobody said it just now: it goes behind what somebody did.';
COMMENT ON COLUMN crm_opt_out_search.pending_since IS 'Since when it waits, UTC.';
COMMENT ON COLUMN crm_opt_out_search.tries IS 'Attempts so far.';
COMMENT ON COLUMN crm_opt_out_search.next_try_at IS 'Not before, UTC. Later than now while somebody is at it.';
COMMENT ON INDEX ix_crm_opt_out_search_due IS 'What is due.';
COMMENT ON INDEX ix_crm_opt_out_search_pending IS 'Since when the oldest waits.';
COMMENT ON INDEX ix_crm_opt_out_search_person IS 'Forgets people.';
COMMENT ON TABLE crm_opt_out_push IS 'Records of Salesforce that are to say out, or were made to.';
COMMENT ON COLUMN crm_opt_out_push.salesforce_id IS 'Salesforce id of the record, 18 characters.';
COMMENT ON COLUMN crm_opt_out_push.object IS 'LEAD or CONTACT.';
COMMENT ON COLUMN crm_opt_out_push.subject IS 'Because of whom, as in unsubscribe_ledger. Nothing is written once that is not out any more.';
COMMENT ON COLUMN crm_opt_out_push.is_background IS 'True if nobody said it just now: it goes behind what somebody did.';
COMMENT ON COLUMN crm_opt_out_push.state IS 'PENDING: to be written. SYNCED: Salesforce has it. FAILED: Salesforce refuses it for good. GONE: deleted, converted without a contact, or hidden from the integration user.';
COMMENT ON COLUMN crm_opt_out_push.generation IS 'Counts how often it was to be written, from 1: an answer to an earlier one ends nothing.';
COMMENT ON COLUMN crm_opt_out_push.pending_since IS 'Since when it waits, UTC; of one that ended, since when it had waited.';
COMMENT ON COLUMN crm_opt_out_push.tries IS 'Attempts since then.';
COMMENT ON COLUMN crm_opt_out_push.next_try_at IS 'Not before, UTC. Later than now while somebody is at it.';
COMMENT ON COLUMN crm_opt_out_push.ended_at IS 'When that was known, UTC; NULL while PENDING.';
COMMENT ON COLUMN crm_opt_out_push.error_code IS 'Salesforce''s code of the last failure; NULL if there was none.';
COMMENT ON COLUMN crm_opt_out_push.error_words IS 'The same for a person, personal data taken out; NULL unless it failed for good.';
COMMENT ON INDEX ix_crm_opt_out_push_due IS 'What is due.';
COMMENT ON INDEX ix_crm_opt_out_push_pending IS 'Since when the oldest waits, and how many do.';
COMMENT ON INDEX ix_crm_opt_out_push_failed IS 'What is shown as failed.';
COMMENT ON INDEX ix_crm_opt_out_push_gone IS 'How many are gone.';
COMMENT ON INDEX ix_crm_opt_out_push_subject IS 'Withdraws what a resubscribe makes needless.';
