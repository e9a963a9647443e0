package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.session.LandingParameter;
import dev.touchstone.touchpoint.sql.MappingKeyColumns;
import dev.touchstone.touchpoint.trace.CarryTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Mapping keys in PostgreSQL. */
@ApplicationScoped
class SqlMappingKeyStore implements MappingKeyStore {
    /**
     * In one order, so that two transactions with the same keys do not wait for each other in a circle. Who stores a key also
     * queues it; who finds that another transaction has just stored it need not.
     */
    private static final String INTERN = """
            WITH stored AS (
                INSERT INTO mapping_key (mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers,
                                         status, landing_parameters)
                SELECT mapping_key_id, kind, campaign, medium, source, landing_page, referrer,
                       string_to_array(click_markers, ','), status, landing_parameters::text[]
                FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[])
                     AS k (mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers, status,
                           landing_parameters)
                ORDER BY mapping_key_id
                ON CONFLICT (mapping_key_id) DO NOTHING
                RETURNING mapping_key_id
            )
            INSERT INTO mapping_key_pending SELECT mapping_key_id FROM stored
            """;

    private static final String STORED = "SELECT mapping_key_id FROM mapping_key WHERE mapping_key_id = ANY (?)";

    private static final String PAGE = "SELECT" + MappingKeyColumns.SELECT
            + " FROM mapping_key k WHERE k.mapping_key_id > ? ORDER BY k.mapping_key_id LIMIT ?";

    private static final String PENDING = "SELECT" + MappingKeyColumns.SELECT
            + " FROM mapping_key_pending p JOIN mapping_key k USING (mapping_key_id) ORDER BY p.mapping_key_id LIMIT ?";

    private static final String PENDING_COUNT = "SELECT count(*) AS keys FROM mapping_key_pending";

    private static final String COUNT = "SELECT count(*) AS keys FROM mapping_key";

    private static final String FIND =
            "SELECT" + MappingKeyColumns.SELECT + " FROM mapping_key k WHERE k.mapping_key_id = ?";

    private final Database database;
    private final CarryTraces traces;

    SqlMappingKeyStore(Database database, CarryTraces traces) {
        this.database = database;
        this.traces = traces;
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
                            .texts(list, key -> String.join(",", key.clickMarkers()))
                            .texts(list, MappingKey::status)
                            .texts(list, key -> array(key.landingParameters())));
            traces.leave(
                    MapNewKeys.WORK,
                    list.stream().map(key -> key.id().toString()).toList());
        }
    }

    @Override
    public List<Stored> page(UUID after, int limit) {
        return database.list(PAGE, parameters -> parameters.uuid(after).number(limit), SqlMappingKeyStore::stored);
    }

    @Override
    public List<Stored> pending(int limit) {
        return database.list(PENDING, parameters -> parameters.number(limit), SqlMappingKeyStore::stored);
    }

    @Override
    public long pendingCount() {
        return database.get(PENDING_COUNT, parameters -> {}, row -> row.number("keys"));
    }

    @Override
    public long count() {
        return database.get(COUNT, parameters -> {}, row -> row.number("keys"));
    }

    @Override
    public Optional<MappingKey> find(UUID id) {
        return database.find(FIND, parameters -> parameters.uuid(id), MappingKeyColumns::read);
    }

    private static Stored stored(SqlRow row) throws SQLException {
        return new Stored(row.uuid("mapping_key_id"), MappingKeyColumns.read(row));
    }

    /** As PostgreSQL reads an array. */
    private static String array(List<LandingParameter> parameters) {
        return parameters.stream()
                .flatMap(parameter -> Stream.of(parameter.name(), parameter.value()))
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
