package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Reads the table {@code person} for comparisons. */
@ApplicationScoped
class SqlPersonComparison implements PersonComparison {
    private static final String COMPARE = """
            SELECT t.marketo_id, encode(p.content_hash, 'hex') AS before_hex, t.content_hex AS after_hex,
                coalesce(p.state = 'TOMBSTONE', false) AS buried
            FROM unnest(?::bigint[], ?::text[], ?::text[]) AS t (marketo_id, hidden_reason, content_hex)
            LEFT JOIN person p USING (marketo_id)
            LEFT JOIN person_alias a ON a.loser_id = t.marketo_id
            WHERE a.loser_id IS NULL AND CASE
                WHEN p.marketo_id IS NULL THEN t.hidden_reason IS NULL
                WHEN p.state IN ('ALIAS', 'ERASED') OR p.read_at >= ? THEN false
                WHEN p.state = 'TOMBSTONE' THEN true
                ELSE p.content_hash <> decode(t.content_hex, 'hex') END
            ORDER BY t.marketo_id
            """;

    private static final String CONTENTS = """
            SELECT marketo_id, content_hash FROM person
            WHERE marketo_id = ANY (?::bigint[]) AND state IN ('ACTIVE', 'HIDDEN')
            """;

    private static final String TOTALS = """
            SELECT count(*) FILTER (WHERE state = 'ACTIVE') AS active, count(*) FILTER (WHERE state = 'HIDDEN') AS hidden
            FROM person
            """;

    private static final HexFormat HEX = HexFormat.of();

    private final Database database;

    SqlPersonComparison(Database database) {
        this.database = database;
    }

    @Override
    public List<Difference> compare(List<PersonReading> readings, Instant readAt) {
        return database.list(
                COMPARE,
                parameters -> parameters
                        .numbers(readings, PersonReading::marketoId)
                        .texts(
                                readings,
                                reading -> reading.unqualifiedReason()
                                        .map(Enum::name)
                                        .orElse(null))
                        .texts(readings, reading -> HEX.formatHex(ContentHash.of(reading)))
                        .time(readAt),
                row -> new Difference(
                        row.number("marketo_id"),
                        row.optionalText("before_hex").map(HEX::parseHex).orElse(null),
                        HEX.parseHex(row.text("after_hex")),
                        row.flag("buried")));
    }

    @Override
    public List<Content> contents(List<Long> marketoIds) {
        return database.list(
                CONTENTS,
                parameters -> parameters.numbers(marketoIds, id -> id),
                row -> new Content(row.number("marketo_id"), row.bytes("content_hash")));
    }

    @Override
    public Totals totals() {
        return database.get(TOTALS, parameters -> {}, row -> new Totals(row.number("active"), row.number("hidden")));
    }
}
