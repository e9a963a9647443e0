CREATE TABLE site (
    site_id              text COLLATE "C" NOT NULL,
    display_name         text        NOT NULL,
    email_link_parameter text        NOT NULL,
    form_event_names     text[]      NOT NULL,
    write_key            text        NOT NULL,
    previous_write_key   text,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    revision             bigint      NOT NULL,
    CONSTRAINT pk_site PRIMARY KEY (site_id),
    CONSTRAINT uq_site_write_key UNIQUE (write_key)
);
COMMENT ON TABLE site IS 'Configuration: the sites whose visits are collected.';
COMMENT ON COLUMN site.email_link_parameter IS 'The query parameter by which links in e-mails name their reader.';
COMMENT ON COLUMN site.form_event_names IS 'Names of events of the Segment API that count as a form. Empty: the shipped one.';
COMMENT ON COLUMN site.write_key IS 'Public by nature: it stands in every page, and can only write.';
COMMENT ON COLUMN site.previous_write_key IS 'Valid beside write_key until the next rotation. NULL: none.';
COMMENT ON COLUMN site.revision IS 'Counts changes; the etag.';

CREATE TABLE site_domain (
    domain  text COLLATE "C" NOT NULL,
    site_id text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL,
    CONSTRAINT pk_site_domain PRIMARY KEY (domain),
    CONSTRAINT fk_site_domain_site FOREIGN KEY (site_id) REFERENCES site (site_id) ON DELETE CASCADE
);
CREATE INDEX ix_site_domain_site_id ON site_domain (site_id);
COMMENT ON TABLE site_domain IS 'Configuration: registered domains. A domain stands for its subdomains.';
COMMENT ON COLUMN site_domain.domain IS 'Lower case, without www.';
COMMENT ON COLUMN site_domain.enabled IS 'False: events of its pages are refused from now on.';
COMMENT ON INDEX ix_site_domain_site_id IS 'Reads a site with its domains.';
