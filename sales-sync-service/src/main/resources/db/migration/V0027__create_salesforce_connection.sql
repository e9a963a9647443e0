CREATE TABLE salesforce_connection (
    system          text        NOT NULL,
    organization_id text        NOT NULL,
    login_url       text        NOT NULL,
    instance_url    text        NOT NULL,
    client_id       text,
    principal       text,
    username        text,
    sealed_secrets  bytea,
    revision        bigint      NOT NULL,
    connected_at    timestamptz NOT NULL,
    probed_at       timestamptz,
    api_version     text,
    newest_version  text,
    edition         text,
    sandbox         boolean     NOT NULL,
    daily_max       bigint      NOT NULL,
    daily_left      bigint      NOT NULL,
    fault_reason    text,
    fault_sentence  text,
    fault_at        timestamptz,
    retry_at        timestamptz,
    CONSTRAINT pk_salesforce_connection PRIMARY KEY (system),
    CONSTRAINT ck_salesforce_connection_system CHECK (system = 'salesforce'),
    CONSTRAINT ck_salesforce_connection_principal CHECK (principal IN ('JWT_BEARER', 'CLIENT_CREDENTIALS')),
    CONSTRAINT ck_salesforce_connection_credentials CHECK (
        (client_id IS NULL) = (sealed_secrets IS NULL) AND (client_id IS NULL) = (principal IS NULL)),
    CONSTRAINT ck_salesforce_connection_fault CHECK (
        (fault_reason IS NULL) = (fault_sentence IS NULL) AND (fault_reason IS NULL) = (fault_at IS NULL))
);

CREATE TABLE salesforce_finding (
    kind   text NOT NULL,
    object text NOT NULL,
    field  text NOT NULL,
    CONSTRAINT pk_salesforce_finding PRIMARY KEY (kind, object, field)
);

CREATE TABLE seller_connection (
    seller         text        NOT NULL,
    user_id        text        NOT NULL,
    username       text        NOT NULL,
    instance_url   text        NOT NULL,
    sealed_refresh bytea       NOT NULL,
    revision       bigint      NOT NULL,
    connected_at   timestamptz NOT NULL,
    fault_reason   text,
    fault_sentence text,
    fault_at       timestamptz,
    retry_at       timestamptz,
    CONSTRAINT pk_seller_connection PRIMARY KEY (seller),
    CONSTRAINT uq_seller_connection_user UNIQUE (user_id),
    CONSTRAINT ck_seller_connection_seller CHECK (seller = lower(seller)),
    CONSTRAINT ck_seller_connection_fault CHECK (
        (fault_reason IS NULL) = (fault_sentence IS NULL) AND (fault_reason IS NULL) = (fault_at IS NULL))
);

-- Connections that are to be tried again.
CREATE INDEX ix_seller_connection_retry ON seller_connection (retry_at) WHERE retry_at IS NOT NULL;

CREATE TABLE seller_authorization (
    state_hash      bytea       NOT NULL,
    seller          text        NOT NULL,
    redirect_uri    text        NOT NULL,
    sealed_verifier bytea       NOT NULL,
    expires_at      timestamptz NOT NULL,
    CONSTRAINT pk_seller_authorization PRIMARY KEY (state_hash)
);

ALTER TABLE sync_warning
    DROP CONSTRAINT ck_sync_warning_kind,
    ADD CONSTRAINT ck_sync_warning_kind CHECK (
        kind IN ('FIELD_MISSING', 'FIELD_TYPE_CHANGED', 'CAPACITY_WARNING', 'CAPACITY_REACHED', 'CRM_FINDING', 'CRM_CONNECTION_BROKEN',
            'SELLER_CONNECTION_BROKEN'));

COMMENT ON COLUMN sync_warning.kind IS 'FIELD_MISSING: Marketo lacks the field. FIELD_TYPE_CHANGED: it has another type than usual. CAPACITY_WARNING: 90 % of the people that may be are there. CAPACITY_REACHED: all of them. CRM_FINDING: something is missing in the Salesforce organization. CRM_CONNECTION_BROKEN: its credentials are of no use. SELLER_CONNECTION_BROKEN: those of a seller are not.';
COMMENT ON COLUMN sync_warning.subject IS 'What it is about: a field''s REST name in Marketo, an object or Object.Field in Salesforce, the Salesforce id of a user; empty if it is about no single thing.';

COMMENT ON TABLE salesforce_connection IS 'The organization, its app, and the credentials of background work: at most one row. They were tried before they were stored.';
COMMENT ON COLUMN salesforce_connection.system IS 'Always salesforce: there is one row.';
COMMENT ON COLUMN salesforce_connection.organization_id IS 'Which organization, 18 characters. Stays when the credentials are removed.';
COMMENT ON COLUMN salesforce_connection.login_url IS 'Where tokens are asked for, without path.';
COMMENT ON COLUMN salesforce_connection.instance_url IS 'Where it was called when it was probed last.';
COMMENT ON COLUMN salesforce_connection.client_id IS 'Client id of the app; only its last four characters are ever shown. NULL while disconnected.';
COMMENT ON COLUMN salesforce_connection.principal IS 'JWT_BEARER or CLIENT_CREDENTIALS. NULL while disconnected.';
COMMENT ON COLUMN salesforce_connection.username IS 'User name of the integration user. NULL while disconnected.';
COMMENT ON COLUMN salesforce_connection.sealed_secrets IS 'Private key and client secret as JSON: one byte version (1), 12 bytes nonce, AES-256-GCM text and tag. The key is in the configuration of the service, not here. NULL while disconnected.';
COMMENT ON COLUMN salesforce_connection.revision IS 'Counts the replacements, from 1.';
COMMENT ON COLUMN salesforce_connection.connected_at IS 'When these credentials were stored, UTC.';
COMMENT ON COLUMN salesforce_connection.probed_at IS 'When the organization was looked at last, UTC. NULL while disconnected.';
COMMENT ON COLUMN salesforce_connection.api_version IS 'Version of the API in use then.';
COMMENT ON COLUMN salesforce_connection.newest_version IS 'Newest version that the organization had then.';
COMMENT ON COLUMN salesforce_connection.edition IS 'Edition; empty if the user may not see it.';
COMMENT ON COLUMN salesforce_connection.sandbox IS 'True for a sandbox.';
COMMENT ON COLUMN salesforce_connection.daily_max IS 'Calls of 24 hours that the organization allowed then.';
COMMENT ON COLUMN salesforce_connection.daily_left IS 'Calls that were left then.';
COMMENT ON COLUMN salesforce_connection.fault_reason IS 'Why the credentials cannot be used; NULL while they can be.';
COMMENT ON COLUMN salesforce_connection.fault_sentence IS 'The same for a person.';
COMMENT ON COLUMN salesforce_connection.fault_at IS 'Since when, UTC.';
COMMENT ON COLUMN salesforce_connection.retry_at IS 'When they are tried again, UTC; NULL if only somebody''s connecting again helps.';
COMMENT ON TABLE salesforce_finding IS 'What the last look at the organization missed.';
COMMENT ON COLUMN salesforce_finding.kind IS 'What is missing: OBJECT_HIDDEN, OBJECT_READ_ONLY, FIELD_HIDDEN, FIELD_READ_ONLY, KEY_FIELD_MISSING, KEY_FIELD_NOT_UNIQUE.';
COMMENT ON COLUMN salesforce_finding.object IS 'API name of the object.';
COMMENT ON COLUMN salesforce_finding.field IS 'API name of the field; empty if it is about the object.';
COMMENT ON TABLE seller_connection IS 'Authorizations of sellers. A seller who disconnects has no row.';
COMMENT ON COLUMN seller_connection.seller IS 'E-mail address that activities name as actor, in lower case.';
COMMENT ON COLUMN seller_connection.user_id IS 'Salesforce id of the user who authorized it, 18 characters.';
COMMENT ON COLUMN seller_connection.username IS 'User name of that user.';
COMMENT ON COLUMN seller_connection.instance_url IS 'Where Salesforce wanted to be called when it gave a session last.';
COMMENT ON COLUMN seller_connection.sealed_refresh IS 'The newest refresh token, sealed as salesforce_connection.sealed_secrets. The row is locked from before it is used until the next one is stored.';
COMMENT ON COLUMN seller_connection.revision IS 'Counts the authorizations, from 1.';
COMMENT ON COLUMN seller_connection.connected_at IS 'When the seller authorized it last, UTC.';
COMMENT ON COLUMN seller_connection.fault_reason IS 'Why it cannot be used; NULL while it can be.';
COMMENT ON COLUMN seller_connection.fault_sentence IS 'The same for a person.';
COMMENT ON COLUMN seller_connection.fault_at IS 'Since when, UTC.';
COMMENT ON COLUMN seller_connection.retry_at IS 'When it is tried again, UTC; NULL if only the seller''s connecting again helps.';
COMMENT ON INDEX ix_seller_connection_retry IS 'Connections that are due to be tried again.';
COMMENT ON TABLE seller_authorization IS 'Authorizations in hand: the seller is at Salesforce''s log-in. Used once, forgotten after 10 minutes.';
COMMENT ON COLUMN seller_authorization.state_hash IS 'SHA-256 of the state that comes back with the code.';
COMMENT ON COLUMN seller_authorization.seller IS 'Who is to be connected.';
COMMENT ON COLUMN seller_authorization.redirect_uri IS 'Where the browser is sent back to; it is part of the exchange.';
COMMENT ON COLUMN seller_authorization.sealed_verifier IS 'Code verifier (PKCE), sealed as salesforce_connection.sealed_secrets.';
COMMENT ON COLUMN seller_authorization.expires_at IS 'Not taken any more after this, UTC.';
