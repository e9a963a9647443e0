ALTER TABLE channel_rule
    ADD COLUMN channel_id      uuid,
    ADD COLUMN subchannel_id   uuid,
    ADD COLUMN more_conditions text NOT NULL DEFAULT '';
UPDATE channel_rule r SET channel_id = c.channel_id FROM channel c WHERE c.display_name = r.channel;
UPDATE channel_rule r SET subchannel_id = s.subchannel_id
FROM subchannel s WHERE s.channel_id = r.channel_id AND s.display_name = r.subchannel;
ALTER TABLE channel_rule
    ALTER COLUMN channel_id SET NOT NULL,
    ALTER COLUMN more_conditions DROP DEFAULT,
    -- A row that had a subchannel must have found it.
    ADD CONSTRAINT ck_channel_rule_migrated CHECK ((subchannel = '') = (subchannel_id IS NULL)),
    DROP CONSTRAINT ck_channel_rule_campaign_type;
ALTER TABLE channel_rule
    DROP CONSTRAINT ck_channel_rule_migrated,
    DROP COLUMN channel,
    DROP COLUMN subchannel,
    ADD CONSTRAINT fk_channel_rule_channel FOREIGN KEY (channel_id) REFERENCES channel (channel_id),
    ADD CONSTRAINT fk_channel_rule_subchannel FOREIGN KEY (subchannel_id) REFERENCES subchannel (subchannel_id),
    ADD CONSTRAINT ck_channel_rule_campaign_type CHECK (sheet = 'OFFLINE' OR campaign_type = '');
COMMENT ON TABLE channel_rule IS 'The rows of each version. Channels by id, so that a new name shows in every version.';
COMMENT ON COLUMN channel_rule.channel_id IS 'The channel.';
COMMENT ON COLUMN channel_rule.subchannel_id IS 'The subchannel, one of the channel; NULL for none.';
COMMENT ON COLUMN channel_rule.campaign_type IS
    'Type of CRM campaign that an OFFLINE row is for, empty if its further conditions say it; empty for an ONLINE row.';
COMMENT ON COLUMN channel_rule.more_conditions IS
    'Groups of further conditions as one line of text, in the form that formatting gives; empty for none.';
