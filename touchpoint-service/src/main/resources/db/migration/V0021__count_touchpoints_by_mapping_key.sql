-- What a change of the channel rules would do is told by keys: how many touchpoints each has is kept, not counted each time.
CREATE TABLE mapping_key_count (
    mapping_key_id   uuid   NOT NULL,
    touchpoint_count bigint NOT NULL,
    CONSTRAINT pk_mapping_key_count PRIMARY KEY (mapping_key_id)
);
COMMENT ON TABLE mapping_key_count IS
    'Derived: touchpoints by mapping key, up to what mapping_key_count_delta holds beside.';
COMMENT ON INDEX pk_mapping_key_count IS 'PreviewRuleSet; folding.';

CREATE TABLE mapping_key_count_delta (
    mapping_key_id   uuid    NOT NULL,
    touchpoint_count integer NOT NULL
);
COMMENT ON TABLE mapping_key_count_delta IS
    'By how much derivation changed the number of a key''s touchpoints: inserted with the touchpoints, so that no derivation waits for another''s row, and folded into mapping_key_count soon after. Without index: it is read as a whole, and short.';

INSERT INTO mapping_key_count
SELECT mapping_key_id, count(*) FROM touchpoint GROUP BY mapping_key_id ORDER BY mapping_key_id;

-- The same with what people and times are counted by, so that the table need not be visited for each touchpoint.
CREATE INDEX ix_touchpoint_mapping_key ON touchpoint (mapping_key_id, touchpoint_id) INCLUDE (person_id, touched_at);
COMMENT ON INDEX ix_touchpoint_mapping_key IS
    'WatchTouchpoints: the touchpoints of a re-mapped key. PreviewRuleSet and ListNullCampaigns: people and touchpoints of some keys.';
DROP INDEX ix_touchpoint_mapping_key_id;
ANALYZE mapping_key_count;
