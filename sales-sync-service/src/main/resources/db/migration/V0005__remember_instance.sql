ALTER TABLE connection
    ADD COLUMN instance_id text,
    ALTER COLUMN client_id DROP NOT NULL,
    ALTER COLUMN sealed_secret DROP NOT NULL,
    ADD CONSTRAINT ck_connection_credentials CHECK ((client_id IS NULL) = (sealed_secret IS NULL));

UPDATE connection
SET instance_id = CASE
    WHEN base_url ~* '^https?://[0-9]{3}-[a-z]{3}-[0-9]{3}[.]' THEN upper(substring(base_url FROM '^[a-zA-Z]+://([^.]+)[.]'))
    ELSE lower(regexp_replace(base_url, '^[a-zA-Z]+://', ''))
END;

ALTER TABLE connection ALTER COLUMN instance_id SET NOT NULL;

COMMENT ON COLUMN connection.instance_id IS 'Which instance the people here come from: the Munchkin account id, or host and port of an emulator. Stays when the credentials are removed.';
COMMENT ON COLUMN connection.client_id IS 'Client id of the API user; only its last four characters are ever shown. NULL while disconnected.';
COMMENT ON COLUMN connection.sealed_secret IS 'Client secret: one byte version (1), 12 bytes nonce, AES-256-GCM text and tag. The key is in the configuration of the service, not here. NULL while disconnected.';
