package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Touchpoints by mapping key in PostgreSQL. */
@ApplicationScoped
class SqlKeyCountStore implements KeyCountStore {
    /** One transaction of all replicas folds at a time; the others have nothing to do. The second number is no shard's. */
    private static final String TRY_LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtext('mapping_key_count'), 0) AS locked";

    private static final String FOLD = """
            WITH taken AS (
                DELETE FROM mapping_key_count_delta
                WHERE ctid = ANY (ARRAY(SELECT d.ctid FROM mapping_key_count_delta d LIMIT ?))
                RETURNING mapping_key_id, touchpoint_count
            ), folded AS (
                INSERT INTO mapping_key_count AS c (mapping_key_id, touchpoint_count)
                SELECT mapping_key_id, sum(touchpoint_count) FROM taken GROUP BY mapping_key_id
                ON CONFLICT (mapping_key_id) DO UPDATE
                SET touchpoint_count = c.touchpoint_count + excluded.touchpoint_count
            )
            SELECT count(*) AS taken FROM taken
            """;

    private static final String DIFFERENCES = """
            SELECT mapping_key_id, coalesce(kept.touchpoints, 0) AS kept, coalesce(counted.touchpoints, 0) AS counted
            FROM (SELECT mapping_key_id, sum(touchpoint_count) AS touchpoints
                  FROM (SELECT mapping_key_id, touchpoint_count FROM mapping_key_count
                        UNION ALL SELECT mapping_key_id, touchpoint_count FROM mapping_key_count_delta) both_tables
                  GROUP BY mapping_key_id) kept
            FULL JOIN (SELECT mapping_key_id, count(*) AS touchpoints FROM touchpoint GROUP BY mapping_key_id) counted
                USING (mapping_key_id)
            WHERE coalesce(kept.touchpoints, 0) <> coalesce(counted.touchpoints, 0)
            ORDER BY mapping_key_id LIMIT ?
            """;

    private final Database database;

    SqlKeyCountStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean fold(int limit) {
        return database.get(TRY_LOCK, parameters -> {}, row -> row.flag("locked"))
                && database.get(FOLD, parameters -> parameters.number(limit), row -> row.number("taken")) == limit;
    }

    @Override
    public List<Difference> differences(int limit) {
        return database.list(
                DIFFERENCES,
                parameters -> parameters.number(limit),
                row -> new Difference(row.uuid("mapping_key_id"), row.number("kept"), row.number("counted")));
    }
}
