ALTER TABLE rule_set
    ADD COLUMN author           text NOT NULL DEFAULT 'Touchstone',
    ADD COLUMN note             text NOT NULL DEFAULT '',
    ADD COLUMN restored_version bigint NOT NULL DEFAULT 0,
    ADD COLUMN start_at         timestamptz,
    ADD COLUMN rule_count       integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT ck_rule_set_state,
    DROP CONSTRAINT ck_rule_set_published_at;
UPDATE rule_set s SET rule_count = (SELECT count(*) FROM channel_rule r WHERE r.version = s.version);
-- The defaults were for the versions that came with the product; from now on everybody says who they are.
ALTER TABLE rule_set
    ALTER COLUMN author DROP DEFAULT,
    ALTER COLUMN note DROP DEFAULT,
    ALTER COLUMN restored_version DROP DEFAULT,
    ALTER COLUMN rule_count DROP DEFAULT,
    ALTER COLUMN published_at SET NOT NULL,
    ADD CONSTRAINT ck_rule_set_state CHECK (state IN ('PUBLISHED', 'SUPERSEDED')),
    ADD CONSTRAINT ck_rule_set_author CHECK (char_length(author) BETWEEN 1 AND 100),
    ADD CONSTRAINT ck_rule_set_note CHECK (char_length(note) <= 500),
    ADD CONSTRAINT ck_rule_set_restored_version CHECK (restored_version BETWEEN 0 AND version - 1),
    ADD CONSTRAINT ck_rule_set_rule_count CHECK (rule_count >= 0);
COMMENT ON TABLE rule_set IS 'Published versions of the ordered channel rules. A version never changes but for its state.';
COMMENT ON COLUMN rule_set.state IS 'PUBLISHED is the latest, SUPERSEDED was the latest before another.';
COMMENT ON COLUMN rule_set.published_at IS 'When it was published, UTC.';
COMMENT ON COLUMN rule_set.author IS 'Who published it, as the client said; Touchstone for what ships.';
COMMENT ON COLUMN rule_set.note IS 'Why; empty if nothing was said.';
COMMENT ON COLUMN rule_set.restored_version IS 'The version that was put in force again by it; 0 for any other.';
COMMENT ON COLUMN rule_set.start_at IS 'It decides for touchpoints at and after this time only, UTC; NULL for all.';
COMMENT ON COLUMN rule_set.rule_count IS 'Number of rows, online and offline.';

CREATE TABLE rule_set_period (
    version  bigint NOT NULL,
    start_at timestamptz,
    CONSTRAINT pk_rule_set_period PRIMARY KEY (version),
    CONSTRAINT fk_rule_set_period_rule_set FOREIGN KEY (version) REFERENCES rule_set (version),
    CONSTRAINT uq_rule_set_period_start_at UNIQUE NULLS NOT DISTINCT (start_at)
);
COMMENT ON TABLE rule_set_period IS 'From when on which version decides: each until the next begins. Empty before the first version.';
COMMENT ON COLUMN rule_set_period.version IS 'The version that decides.';
COMMENT ON COLUMN rule_set_period.start_at IS 'Touchpoints at and after this time, UTC; NULL for the first period, which has no beginning.';
COMMENT ON INDEX pk_rule_set_period IS 'A version decides in one period at most; serves ChannelService.SetChannelArchived.';
COMMENT ON INDEX uq_rule_set_period_start_at IS 'Periods do not overlap; serves RuleSetService.GetActiveRuleSet.';
INSERT INTO rule_set_period (version) SELECT version FROM rule_set WHERE state = 'PUBLISHED';
