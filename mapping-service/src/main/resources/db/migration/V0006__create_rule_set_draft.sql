CREATE TABLE rule_set_draft (
    draft_id        uuid NOT NULL,
    base_version    bigint NOT NULL,
    rule_count      integer NOT NULL,
    author          text NOT NULL,
    note            text NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    revision        bigint NOT NULL,
    validated       boolean NOT NULL,
    publish_at      timestamptz,
    start_at        timestamptz,
    publish_note    text NOT NULL,
    active_etag     text NOT NULL,
    publish_failure text NOT NULL,
    CONSTRAINT pk_rule_set_draft PRIMARY KEY (draft_id),
    CONSTRAINT ck_rule_set_draft_base_version CHECK (base_version >= 0),
    CONSTRAINT ck_rule_set_draft_rule_count CHECK (rule_count >= 0),
    CONSTRAINT ck_rule_set_draft_author CHECK (char_length(author) BETWEEN 1 AND 100),
    CONSTRAINT ck_rule_set_draft_schedule CHECK (
        publish_at IS NOT NULL OR (start_at IS NULL AND publish_note = '' AND active_etag = '' AND publish_failure = ''))
);
COMMENT ON TABLE rule_set_draft IS 'Rules that are being edited, at most 100. A published draft is a rule_set and no draft any more.';
COMMENT ON COLUMN rule_set_draft.draft_id IS 'Assigned by us (UUIDv7).';
COMMENT ON COLUMN rule_set_draft.base_version IS 'The version it was made from, whose protected rows must stay; 0 if from nothing.';
COMMENT ON COLUMN rule_set_draft.rule_count IS 'Number of rows, online and offline.';
COMMENT ON COLUMN rule_set_draft.author IS 'Who changed it last, as the client said.';
COMMENT ON COLUMN rule_set_draft.note IS 'What it is for; empty if nothing was said.';
COMMENT ON COLUMN rule_set_draft.created_at IS 'When it was made, UTC.';
COMMENT ON COLUMN rule_set_draft.updated_at IS 'When somebody changed it last, UTC.';
COMMENT ON COLUMN rule_set_draft.revision IS 'Grows with every change; the etag of the contract.';
COMMENT ON COLUMN rule_set_draft.validated IS 'True once nothing was found wrong with these rows.';
COMMENT ON COLUMN rule_set_draft.publish_at IS 'When it shall be published, UTC; NULL unless it is scheduled.';
COMMENT ON COLUMN rule_set_draft.start_at IS 'It shall decide for touchpoints at and after this time only, UTC; NULL for all.';
COMMENT ON COLUMN rule_set_draft.publish_note IS 'Why it shall be published; empty if nothing was said.';
COMMENT ON COLUMN rule_set_draft.active_etag IS 'The version it shall take the place of; empty if there was none.';
COMMENT ON COLUMN rule_set_draft.publish_failure IS 'Why it was not published at its time; empty if that time is to come.';

CREATE INDEX ix_rule_set_draft_updated_at ON rule_set_draft (updated_at DESC, draft_id DESC);
COMMENT ON INDEX ix_rule_set_draft_updated_at IS 'Serves RuleSetService.ListRuleSetDrafts.';
CREATE INDEX ix_rule_set_draft_publish_at ON rule_set_draft (publish_at, draft_id)
    WHERE publish_at IS NOT NULL AND publish_failure = '';
COMMENT ON INDEX ix_rule_set_draft_publish_at IS 'Serves the look for due publications that every replica takes each second.';
