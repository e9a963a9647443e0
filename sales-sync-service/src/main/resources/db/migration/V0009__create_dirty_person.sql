CREATE SEQUENCE dirty_person_mark;

CREATE TABLE dirty_person (
    marketo_id bigint      NOT NULL,
    mark       bigint      NOT NULL DEFAULT nextval('dirty_person_mark'),
    marked_at  timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    missed_at  timestamptz,
    deleted_at timestamptz,
    CONSTRAINT pk_dirty_person PRIMARY KEY (marketo_id),
    CONSTRAINT ck_dirty_person_marketo_id CHECK (marketo_id > 0)
);

-- The next batch of the reader.
CREATE INDEX ix_dirty_person_due_at ON dirty_person (due_at, marketo_id);

COMMENT ON SEQUENCE dirty_person_mark IS 'Numbers the marks of dirty_person; a number is never used twice.';
COMMENT ON TABLE dirty_person IS 'People who are to be read from Marketo again. A row goes when a reading is stored that began after the newest mark.';
COMMENT ON COLUMN dirty_person.marketo_id IS 'Id in Marketo.';
COMMENT ON COLUMN dirty_person.mark IS 'Number of the newest mark. A reader that saw another number leaves the row.';
COMMENT ON COLUMN dirty_person.marked_at IS 'When the first mark was set that is not read yet, UTC.';
COMMENT ON COLUMN dirty_person.due_at IS 'Not read before, UTC: the time of the mark, or later for whoever was not found.';
COMMENT ON COLUMN dirty_person.missed_at IS 'When a read began that did not find the person, the first of them, UTC; NULL if none did.';
COMMENT ON COLUMN dirty_person.deleted_at IS 'When Marketo''s feed of deleted leads named the person, UTC; NULL if it did not.';
COMMENT ON INDEX ix_dirty_person_due_at IS 'The next batch of the reader, the longest waiting first.';
