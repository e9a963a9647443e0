-- The constraints hold for what is there, since the new value and the new column are not in use yet: only new rows are checked.
ALTER TABLE touchpoint
    ADD COLUMN overlaps_with uuid,
    DROP CONSTRAINT ck_touchpoint_no_buyer_reason,
    ADD CONSTRAINT ck_touchpoint_no_buyer_reason
        CHECK (no_buyer_reason IN ('SUPPRESSED', 'OVERLAPS_WITH', 'NOT_IN_CRM', 'ROUTINE_WEB_VISIT', 'POST_LC_LIMIT')) NOT VALID,
    ADD CONSTRAINT ck_touchpoint_overlaps_with
        CHECK ((no_buyer_reason IS NOT NULL AND no_buyer_reason = 'OVERLAPS_WITH') = (overlaps_with IS NOT NULL)) NOT VALID;
COMMENT ON COLUMN touchpoint.overlaps_with IS
    'The touchpoint of the person that describes the same interaction and stays. NULL: none.';

ALTER TABLE session_settings_version
    ADD COLUMN overlap_rules text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN session_settings_version.overlap_rules IS
    'Of two touchpoints of one interaction which stays: kept source, yielding source and the seconds between them at most; without seconds on the same day.';
