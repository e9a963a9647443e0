CREATE TABLE reconciliation (
    reconciliation_id uuid        NOT NULL,
    reason            text        NOT NULL,
    started_at        timestamptz NOT NULL,
    read_at           timestamptz,
    ended_at          timestamptz,
    compared_count    bigint      NOT NULL,
    change_count      bigint      NOT NULL,
    merge_count       bigint      NOT NULL,
    delete_count      bigint      NOT NULL,
    unknown_count     bigint      NOT NULL,
    merges_token      text,
    merges_read       boolean     NOT NULL,
    unread_windows    text        NOT NULL,
    digest            text,
    CONSTRAINT pk_reconciliation PRIMARY KEY (reconciliation_id),
    CONSTRAINT ck_reconciliation_reason CHECK
        (reason IN ('WEEKLY', 'REQUESTED', 'GAP_TOO_LONG', 'TOKEN_REFUSED', 'UNSUBSCRIBES_MISSED')),
    CONSTRAINT ck_reconciliation_digest CHECK ((ended_at IS NULL) = (digest IS NULL))
);

CREATE INDEX ix_reconciliation_started ON reconciliation (started_at);

CREATE TABLE reconcile_suspect (
    marketo_id bigint NOT NULL,
    CONSTRAINT pk_reconcile_suspect PRIMARY KEY (marketo_id)
);

CREATE TABLE reconcile_repair (
    reconciliation_id uuid        NOT NULL,
    marketo_id        bigint      NOT NULL,
    cause             text        NOT NULL,
    content_before    bytea,
    content_after     bytea,
    repaired_at       timestamptz NOT NULL,
    CONSTRAINT pk_reconcile_repair PRIMARY KEY (reconciliation_id, marketo_id),
    CONSTRAINT fk_reconcile_repair_reconciliation FOREIGN KEY (reconciliation_id) REFERENCES reconciliation ON DELETE CASCADE,
    CONSTRAINT ck_reconcile_repair_cause CHECK (cause IN ('MISSED_CHANGE', 'MISSED_MERGE', 'MISSED_DELETE', 'UNKNOWN'))
);

COMMENT ON TABLE reconciliation IS 'Comparisons of everybody with Marketo, and what they found. The id is that of the run that read everybody.';
COMMENT ON COLUMN reconciliation.reconciliation_id IS 'Id; also that of its snapshot_run, which is deleted earlier.';
COMMENT ON COLUMN reconciliation.reason IS 'WEEKLY, REQUESTED, GAP_TOO_LONG, TOKEN_REFUSED or UNSUBSCRIBES_MISSED.';
COMMENT ON COLUMN reconciliation.started_at IS 'When it started, UTC.';
COMMENT ON COLUMN reconciliation.read_at IS 'When everybody had been read, UTC; then the suspects are looked at. NULL before.';
COMMENT ON COLUMN reconciliation.ended_at IS 'When everything was repaired, UTC; NULL while it runs.';
COMMENT ON COLUMN reconciliation.compared_count IS 'People that were compared.';
COMMENT ON COLUMN reconciliation.change_count IS 'Changes that no feed told.';
COMMENT ON COLUMN reconciliation.merge_count IS 'Merges that no feed told.';
COMMENT ON COLUMN reconciliation.delete_count IS 'Deletions that no feed told.';
COMMENT ON COLUMN reconciliation.unknown_count IS 'Any other difference.';
COMMENT ON COLUMN reconciliation.merges_token IS 'Position in Marketo''s log of merges, which is read before anybody is taken for deleted; NULL before.';
COMMENT ON COLUMN reconciliation.merges_read IS 'True when that log was read to its end.';
COMMENT ON COLUMN reconciliation.unread_windows IS 'Ranges of people that could not be read, one a line: from, slash, until, both UTC; empty if none.';
COMMENT ON COLUMN reconciliation.digest IS 'SHA-256 over counts and repairs in hexadecimal, as the contract describes it; NULL while it runs.';
COMMENT ON INDEX ix_reconciliation_started IS 'GetReconciliationReport of the last one; deletes the oldest.';
COMMENT ON TABLE reconcile_suspect IS 'People of the reconciliation in hand who seem to differ or to be gone. The feeds get time to tell before it counts as missed.';
COMMENT ON COLUMN reconcile_suspect.marketo_id IS 'Id in Marketo.';
COMMENT ON TABLE reconcile_repair IS 'What a reconciliation repaired, person by person.';
COMMENT ON COLUMN reconcile_repair.reconciliation_id IS 'The reconciliation.';
COMMENT ON COLUMN reconcile_repair.marketo_id IS 'Id in Marketo.';
COMMENT ON COLUMN reconcile_repair.cause IS 'MISSED_CHANGE, MISSED_MERGE, MISSED_DELETE or UNKNOWN.';
COMMENT ON COLUMN reconcile_repair.content_before IS 'Digest of the stored content before; NULL if nothing was stored.';
COMMENT ON COLUMN reconcile_repair.content_after IS 'Digest of Marketo''s content; NULL if Marketo has no such person any more.';
COMMENT ON COLUMN reconcile_repair.repaired_at IS 'When it was repaired, UTC.';
