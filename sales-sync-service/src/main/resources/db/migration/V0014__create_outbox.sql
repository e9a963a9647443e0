CREATE TABLE outbox (
    outbox_key         text        NOT NULL,
    lane               text        NOT NULL,
    topic              text        NOT NULL,
    order_key          bigint      NOT NULL,
    event_at           timestamptz NOT NULL,
    ordinal            bigint      GENERATED ALWAYS AS IDENTITY,
    accepted_at        timestamptz NOT NULL,
    state              text        NOT NULL,
    due_at             timestamptz NOT NULL,
    cause              text,
    code               text,
    remote_id          text,
    group_id           uuid,
    attempt_count      integer     NOT NULL,
    system_error_count integer     NOT NULL,
    attempt_started_at timestamptz,
    troubled_at        timestamptz,
    read_back_count    integer     NOT NULL,
    alias_tried        boolean     NOT NULL,
    shortened          boolean     NOT NULL,
    possible_duplicate boolean     NOT NULL,
    out_of_order       boolean     NOT NULL DEFAULT false,
    lease_owner        uuid,
    lease_until        timestamptz,
    fence              bigint      NOT NULL DEFAULT 0,
    CONSTRAINT pk_outbox PRIMARY KEY (outbox_key),
    CONSTRAINT ck_outbox_state CHECK (state IN ('PENDING', 'SENDING', 'DONE', 'RESOLVE_ALIAS', 'DEAD', 'WAIT_QUOTA',
        'IN_DOUBT', 'BLOCKED_SCHEMA', 'SKIPPED')),
    CONSTRAINT ck_outbox_sending CHECK (state <> 'SENDING' OR (attempt_started_at IS NOT NULL AND lease_until IS NOT NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX ix_outbox_next ON outbox (lane, event_at, ordinal)
    WHERE state IN ('PENDING', 'WAIT_QUOTA') AND group_id IS NULL;
CREATE INDEX ix_outbox_group ON outbox (lane, due_at, group_id)
    WHERE state IN ('PENDING', 'WAIT_QUOTA') AND group_id IS NOT NULL;
CREATE INDEX ix_outbox_order ON outbox (lane, order_key, event_at, ordinal)
    WHERE state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA');
CREATE INDEX ix_outbox_attention ON outbox (lane, state, due_at)
    WHERE state IN ('SENDING', 'RESOLVE_ALIAS', 'IN_DOUBT', 'BLOCKED_SCHEMA');
CREATE INDEX ix_outbox_oldest ON outbox (accepted_at, lane)
    WHERE state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA');
CREATE INDEX ix_outbox_dead ON outbox (lane, order_key) WHERE state = 'DEAD';

COMMENT ON TABLE outbox IS 'What has to reach another system, stored in the transaction of what it tells of. A row stays when it has ended.';
COMMENT ON COLUMN outbox.outbox_key IS 'Key of the row, which the other system gets too: 26 characters (ULID).';
COMMENT ON COLUMN outbox.lane IS 'Where it goes: marketo-activity.';
COMMENT ON COLUMN outbox.topic IS 'What kind of thing it is; of an activity its kind.';
COMMENT ON COLUMN outbox.order_key IS 'Whose order it keeps: the person''s Marketo id, which follows merges.';
COMMENT ON COLUMN outbox.event_at IS 'When it happened, UTC; rows of one order key go out by it.';
COMMENT ON COLUMN outbox.ordinal IS 'Order of acceptance among rows of one time.';
COMMENT ON COLUMN outbox.accepted_at IS 'When it was accepted, UTC, by the database''s clock.';
COMMENT ON COLUMN outbox.state IS 'PENDING waits for its turn; SENDING: a call is under way; DONE; RESOLVE_ALIAS: the person is unknown there; DEAD: refused for good; WAIT_QUOTA; IN_DOUBT: the answer never came; BLOCKED_SCHEMA: its type is missing there; SKIPPED: does not go out.';
COMMENT ON COLUMN outbox.due_at IS 'Nothing is done before, UTC, by the database''s clock.';
COMMENT ON COLUMN outbox.cause IS 'Why it is skipped, dead or waits, in upper snake case; NULL if there is nothing to tell.';
COMMENT ON COLUMN outbox.code IS 'Code of the last failure; NULL if there was none.';
COMMENT ON COLUMN outbox.remote_id IS 'Id in the other system; NULL if it told none or does not have it.';
COMMENT ON COLUMN outbox.group_id IS 'Rows of one group are sent together and with no others, to find the one that makes calls fail; NULL for the rest.';
COMMENT ON COLUMN outbox.attempt_count IS 'Failures that are the row''s own; quota, pace, credentials and outages do not count.';
COMMENT ON COLUMN outbox.system_error_count IS 'Failures of whole calls that one of their rows may have caused.';
COMMENT ON COLUMN outbox.attempt_started_at IS 'When the last attempt began, UTC, stored before the call; NULL before the first.';
COMMENT ON COLUMN outbox.troubled_at IS 'When the first failure came, UTC; it holds later rows of its order key back for a while from then on. NULL before.';
COMMENT ON COLUMN outbox.read_back_count IS 'Read-backs of the present doubt that did not find it.';
COMMENT ON COLUMN outbox.alias_tried IS 'True if whom the person was merged into was looked up already.';
COMMENT ON COLUMN outbox.shortened IS 'True if its longest text is cut.';
COMMENT ON COLUMN outbox.possible_duplicate IS 'True if it was sent again although the other system may have it.';
COMMENT ON COLUMN outbox.out_of_order IS 'True if it went out before an earlier row of its order key.';
COMMENT ON COLUMN outbox.lease_owner IS 'The piece of work of a process that has it in hand; NULL if none.';
COMMENT ON COLUMN outbox.lease_until IS 'It may be taken over after this, by the database''s clock, UTC; NULL if nobody works on it.';
COMMENT ON COLUMN outbox.fence IS 'Counts the changes of the lease''s owner; a result with an older number is refused.';
COMMENT ON INDEX ix_outbox_next IS 'The next batch of a lane.';
COMMENT ON INDEX ix_outbox_group IS 'The next group of a lane.';
COMMENT ON INDEX ix_outbox_order IS 'Earlier rows of a person that hold later ones back; rows of a person who is merged.';
COMMENT ON INDEX ix_outbox_attention IS 'Rows whose process died, in doubt, of unknown people, or without a type.';
COMMENT ON INDEX ix_outbox_oldest IS 'GetActivityCounts: since when the oldest waits.';
COMMENT ON INDEX ix_outbox_dead IS 'Dead rows of a person whose merge is read later than the row failed.';

CREATE TABLE outbox_lane (
    lane          text        NOT NULL,
    hold          text        NOT NULL,
    hold_until    timestamptz NOT NULL,
    sentence      text,
    failure_count integer     NOT NULL,
    succeeded_at  timestamptz,
    CONSTRAINT pk_outbox_lane PRIMARY KEY (lane),
    CONSTRAINT ck_outbox_lane_hold CHECK (hold IN ('NONE', 'BACKOFF', 'WAIT_QUOTA', 'BLOCKED_AUTH', 'BLOCKED_CONFIG',
        'BLOCKED_SCHEMA'))
);

COMMENT ON TABLE outbox_lane IS 'What holds a lane as a whole, for all processes.';
COMMENT ON COLUMN outbox_lane.lane IS 'The lane.';
COMMENT ON COLUMN outbox_lane.hold IS 'What holds it: NONE, BACKOFF, WAIT_QUOTA, BLOCKED_AUTH, BLOCKED_CONFIG, BLOCKED_SCHEMA.';
COMMENT ON COLUMN outbox_lane.hold_until IS 'Nothing is sent before, UTC, by the database''s clock.';
COMMENT ON COLUMN outbox_lane.sentence IS 'What an operator has to know; NULL while nothing holds it.';
COMMENT ON COLUMN outbox_lane.failure_count IS 'Calls without an answer in a row.';
COMMENT ON COLUMN outbox_lane.succeeded_at IS 'When a call succeeded last, UTC; NULL before the first.';

CREATE TABLE outbox_tally (
    lane   text   NOT NULL,
    what   text   NOT NULL,
    amount bigint NOT NULL
);

COMMENT ON TABLE outbox_tally IS 'Counts by state as a sum of differences, written with each change in the same transaction, so that they are right at every instant and no row is hot. Rows are added up now and then.';
COMMENT ON COLUMN outbox_tally.lane IS 'The lane.';
COMMENT ON COLUMN outbox_tally.what IS 'A state of outbox, or ACCEPTED, POSSIBLE_DUPLICATE, OUT_OF_ORDER.';
COMMENT ON COLUMN outbox_tally.amount IS 'To be added.';

CREATE FUNCTION outbox_tally_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox_tally (lane, what, amount)
    SELECT lane, state, count(*) FROM new_rows GROUP BY lane, state
    UNION ALL
    SELECT lane, 'ACCEPTED', count(*) FROM new_rows GROUP BY lane;
    RETURN NULL;
END $$;

CREATE FUNCTION outbox_tally_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox_tally (lane, what, amount)
    SELECT lane, what, sum(amount) FROM (
        SELECT lane, state AS what, 1 AS amount FROM new_rows
        UNION ALL SELECT lane, state, -1 FROM old_rows
        UNION ALL SELECT lane, 'POSSIBLE_DUPLICATE', 1 FROM new_rows WHERE possible_duplicate
        UNION ALL SELECT lane, 'POSSIBLE_DUPLICATE', -1 FROM old_rows WHERE possible_duplicate
        UNION ALL SELECT lane, 'OUT_OF_ORDER', 1 FROM new_rows WHERE out_of_order
        UNION ALL SELECT lane, 'OUT_OF_ORDER', -1 FROM old_rows WHERE out_of_order) d
    GROUP BY lane, what HAVING sum(amount) <> 0;
    RETURN NULL;
END $$;

CREATE TRIGGER tg_outbox_added AFTER INSERT ON outbox
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION outbox_tally_added();
CREATE TRIGGER tg_outbox_changed AFTER UPDATE ON outbox
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION outbox_tally_changed();
