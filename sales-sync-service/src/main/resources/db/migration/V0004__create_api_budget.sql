CREATE TABLE api_budget (
    system            text             NOT NULL,
    pace_calls        integer,
    pace_until        timestamptz,
    place_calls       integer,
    place_until       timestamptz,
    breaker_since     timestamptz      NOT NULL,
    breaker_probe_at  timestamptz,
    parked_until      timestamptz,
    day               date             NOT NULL,
    others_used       bigint           NOT NULL,
    usage_read_at     timestamptz,
    usage_due_at      timestamptz,
    calls_per_hour    double precision NOT NULL,
    calls_per_hour_at timestamptz      NOT NULL,
    CONSTRAINT pk_api_budget PRIMARY KEY (system),
    CONSTRAINT ck_api_budget_system CHECK (system = 'marketo'),
    CONSTRAINT ck_api_budget_pace CHECK ((pace_calls IS NULL) = (pace_until IS NULL)),
    CONSTRAINT ck_api_budget_place CHECK ((place_calls IS NULL) = (place_until IS NULL))
);

CREATE TABLE api_budget_lane (
    system        text        NOT NULL,
    lane          text        NOT NULL,
    used          bigint      NOT NULL,
    waiting_since timestamptz,
    waiting_until timestamptz,
    CONSTRAINT pk_api_budget_lane PRIMARY KEY (system, lane),
    CONSTRAINT fk_api_budget_lane_budget FOREIGN KEY (system) REFERENCES api_budget,
    CONSTRAINT ck_api_budget_lane_used CHECK (used >= 0)
);

CREATE TABLE api_call (
    call_id     uuid        NOT NULL,
    lane        text        NOT NULL,
    worker      uuid        NOT NULL,
    probe       boolean     NOT NULL,
    granted_at  timestamptz NOT NULL,
    lease_until timestamptz NOT NULL,
    ended_at    timestamptz,
    failed      boolean     NOT NULL,
    held_until  timestamptz NOT NULL,
    CONSTRAINT pk_api_call PRIMARY KEY (call_id)
);

-- Whether the window is full, and which calls may be forgotten.
CREATE INDEX ix_api_call_held ON api_call (held_until);
-- Calls in hand: how many, and those of one process to keep alive.
CREATE INDEX ix_api_call_open ON api_call (lease_until) WHERE ended_at IS NULL;
-- Calls of the last minute, for the breaker.
CREATE INDEX ix_api_call_ended ON api_call (ended_at) WHERE ended_at IS NOT NULL;

INSERT INTO api_budget (system, breaker_since, day, others_used, calls_per_hour, calls_per_hour_at)
VALUES ('marketo', '1970-01-01Z', '1970-01-01', 0, 0, '1970-01-01Z');
INSERT INTO api_budget_lane (system, lane, used)
SELECT 'marketo', lane, 0
FROM unnest(ARRAY['OPT_OUT', 'INTERACTIVE', 'FEED', 'ACTIVITY', 'SNAPSHOT', 'RECONCILE']) AS lane;

COMMENT ON TABLE api_budget IS 'What all processes together know about their calls to a remote system: one row per system. Locked while a call is let through.';
COMMENT ON COLUMN api_budget.system IS 'Which system: marketo.';
COMMENT ON COLUMN api_budget.pace_calls IS 'Calls per window after code 606; NULL while all are allowed.';
COMMENT ON COLUMN api_budget.pace_until IS 'No call before this after code 606; then they become more again, a tenth a minute. By the database''s clock, UTC. NULL with pace_calls.';
COMMENT ON COLUMN api_budget.place_calls IS 'Calls at a time after code 615; NULL while all are allowed.';
COMMENT ON COLUMN api_budget.place_until IS 'When they become more again, one a minute. By the database''s clock, UTC. NULL with place_calls.';
COMMENT ON COLUMN api_budget.breaker_since IS 'Calls that ended before do not count for the breaker. By the database''s clock, UTC.';
COMMENT ON COLUMN api_budget.breaker_probe_at IS 'The breaker is open: the next call is let through then. By the database''s clock, UTC. NULL while it is closed.';
COMMENT ON COLUMN api_budget.parked_until IS 'The quota is used up (code 607): the next call tries then. By the service''s clock, UTC. NULL while it is not.';
COMMENT ON COLUMN api_budget.day IS 'The day in America/Chicago that the numbers of calls belong to.';
COMMENT ON COLUMN api_budget.others_used IS 'Calls of the day by everybody else, as Marketo told last.';
COMMENT ON COLUMN api_budget.usage_read_at IS 'When Marketo told its numbers last, by the service''s clock, UTC; NULL before the first time.';
COMMENT ON COLUMN api_budget.usage_due_at IS 'When it is to be asked again, by the service''s clock, UTC; NULL before the first look.';
COMMENT ON COLUMN api_budget.calls_per_hour IS 'Mean rate of the last ten minutes or so, calls an hour.';
COMMENT ON COLUMN api_budget.calls_per_hour_at IS 'As of when, by the service''s clock, UTC.';
COMMENT ON TABLE api_budget_lane IS 'What each lane used, and whether it waits.';
COMMENT ON COLUMN api_budget_lane.system IS 'Which system: marketo.';
COMMENT ON COLUMN api_budget_lane.lane IS 'The lane, highest priority first: OPT_OUT, INTERACTIVE, FEED, ACTIVITY, SNAPSHOT, RECONCILE.';
COMMENT ON COLUMN api_budget_lane.used IS 'Calls of the day that Marketo counts.';
COMMENT ON COLUMN api_budget_lane.waiting_since IS 'Since when it waits for a call, by the database''s clock, UTC; NULL while it does not.';
COMMENT ON COLUMN api_budget_lane.waiting_until IS 'It does not wait any more after this, by the database''s clock, UTC; NULL with waiting_since.';
COMMENT ON TABLE api_call IS 'Calls in hand and those of the last minute.';
COMMENT ON COLUMN api_call.call_id IS 'Id of the call.';
COMMENT ON COLUMN api_call.lane IS 'On whose behalf.';
COMMENT ON COLUMN api_call.worker IS 'The process that makes it.';
COMMENT ON COLUMN api_call.probe IS 'True if its end says whether Marketo answers again.';
COMMENT ON COLUMN api_call.granted_at IS 'When it was let through, by the database''s clock, UTC.';
COMMENT ON COLUMN api_call.lease_until IS 'A call that did not end belongs to a process that died after this, by the database''s clock, UTC.';
COMMENT ON COLUMN api_call.ended_at IS 'When it ended, by the database''s clock, UTC; NULL while it is in hand.';
COMMENT ON COLUMN api_call.failed IS 'True if it brought no answer.';
COMMENT ON COLUMN api_call.held_until IS 'Until when it counts in the window: one window after its end, since Marketo may count it at any moment before that. By the database''s clock, UTC.';
COMMENT ON INDEX ix_api_call_held IS 'Letting a call through: whether the window is full, and what to forget.';
COMMENT ON INDEX ix_api_call_open IS 'Letting a call through: how many are in hand.';
COMMENT ON INDEX ix_api_call_ended IS 'A failed call: how many of the last minute failed.';
