CREATE TABLE rule_set (
    version               bigint NOT NULL,
    state                 text NOT NULL,
    origin                text NOT NULL,
    published_at          timestamptz,
    detector_list_version text NOT NULL,
    digest                text NOT NULL,
    CONSTRAINT pk_rule_set PRIMARY KEY (version),
    CONSTRAINT ck_rule_set_version CHECK (version >= 1),
    CONSTRAINT ck_rule_set_state CHECK (state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
    CONSTRAINT ck_rule_set_origin CHECK (origin IN ('SHIPPED', 'CUSTOMER')),
    CONSTRAINT ck_rule_set_published_at CHECK ((state = 'DRAFT') = (published_at IS NULL)),
    CONSTRAINT ck_rule_set_digest CHECK (digest ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE rule_set IS 'Versions of the ordered channel rules. A published version never changes but for its state.';
COMMENT ON COLUMN rule_set.version IS 'From 1 upwards, without gaps.';
COMMENT ON COLUMN rule_set.state IS 'DRAFT is being edited, PUBLISHED classifies, SUPERSEDED did so before.';
COMMENT ON COLUMN rule_set.origin IS 'SHIPPED came with the product and gives way to a newer one that does; CUSTOMER stays.';
COMMENT ON COLUMN rule_set.published_at IS 'When it began to classify, UTC; NULL for a draft.';
COMMENT ON COLUMN rule_set.detector_list_version IS 'Version of the detector lists it was published with, as a date: 2026.11.22.';
COMMENT ON COLUMN rule_set.digest IS 'SHA-256 of the rows and the detector lists, lower-case hexadecimal.';

CREATE UNIQUE INDEX uq_rule_set_published ON rule_set (state) WHERE state = 'PUBLISHED';
COMMENT ON INDEX uq_rule_set_published IS 'At most one active version; serves the look for it that every replica takes each second.';

CREATE TABLE channel_rule (
    version           bigint NOT NULL,
    row_number        integer NOT NULL,
    sheet             text NOT NULL,
    channel           text NOT NULL,
    subchannel        text NOT NULL,
    campaign          text NOT NULL,
    medium            text NOT NULL,
    source            text NOT NULL,
    landing_page      text NOT NULL,
    referring_website text NOT NULL,
    campaign_type     text NOT NULL,
    note              text NOT NULL,
    CONSTRAINT pk_channel_rule PRIMARY KEY (version, row_number),
    CONSTRAINT fk_channel_rule_rule_set FOREIGN KEY (version) REFERENCES rule_set (version),
    CONSTRAINT ck_channel_rule_row_number CHECK (row_number >= 1),
    CONSTRAINT ck_channel_rule_sheet CHECK (sheet IN ('ONLINE', 'OFFLINE')),
    CONSTRAINT ck_channel_rule_campaign_type CHECK ((sheet = 'OFFLINE') = (campaign_type <> ''))
);
COMMENT ON TABLE channel_rule IS 'The rows of each rule set. Names, not ids: a version keeps what was written when it was published.';
COMMENT ON COLUMN channel_rule.version IS 'The rule set.';
COMMENT ON COLUMN channel_rule.row_number IS 'Position from 1 upwards; the OFFLINE rows follow the ONLINE ones.';
COMMENT ON COLUMN channel_rule.sheet IS 'ONLINE: web sessions and CRM activities. OFFLINE: CRM campaigns, by their type.';
COMMENT ON COLUMN channel_rule.channel IS 'Display name of the channel.';
COMMENT ON COLUMN channel_rule.subchannel IS 'Display name of the subchannel; empty for none.';
COMMENT ON COLUMN channel_rule.campaign IS 'Cell on the campaign; empty does not restrict. Likewise the four columns after it.';
COMMENT ON COLUMN channel_rule.medium IS 'Cell on the medium.';
COMMENT ON COLUMN channel_rule.source IS 'Cell on the source.';
COMMENT ON COLUMN channel_rule.landing_page IS 'Cell on the landing page, or a detector.';
COMMENT ON COLUMN channel_rule.referring_website IS 'Cell on the host of the referrer, or a detector.';
COMMENT ON COLUMN channel_rule.campaign_type IS 'Type of CRM campaign that an OFFLINE row is for; empty for an ONLINE row.';
COMMENT ON COLUMN channel_rule.note IS 'The eighth column: Do Not Remove protects a row.';
