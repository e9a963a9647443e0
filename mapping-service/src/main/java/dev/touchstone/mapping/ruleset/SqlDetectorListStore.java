package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.detect.DetectorLists;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The detector lists in PostgreSQL. Versions are compared byte by byte, as Java does. */
@ApplicationScoped
class SqlDetectorListStore implements DetectorListStore {
    private static final String KEEP = """
            INSERT INTO detector_list AS l (version, lines, built_in, placed) VALUES (:version, :lines, :builtIn, :placed)
            ON CONFLICT (version) DO UPDATE SET built_in = l.built_in OR excluded.built_in, placed = l.placed OR excluded.placed
            WHERE l.lines = excluded.lines
            """;

    private static final String FIND = "SELECT version, lines FROM detector_list WHERE version = :version";

    private static final String FIND_PLACED_AFTER = """
            SELECT version, lines FROM detector_list WHERE placed AND version COLLATE "C" > :version
            ORDER BY version COLLATE "C" DESC LIMIT 1
            """;

    private static final String LATEST_BUILT_IN =
            "SELECT coalesce(max(version COLLATE \"C\"), '') FROM detector_list WHERE built_in";

    private final Session session;

    SqlDetectorListStore(Session session) {
        this.session = session;
    }

    @Override
    public Stored keep(DetectorLists lists, Source source) {
        session.createNativeMutationQuery(KEEP)
                .setParameter("version", lists.version())
                .setParameter("lines", String.join("\n", lists.lines()))
                .setParameter("builtIn", source == Source.BUILT_IN)
                .setParameter("placed", source == Source.PLACED)
                .executeUpdate();
        return find(lists.version()).orElseThrow();
    }

    @Override
    public Optional<Stored> find(String version) {
        return first(FIND, version);
    }

    @Override
    public Optional<Stored> findPlacedAfter(String version) {
        return first(FIND_PLACED_AFTER, version);
    }

    private Optional<Stored> first(String query, String version) {
        return session
                .createNativeQuery(query, Object[].class)
                .setParameter("version", version)
                .getResultList()
                .stream()
                .findFirst()
                .map(row -> new Stored((String) row[0], lines((String) row[1])));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    @Override
    public String latestBuiltIn() {
        return session.createNativeQuery(LATEST_BUILT_IN, String.class).getSingleResult();
    }
}
