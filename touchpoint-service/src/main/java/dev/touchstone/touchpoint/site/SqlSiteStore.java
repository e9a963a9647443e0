package dev.touchstone.touchpoint.site;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sites in PostgreSQL. */
@ApplicationScoped
class SqlSiteStore implements SiteStore {
    private static final String INSERT = """
            INSERT INTO site (site_id, display_name, email_link_parameter, form_event_names, write_key, previous_write_key,
                              created_at, updated_at, revision)
            VALUES (?, ?, ?, ?::text[], ?, ?, ?, ?, ?)
            ON CONFLICT (site_id) DO NOTHING
            """;

    private static final String REPLACE = """
            UPDATE site SET display_name = ?, email_link_parameter = ?, form_event_names = ?::text[], write_key = ?,
                            previous_write_key = ?, updated_at = ?, revision = ?
            WHERE site_id = ? AND revision = ?
            """;

    private static final String DELETE_DOMAINS =
            "DELETE FROM site_domain WHERE site_id = ? AND domain <> ALL (?::text[])";

    /** A domain of another site is left alone, and so is not among the rows that come back. */
    private static final String STORE_DOMAINS = """
            INSERT INTO site_domain (domain, site_id, enabled)
            SELECT domain, ?, enabled FROM unnest(?::text[], ?::boolean[]) AS d (domain, enabled)
            ON CONFLICT (domain) DO UPDATE SET enabled = excluded.enabled WHERE site_domain.site_id = excluded.site_id
            RETURNING domain
            """;

    private static final String SITES = """
            SELECT s.site_id, s.display_name, s.email_link_parameter, s.form_event_names, s.write_key, s.previous_write_key,
                   s.created_at, s.updated_at, s.revision, d.enabled_domains, d.disabled_domains
            FROM site s CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(domain) FILTER (WHERE enabled), '{}') AS enabled_domains,
                       coalesce(array_agg(domain) FILTER (WHERE NOT enabled), '{}') AS disabled_domains
                FROM site_domain WHERE site_id = s.site_id) d
            """;

    private static final String FIND = SITES + "WHERE s.site_id = ?";

    private static final String LIST = SITES + "WHERE s.site_id > ? ORDER BY s.site_id LIMIT ?";

    /** A change raises the sum; the time tells apart what an operator deleted and made anew. */
    private static final String REVISION = "SELECT concat(sum(revision), '/', max(updated_at)) AS revision FROM site";

    private final Database database;

    SqlSiteStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Site site) {
        return database.update(
                        INSERT,
                        parameters -> parameters
                                .text(site.siteId())
                                .text(site.settings().displayName())
                                .text(site.settings().emailLinkParameter())
                                .texts(site.settings().formEventNames(), name -> name)
                                .text(site.writeKey())
                                .text(site.previousWriteKey())
                                .time(site.createdAt())
                                .time(site.updatedAt())
                                .number(site.revision()))
                == 1;
    }

    @Override
    public boolean replace(Site site, long revision) {
        return database.update(
                        REPLACE,
                        parameters -> parameters
                                .text(site.settings().displayName())
                                .text(site.settings().emailLinkParameter())
                                .texts(site.settings().formEventNames(), name -> name)
                                .text(site.writeKey())
                                .text(site.previousWriteKey())
                                .time(site.updatedAt())
                                .number(site.revision())
                                .text(site.siteId())
                                .number(revision))
                == 1;
    }

    @Override
    public List<String> replaceDomains(String siteId, Collection<SiteDomain> domains) {
        // In one order everywhere, so that two sites that want the same domains wait for each other and do not
        // deadlock.
        List<SiteDomain> sorted = domains.stream()
                .sorted(Comparator.comparing(SiteDomain::domain))
                .toList();
        database.update(DELETE_DOMAINS, parameters -> parameters.text(siteId).texts(sorted, SiteDomain::domain));
        List<String> stored = database.list(
                STORE_DOMAINS,
                parameters -> parameters
                        .text(siteId)
                        .texts(sorted, SiteDomain::domain)
                        .flags(sorted, SiteDomain::enabled),
                row -> row.text("domain"));
        List<String> taken =
                new ArrayList<>(sorted.stream().map(SiteDomain::domain).toList());
        taken.removeAll(stored);
        return taken;
    }

    @Override
    public Optional<Site> find(String siteId) {
        return database.find(FIND, parameters -> parameters.text(siteId), SqlSiteStore::site);
    }

    @Override
    public List<Site> list(String afterSiteId, int limit) {
        return database.list(LIST, parameters -> parameters.text(afterSiteId).number(limit), SqlSiteStore::site);
    }

    @Override
    public String revision() {
        return database.get(REVISION, parameters -> {}, row -> row.text("revision"));
    }

    private static Site site(SqlRow row) throws SQLException {
        List<SiteDomain> domains = new ArrayList<>();
        row.texts("enabled_domains").forEach(domain -> domains.add(new SiteDomain(domain, true)));
        row.texts("disabled_domains").forEach(domain -> domains.add(new SiteDomain(domain, false)));
        return new Site(
                row.text("site_id"),
                new SiteSettings(
                        row.text("display_name"),
                        domains,
                        row.text("email_link_parameter"),
                        row.texts("form_event_names")),
                row.text("write_key"),
                row.optionalText("previous_write_key").orElse(null),
                row.time("created_at"),
                row.time("updated_at"),
                row.number("revision"));
    }
}
