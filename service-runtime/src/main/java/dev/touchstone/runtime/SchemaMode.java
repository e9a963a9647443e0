package dev.touchstone.runtime;

/** What a process does about the schema of its database. */
public enum SchemaMode {
    /** Migrates the schema and serves; several processes may do so at once, one of them migrates and the others wait. */
    MIGRATE,

    /** Serves once another process has migrated the schema. */
    WAIT,

    /** Migrates the schema and ends, with 0, or with 1 if a migration fails; it serves nothing. */
    MIGRATE_ONLY
}
