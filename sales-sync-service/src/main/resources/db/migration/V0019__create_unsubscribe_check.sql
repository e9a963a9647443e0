CREATE TABLE unsubscribe_check_settings_version (
    version         bigint      NOT NULL,
    enabled         boolean     NOT NULL,
    mode            text        NOT NULL,
    blocked_domains text[]      NOT NULL,
    stale_allowed   boolean     NOT NULL,
    author          text        NOT NULL,
    note            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT pk_unsubscribe_check_settings_version PRIMARY KEY (version),
    CONSTRAINT ck_unsubscribe_check_settings_version_mode CHECK (mode IN ('LIVE', 'HYBRID', 'MIRROR_ONLY'))
);

INSERT INTO unsubscribe_check_settings_version
    (version, enabled, mode, blocked_domains, stale_allowed, author, note, created_at)
VALUES (1, true, 'HYBRID', '{}', false, '', 'defaults', now());

CREATE TABLE unsubscribe_check_bypass (
    bypass_id       uuid        NOT NULL,
    reason          text        NOT NULL,
    purpose         text        NOT NULL,
    template_id     text        NOT NULL,
    template_owner  text        NOT NULL,
    recipient_count bigint      NOT NULL,
    recipients      text[]      NOT NULL,
    checked_at      timestamptz NOT NULL,
    CONSTRAINT pk_unsubscribe_check_bypass PRIMARY KEY (bypass_id),
    CONSTRAINT ck_unsubscribe_check_bypass_reason CHECK (reason IN ('NON_COMMERCIAL', 'CHECK_OFF')),
    CONSTRAINT ck_unsubscribe_check_bypass_recipients CHECK (cardinality(recipients) = recipient_count)
);

COMMENT ON TABLE unsubscribe_check_settings_version IS 'Settings of the check before a send, one row per version; the newest is in force.';
COMMENT ON COLUMN unsubscribe_check_settings_version.version IS 'From 1 upwards without holes; 1 are the defaults.';
COMMENT ON COLUMN unsubscribe_check_settings_version.enabled IS 'Whether Marketo is looked at.';
COMMENT ON COLUMN unsubscribe_check_settings_version.mode IS 'LIVE, HYBRID or MIRROR_ONLY.';
COMMENT ON COLUMN unsubscribe_check_settings_version.blocked_domains IS 'Nothing is sent to these and their subdomains; lower case, sorted.';
COMMENT ON COLUMN unsubscribe_check_settings_version.stale_allowed IS 'Whether a one-to-one send is allowed by a mirror younger than 24 hours while Marketo cannot be asked.';
COMMENT ON COLUMN unsubscribe_check_settings_version.author IS 'Who; empty for the defaults.';
COMMENT ON COLUMN unsubscribe_check_settings_version.note IS 'Why; empty if nothing was said.';
COMMENT ON COLUMN unsubscribe_check_settings_version.created_at IS 'Since when it is in force, UTC.';
COMMENT ON TABLE unsubscribe_check_bypass IS 'Calls of the check that allowed something without looking at opt-outs or at Marketo.';
COMMENT ON COLUMN unsubscribe_check_bypass.bypass_id IS 'Id; later ones sort later.';
COMMENT ON COLUMN unsubscribe_check_bypass.reason IS 'NON_COMMERCIAL: the template needs no consent. CHECK_OFF: the check was off.';
COMMENT ON COLUMN unsubscribe_check_bypass.purpose IS 'ONE_TO_ONE, BULK or CAMPAIGN.';
COMMENT ON COLUMN unsubscribe_check_bypass.template_id IS 'Id of the template; empty if none was named.';
COMMENT ON COLUMN unsubscribe_check_bypass.template_owner IS 'Whose template it is; empty if none was named.';
COMMENT ON COLUMN unsubscribe_check_bypass.recipient_count IS 'For how many recipients.';
COMMENT ON COLUMN unsubscribe_check_bypass.recipients IS 'For whom: subjects as in unsubscribe_ledger, hashes of their addresses.';
COMMENT ON COLUMN unsubscribe_check_bypass.checked_at IS 'When, UTC.';
