CREATE TABLE touchpoint (
    person_id               uuid        NOT NULL,
    touchpoint_id           uuid        NOT NULL,
    type                    text        NOT NULL,
    touched_at              timestamptz NOT NULL,
    positions               text[]      NOT NULL,
    source                  text        NOT NULL,
    medium                  text        NOT NULL,
    campaign_name           text        NOT NULL,
    campaign_id             text        NOT NULL,
    content                 text        NOT NULL,
    keyword                 text        NOT NULL,
    landing_page            text        NOT NULL,
    landing_page_raw        text        NOT NULL,
    referrer_page           text        NOT NULL,
    referrer_page_raw       text        NOT NULL,
    form_url                text        NOT NULL,
    fact_kind               text        NOT NULL,
    fact_id                 text        NOT NULL,
    generation_rule         text        NOT NULL,
    generation_rule_version bigint      NOT NULL,
    mapping_key_id          uuid        NOT NULL,
    digest                  uuid        NOT NULL,
    CONSTRAINT pk_touchpoint PRIMARY KEY (person_id, touchpoint_id),
    CONSTRAINT ck_touchpoint_type CHECK (type IN ('WEB_VISIT', 'WEB_FORM', 'CRM_CAMPAIGN', 'CRM_ACTIVITY')),
    CONSTRAINT ck_touchpoint_fact_kind CHECK (fact_kind IN ('SESSION', 'CAMPAIGN_MEMBER', 'ACTIVITY'))
);
CREATE INDEX ix_touchpoint_touchpoint_id ON touchpoint (touchpoint_id);
CREATE INDEX ix_touchpoint_touched_at ON touchpoint (touched_at, touchpoint_id);
CREATE INDEX ix_touchpoint_mapping_key_id ON touchpoint (mapping_key_id, touchpoint_id);
COMMENT ON TABLE touchpoint IS 'Derived by person from sessions, campaign members and activities. Empty texts: absent.';
COMMENT ON COLUMN touchpoint.touchpoint_id IS 'Computed from the person and the fact.';
COMMENT ON COLUMN touchpoint.positions IS 'FT, LC, POST_LC, in this order.';
COMMENT ON COLUMN touchpoint.fact_id IS 'session_id, campaign_member_id or activity_id, by fact_kind.';
COMMENT ON COLUMN touchpoint.digest IS 'Of all other columns: an equal touchpoint is not written again.';
COMMENT ON INDEX pk_touchpoint IS 'GetJourney; derivation.';
COMMENT ON INDEX ix_touchpoint_touchpoint_id IS 'GetTouchpoint, ExplainTouchpoint.';
COMMENT ON INDEX ix_touchpoint_touched_at IS 'ListTouchpoints.';
COMMENT ON INDEX ix_touchpoint_mapping_key_id IS 'WatchTouchpoints: the touchpoints of a re-mapped key.';

CREATE TABLE touchpoint_change (
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    ordinal        integer     NOT NULL,
    type           text        NOT NULL,
    changed_at     timestamptz NOT NULL,
    touchpoint_id  uuid,
    person_id      uuid,
    mapping_key_id uuid,
    CONSTRAINT pk_touchpoint_change PRIMARY KEY (transaction_id, ordinal),
    CONSTRAINT ck_touchpoint_change_type CHECK (type IN ('CREATED', 'UPDATED', 'REMOVED', 'REMAPPED')),
    CONSTRAINT ck_touchpoint_change_subject CHECK ((type = 'REMAPPED') = (mapping_key_id IS NOT NULL)
        AND (type = 'REMAPPED') = (touchpoint_id IS NULL) AND (touchpoint_id IS NULL) = (person_id IS NULL))
);
CREATE INDEX ix_touchpoint_change_changed_at ON touchpoint_change USING brin (changed_at);
COMMENT ON TABLE touchpoint_change IS
    'Change feed: readers take rows of transactions that no running one can precede (decision 0012). Kept for a while.';
COMMENT ON COLUMN touchpoint_change.ordinal IS 'Order within the transaction, from 1.';
COMMENT ON COLUMN touchpoint_change.mapping_key_id IS
    'For REMAPPED: all touchpoints of this key, as they are when the row is read. NULL otherwise.';
COMMENT ON INDEX pk_touchpoint_change IS 'WatchTouchpoints.';
COMMENT ON INDEX ix_touchpoint_change_changed_at IS 'Drops what is no longer kept.';
