CREATE TABLE snapshot_run (
    run_id            uuid        NOT NULL,
    purpose           text        NOT NULL,
    started_at        timestamptz NOT NULL,
    ended_at          timestamptz,
    way               text,
    highest_id        bigint      NOT NULL,
    reached_id        bigint      NOT NULL,
    list_token        text,
    read_count        bigint      NOT NULL,
    call_count        bigint      NOT NULL,
    not_in_crm_count  bigint      NOT NULL,
    no_owner_count    bigint      NOT NULL,
    queue_owner_count bigint      NOT NULL,
    crm_deleted_count bigint      NOT NULL,
    CONSTRAINT pk_snapshot_run PRIMARY KEY (run_id),
    CONSTRAINT ck_snapshot_run_purpose CHECK (purpose IN ('FIRST', 'RECONCILE')),
    CONSTRAINT ck_snapshot_run_way CHECK (way IN ('BULK_EXTRACT', 'SALESFORCE_LED', 'STATIC_LIST', 'ID_RANGES'))
);

CREATE INDEX ix_snapshot_run_started ON snapshot_run (started_at);

CREATE TABLE snapshot_way_left (
    run_id uuid NOT NULL,
    way    text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT pk_snapshot_way_left PRIMARY KEY (run_id, way),
    CONSTRAINT fk_snapshot_way_left_run FOREIGN KEY (run_id) REFERENCES snapshot_run ON DELETE CASCADE
);

CREATE TABLE snapshot_window (
    run_id         uuid        NOT NULL,
    from_at        timestamptz NOT NULL,
    until_at       timestamptz NOT NULL,
    state          text        NOT NULL,
    failure_count  integer     NOT NULL,
    look_count     integer     NOT NULL,
    due_at         timestamptz NOT NULL,
    asked_at       timestamptz,
    job_id         text,
    job_started_at timestamptz,
    file_bytes     bigint      NOT NULL,
    file_sha256    text,
    record_count   bigint      NOT NULL,
    adopted        boolean     NOT NULL,
    rows_taken     bigint      NOT NULL,
    detail         text,
    refusal_count  integer     NOT NULL DEFAULT 0,
    retried        boolean     NOT NULL DEFAULT false,
    CONSTRAINT pk_snapshot_window PRIMARY KEY (run_id, from_at),
    CONSTRAINT fk_snapshot_window_run FOREIGN KEY (run_id) REFERENCES snapshot_run ON DELETE CASCADE,
    CONSTRAINT ck_snapshot_window_order CHECK (from_at < until_at),
    CONSTRAINT ck_snapshot_window_state CHECK (state IN
        ('PLANNED', 'CREATED', 'QUEUED', 'PROCESSING', 'COMPLETED', 'DOWNLOADED', 'INGESTED', 'LOST'))
);

CREATE TABLE snapshot_export (
    job_id       text        NOT NULL,
    completed_at timestamptz NOT NULL,
    file_bytes   bigint      NOT NULL,
    CONSTRAINT pk_snapshot_export PRIMARY KEY (job_id)
);

CREATE INDEX ix_snapshot_export_completed ON snapshot_export (completed_at);

CREATE TABLE snapshot_seen (
    marketo_id bigint NOT NULL,
    CONSTRAINT pk_snapshot_seen PRIMARY KEY (marketo_id)
);

COMMENT ON TABLE snapshot_run IS 'One reading of everybody. What a page brought and the position after it are committed together.';
COMMENT ON COLUMN snapshot_run.run_id IS 'Id of the run.';
COMMENT ON COLUMN snapshot_run.purpose IS 'FIRST: people are taken over. RECONCILE: they are compared with what is stored.';
COMMENT ON COLUMN snapshot_run.started_at IS 'When it started, UTC.';
COMMENT ON COLUMN snapshot_run.ended_at IS 'When everybody had been read, as far as Marketo let itself be read, UTC; NULL while it is in hand.';
COMMENT ON COLUMN snapshot_run.way IS 'The way in use: BULK_EXTRACT, SALESFORCE_LED, STATIC_LIST, ID_RANGES; NULL until one is chosen.';
COMMENT ON COLUMN snapshot_run.highest_id IS 'Highest Marketo id known to exist; 0 before the search.';
COMMENT ON COLUMN snapshot_run.reached_id IS 'Position of ID_RANGES: every id up to here was read.';
COMMENT ON COLUMN snapshot_run.list_token IS 'Position of STATIC_LIST: Marketo''s token for the next page; NULL at its start, empty at its end.';
COMMENT ON COLUMN snapshot_run.read_count IS 'People read.';
COMMENT ON COLUMN snapshot_run.call_count IS 'Calls made to Marketo, those for tokens included.';
COMMENT ON COLUMN snapshot_run.not_in_crm_count IS 'People read that have no Salesforce id.';
COMMENT ON COLUMN snapshot_run.no_owner_count IS 'People read that no user owns.';
COMMENT ON COLUMN snapshot_run.queue_owner_count IS 'People read that a queue owns.';
COMMENT ON COLUMN snapshot_run.crm_deleted_count IS 'People read whose Salesforce record is deleted.';
COMMENT ON INDEX ix_snapshot_run_started IS 'Deletes the oldest runs when a new one starts.';
COMMENT ON TABLE snapshot_way_left IS 'Ways that a run does not use any more.';
COMMENT ON COLUMN snapshot_way_left.run_id IS 'The run.';
COMMENT ON COLUMN snapshot_way_left.way IS 'The way.';
COMMENT ON COLUMN snapshot_way_left.reason IS 'One sentence: why.';
COMMENT ON TABLE snapshot_window IS 'Windows of the bulk extract: one export job each.';
COMMENT ON COLUMN snapshot_window.run_id IS 'The run.';
COMMENT ON COLUMN snapshot_window.from_at IS 'People created in Marketo at or after this, UTC.';
COMMENT ON COLUMN snapshot_window.until_at IS 'And before this, UTC.';
COMMENT ON COLUMN snapshot_window.state IS 'PLANNED, CREATED, QUEUED, PROCESSING, COMPLETED (the file is there), DOWNLOADED, INGESTED (all rows are taken over), LOST (given up: these people are unread).';
COMMENT ON COLUMN snapshot_window.failure_count IS 'Jobs that came to nothing; after three the window is cut in two.';
COMMENT ON COLUMN snapshot_window.look_count IS 'Looks in this state that found nothing new.';
COMMENT ON COLUMN snapshot_window.due_at IS 'Nothing is tried before, UTC.';
COMMENT ON COLUMN snapshot_window.asked_at IS 'When a job was asked for whose id is not known yet, UTC; NULL if none is.';
COMMENT ON COLUMN snapshot_window.job_id IS 'Marketo''s id of the job; NULL before there is one.';
COMMENT ON COLUMN snapshot_window.job_started_at IS 'The rows'' time, UTC: when the job was last seen to wait, by our clock, or when Marketo says that it began, if that is earlier; NULL before it is in the queue.';
COMMENT ON COLUMN snapshot_window.file_bytes IS 'Size of the file; 0 before it is there.';
COMMENT ON COLUMN snapshot_window.file_sha256 IS 'Checksum of the file in hexadecimal; NULL if Marketo says none.';
COMMENT ON COLUMN snapshot_window.record_count IS 'Rows of the file without the header; -1 if not known.';
COMMENT ON COLUMN snapshot_window.adopted IS 'True if the job was found after the answer to its creation was lost; its rows have to prove that it is this window''s.';
COMMENT ON COLUMN snapshot_window.rows_taken IS 'Rows of the file that are taken over.';
COMMENT ON COLUMN snapshot_window.detail IS 'One sentence on what failed last; NULL if nothing did.';
COMMENT ON COLUMN snapshot_window.refusal_count IS 'Calls in a row for the job that Marketo did not answer although it answers others.';
COMMENT ON COLUMN snapshot_window.retried IS 'True once it had been given up and was tried again: only its own export reads these people.';
COMMENT ON TABLE snapshot_export IS 'Volume of the exports of the last days, which counts against Marketo''s daily limit.';
COMMENT ON COLUMN snapshot_export.job_id IS 'Marketo''s id of the job.';
COMMENT ON COLUMN snapshot_export.completed_at IS 'When the export was seen to be complete, UTC.';
COMMENT ON COLUMN snapshot_export.file_bytes IS 'Size of its file.';
COMMENT ON INDEX ix_snapshot_export_completed IS 'Sums up what was exported since midnight in Chicago, before each export.';
COMMENT ON TABLE snapshot_seen IS 'Ids that the run in hand has read; emptied when a run begins and ends. Tells another way what is left, and a reconciliation who is gone.';
COMMENT ON COLUMN snapshot_seen.marketo_id IS 'Id in Marketo.';

ALTER TABLE person_sync
    DROP CONSTRAINT ck_person_sync_phase,
    DROP CONSTRAINT fk_person_sync_pass,
    DROP CONSTRAINT fk_person_sync_complete_pass,
    ADD COLUMN paused_at timestamptz,
    ADD COLUMN reconcile_reason text,
    ADD COLUMN feeds_since timestamptz,
    ADD COLUMN feeds_begun boolean NOT NULL DEFAULT false,
    ADD COLUMN run_id uuid,
    ADD COLUMN complete_run_id uuid;

-- A sync that was started reads everybody once more, from the feeds' position on: what it has stays, and more is kept of each person now.
UPDATE person_sync SET
    phase = CASE WHEN phase = 'READY' THEN 'READY' ELSE 'SNAPSHOT' END,
    paused_at = CASE WHEN hold = 'PAUSED' THEN now() END,
    feeds_since = CASE WHEN phase <> 'READY' THEN now() - interval '15 minutes' END;

ALTER TABLE person_sync
    ALTER COLUMN feeds_begun DROP DEFAULT,
    DROP COLUMN pass_id,
    DROP COLUMN complete_pass_id,
    ADD CONSTRAINT fk_person_sync_run FOREIGN KEY (run_id) REFERENCES snapshot_run,
    ADD CONSTRAINT fk_person_sync_complete_run FOREIGN KEY (complete_run_id) REFERENCES snapshot_run,
    ADD CONSTRAINT ck_person_sync_phase CHECK (phase IN ('READY', 'SNAPSHOT', 'CATCH_UP', 'LIVE', 'RECONCILE')),
    ADD CONSTRAINT ck_person_sync_paused CHECK ((hold = 'PAUSED') = (paused_at IS NOT NULL)),
    ADD CONSTRAINT ck_person_sync_reason CHECK
        (reconcile_reason IN ('WEEKLY', 'REQUESTED', 'GAP_TOO_LONG', 'TOKEN_REFUSED', 'UNSUBSCRIBES_MISSED')),
    ADD CONSTRAINT ck_person_sync_reconcile CHECK (phase <> 'RECONCILE' OR reconcile_reason IS NOT NULL);

DROP TABLE person_pass;

COMMENT ON COLUMN person_sync.phase IS 'READY: never started. SNAPSHOT: everybody is read. CATCH_UP: the feeds are read from before that. LIVE: they are followed. RECONCILE: everybody is compared meanwhile.';
COMMENT ON COLUMN person_sync.paused_at IS 'When an operator paused it, UTC; NULL while it is not paused.';
COMMENT ON COLUMN person_sync.reconcile_reason IS 'Why everybody is compared or was last: WEEKLY, REQUESTED, GAP_TOO_LONG, TOKEN_REFUSED, UNSUBSCRIBES_MISSED; NULL before the first time.';
COMMENT ON COLUMN person_sync.feeds_since IS 'The feeds have to begin here, UTC: 15 minutes before the first reading; NULL before the start.';
COMMENT ON COLUMN person_sync.feeds_begun IS 'True when Marketo gave the position in the feeds for that.';
COMMENT ON COLUMN person_sync.run_id IS 'The reading of everybody in hand; NULL if none is.';
COMMENT ON COLUMN person_sync.complete_run_id IS 'The last one that ended; NULL before the first.';
