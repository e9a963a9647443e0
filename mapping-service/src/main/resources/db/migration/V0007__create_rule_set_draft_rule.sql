CREATE TABLE rule_set_draft_rule (
    draft_id          uuid NOT NULL,
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
    more_conditions   text NOT NULL,
    note              text NOT NULL,
    CONSTRAINT pk_rule_set_draft_rule PRIMARY KEY (draft_id, row_number),
    CONSTRAINT fk_rule_set_draft_rule_rule_set_draft FOREIGN KEY (draft_id)
        REFERENCES rule_set_draft (draft_id) ON DELETE CASCADE,
    CONSTRAINT ck_rule_set_draft_rule_row_number CHECK (row_number >= 1),
    CONSTRAINT ck_rule_set_draft_rule_sheet CHECK (sheet IN ('ONLINE', 'OFFLINE'))
);
COMMENT ON TABLE rule_set_draft_rule IS
    'The rows of each draft as they were written. Names, not ids: a draft may name what does not exist.';
COMMENT ON COLUMN rule_set_draft_rule.draft_id IS 'The draft.';
COMMENT ON COLUMN rule_set_draft_rule.row_number IS 'Position from 1 upwards; the OFFLINE rows follow the ONLINE ones.';
COMMENT ON COLUMN rule_set_draft_rule.sheet IS 'ONLINE: web sessions and CRM activities. OFFLINE: CRM campaigns.';
COMMENT ON COLUMN rule_set_draft_rule.channel IS 'Name of the channel; renaming the channel renames it here.';
COMMENT ON COLUMN rule_set_draft_rule.subchannel IS 'Name of the subchannel; empty for none.';
COMMENT ON COLUMN rule_set_draft_rule.campaign IS 'Cell on the campaign; empty does not restrict. Likewise the four columns after it.';
COMMENT ON COLUMN rule_set_draft_rule.medium IS 'Cell on the medium.';
COMMENT ON COLUMN rule_set_draft_rule.source IS 'Cell on the source.';
COMMENT ON COLUMN rule_set_draft_rule.landing_page IS 'Cell on the landing page, or a detector.';
COMMENT ON COLUMN rule_set_draft_rule.referring_website IS 'Cell on the host of the referrer, or a detector.';
COMMENT ON COLUMN rule_set_draft_rule.campaign_type IS 'Type of CRM campaign of an OFFLINE row.';
COMMENT ON COLUMN rule_set_draft_rule.more_conditions IS 'Groups of further conditions as one line of text; empty for none.';
COMMENT ON COLUMN rule_set_draft_rule.note IS 'The eighth column: Do Not Remove protects a row.';
