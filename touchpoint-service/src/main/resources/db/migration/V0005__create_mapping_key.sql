CREATE TABLE mapping_key (
    mapping_key_id   uuid   NOT NULL,
    kind             text   NOT NULL,
    campaign         text   NOT NULL,
    medium           text   NOT NULL,
    source           text   NOT NULL,
    landing_page     text   NOT NULL,
    referrer         text   NOT NULL,
    click_markers    text[] NOT NULL,
    rule_set_version bigint,
    channel          text,
    subchannel       text,
    row_number       integer,
    CONSTRAINT pk_mapping_key PRIMARY KEY (mapping_key_id),
    CONSTRAINT ck_mapping_key_kind CHECK (kind IN ('WEB_SESSION', 'CRM_CAMPAIGN', 'CRM_ACTIVITY')),
    CONSTRAINT ck_mapping_key_channel CHECK ((rule_set_version IS NULL) = (channel IS NULL))
);
CREATE INDEX ix_mapping_key_rule_set_version ON mapping_key (rule_set_version);
COMMENT ON TABLE mapping_key IS
    'Derived: everything that decides a channel, once, with the channel that mapping-service gave it. Sessions and touchpoints point here, so a change of the rules re-classifies keys and not touchpoints.';
COMMENT ON COLUMN mapping_key.mapping_key_id IS 'Computed from kind, campaign, medium, source, landing_page, referrer and click_markers.';
COMMENT ON COLUMN mapping_key.landing_page IS 'Host and path, without query. Empty: no web session.';
COMMENT ON COLUMN mapping_key.referrer IS 'Host and path of the external page before, without query. Empty: none.';
COMMENT ON COLUMN mapping_key.rule_set_version IS 'Version that decided. NULL: not yet mapped; likewise channel, subchannel and row_number.';
COMMENT ON COLUMN mapping_key.row_number IS 'Deciding row. 0: no row matched.';
COMMENT ON INDEX ix_mapping_key_rule_set_version IS 'Finds the keys that wait for a channel or have one of another version.';
