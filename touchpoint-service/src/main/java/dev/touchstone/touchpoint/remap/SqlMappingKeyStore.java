package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.MappingKeyKind;
import dev.touchstone.touchpoint.sql.Database;
import dev.touchstone.touchpoint.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Mapping keys in PostgreSQL. */
@ApplicationScoped
class SqlMappingKeyStore implements MappingKeyStore {
    /** In one order, so that two transactions with the same keys do not wait for each other in a circle. */
    private static final String INTERN = """
            INSERT INTO mapping_key (mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers)
            SELECT mapping_key_id, kind, campaign, medium, source, landing_page, referrer,
                   string_to_array(click_markers, ',')
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 AS k (mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers)
            ORDER BY mapping_key_id
            ON CONFLICT (mapping_key_id) DO NOTHING
            """;

    private static final String COLUMNS =
            "mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers";

    private static final String PENDING = "SELECT " + COLUMNS
            + " FROM mapping_key WHERE rule_set_version IS NULL OR rule_set_version < ?"
            + " ORDER BY rule_set_version NULLS FIRST LIMIT ?";

    private static final String FIND = "SELECT " + COLUMNS + " FROM mapping_key WHERE mapping_key_id = ?";

    private static final String ASSIGN = """
            WITH assigned AS (
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::integer[])
                    AS a (mapping_key_id, channel, subchannel, rule_set_version, row_number)
            ), before AS (
                SELECT k.mapping_key_id, k.channel, k.subchannel, k.row_number
                FROM mapping_key k JOIN assigned a USING (mapping_key_id)
                WHERE k.rule_set_version IS NULL OR k.rule_set_version < a.rule_set_version
                ORDER BY mapping_key_id FOR UPDATE OF k
            )
            UPDATE mapping_key k
            SET channel = a.channel, subchannel = a.subchannel, rule_set_version = a.rule_set_version,
                row_number = a.row_number
            FROM assigned a JOIN before b USING (mapping_key_id)
            WHERE k.mapping_key_id = a.mapping_key_id
            RETURNING k.mapping_key_id,
                      (b.channel, b.subchannel, b.row_number) IS DISTINCT FROM (a.channel, a.subchannel, a.row_number)
                          AS changed
            """;

    private static final String COUNT = """
            SELECT count(*) AS total, count(*) FILTER (WHERE rule_set_version IS NULL) AS unmapped,
                   count(*) FILTER (WHERE rule_set_version <> ?) AS outdated
            FROM mapping_key
            """;

    private static final String STORED = "SELECT mapping_key_id FROM mapping_key WHERE mapping_key_id = ANY (?)";

    private final Database database;

    SqlMappingKeyStore(Database database) {
        this.database = database;
    }

    /** Nearly all keys of a batch are stored already; to look for them costs a tenth of trying to insert them. */
    @Override
    public void intern(Collection<MappingKey> keys) {
        Map<UUID, MappingKey> missing = new HashMap<>();
        keys.forEach(key -> missing.put(key.id(), key));
        List<UUID> ids = List.copyOf(missing.keySet());
        if (!ids.isEmpty()) {
            missing.keySet()
                    .removeAll(Set.copyOf(database.list(
                            STORED, parameters -> parameters.uuids(ids, id -> id), row -> row.uuid("mapping_key_id"))));
            insert(List.copyOf(missing.values()));
        }
    }

    private void insert(List<MappingKey> list) {
        if (!list.isEmpty()) {
            database.update(
                    INTERN,
                    parameters -> parameters
                            .uuids(list, MappingKey::id)
                            .texts(list, key -> key.kind().name())
                            .texts(list, MappingKey::campaign)
                            .texts(list, MappingKey::medium)
                            .texts(list, MappingKey::source)
                            .texts(list, MappingKey::landingPage)
                            .texts(list, MappingKey::referrer)
                            .texts(list, key -> String.join(",", key.clickMarkers())));
        }
    }

    @Override
    public List<Pending> pending(long activeVersion, int limit) {
        return database.list(
                PENDING,
                parameters -> parameters.number(activeVersion).number(limit),
                row -> new Pending(row.uuid("mapping_key_id"), key(row)));
    }

    @Override
    public List<UUID> assign(List<ChannelDirectory.Assignment> assignments) {
        return database
                .list(
                        ASSIGN,
                        parameters -> parameters
                                .uuids(assignments, ChannelDirectory.Assignment::mappingKeyId)
                                .texts(assignments, ChannelDirectory.Assignment::channel)
                                .texts(assignments, ChannelDirectory.Assignment::subchannel)
                                .numbers(assignments, ChannelDirectory.Assignment::ruleSetVersion)
                                .integers(assignments, ChannelDirectory.Assignment::rowNumber),
                        row -> row.flag("changed") ? row.optionalUuid("mapping_key_id") : Optional.<UUID>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Counts count(long activeVersion) {
        return database.get(
                COUNT,
                parameters -> parameters.number(activeVersion),
                row -> new Counts(row.number("total"), row.number("unmapped"), row.number("outdated")));
    }

    @Override
    public Optional<MappingKey> find(UUID id) {
        return database.find(FIND, parameters -> parameters.uuid(id), SqlMappingKeyStore::key);
    }

    private static MappingKey key(SqlRow row) throws SQLException {
        return new MappingKey(
                MappingKeyKind.valueOf(row.text("kind")),
                row.text("campaign"),
                row.text("medium"),
                row.text("source"),
                row.text("landing_page"),
                row.text("referrer"),
                row.texts("click_markers"));
    }
}
