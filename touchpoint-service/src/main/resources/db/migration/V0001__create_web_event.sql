CREATE TABLE web_event (
    visitor_id   text COLLATE "C" NOT NULL,
    occurred_at  timestamptz      NOT NULL,
    event_id     text COLLATE "C" NOT NULL,
    type         text COLLATE "C" NOT NULL,
    page_url     text COLLATE "C" NOT NULL,
    referrer_url text COLLATE "C",
    email        text COLLATE "C",
    received_at  timestamptz      NOT NULL,
    CONSTRAINT pk_web_event PRIMARY KEY (visitor_id, occurred_at, event_id),
    CONSTRAINT ck_web_event_type CHECK (type IN ('PAGE_VIEW', 'FORM_SUBMISSION', 'IDENTIFICATION'))
) PARTITION BY RANGE (occurred_at);

COMMENT ON TABLE web_event IS
    'Facts: what visitors did on tracked sites, as clients sent it. Partitioned by month of occurred_at (UTC), so that retention is a DROP. Never updated, but for the smaller of two contents under one identity.';
COMMENT ON COLUMN web_event.visitor_id IS 'The browser''s or device''s id, as the client sent it.';
COMMENT ON COLUMN web_event.occurred_at IS 'When it happened, UTC, as the client sent it.';
COMMENT ON COLUMN web_event.event_id IS 'Made by the client, unique for the visitor.';
COMMENT ON COLUMN web_event.type IS 'What happened.';
COMMENT ON COLUMN web_event.page_url IS 'The page, as sent.';
COMMENT ON COLUMN web_event.referrer_url IS 'The page before, as sent. NULL: unknown.';
COMMENT ON COLUMN web_event.email IS 'The address the visitor gave, lower case. NULL: a page view.';
COMMENT ON COLUMN web_event.received_at IS 'When the service stored it, UTC.';
COMMENT ON INDEX pk_web_event IS 'Refuses repeated events; reads a visitor''s events in order (derivation of sessions).';

CREATE FUNCTION create_web_event_month(first_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text := 'web_event_' || to_char(first_day, 'YYYY_MM');
    lower_bound timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
    upper_bound timestamptz := (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('create_web_event_month'));
    IF to_regclass(name) IS NULL THEN
        -- Made apart and then attached, because CREATE TABLE ... PARTITION OF would lock out every reader and writer.
        EXECUTE format('CREATE TABLE %I (LIKE web_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        EXECUTE format('ALTER TABLE web_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                       name, lower_bound, upper_bound);
    END IF;
END
$$;
COMMENT ON FUNCTION create_web_event_month(date) IS
    'Makes the partition of web_event for the month that begins on this day, unless it is there.';
