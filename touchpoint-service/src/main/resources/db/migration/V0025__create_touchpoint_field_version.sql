CREATE TABLE touchpoint_field_version (
    version    bigint      NOT NULL,
    fields     jsonb       NOT NULL,
    author     text        NOT NULL,
    note       text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_touchpoint_field_version PRIMARY KEY (version),
    CONSTRAINT ck_touchpoint_field_version_version CHECK (version > 0),
    CONSTRAINT ck_touchpoint_field_version_fields CHECK (jsonb_typeof(fields) = 'array')
);
COMMENT ON TABLE touchpoint_field_version IS
    'Configuration: the calculated fields of touchpoints that rules may test. The greatest version is in force; rows are only ever added.';
COMMENT ON COLUMN touchpoint_field_version.version IS 'From 1 upwards without holes; 1 is what ships: no field.';
COMMENT ON COLUMN touchpoint_field_version.fields IS
    'A JSON array, first to last: name, and either extracts {field, pattern}, or maps_to {field, entries [[value, result]], other}, or concatenates [text or {field}].';
COMMENT ON COLUMN touchpoint_field_version.author IS 'Who saved it, as the client said.';
COMMENT ON COLUMN touchpoint_field_version.note IS 'Why. Empty: nothing said.';
COMMENT ON COLUMN touchpoint_field_version.created_at IS 'Since when, UTC.';
COMMENT ON INDEX pk_touchpoint_field_version IS 'Reads what is in force; refuses the second of two editors.';

INSERT INTO touchpoint_field_version (version, fields, author, note, created_at)
VALUES (1, '[]', 'Touchstone', 'as shipped', now());
