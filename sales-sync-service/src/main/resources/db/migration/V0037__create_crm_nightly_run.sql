CREATE TABLE crm_opt_out_settings_version (
    version         bigint      NOT NULL,
    nightly_enabled boolean     NOT NULL,
    target          text        NOT NULL,
    sales_field     text        NOT NULL,
    nightly_at      text        NOT NULL,
    zone            text        NOT NULL,
    author          text        NOT NULL,
    note            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT pk_crm_opt_out_settings_version PRIMARY KEY (version),
    CONSTRAINT ck_crm_opt_out_settings_version_target CHECK (target IN ('STANDARD', 'SALES_ONLY', 'BOTH')),
    CONSTRAINT ck_crm_opt_out_settings_version_field CHECK (target = 'STANDARD' OR sales_field <> '')
);

INSERT INTO crm_opt_out_settings_version
    (version, nightly_enabled, target, sales_field, nightly_at, zone, author, note, created_at)
VALUES (1, true, 'STANDARD', '', '20:00', 'America/Los_Angeles', '', '', now());

CREATE TABLE crm_nightly_run (
    local_date       date        NOT NULL,
    state            text        NOT NULL,
    settings_version bigint      NOT NULL,
    object           text        NOT NULL,
    after_id         text        NOT NULL,
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    records          bigint      NOT NULL,
    found            bigint      NOT NULL,
    repeated         bigint      NOT NULL,
    failures         integer     NOT NULL,
    next_try_at      timestamptz NOT NULL,
    sentence         text        NOT NULL,
    CONSTRAINT pk_crm_nightly_run PRIMARY KEY (local_date),
    CONSTRAINT ck_crm_nightly_run_state CHECK (state IN ('RUNNING', 'DONE', 'GIVEN_UP')),
    CONSTRAINT ck_crm_nightly_run_object CHECK (object IN ('LEAD', 'CONTACT')),
    CONSTRAINT ck_crm_nightly_run_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);

CREATE UNIQUE INDEX ux_crm_nightly_run_running ON crm_nightly_run (state) WHERE state = 'RUNNING';

COMMENT ON TABLE crm_opt_out_settings_version IS 'How opt-outs travel to and from Salesforce, one row per version; the newest is in force.';
COMMENT ON COLUMN crm_opt_out_settings_version.version IS 'From 1 upwards without holes; 1 are the defaults.';
COMMENT ON COLUMN crm_opt_out_settings_version.nightly_enabled IS 'Whether there is a run each night.';
COMMENT ON COLUMN crm_opt_out_settings_version.target IS 'STANDARD, SALES_ONLY or BOTH.';
COMMENT ON COLUMN crm_opt_out_settings_version.sales_field IS 'API name of sales'' own field on leads and contacts; empty if there is none.';
COMMENT ON COLUMN crm_opt_out_settings_version.nightly_at IS 'Local time of the nightly run, hours and minutes.';
COMMENT ON COLUMN crm_opt_out_settings_version.zone IS 'Whose local time, as the time zone database names it.';
COMMENT ON COLUMN crm_opt_out_settings_version.author IS 'Who; empty for the defaults.';
COMMENT ON COLUMN crm_opt_out_settings_version.note IS 'Why; empty if nothing was said.';
COMMENT ON COLUMN crm_opt_out_settings_version.created_at IS 'Since when it is in force, UTC.';
COMMENT ON TABLE crm_nightly_run IS 'Runs that read every record of Salesforce that is out. Each local date has one at most.';
COMMENT ON COLUMN crm_nightly_run.local_date IS 'Whose night it is.';
COMMENT ON COLUMN crm_nightly_run.state IS 'RUNNING; DONE: all was read; GIVEN_UP: the next night came first.';
COMMENT ON COLUMN crm_nightly_run.settings_version IS 'Whose fields are read. A page that was read by others is not taken.';
COMMENT ON COLUMN crm_nightly_run.object IS 'What is read now: LEAD, then CONTACT.';
COMMENT ON COLUMN crm_nightly_run.after_id IS 'Id of the last record of the object that was read; empty before the first.';
COMMENT ON COLUMN crm_nightly_run.started_at IS 'When it began, or began anew with other fields, UTC.';
COMMENT ON COLUMN crm_nightly_run.ended_at IS 'When it ended, UTC; NULL while RUNNING.';
COMMENT ON COLUMN crm_nightly_run.records IS 'Records that said out.';
COMMENT ON COLUMN crm_nightly_run.found IS 'Of these, how many made somebody out here.';
COMMENT ON COLUMN crm_nightly_run.repeated IS 'Records that were to be out and were not: to be written again.';
COMMENT ON COLUMN crm_nightly_run.failures IS 'Failures in a row.';
COMMENT ON COLUMN crm_nightly_run.next_try_at IS 'Not before, UTC. Later than now while somebody is at it.';
COMMENT ON COLUMN crm_nightly_run.sentence IS 'What the last failure was, without personal data; empty if there was none.';
COMMENT ON INDEX ux_crm_nightly_run_running IS 'One run at a time.';
