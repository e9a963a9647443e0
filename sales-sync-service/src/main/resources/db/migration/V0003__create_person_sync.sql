CREATE TABLE person_pass (
    pass_id              uuid        NOT NULL,
    started_at           timestamptz NOT NULL,
    completed_at         timestamptz,
    target_marketo_id    bigint      NOT NULL,
    reached_marketo_id   bigint      NOT NULL,
    read_count           bigint      NOT NULL,
    call_count           bigint      NOT NULL,
    not_in_crm_count     bigint      NOT NULL,
    no_owner_count       bigint      NOT NULL,
    queue_owner_count    bigint      NOT NULL,
    crm_deleted_count    bigint      NOT NULL,
    CONSTRAINT pk_person_pass PRIMARY KEY (pass_id)
);

-- The newest passes: status shows the last complete one, old ones are deleted.
CREATE INDEX ix_person_pass_started ON person_pass (started_at);

CREATE TABLE person_sync (
    sync             text        NOT NULL,
    phase            text        NOT NULL,
    hold             text        NOT NULL,
    detail           text,
    failure_count    integer     NOT NULL,
    due_at           timestamptz NOT NULL,
    progressed_at    timestamptz,
    active_count     bigint      NOT NULL,
    hidden_count     bigint      NOT NULL,
    pass_id          uuid,
    complete_pass_id uuid,
    lease_owner      uuid,
    lease_until      timestamptz NOT NULL,
    fence            bigint      NOT NULL,
    CONSTRAINT pk_person_sync PRIMARY KEY (sync),
    CONSTRAINT fk_person_sync_pass FOREIGN KEY (pass_id) REFERENCES person_pass,
    CONSTRAINT fk_person_sync_complete_pass FOREIGN KEY (complete_pass_id) REFERENCES person_pass,
    CONSTRAINT ck_person_sync_one CHECK (sync = 'person'),
    CONSTRAINT ck_person_sync_phase CHECK (phase IN ('READY', 'SNAPSHOT', 'LIVE')),
    CONSTRAINT ck_person_sync_hold CHECK (hold IN ('NONE', 'PAUSED', 'BLOCKED_AUTH', 'WAIT_QUOTA'))
);

INSERT INTO person_sync (sync, phase, hold, failure_count, due_at, active_count, hidden_count, lease_until, fence)
VALUES ('person', 'READY', 'NONE', 0, '1970-01-01Z', 0, 0, '1970-01-01Z', 0);

COMMENT ON TABLE person_pass IS 'One reading of everybody, by ranges of Marketo ids. A page''s effects and the cursor are committed together.';
COMMENT ON COLUMN person_pass.pass_id IS 'Id of the pass.';
COMMENT ON COLUMN person_pass.started_at IS 'When it started, UTC.';
COMMENT ON COLUMN person_pass.completed_at IS 'When it ended, UTC; NULL while it is in hand.';
COMMENT ON COLUMN person_pass.target_marketo_id IS 'Highest id known to exist; 0 before the first search.';
COMMENT ON COLUMN person_pass.reached_marketo_id IS 'The cursor: every id up to here was read.';
COMMENT ON COLUMN person_pass.read_count IS 'People read.';
COMMENT ON COLUMN person_pass.call_count IS 'Calls made to Marketo, those for tokens included.';
COMMENT ON COLUMN person_pass.not_in_crm_count IS 'People read that have no Salesforce id.';
COMMENT ON COLUMN person_pass.no_owner_count IS 'People read that no user owns.';
COMMENT ON COLUMN person_pass.queue_owner_count IS 'People read that a queue owns.';
COMMENT ON COLUMN person_pass.crm_deleted_count IS 'People read whose Salesforce record is deleted.';
COMMENT ON INDEX ix_person_pass_started IS 'Deletes the oldest passes when a new one starts.';
COMMENT ON TABLE person_sync IS 'State of the inbound sync of people: one row.';
COMMENT ON COLUMN person_sync.sync IS 'Always person.';
COMMENT ON COLUMN person_sync.phase IS 'READY: never started. SNAPSHOT: first pass. LIVE: everybody was read at least once.';
COMMENT ON COLUMN person_sync.hold IS 'What keeps the phase from going on: NONE, PAUSED, BLOCKED_AUTH, WAIT_QUOTA.';
COMMENT ON COLUMN person_sync.detail IS 'One sentence on what failed last; NULL if nothing did since the last progress.';
COMMENT ON COLUMN person_sync.failure_count IS 'Failures in a row that pass by themselves.';
COMMENT ON COLUMN person_sync.due_at IS 'Nothing is done before, UTC.';
COMMENT ON COLUMN person_sync.progressed_at IS 'When a page was committed last, UTC; NULL before the first.';
COMMENT ON COLUMN person_sync.active_count IS 'Rows of person that are ACTIVE.';
COMMENT ON COLUMN person_sync.hidden_count IS 'Rows of person that are HIDDEN.';
COMMENT ON COLUMN person_sync.pass_id IS 'The pass in hand; NULL between passes.';
COMMENT ON COLUMN person_sync.complete_pass_id IS 'The last pass that ended; NULL before the first.';
COMMENT ON COLUMN person_sync.lease_owner IS 'The process that runs the sync; NULL if none.';
COMMENT ON COLUMN person_sync.lease_until IS 'The lease may be taken over after this, by the database''s clock, UTC.';
COMMENT ON COLUMN person_sync.fence IS 'Counts the changes of the lease''s owner; a commit with an older number is refused.';
