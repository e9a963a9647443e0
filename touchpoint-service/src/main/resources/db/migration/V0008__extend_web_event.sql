CREATE TABLE web_context (
    context_id    uuid    NOT NULL,
    site_id       text    NOT NULL,
    consent_given boolean NOT NULL,
    browser       text    NOT NULL,
    platform      text    NOT NULL,
    country       text    NOT NULL,
    region        text    NOT NULL,
    city          text    NOT NULL,
    CONSTRAINT pk_web_context PRIMARY KEY (context_id)
);
COMMENT ON TABLE web_context IS
    'The circumstances in which visitors did something, each once; events and sessions point here. Written once, never changed. Empty texts: unknown.';
COMMENT ON COLUMN web_context.context_id IS 'Computed from the other columns.';
COMMENT ON COLUMN web_context.consent_given IS 'True: consent was required and given. False: not required, or nothing is known.';
COMMENT ON COLUMN web_context.browser IS 'Browser and version, as reports show it.';
COMMENT ON COLUMN web_context.platform IS 'Operating system and version, as reports show it.';
COMMENT ON COLUMN web_context.country IS 'ISO 3166-1 alpha-2 code. Coarse, from a database that the operator gives; the IP address itself is kept nowhere.';
COMMENT ON COLUMN web_context.region IS 'ISO 3166-2 code after the hyphen.';

ALTER TABLE web_event
    ADD COLUMN sequence             integer NOT NULL DEFAULT 0,
    ADD COLUMN clock_offset_minutes integer NOT NULL DEFAULT 0,
    ADD COLUMN alias                text COLLATE "C",
    ADD COLUMN form_name            text,
    ADD COLUMN form_source          text,
    ADD COLUMN context_id           uuid,
    DROP CONSTRAINT ck_web_event_type,
    ADD CONSTRAINT ck_web_event_type
        CHECK (type IN ('PAGE_VIEW', 'FORM_SUBMISSION', 'IDENTIFICATION', 'CHAT', 'EMAIL_LINK_CLICK', 'ALIAS'));
CREATE INDEX ix_web_event_email ON web_event (email) WHERE email IS NOT NULL;
CREATE INDEX ix_web_event_alias ON web_event (alias) WHERE alias IS NOT NULL;

COMMENT ON COLUMN web_event.email IS 'The address the visitor gave, lower case. NULL: none, as for a page view.';
COMMENT ON COLUMN web_event.sequence IS 'Position in the client''s count of its events; breaks ties of time. 0: the client does not count.';
COMMENT ON COLUMN web_event.clock_offset_minutes IS
    'To be added to occurred_at: the client''s clock was wrong by so much. Of several copies of an event the smallest is kept.';
COMMENT ON COLUMN web_event.alias IS 'Type and value of another id of the visitor. NULL: none.';
COMMENT ON COLUMN web_event.form_name IS 'Name or id of the form. NULL: no form, or it has none.';
COMMENT ON COLUMN web_event.form_source IS 'How the submission was noticed. NULL: no form.';
COMMENT ON COLUMN web_event.context_id IS 'web_context. NULL: nothing is known.';
COMMENT ON INDEX ix_web_event_email IS 'Finds the visitors known by an address.';
COMMENT ON INDEX ix_web_event_alias IS 'Finds the visitors with an alias.';
