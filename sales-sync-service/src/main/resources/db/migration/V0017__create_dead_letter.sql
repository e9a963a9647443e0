CREATE TABLE dead_letter (
    kind          text        NOT NULL,
    key           text        NOT NULL,
    cause         text        NOT NULL,
    code          text        NOT NULL,
    sentence      text        NOT NULL,
    marketo_id    bigint,
    first_at      timestamptz NOT NULL,
    last_at       timestamptz NOT NULL,
    failure_count bigint      NOT NULL,
    retried_at    timestamptz,
    CONSTRAINT pk_dead_letter PRIMARY KEY (kind, key),
    CONSTRAINT ck_dead_letter_failure_count CHECK (failure_count > 0),
    CONSTRAINT ck_dead_letter_times CHECK (first_at <= last_at)
);

CREATE INDEX ix_dead_letter_cause ON dead_letter (kind, cause, key);

CREATE INDEX ix_dead_letter_person ON dead_letter (marketo_id) WHERE marketo_id IS NOT NULL;

CREATE TABLE dead_letter_retry (
    retry_id      uuid        NOT NULL,
    kind          text        NOT NULL,
    cause         text,
    key           text,
    author        text        NOT NULL,
    note          text        NOT NULL,
    letter_count  bigint      NOT NULL,
    begun_at      timestamptz NOT NULL,
    CONSTRAINT pk_dead_letter_retry PRIMARY KEY (retry_id),
    CONSTRAINT ck_dead_letter_retry_what CHECK ((cause IS NULL) <> (key IS NULL))
);

COMMENT ON TABLE dead_letter IS 'What could not be done for good, until it is done after all. Holds no personal data but the id.';
COMMENT ON COLUMN dead_letter.kind IS 'What it is: activity, person-row, export-window ...; says whose it is.';
COMMENT ON COLUMN dead_letter.key IS 'Which one of its kind: an id of ours.';
COMMENT ON COLUMN dead_letter.cause IS 'The group it is shown in, upper snake case.';
COMMENT ON COLUMN dead_letter.code IS 'Code of the remote system; empty if there is none.';
COMMENT ON COLUMN dead_letter.sentence IS 'What is wrong and what to do, without personal data.';
COMMENT ON COLUMN dead_letter.marketo_id IS 'The person it is about; NULL if it is about none.';
COMMENT ON COLUMN dead_letter.first_at IS 'When it failed first, UTC.';
COMMENT ON COLUMN dead_letter.last_at IS 'When it failed last, UTC.';
COMMENT ON COLUMN dead_letter.failure_count IS 'How often it was given up, from 1.';
COMMENT ON COLUMN dead_letter.retried_at IS 'Since when it is being tried again, UTC; NULL while it waits for somebody to decide.';
COMMENT ON INDEX ix_dead_letter_cause IS 'ListDiagnostics and ExportDiagnostics in their order; ListDiagnosticCauses; RetryDiagnostics of a cause.';
COMMENT ON INDEX ix_dead_letter_person IS 'Takes away what is about a person who is erased.';
COMMENT ON TABLE dead_letter_retry IS 'Who gave what back to be tried again. Rows are only added, the count only grows while the call runs.';
COMMENT ON COLUMN dead_letter_retry.retry_id IS 'Id of the call.';
COMMENT ON COLUMN dead_letter_retry.kind IS 'What was given back.';
COMMENT ON COLUMN dead_letter_retry.cause IS 'All of this cause; NULL if it was one letter.';
COMMENT ON COLUMN dead_letter_retry.key IS 'The one letter; NULL if it was a cause.';
COMMENT ON COLUMN dead_letter_retry.author IS 'Who.';
COMMENT ON COLUMN dead_letter_retry.note IS 'Why; empty if nothing was said.';
COMMENT ON COLUMN dead_letter_retry.letter_count IS 'How many letters were given back.';
COMMENT ON COLUMN dead_letter_retry.begun_at IS 'When the call began, UTC.';
