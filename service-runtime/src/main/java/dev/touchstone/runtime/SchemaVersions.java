package dev.touchstone.runtime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalInt;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * The version that the schema of the database has, and the one that this build needs.
 *
 * @param found as Flyway writes it: {@code 0036}; {@code none} for a database without a schema
 * @param needed the last version that this build knows; {@code none} if it knows none
 * @param pending how many migrations lead from the one to the other; 0 also when the database is ahead of this build
 */
record SchemaVersions(String found, String needed, int pending) {
    private static final String NONE = "none";

    /** Before the database has answered. */
    static final SchemaVersions UNKNOWN = new SchemaVersions("unknown", "unknown", 0);

    static SchemaVersions of(MigrationInfoService info) {
        MigrationInfo current = info.current();
        String needed = Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse(NONE);
        return new SchemaVersions(
                current == null ? NONE : String.valueOf(current.getVersion()), needed, info.pending().length);
    }

    /** The version found as a number; empty if there is none, or it is not known yet. */
    OptionalInt number() {
        return equals(UNKNOWN) || found.equals(NONE) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(found));
    }

    SchemaVersions migrated() {
        return pending == 0 ? this : new SchemaVersions(needed, needed, 0);
    }

    /** For a sentence: {@code the schema has version 0035 and this build needs 0036}. */
    String sentence() {
        return "the schema has version " + found + " and this build needs " + needed;
    }
}
