CREATE TABLE feed_cursor (
    feed          text        NOT NULL,
    pass          text        NOT NULL,
    token         text,
    started_at    timestamptz NOT NULL,
    polled_at     timestamptz NOT NULL,
    ended_at      timestamptz,
    last_event_at timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    blind_since   timestamptz,
    CONSTRAINT pk_feed_cursor PRIMARY KEY (feed, pass),
    CONSTRAINT ck_feed_cursor_feed CHECK (feed IN ('CHANGES', 'ACTIVITIES', 'DELETIONS')),
    CONSTRAINT ck_feed_cursor_pass CHECK (pass IN ('MAIN', 'TRAILING', 'DAILY')),
    CONSTRAINT ck_feed_cursor_token CHECK (pass <> 'MAIN' OR token IS NOT NULL),
    CONSTRAINT ck_feed_cursor_blind CHECK (blind_since IS NULL OR (feed = 'CHANGES' AND pass = 'MAIN'))
);

CREATE TABLE feed_event (
    feed    text        NOT NULL,
    guid    text        NOT NULL,
    seen_at timestamptz NOT NULL,
    CONSTRAINT pk_feed_event PRIMARY KEY (feed, guid)
);

-- Forgets events that no trailing pass reads again.
CREATE INDEX ix_feed_event_seen_at ON feed_event (seen_at);

CREATE TABLE feed_gap (
    reason   text        NOT NULL,
    noted_at timestamptz NOT NULL,
    CONSTRAINT pk_feed_gap PRIMARY KEY (reason),
    CONSTRAINT ck_feed_gap_reason CHECK (reason IN ('GAP_TOO_LONG', 'TOKEN_REFUSED', 'UNSUBSCRIBES_MISSED'))
);

COMMENT ON TABLE feed_cursor IS 'How far each pass through each of Marketo''s change feeds is. A position is stored together with what its page marked.';
COMMENT ON COLUMN feed_cursor.feed IS 'CHANGES: changed values and new leads. ACTIVITIES: merges, new leads, changes of owner, conversions. DELETIONS: deleted leads.';
COMMENT ON COLUMN feed_cursor.pass IS 'MAIN: follows the feed. TRAILING: the last half hour again. DAILY: the last 25 hours again.';
COMMENT ON COLUMN feed_cursor.token IS 'Marketo''s paging token for the next page; NULL between two passes.';
COMMENT ON COLUMN feed_cursor.started_at IS 'When the pass in hand started, or the last one, UTC.';
COMMENT ON COLUMN feed_cursor.polled_at IS 'When a page was read last, UTC; when the feed began if none was.';
COMMENT ON COLUMN feed_cursor.ended_at IS 'When the page was asked for that ended the feed last, UTC; NULL if none ever did.';
COMMENT ON COLUMN feed_cursor.last_event_at IS 'Time of the newest event by Marketo''s clock, UTC; where the feed began if there was none.';
COMMENT ON COLUMN feed_cursor.due_at IS 'Nothing is read before, UTC.';
COMMENT ON COLUMN feed_cursor.blind_since IS 'Since when the feed of changes is read without unsubscribes, because the instance does not answer with their field, UTC; NULL if it is read with them, and for other feeds and passes.';
COMMENT ON TABLE feed_event IS 'Events of the feeds that have had their effect, for two hours: a trailing pass that reads them again marks nobody.';
COMMENT ON COLUMN feed_event.feed IS 'The feed, as in feed_cursor.';
COMMENT ON COLUMN feed_event.guid IS 'Marketo''s marketoGUID; the identity of an event.';
COMMENT ON COLUMN feed_event.seen_at IS 'When it was read first, UTC.';
COMMENT ON INDEX ix_feed_event_seen_at IS 'Forgets old events.';
COMMENT ON TABLE feed_gap IS 'Gaps that the feeds cannot close and for which no reconciliation is scheduled yet.';
COMMENT ON COLUMN feed_gap.reason IS 'GAP_TOO_LONG: not read for more than 13 days. TOKEN_REFUSED: Marketo refused the stored token. UNSUBSCRIBES_MISSED: the feed of changes was read without unsubscribes, and is read with them again.';
COMMENT ON COLUMN feed_gap.noted_at IS 'When it was noted, UTC.';
