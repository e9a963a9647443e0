-- A crash of the server may empty it: a trace is lost then, no fact.
CREATE UNLOGGED TABLE left_trace (
    work        text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    traceparent text COLLATE "C" NOT NULL,
    left_at     timestamptz      NOT NULL,
    CONSTRAINT pk_left_trace PRIMARY KEY (work, key, traceparent)
);
COMMENT ON TABLE left_trace IS
    'Which traces caused work that waits (decision 0054). Written while tracing is on, deleted by who goes on with the trace, at the latest after a day.';
COMMENT ON COLUMN left_trace.work IS 'A queue of dirty_mark, or mapping_key.';
COMMENT ON COLUMN left_trace.key IS 'What the work is about: a key of the queue, or a mapping_key_id.';
COMMENT ON COLUMN left_trace.traceparent IS 'As W3C Trace Context writes it: version, trace, span, flags.';
COMMENT ON COLUMN left_trace.left_at IS 'When it was left.';
COMMENT ON INDEX pk_left_trace IS 'Takes the traces of some keys.';
CREATE INDEX ix_left_trace_left_at ON left_trace (left_at);
COMMENT ON INDEX ix_left_trace_left_at IS 'Forgets those that nobody went on with.';
