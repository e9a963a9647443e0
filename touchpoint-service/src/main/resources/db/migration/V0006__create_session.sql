CREATE TABLE session (
    visitor_id            text COLLATE "C" NOT NULL,
    session_id            uuid        NOT NULL,
    started_at            timestamptz NOT NULL,
    ended_at              timestamptz NOT NULL,
    start_reason          text        NOT NULL,
    page_view_count       integer     NOT NULL,
    form_submission_count integer     NOT NULL,
    landing_page          text        NOT NULL,
    landing_page_raw      text        NOT NULL,
    referrer_page         text        NOT NULL,
    referrer_page_raw     text        NOT NULL,
    referrer_host         text        NOT NULL,
    utm_source            text        NOT NULL,
    utm_medium            text        NOT NULL,
    utm_campaign          text        NOT NULL,
    utm_content           text        NOT NULL,
    utm_term              text        NOT NULL,
    form_url              text        NOT NULL,
    person_id             uuid,
    mapping_key_id        uuid        NOT NULL,
    digest                uuid        NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (visitor_id, session_id),
    CONSTRAINT ck_session_start_reason CHECK (start_reason IN ('FIRST_EVENT', 'INACTIVITY', 'NEW_SOURCE'))
);
CREATE INDEX ix_session_person_id ON session (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ix_session_session_id ON session (session_id);
COMMENT ON TABLE session IS 'Derived from web_event by visitor. Empty texts: absent.';
COMMENT ON COLUMN session.session_id IS 'Computed from the visitor and the first interaction.';
COMMENT ON COLUMN session.referrer_host IS 'Host of the external page before, lower case, without www.';
COMMENT ON COLUMN session.person_id IS 'Whose it is. NULL: anonymous.';
COMMENT ON COLUMN session.digest IS 'Of all other columns: an equal session is not written again.';
COMMENT ON INDEX pk_session IS 'Derivation of a visitor''s sessions; ListSessions.';
COMMENT ON INDEX ix_session_person_id IS 'Derivation of a person''s touchpoints.';
COMMENT ON INDEX ix_session_session_id IS 'ExplainFact, ExplainTouchpoint.';
