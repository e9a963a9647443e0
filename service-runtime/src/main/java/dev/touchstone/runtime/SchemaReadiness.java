package dev.touchstone.runtime;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the schema has the version this build needs; says which that is, and which was found. */
@Readiness
class SchemaReadiness implements HealthCheck {
    private final SchemaMigration migration;

    SchemaReadiness(SchemaMigration migration) {
        this.migration = migration;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema")
                .status(migration.isDone())
                .withData("state", migration.state())
                .withData("found", migration.versions().found())
                .withData("needed", migration.versions().needed())
                .build();
    }
}
