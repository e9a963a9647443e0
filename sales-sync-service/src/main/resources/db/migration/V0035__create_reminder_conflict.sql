CREATE TABLE reminder_conflict (
    conflict_id uuid        NOT NULL,
    reminder_id uuid        NOT NULL,
    field       text        NOT NULL,
    kept        text        NOT NULL,
    lost        text        NOT NULL,
    lost_side   text        NOT NULL,
    found_at    timestamptz NOT NULL,
    resolved_at timestamptz,
    used_other  boolean     NOT NULL DEFAULT false,
    CONSTRAINT pk_reminder_conflict PRIMARY KEY (conflict_id),
    CONSTRAINT fk_reminder_conflict_reminder FOREIGN KEY (reminder_id) REFERENCES reminder ON DELETE CASCADE,
    CONSTRAINT ck_reminder_conflict_field CHECK (field IN ('STATUS', 'PRIORITY', 'DUE_DATE', 'DETAILS', 'ASSIGNEE')),
    CONSTRAINT ck_reminder_conflict_side CHECK (lost_side IN ('HERE', 'SALESFORCE')),
    CONSTRAINT ck_reminder_conflict_used CHECK (resolved_at IS NOT NULL OR NOT used_other)
);

CREATE INDEX ix_reminder_conflict_reminder ON reminder_conflict (reminder_id, conflict_id);

COMMENT ON TABLE reminder_conflict IS 'Values of reminders that gave way to the other side''s.';
COMMENT ON COLUMN reminder_conflict.conflict_id IS 'Assigned by us (UUIDv7); later ones sort later.';
COMMENT ON COLUMN reminder_conflict.kept IS 'The value that won; a day as 2026-12-01, empty for no value.';
COMMENT ON COLUMN reminder_conflict.lost IS 'The other value, written in the same way.';
COMMENT ON COLUMN reminder_conflict.lost_side IS 'Whose value was lost.';
COMMENT ON COLUMN reminder_conflict.found_at IS 'When the two were merged, UTC.';
COMMENT ON COLUMN reminder_conflict.resolved_at IS 'When somebody settled it, UTC; NULL while nobody has.';
COMMENT ON COLUMN reminder_conflict.used_other IS 'True if the value that was lost was taken after all.';
COMMENT ON INDEX ix_reminder_conflict_reminder IS 'ListConflicts of a seller''s reminders.';
