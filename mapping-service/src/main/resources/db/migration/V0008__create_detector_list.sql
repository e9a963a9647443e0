CREATE TABLE detector_list (
    version  text NOT NULL,
    lines    text NOT NULL,
    built_in boolean NOT NULL,
    placed   boolean NOT NULL,
    CONSTRAINT pk_detector_list PRIMARY KEY (version),
    CONSTRAINT ck_detector_list_source CHECK (built_in OR placed)
);
COMMENT ON TABLE detector_list IS 'The detector lists that classified here, so that every replica classifies by a version of the rules with the lists of that version.';
COMMENT ON COLUMN detector_list.version IS 'A date, 2026.11.22, or a later one of that day, 2026.11.22.01. One version has one content, for good.';
COMMENT ON COLUMN detector_list.lines IS 'All that they say: kind of list, comma, line of its file; in the order of the digest of rule_set.';
COMMENT ON COLUMN detector_list.built_in IS 'They came with a build that ran here. The latest of these tells an older build that it is one.';
COMMENT ON COLUMN detector_list.placed IS 'An operator put them beside a replica. All replicas take the latest of these, if it is later than their own.';
