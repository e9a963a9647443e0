-- What a key's channel is, is kept for each version of the channel rules that decides or is being mapped to; which one decides is a
-- pointer. So a new version is prepared unseen and shown by one small transaction.
CREATE TABLE rule_row (
    rule_set_version bigint  NOT NULL,
    row_number       integer NOT NULL,
    channel          text    NOT NULL,
    subchannel       text    NOT NULL,
    CONSTRAINT pk_rule_row PRIMARY KEY (rule_set_version, row_number)
);
COMMENT ON TABLE rule_row IS
    'The channels of the rows of rule sets, by the names they have today: copied from mapping-service, and copied again when a channel is renamed.';
COMMENT ON COLUMN rule_row.row_number IS 'Position of the row, from 1. 0: no row matched.';
COMMENT ON COLUMN rule_row.subchannel IS 'Empty: none.';
COMMENT ON INDEX pk_rule_row IS 'Every reader of channels.';

CREATE TABLE mapped_version (
    rule_set_version  bigint  NOT NULL,
    catalogue_version bigint  NOT NULL,
    walked_to         uuid,
    walked_keys       bigint  NOT NULL,
    complete          boolean NOT NULL,
    CONSTRAINT pk_mapped_version PRIMARY KEY (rule_set_version)
);
COMMENT ON TABLE mapped_version IS
    'The versions under which keys are classified: those that decide and those that are being mapped to. Rows of other versions in key_channel and rule_row are garbage.';
COMMENT ON COLUMN mapped_version.catalogue_version IS 'Of mapping-service when rule_row was copied.';
COMMENT ON COLUMN mapped_version.walked_to IS
    'All keys up to this one that were there when the walk passed are classified; later ones come through mapping_key_pending. NULL: not begun.';
COMMENT ON COLUMN mapped_version.walked_keys IS 'Keys the walk has passed.';
COMMENT ON COLUMN mapped_version.complete IS 'True: the walk has come to the end.';
COMMENT ON INDEX pk_mapped_version IS 'Keeping keys in step.';

CREATE TABLE key_channel (
    rule_set_version bigint  NOT NULL,
    mapping_key_id   uuid    NOT NULL,
    row_number       integer NOT NULL,
    CONSTRAINT pk_key_channel PRIMARY KEY (rule_set_version, mapping_key_id)
);
COMMENT ON TABLE key_channel IS
    'Derived: the row that decides a mapping key''s channel, by version. A key without a row under the version that decides is not yet mapped.';
COMMENT ON INDEX pk_key_channel IS 'Every reader of channels. A version is written in this order.';

CREATE TABLE channel_period (
    start_time       timestamptz NOT NULL,
    end_time         timestamptz NOT NULL,
    rule_set_version bigint      NOT NULL,
    CONSTRAINT pk_channel_period PRIMARY KEY (start_time),
    CONSTRAINT ck_channel_period_times CHECK (start_time < end_time)
);
COMMENT ON TABLE channel_period IS
    'Which version decides for touchpoints and sessions of which time, without gaps, from -infinity to infinity: the pointer that shows a new version. Replaced as a whole.';
COMMENT ON COLUMN channel_period.end_time IS 'Exclusive.';
COMMENT ON COLUMN channel_period.rule_set_version IS '0: none decides yet.';
COMMENT ON INDEX pk_channel_period IS 'Two periods never begin at once.';

CREATE TABLE mapping_key_pending (
    mapping_key_id uuid NOT NULL,
    CONSTRAINT pk_mapping_key_pending PRIMARY KEY (mapping_key_id)
);
COMMENT ON TABLE mapping_key_pending IS
    'Work queue: new keys. Inserted together with the key, deleted together with the insert of its channels.';
COMMENT ON INDEX pk_mapping_key_pending IS 'Takes keys in one order.';

CREATE TABLE remap (
    singleton           boolean NOT NULL DEFAULT true,
    holder              uuid,
    held_until          timestamptz,
    active_version      bigint  NOT NULL,
    target_version      bigint  NOT NULL,
    key_count           bigint  NOT NULL,
    started_at          timestamptz,
    ended_at            timestamptz,
    changed_keys        bigint  NOT NULL,
    changed_touchpoints bigint  NOT NULL,
    waiting_for         text    NOT NULL,
    CONSTRAINT pk_remap PRIMARY KEY (singleton),
    CONSTRAINT ck_remap_singleton CHECK (singleton)
);
COMMENT ON TABLE remap IS 'How keys and rules are kept in step, in one row.';
COMMENT ON COLUMN remap.holder IS 'The replica that does the work. NULL: none.';
COMMENT ON COLUMN remap.held_until IS 'Then another replica may take over, if the holder does not renew it.';
COMMENT ON COLUMN remap.active_version IS 'What mapping-service had active when it was last asked. 0: it has not answered yet.';
COMMENT ON COLUMN remap.target_version IS 'The version that is being mapped to. 0: none.';
COMMENT ON COLUMN remap.key_count IS 'Keys there were when the re-map that runs, or the last one, began.';
COMMENT ON COLUMN remap.started_at IS 'When the re-map that runs, or the last one, began. NULL: there was none.';
COMMENT ON COLUMN remap.ended_at IS 'When the last one ended. NULL while one runs.';
COMMENT ON COLUMN remap.changed_keys IS 'Keys that got another channel by the last one.';
COMMENT ON COLUMN remap.changed_touchpoints IS 'Touchpoints that got another channel by the last one.';
COMMENT ON COLUMN remap.waiting_for IS 'What the work waits for, in one sentence. Empty: nothing.';
COMMENT ON INDEX pk_remap IS 'There is one row.';

-- What is stored: the latest version goes on deciding; keys of an earlier one, and keys without a channel, wait as new ones do.
INSERT INTO channel_period
SELECT '-infinity', 'infinity', coalesce(max(rule_set_version), 0) FROM mapping_key;
INSERT INTO mapped_version SELECT rule_set_version, 0, NULL, 0, true FROM channel_period WHERE rule_set_version > 0;
INSERT INTO rule_row
SELECT DISTINCT ON (k.row_number) k.rule_set_version, k.row_number, k.channel, k.subchannel
FROM mapping_key k JOIN channel_period p USING (rule_set_version) ORDER BY k.row_number;
INSERT INTO key_channel
SELECT k.rule_set_version, k.mapping_key_id, k.row_number
FROM mapping_key k JOIN channel_period p USING (rule_set_version) ORDER BY k.mapping_key_id;
INSERT INTO mapping_key_pending
SELECT k.mapping_key_id FROM mapping_key k
WHERE NOT EXISTS (SELECT FROM key_channel c JOIN channel_period p USING (rule_set_version)
                  WHERE c.mapping_key_id = k.mapping_key_id)
ORDER BY k.mapping_key_id;
INSERT INTO remap (active_version, target_version, key_count, changed_keys, changed_touchpoints, waiting_for)
VALUES (0, 0, 0, 0, 0, '');

DROP INDEX ix_mapping_key_rule_set_version;
ALTER TABLE mapping_key
    DROP CONSTRAINT ck_mapping_key_channel,
    DROP COLUMN rule_set_version,
    DROP COLUMN channel,
    DROP COLUMN subchannel,
    DROP COLUMN row_number;
COMMENT ON TABLE mapping_key IS
    'Derived: everything that decides a channel, once. Sessions and touchpoints point here, so a change of the rules re-classifies keys and not touchpoints.';

-- Without statistics a table of one row is taken for one of a thousand.
ANALYZE channel_period, rule_row, key_channel, mapped_version;
