package dev.touchstone.touchpoint.site;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The domains in PostgreSQL. */
@ApplicationScoped
class SqlRegisteredDomains implements RegisteredDomains {
    private static final String ALL = "SELECT domain FROM site_domain";

    private final Database database;

    SqlRegisteredDomains(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> all() {
        return Set.copyOf(database.list(ALL, parameters -> {}, row -> row.text("domain")));
    }
}
