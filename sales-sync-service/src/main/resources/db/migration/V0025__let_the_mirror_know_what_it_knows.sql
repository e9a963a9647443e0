-- Until when everything is known that the feeds tell. What a mark says may have happened at any time since then. While the feed
-- of changes is read without unsubscribes, nothing is known.
CREATE FUNCTION feeds_known_until() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN count(*) = 2 AND count(ended_at) = 2 AND count(blind_since) = 0 THEN min(ended_at) END
    FROM feed_cursor WHERE pass = 'MAIN' AND feed IN ('CHANGES', 'ACTIVITIES')
$$;

ALTER TABLE dirty_person ADD COLUMN known_at timestamptz;
ALTER TABLE dirty_person ALTER COLUMN known_at SET DEFAULT feeds_known_until();

-- The mirror is as old as the oldest of these. Whoever Marketo deleted has no address any more.
CREATE INDEX ix_dirty_person_known_at ON dirty_person (known_at NULLS FIRST) WHERE deleted_at IS NULL;

-- NULL: Marketo did not say, so nobody may take it for false.
ALTER TABLE person ALTER COLUMN unsubscribed DROP NOT NULL;

CREATE TABLE unqualified_unsubscribe (
    marketo_id      bigint  NOT NULL,
    address_hash    bytea   NOT NULL,
    is_unsubscribed boolean,
    CONSTRAINT pk_unqualified_unsubscribe PRIMARY KEY (marketo_id),
    CONSTRAINT ck_unqualified_unsubscribe CHECK (is_unsubscribed IS NOT FALSE)
);

CREATE INDEX ix_unqualified_unsubscribe_address ON unqualified_unsubscribe (address_hash);

-- The mirror as a whole: as of when nothing is missing in it, whoever has an address; NULL if that is not known.
CREATE FUNCTION mirror_known_until() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN EXISTS (
            SELECT FROM person_sync y JOIN snapshot_run r ON r.run_id = y.complete_run_id
            WHERE (y.phase = 'LIVE' OR (y.phase = 'RECONCILE' AND y.reconcile_reason IN ('WEEKLY', 'REQUESTED')))
              AND (r.way = 'ID_RANGES' OR (r.way = 'BULK_EXTRACT' AND NOT EXISTS (
                  SELECT FROM snapshot_window w WHERE w.run_id = r.run_id AND w.state <> 'INGESTED'))))
            AND NOT EXISTS (SELECT FROM feed_gap)
            AND NOT EXISTS (SELECT FROM dead_letter WHERE kind = 'person-row')
            AND NOT EXISTS (SELECT FROM dirty_person WHERE deleted_at IS NULL AND known_at IS NULL)
            AND feeds_known_until() IS NOT NULL
        THEN least(feeds_known_until(), (SELECT min(known_at) FROM dirty_person WHERE deleted_at IS NULL)) END
$$;

COMMENT ON FUNCTION feeds_known_until() IS 'When the feeds of changes and activities were read to their end, the one that was read so longest ago, UTC; NULL if one never was, and while unsubscribes are not among the changes.';
COMMENT ON FUNCTION mirror_known_until() IS 'As of when what is stored tells of every record in Marketo whether it is unsubscribed, UTC; NULL unless everybody was read once, by a way that reads everybody, the feeds have been followed without a gap since, and nobody was given up as unreadable.';
COMMENT ON COLUMN dirty_person.known_at IS 'Until when the feeds were known when the first mark was set that is not read yet, UTC: the change is not older. NULL if they never were read to their end.';
COMMENT ON INDEX ix_dirty_person_known_at IS 'How old the mirror is, before each send.';
COMMENT ON COLUMN person.unsubscribed IS 'Marketo''s own flag, mirrored; not a sales opt-out. NULL: Marketo did not say when the person was read last, and had not said true before.';
COMMENT ON TABLE unqualified_unsubscribe IS 'People of Marketo who do not qualify and are unsubscribed there, as far as they were read: mail to their address is blocked though somebody else who has it qualifies.';
COMMENT ON COLUMN unqualified_unsubscribe.marketo_id IS 'Id in Marketo.';
COMMENT ON COLUMN unqualified_unsubscribe.address_hash IS 'SHA-256 of the salt (suppression_salt) and the address in lower case.';
COMMENT ON COLUMN unqualified_unsubscribe.is_unsubscribed IS 'True; NULL if Marketo did not say.';
COMMENT ON INDEX ix_unqualified_unsubscribe_address IS 'Whether somebody with an address is unsubscribed, before each send.';
