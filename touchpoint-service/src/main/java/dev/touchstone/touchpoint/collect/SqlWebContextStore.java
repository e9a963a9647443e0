package dev.touchstone.touchpoint.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.session.WebContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Circumstances in PostgreSQL. */
@ApplicationScoped
class SqlWebContextStore implements WebContextStore {
    /** Some 100 bytes each. */
    private static final int REMEMBERED = 20_000;

    private static final String INTERN = """
            INSERT INTO web_context (context_id, site_id, consent_given, browser, platform, country, region, city)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                     AS c (context_id, site_id, consent_given, browser, platform, country, region, city)
            ORDER BY context_id
            ON CONFLICT (context_id) DO NOTHING
            """;

    private final Database database;
    private final Cache<UUID, Boolean> stored =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    SqlWebContextStore(Database database) {
        this.database = database;
    }

    /** A transaction of its own, because nobody calls this in one. What is remembered is committed. */
    @Override
    public void intern(Collection<WebContext> contexts) {
        List<WebContext> unknown = contexts.stream()
                .distinct()
                .filter(context -> stored.getIfPresent(context.id()) == null)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        database.update(
                INTERN,
                parameters -> parameters
                        .uuids(unknown, WebContext::id)
                        .texts(unknown, WebContext::siteId)
                        .flags(unknown, WebContext::consentGiven)
                        .texts(unknown, WebContext::browser)
                        .texts(unknown, WebContext::platform)
                        .texts(unknown, WebContext::country)
                        .texts(unknown, WebContext::region)
                        .texts(unknown, WebContext::city));
        unknown.forEach(context -> stored.put(context.id(), true));
    }
}
