CREATE TABLE person (
    person_id uuid             NOT NULL,
    email     text COLLATE "C" NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (person_id)
);
COMMENT ON TABLE person IS 'Derived: everybody known by an e-mail address. A row is written once and never changes.';
COMMENT ON COLUMN person.person_id IS 'Computed from the address.';
COMMENT ON COLUMN person.email IS 'Lower case.';

CREATE TABLE crm_person_identity (
    crm_person_id text COLLATE "C" NOT NULL,
    person_id     uuid             NOT NULL,
    CONSTRAINT pk_crm_person_identity PRIMARY KEY (crm_person_id)
);
CREATE INDEX ix_crm_person_identity_person_id ON crm_person_identity (person_id);
COMMENT ON TABLE crm_person_identity IS
    'Derived: which person a lead or contact is, by its e-mail address. Says also who it was, when the address changes.';
COMMENT ON INDEX ix_crm_person_identity_person_id IS 'Derivation of a person''s touchpoints.';
