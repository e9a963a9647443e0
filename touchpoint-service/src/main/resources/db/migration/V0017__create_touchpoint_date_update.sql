CREATE TABLE touchpoint_date_update (
    ordinal              bigint      NOT NULL,
    update_id            uuid        NOT NULL,
    filter               text        NOT NULL,
    touchpoint_at        timestamptz NOT NULL,
    member_count         bigint      NOT NULL,
    changed_member_count bigint      NOT NULL,
    author               text        NOT NULL,
    note                 text        NOT NULL,
    created_at           timestamptz NOT NULL,
    undone_at            timestamptz,
    CONSTRAINT pk_touchpoint_date_update PRIMARY KEY (ordinal),
    CONSTRAINT uq_touchpoint_date_update_update_id UNIQUE (update_id)
);
COMMENT ON TABLE touchpoint_date_update IS
    'Facts: bulk updates of the buyer touchpoint date. Of those that took a member the newest that was not taken back holds, before the date of the CRM.';
COMMENT ON COLUMN touchpoint_date_update.ordinal IS 'From 1 upwards without holes, in the order of their commits.';
COMMENT ON COLUMN touchpoint_date_update.update_id IS 'The client''s request id: a repeated request makes no second update.';
COMMENT ON COLUMN touchpoint_date_update.filter IS 'Which members, as one line of text; the ids of campaigns, separated by blanks.';
COMMENT ON COLUMN touchpoint_date_update.touchpoint_at IS 'The date, UTC.';
COMMENT ON COLUMN touchpoint_date_update.member_count IS 'Members it took.';
COMMENT ON COLUMN touchpoint_date_update.changed_member_count IS 'Members of them that had another date before.';
COMMENT ON COLUMN touchpoint_date_update.note IS 'Why. Empty: nothing said.';
COMMENT ON COLUMN touchpoint_date_update.undone_at IS 'When it was taken back. NULL: it holds.';
COMMENT ON INDEX pk_touchpoint_date_update IS 'ListTouchpointDateUpdates.';

CREATE TABLE touchpoint_date_update_member (
    campaign_member_id text COLLATE "C" NOT NULL,
    ordinal            bigint           NOT NULL,
    CONSTRAINT pk_touchpoint_date_update_member PRIMARY KEY (campaign_member_id, ordinal)
);
CREATE INDEX ix_touchpoint_date_update_member_ordinal
    ON touchpoint_date_update_member (ordinal, campaign_member_id);
COMMENT ON TABLE touchpoint_date_update_member IS 'Facts: the members that a bulk update took. Rows are only added.';
COMMENT ON INDEX pk_touchpoint_date_update_member IS
    'The updates that took a member: taking one back finds the newest that holds then.';
COMMENT ON INDEX ix_touchpoint_date_update_member_ordinal IS
    'The members of an update: marks the people whose dates it changes; takes it back.';

CREATE TABLE touchpoint_date_update_example (
    ordinal            bigint           NOT NULL,
    campaign_member_id text COLLATE "C" NOT NULL,
    campaign_id        text COLLATE "C" NOT NULL,
    previously_at      timestamptz,
    CONSTRAINT pk_touchpoint_date_update_example PRIMARY KEY (ordinal, campaign_member_id)
);
COMMENT ON TABLE touchpoint_date_update_example IS
    'The examples in the answer to a bulk update, so that a repeated request has the same answer.';
COMMENT ON COLUMN touchpoint_date_update_example.previously_at IS 'The date before, UTC. NULL: there was none.';

CREATE TABLE effective_touchpoint_date (
    campaign_member_id text COLLATE "C" NOT NULL,
    touchpoint_at      timestamptz      NOT NULL,
    ordinal            bigint           NOT NULL,
    CONSTRAINT pk_effective_touchpoint_date PRIMARY KEY (campaign_member_id)
);
COMMENT ON TABLE effective_touchpoint_date IS
    'Derived from the bulk updates in their own transactions: the date that holds for a member before that of the CRM. No row: none.';
COMMENT ON COLUMN effective_touchpoint_date.touchpoint_at IS 'The date, UTC.';
COMMENT ON COLUMN effective_touchpoint_date.ordinal IS 'The update it is from.';
COMMENT ON INDEX pk_effective_touchpoint_date IS 'Derivation of a person''s touchpoints.';
