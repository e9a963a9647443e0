CREATE TABLE salesforce_budget (
    system            text             NOT NULL,
    place_calls       integer,
    place_until       timestamptz,
    breaker_since     timestamptz      NOT NULL,
    breaker_probe_at  timestamptz,
    parked_until      timestamptz,
    park_refusals     integer          NOT NULL,
    opt_out_at        timestamptz      NOT NULL,
    told_used         bigint           NOT NULL,
    told_max          bigint           NOT NULL,
    told_at           timestamptz,
    called_since      bigint           NOT NULL,
    usage_due_at      timestamptz,
    calls_per_hour    double precision NOT NULL,
    calls_per_hour_at timestamptz      NOT NULL,
    CONSTRAINT pk_salesforce_budget PRIMARY KEY (system),
    CONSTRAINT ck_salesforce_budget_system CHECK (system = 'salesforce'),
    CONSTRAINT ck_salesforce_budget_place CHECK ((place_calls IS NULL) = (place_until IS NULL)),
    CONSTRAINT ck_salesforce_budget_told CHECK (told_max > 0)
);

CREATE TABLE salesforce_budget_lane (
    lane          text        NOT NULL,
    waiting_since timestamptz,
    waiting_until timestamptz,
    CONSTRAINT pk_salesforce_budget_lane PRIMARY KEY (lane)
);

CREATE TABLE salesforce_budget_hour (
    hour_at timestamptz NOT NULL,
    lane    text        NOT NULL,
    used    bigint      NOT NULL,
    CONSTRAINT pk_salesforce_budget_hour PRIMARY KEY (hour_at, lane),
    CONSTRAINT ck_salesforce_budget_hour_used CHECK (used > 0)
);

-- The default serves a replica of the version before, which knows one system.
ALTER TABLE api_call ADD COLUMN system text NOT NULL DEFAULT 'marketo';

INSERT INTO salesforce_budget (system, breaker_since, park_refusals, opt_out_at, told_used, told_max, called_since, calls_per_hour,
    calls_per_hour_at)
VALUES ('salesforce', '1970-01-01Z', 0, '1970-01-01Z', 0, 15000, 0, 0, '1970-01-01Z');
INSERT INTO salesforce_budget_lane (lane)
SELECT lane FROM unnest(ARRAY['OPT_OUT', 'INTERACTIVE', 'REMINDER', 'ACTIVITY', 'RECONCILE']) AS lane;

COMMENT ON TABLE salesforce_budget IS 'What all processes together know about their calls to the Salesforce organization: one row. Locked while a call is let through.';
COMMENT ON COLUMN salesforce_budget.system IS 'Always salesforce: there is one row.';
COMMENT ON COLUMN salesforce_budget.place_calls IS 'Calls at a time after too many long ones; NULL while all are allowed.';
COMMENT ON COLUMN salesforce_budget.place_until IS 'When they become more again, one a minute. By the database''s clock, UTC. NULL with place_calls.';
COMMENT ON COLUMN salesforce_budget.breaker_since IS 'Calls that ended before do not count for the breaker. By the database''s clock, UTC.';
COMMENT ON COLUMN salesforce_budget.breaker_probe_at IS 'The breaker is open: the next call is let through then. By the database''s clock, UTC. NULL while it is closed.';
COMMENT ON COLUMN salesforce_budget.parked_until IS 'Salesforce has no calls left (REQUEST_LIMIT_EXCEEDED): the next call tries then. By the service''s clock, UTC. NULL while it has.';
COMMENT ON COLUMN salesforce_budget.park_refusals IS 'Refusals in a row, which the wait before the next try grows with.';
COMMENT ON COLUMN salesforce_budget.opt_out_at IS 'While parked, the next opt-out tries then. By the service''s clock, UTC.';
COMMENT ON COLUMN salesforce_budget.told_used IS 'Calls of everybody in the last 24 hours, as Salesforce told last.';
COMMENT ON COLUMN salesforce_budget.told_max IS 'Calls of 24 hours that the organization allows, as Salesforce told last; 15,000 before the first time.';
COMMENT ON COLUMN salesforce_budget.told_at IS 'When Salesforce told last, by the service''s clock, UTC; NULL before the first time.';
COMMENT ON COLUMN salesforce_budget.called_since IS 'Calls of ours since it told.';
COMMENT ON COLUMN salesforce_budget.usage_due_at IS 'When it is to be asked if it did not tell before, by the service''s clock, UTC; NULL before the first look.';
COMMENT ON COLUMN salesforce_budget.calls_per_hour IS 'Mean rate of the last ten minutes or so, calls an hour.';
COMMENT ON COLUMN salesforce_budget.calls_per_hour_at IS 'As of when, by the service''s clock, UTC.';
COMMENT ON TABLE salesforce_budget_lane IS 'Whether a lane waits.';
COMMENT ON COLUMN salesforce_budget_lane.lane IS 'The lane, highest priority first: OPT_OUT, INTERACTIVE, REMINDER, ACTIVITY, RECONCILE.';
COMMENT ON COLUMN salesforce_budget_lane.waiting_since IS 'Since when it waits for a call, by the database''s clock, UTC; NULL while it does not.';
COMMENT ON COLUMN salesforce_budget_lane.waiting_until IS 'It does not wait any more after this, by the database''s clock, UTC; NULL with waiting_since.';
COMMENT ON TABLE salesforce_budget_hour IS 'Calls of ours in the last 24 hours, by hour and lane.';
COMMENT ON COLUMN salesforce_budget_hour.hour_at IS 'Beginning of the hour, by the service''s clock, UTC.';
COMMENT ON COLUMN salesforce_budget_hour.lane IS 'On whose behalf.';
COMMENT ON COLUMN salesforce_budget_hour.used IS 'Calls in that hour.';
COMMENT ON COLUMN api_call.system IS 'Which system: marketo or salesforce.';
