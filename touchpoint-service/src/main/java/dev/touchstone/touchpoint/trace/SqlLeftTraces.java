package dev.touchstone.touchpoint.trace;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The table {@code left_trace}. */
@ApplicationScoped
class SqlLeftTraces implements LeftTraceStore {
    private static final String LEAVE = """
            INSERT INTO left_trace (work, key, traceparent, left_at)
            SELECT DISTINCT ?, key, traceparent, ?::timestamptz
            FROM unnest(?::text[], ?::text[]) AS t (key, traceparent)
            ON CONFLICT DO NOTHING
            """;

    private static final String TAKE = "DELETE FROM left_trace WHERE work = ? AND key = ANY (?) RETURNING traceparent";

    private static final String FORGET = "DELETE FROM left_trace WHERE left_at < ?";

    private final Database database;

    SqlLeftTraces(Database database) {
        this.database = database;
    }

    @Override
    public void leave(String work, List<LeftTrace> traces, Instant now) {
        database.update(
                LEAVE,
                parameters -> parameters
                        .text(work)
                        .time(now)
                        .texts(traces, LeftTrace::key)
                        .texts(traces, LeftTrace::traceparent));
    }

    @Override
    public List<String> take(String work, Collection<String> keys) {
        return database.list(
                TAKE,
                parameters -> parameters.text(work).texts(List.copyOf(keys), key -> key),
                row -> row.text("traceparent"));
    }

    @Override
    public void forgetBefore(Instant time) {
        database.update(FORGET, parameters -> parameters.time(time));
    }
}
