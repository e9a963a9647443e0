CREATE TABLE connection (
    system        text        NOT NULL,
    base_url      text        NOT NULL,
    client_id     text        NOT NULL,
    sealed_secret bytea       NOT NULL,
    revision      bigint      NOT NULL,
    connected_at  timestamptz NOT NULL,
    CONSTRAINT pk_connection PRIMARY KEY (system),
    CONSTRAINT ck_connection_system CHECK (system = 'marketo'),
    CONSTRAINT ck_connection_revision CHECK (revision > 0)
);

COMMENT ON TABLE connection IS 'Credentials of the remote systems, one row per system. They were tried before they were stored.';
COMMENT ON COLUMN connection.system IS 'Which system: marketo.';
COMMENT ON COLUMN connection.base_url IS 'Address of the instance without path.';
COMMENT ON COLUMN connection.client_id IS 'Client id of the API user; only its last four characters are ever shown.';
COMMENT ON COLUMN connection.sealed_secret IS 'Client secret: one byte version (1), 12 bytes nonce, AES-256-GCM text and tag. The key is in the configuration of the service, not here.';
COMMENT ON COLUMN connection.revision IS 'Counts the replacements, from 1.';
COMMENT ON COLUMN connection.connected_at IS 'When these credentials were stored, UTC.';
