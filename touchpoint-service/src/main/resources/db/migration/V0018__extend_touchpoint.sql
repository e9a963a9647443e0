ALTER TABLE touchpoint
    ADD COLUMN segments         text[],
    ADD COLUMN suppressing_rule text,
    ADD COLUMN removing_rule    text,
    DROP CONSTRAINT ck_touchpoint_type,
    ADD CONSTRAINT ck_touchpoint_type
        CHECK (type IN ('WEB_VISIT', 'WEB_FORM', 'WEB_CHAT', 'CALL', 'CRM_CAMPAIGN', 'CRM_ACTIVITY', 'MARKETO_PROGRAM',
                        'MARKETO_ACTIVITY')),
    DROP CONSTRAINT ck_touchpoint_fact_kind,
    ADD CONSTRAINT ck_touchpoint_fact_kind
        CHECK (fact_kind IN ('SESSION', 'CAMPAIGN_MEMBER', 'ACTIVITY', 'PROGRAM_MEMBER', 'MARKETING_ACTIVITY')),
    DROP CONSTRAINT ck_touchpoint_no_buyer_reason,
    ADD CONSTRAINT ck_touchpoint_no_buyer_reason
        CHECK (no_buyer_reason IN ('SUPPRESSED', 'NOT_IN_CRM', 'ROUTINE_WEB_VISIT', 'POST_LC_LIMIT')),
    ADD CONSTRAINT ck_touchpoint_suppressing_rule
        CHECK ((no_buyer_reason IS NOT NULL AND no_buyer_reason = 'SUPPRESSED') = (suppressing_rule IS NOT NULL)),
    ADD CONSTRAINT ck_touchpoint_removing_rule CHECK (removing_rule IS NULL OR no_buyer_reason IS NULL);
COMMENT ON TABLE touchpoint IS
    'Derived by person from sessions, campaign and program members, and activities of the CRM and of Marketo. Empty texts: absent.';
COMMENT ON COLUMN touchpoint.segments IS
    'Segments as Category.Segment, in the order of the categories. NULL: none, because there are no categories or it is before LC.';
COMMENT ON COLUMN touchpoint.suppressing_rule IS 'The suppression rule that makes it no buyer touchpoint. NULL: none.';
COMMENT ON COLUMN touchpoint.removing_rule IS 'The removal rule that keeps it out of the CRM. NULL: none.';
COMMENT ON COLUMN touchpoint.fact_id IS
    'session_id, campaign_member_id, activity_id, program_member_id or marketing_activity_id, by fact_kind.';

ALTER TABLE session_settings_version
    ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC';
COMMENT ON COLUMN session_settings_version.time_zone IS
    'The organisation''s zone by its IANA name: days of campaigns and rules are days there. UTC ships.';
