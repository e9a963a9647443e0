CREATE TABLE sync_warning (
    kind     text        NOT NULL,
    subject  text        NOT NULL,
    sentence text        NOT NULL,
    told_at  timestamptz NOT NULL,
    CONSTRAINT pk_sync_warning PRIMARY KEY (kind, subject),
    CONSTRAINT ck_sync_warning_kind CHECK (
        kind IN ('FIELD_MISSING', 'FIELD_TYPE_CHANGED', 'CAPACITY_WARNING', 'CAPACITY_REACHED'))
);

COMMENT ON TABLE sync_warning IS 'What somebody should look at although the sync goes on. A row goes when it does not hold any more.';
COMMENT ON COLUMN sync_warning.kind IS 'FIELD_MISSING: Marketo lacks the field. FIELD_TYPE_CHANGED: it has another type than usual. CAPACITY_WARNING: 90 % of the people that may be are there. CAPACITY_REACHED: all of them.';
COMMENT ON COLUMN sync_warning.subject IS 'What it is about: a field''s REST name in Marketo; empty if it is about no single thing.';
COMMENT ON COLUMN sync_warning.sentence IS 'One sentence for an operator, without personal data.';
COMMENT ON COLUMN sync_warning.told_at IS 'When it was logged last, UTC: at most once a day.';
