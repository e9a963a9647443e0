package dev.touchstone.testing.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the service under a {@code @QuarkusTest} a fresh database of its own. */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = TestDatabase.create("service");
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
