ALTER TABLE person_sync
    ADD COLUMN run_detail        text,
    ADD COLUMN run_failure_count integer     NOT NULL DEFAULT 0,
    ADD COLUMN run_due_at        timestamptz NOT NULL DEFAULT '1970-01-01Z';

COMMENT ON COLUMN person_sync.run_detail IS 'One sentence: why nobody is read or compared now, while the feeds go on; NULL if nothing keeps that back.';
COMMENT ON COLUMN person_sync.run_failure_count IS 'Failures in a row of reading or comparing that pass by themselves.';
COMMENT ON COLUMN person_sync.run_due_at IS 'Nobody is read or compared before, UTC; the feeds do not wait for it.';
