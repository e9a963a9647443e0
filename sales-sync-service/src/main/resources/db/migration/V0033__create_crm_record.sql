CREATE TABLE crm_record (
    id      text COLLATE "C" NOT NULL,
    object  text             NOT NULL,
    round   integer          NOT NULL,
    gone    boolean          NOT NULL,
    told_at timestamptz      NOT NULL,
    digest  bigint           NOT NULL,
    CONSTRAINT pk_crm_record PRIMARY KEY (id),
    CONSTRAINT ck_crm_record_gone CHECK (NOT gone OR digest = 0)
);

CREATE SEQUENCE crm_due_number;

CREATE TABLE crm_due (
    id         text COLLATE "C" NOT NULL,
    object     text             NOT NULL,
    due_number bigint           NOT NULL DEFAULT nextval('crm_due_number'),
    CONSTRAINT pk_crm_due PRIMARY KEY (id)
);

-- The oldest first, by object.
CREATE INDEX ix_crm_due_object ON crm_due (object, due_number);

COMMENT ON TABLE crm_record IS 'Records of Salesforce that touchpoint-service was told of.';
COMMENT ON COLUMN crm_record.id IS 'Id in Salesforce, 18 characters; unique over all objects.';
COMMENT ON COLUMN crm_record.object IS 'API name of its object.';
COMMENT ON COLUMN crm_record.round IS 'The reading of everything in which it was seen last; one that lags behind is looked at.';
COMMENT ON COLUMN crm_record.gone IS 'It was told as gone last.';
COMMENT ON COLUMN crm_record.told_at IS 'Time with which it was told last, UTC: Salesforce''s stamp, or a microsecond more each time when that did not grow.';
COMMENT ON COLUMN crm_record.digest IS 'Of what was told last; 0 if it was told as gone. Tells whether something changed without its stamp.';
COMMENT ON SEQUENCE crm_due_number IS 'Tells whether a row of crm_due was written again, and which is older.';
COMMENT ON TABLE crm_due IS 'Records to be looked at: somebody said that they changed, are gone, or are in doubt. What they hold is read then.';
COMMENT ON COLUMN crm_due.id IS 'Id in Salesforce, 18 characters.';
COMMENT ON COLUMN crm_due.object IS 'API name of its object.';
COMMENT ON COLUMN crm_due.due_number IS 'Moves when the row is written again: what was read before does not settle it then.';
COMMENT ON INDEX ix_crm_due_object IS 'The oldest records to be looked at, by object.';
